-- Notes the form of the data in place of another.
--
-- KEYS[1] STRING the form
-- ARGV[1] what stands there as the caller has read it, '' is nothing
-- ARGV[2] what shall stand there
-- returns 1, or 0 where something else stands there
--
-- A repeat finds it noted.
local now = redis.call('GET', KEYS[1]) or ''
if now == ARGV[2] then return 1 end
if now ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
