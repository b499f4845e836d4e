-- Changes an announcement that was sent.
--
-- KEYS[1] HASH the announcement
-- ARGV[1] until when one that is in force would have been sent at the latest,
--         in ms
-- ARGV[2] the state, or '' to change the text
-- ARGV[3] '1' leaves a note where it is retracted
-- ARGV[4] the text
-- ARGV[5] its revision
-- returns 1, or 0 where the change does not go with what it is
--
-- A repeat finds the change made and changes nothing.
local is = redis.call('HMGET', KEYS[1], 'state', 'confirmed', 'text', 'revision')
local state = is[1]
if state ~= 'confirmed' and state ~= 'stopped' and state ~= 'retracted' then return 0 end
if (tonumber(is[2]) or 0) <= tonumber(ARGV[1]) then return 0 end
if state == 'retracted' then return ARGV[2] == 'retracted' and 1 or 0 end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'state', ARGV[2], 'note', ARGV[3])
  return 1
end
local revision, wanted = tonumber(is[4] or '0') or 0, tonumber(ARGV[5])
if revision == wanted and is[3] == ARGV[4] then return 1 end
if revision ~= wanted - 1 then return 0 end
redis.call('HSET', KEYS[1], 'text', ARGV[4], 'revision', ARGV[5])
return 1
