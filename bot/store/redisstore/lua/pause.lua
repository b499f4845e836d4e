-- Remembers until when a platform asks everyone to wait.
--
-- KEYS[1] STRING until when, in ms
-- ARGV[1] until when, in ms
-- ARGV[2] how long it is remembered, in ms
-- returns 1
--
-- A repeat, and one that ends sooner, changes nothing.
local now = redis.call('GET', KEYS[1]) or '0'
if (tonumber(now) or 0) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return 1
