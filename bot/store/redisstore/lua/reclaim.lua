-- Ends a lease on which no attempt was noted: the delivery is due as it was.
--
-- KEYS[1] ZSET   the delivery's queue, due or notices
-- KEYS[2] HASH   tries
-- KEYS[3] STRING the newest lease
-- ARGV[1] delivery
-- ARGV[2] its line in tries, as the caller has read it
-- returns 1, or 0 where the line is another by now
--
-- A repeat finds another line and changes nothing.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
local first, tries, parts = string.match(ARGV[2], '^(%d+) (%d+) (%d+) ')
if not first then return 0 end
redis.call('ZADD', KEYS[1], first, ARGV[1])
if tries == '0' and parts == '0' then
  redis.call('HDEL', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[2], ARGV[1], table.concat({first, tries, parts, '0', ''}, ' '))
end
redis.call('DEL', KEYS[3])
return 1
