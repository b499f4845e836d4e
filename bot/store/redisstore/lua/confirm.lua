-- Makes a draft or a scheduled announcement confirmed, once.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET confirmed announcements by ms
-- KEYS[3] ZSET scheduled announcements by ms
-- ARGV[1] its id
-- ARGV[2] now in ms
-- ARGV[3] until when a draft of now would have been made at the latest, in ms
-- ARGV[4] until when one that was sent would have been, in ms
-- ARGV[5] how long a confirmed one lives, in ms
-- ARGV[6] the call: unique
-- ARGV[7] the edition that was seen
-- ARGV[8] how many chats it is to reach
-- returns 'first', 'again', 'older', or 'none'
--
-- A repeat of the call that was first is first again.
for i = 2, 3 do redis.call('ZCARD', KEYS[i]) end
local is = redis.call('HMGET', KEYS[1], 'state', 'created', 'confirmed', 'by', 'edition', 'at')
local state = is[1]
if state == 'confirmed' or state == 'stopped' or state == 'retracted' then
  if (tonumber(is[3]) or 0) <= tonumber(ARGV[4]) then return 'none' end
  if is[4] == ARGV[6] then return 'first' end
  return 'again'
end
if state ~= 'draft' and state ~= 'scheduled' then return 'none' end
if state == 'draft' and (tonumber(is[2]) or 0) <= tonumber(ARGV[3]) then return 'none' end
if state == 'scheduled' and (tonumber(is[6]) or 0) <= tonumber(ARGV[4]) then return 'none' end
if (is[5] or '0') ~= ARGV[7] then return 'older' end
redis.call('HSET', KEYS[1], 'state', 'confirmed', 'confirmed', ARGV[2], 'by', ARGV[6], 'reach', ARGV[8])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 'first'
