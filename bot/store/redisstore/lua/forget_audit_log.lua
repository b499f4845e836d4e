-- Removes the audit log of an audience.
--
-- KEYS[1] ZSET its lines by ms
-- KEYS[2] ZSET the lines of all by ms
-- KEYS[3] ZSET its announcements of the last hour
-- returns 1
--
-- A repeat finds nothing any more.
for _, line in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do redis.call('ZREM', KEYS[2], line) end
redis.call('DEL', KEYS[1], KEYS[3])
return 1
