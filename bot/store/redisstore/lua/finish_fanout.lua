-- Records that a step of an announcement was done for every chat of a platform.
-- One that is forgotten stays forgotten.
--
-- KEYS[1] HASH the announcement
-- ARGV[1] the field of the platform and step
-- returns 1
--
-- A repeat records the same again.
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], '1') end
return 1
