-- Notes that a point or post is withdrawn, or brings it back.
--
-- KEYS[1] HASH what is withdrawn
-- ARGV[1] its id or key
-- ARGV[2] what is noted; '' brings it back
-- returns 1
--
-- A repeat notes the same again.
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
return 1
