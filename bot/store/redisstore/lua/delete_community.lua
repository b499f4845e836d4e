-- Removes a community with its join codes. Its chats are freed afterwards.
--
-- KEYS[1] HASH  the community
-- KEYS[2] HASH  join codes
-- KEYS[3] HASH  owners
-- KEYS[4] SET   the dissolved ones whose chats are still to be freed
-- ARGV[1] its id
-- returns 1, or 0 where there was none
--
-- A repeat finds none any more.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for _, code in ipairs(redis.call('HMGET', KEYS[1], 'g', 'p')) do
  if code then redis.call('HDEL', KEYS[2], code) end
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[1])
return 1
