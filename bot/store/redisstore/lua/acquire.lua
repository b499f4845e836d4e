-- Takes or renews a lock.
--
-- KEYS[1] STRING who holds it
-- ARGV[1] who asks
-- ARGV[2] for how long, in ms
-- returns 1, or 0 where somebody else holds it
--
-- A repeat keeps what was taken.
local holder = redis.call('GET', KEYS[1])
-- What is held without an end is held by nobody.
if holder and holder ~= ARGV[1] and redis.call('PTTL', KEYS[1]) >= 0 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
