-- Changes an announcement, or stores a new one, where what is stored is what the
-- caller has read.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET confirmed announcements by ms
-- KEYS[3] ZSET scheduled announcements by ms
-- KEYS[4] SET  what was drafted in the same chat
-- ARGV[1] its id
-- ARGV[2] how long it is kept from now on, in ms; '' is as long as before
-- ARGV[3] when it was confirmed, in ms; '' was not
-- ARGV[4] when it is to be sent, in ms; '' is not scheduled
-- ARGV[5] '1' notes it in KEYS[4] for at least as long as it is kept
-- ARGV[6] number of fields n, then n times: field, '=' and its value as it was
--         read, or '' for none
-- then    two at a time: field, '=' and the value that is written, or '' to
--         remove it
-- returns 1, or 0 where it is another by now
--
-- A repeat finds what it would write and changes nothing.
for i, look in ipairs({'ZCARD', 'ZCARD', 'SCARD'}) do redis.call(look, KEYS[i + 1]) end

-- Whether the fields from one argument to another stand in the announcement.
local function stands(from, to)
  for i = from, to, 2 do
    local value = redis.call('HGET', KEYS[1], ARGV[i])
    if (value and '=' .. value or '') ~= ARGV[i + 1] then return false end
  end
  return true
end

local first = 7 + 2 * tonumber(ARGV[6]) -- of what is written
if stands(first, #ARGV) then return 1 end
if not stands(7, first - 1) then return 0 end
for i = first, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], string.sub(ARGV[i + 1], 2))
  end
end

if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if ARGV[3] ~= '' then redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1]) end
if ARGV[4] ~= '' then
  redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1])
else
  redis.call('ZREM', KEYS[3], ARGV[1])
end
if ARGV[5] == '1' then
  local life = redis.call('PTTL', KEYS[1])
  redis.call('SADD', KEYS[4], ARGV[1])
  if life > 0 and redis.call('PTTL', KEYS[4]) < life then redis.call('PEXPIRE', KEYS[4], life) end
end
return 1
