-- Stores a draft, or its next edition.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET scheduled announcements by ms
-- KEYS[3] SET  what was drafted in the same chat
-- ARGV[1] its id
-- ARGV[2] the edition
-- ARGV[3] how long it is kept, in ms
-- ARGV[4] when it is to be sent in ms; '' is a draft
-- ARGV[5] until when a draft would have been made at the latest that has not
--         expired when this edition is made, in ms
-- ARGV[6] until when one that is scheduled would have been sent, in ms
-- ARGV[7..] two at a time: field, value
-- returns 1, 0 where the edition before is not stored as a draft, or -1 where
-- this edition or a later one is, and is another one
--
-- A repeat finds the very same stored and changes nothing.
local is = redis.call('HMGET', KEYS[1], 'state', 'edition', 'created', 'at')
local edition = tonumber(ARGV[2])

local function same()
  if redis.call('HLEN', KEYS[1]) ~= (#ARGV - 6) / 2 then return false end
  for i = 7, #ARGV, 2 do
    if redis.call('HGET', KEYS[1], ARGV[i]) ~= ARGV[i + 1] then return false end
  end
  return true
end

if is[1] then
  local before = tonumber(is[2] or '0') or 0
  if is[1] ~= 'draft' and is[1] ~= 'scheduled' then return 0 end
  if is[1] == 'draft' and (tonumber(is[3]) or 0) <= tonumber(ARGV[5]) then return 0 end
  if is[1] == 'scheduled' and (tonumber(is[4]) or 0) <= tonumber(ARGV[6]) then return 0 end
  if before >= edition then return same() and 1 or -1 end
  if before ~= edition - 1 then return 0 end
elseif edition > 0 then
  return 0
end
redis.call('DEL', KEYS[1])
for i = 7, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SADD', KEYS[3], ARGV[1])
if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[3], ARGV[3]) end
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
end
return 1
