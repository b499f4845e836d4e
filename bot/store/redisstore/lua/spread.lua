-- Records that an announcement was posted to every chat of a platform. One that
-- is forgotten stays forgotten.
--
-- KEYS[1] HASH the announcement
-- ARGV[1] the platform
-- returns 1
--
-- A repeat records the same again.
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'spread:' .. ARGV[1], '1') end
return 1
