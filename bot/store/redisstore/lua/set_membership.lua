-- Moves a chat out of one community and into another, in its own record.
--
-- KEYS[1] HASH  the chat
-- ARGV[1] the community before, '' is none
-- ARGV[2] the community afterwards, '' is none
-- ARGV[3] the group of a chat that was never stored, '' is none
-- ARGV[4] revision that is written
-- ARGV[5] since when it belongs, in ms; '' where it belongs to none afterwards
-- returns 'ok', or 'changed' where the chat belongs to neither
--
-- A repeat finds the chat where it has to be and changes nothing.
local now = redis.call('HGET', KEYS[1], 'c') or ''
if now == ARGV[2] then return 'ok' end
if now ~= ARGV[1] then return 'changed' end
if ARGV[3] ~= '' and redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 's', ARGV[3])
end
redis.call('HDEL', KEYS[1], 'c', 'j', 'q')
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'c', ARGV[2], 'j', ARGV[5])
end
redis.call('HSET', KEYS[1], 'r', ARGV[4])
return 'ok'
