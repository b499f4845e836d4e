-- Stores a draft, or its next edition.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET scheduled announcements by ms
-- KEYS[3] SET  what was drafted in the same chat
-- ARGV[1] its id
-- ARGV[2] the edition
-- ARGV[3] how long it is kept, in ms
-- ARGV[4] when it is to be sent in ms; '' is a draft
-- ARGV[5..] two at a time: field, value
-- returns 1, or 0 where the edition before is not stored as a draft
--
-- A repeat writes the same again.
local is = redis.call('HMGET', KEYS[1], 'state', 'edition')
local edition = tonumber(ARGV[2])
if is[1] then
  local before = tonumber(is[2] or '0') or 0
  if is[1] ~= 'draft' and is[1] ~= 'scheduled' then return 0 end
  if before ~= edition and before ~= edition - 1 then return 0 end
elseif edition > 0 then
  return 0
end
redis.call('DEL', KEYS[1])
for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SADD', KEYS[3], ARGV[1])
if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[3], ARGV[3]) end
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
end
return 1
