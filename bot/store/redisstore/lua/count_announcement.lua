-- Counts an announcement among those to its audience in the last hour, where the
-- others are those that the caller has read.
--
-- KEYS[1] ZSET announcements by ms
-- ARGV[1] the announcement
-- ARGV[2] now in ms
-- ARGV[3] for how long it counts, in ms
-- ARGV[4] how many others there were
-- ARGV[5..] of each other two: its id, and '1' where it counts still
-- returns 1, or 0 where the others are not the same any more
--
-- A repeat finds it among the others, and its caller, who reads again, that it
-- is counted.
if redis.call('ZCARD', KEYS[1]) ~= tonumber(ARGV[4]) then return 0 end
for i = 5, #ARGV, 2 do
  if not redis.call('ZSCORE', KEYS[1], ARGV[i]) then return 0 end
end
for i = 5, #ARGV, 2 do
  if ARGV[i + 1] ~= '1' then redis.call('ZREM', KEYS[1], ARGV[i]) end
end
redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
