-- Makes a draft confirmed, once.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET confirmed announcements by ms
-- ARGV[1] its id
-- ARGV[2] now in ms
-- ARGV[3] how long a draft lives, in ms
-- ARGV[4] how long a confirmed one lives, in ms
-- ARGV[5] the call: unique
-- returns 'first', 'again', or 'none'
--
-- A repeat of the call that was first is first again.
local is = redis.call('HMGET', KEYS[1], 'state', 'created', 'confirmed', 'by')
local state, now = is[1], tonumber(ARGV[2])
if state == 'confirmed' then
  if tonumber(is[3]) + tonumber(ARGV[4]) <= now then return 'none' end
  if is[4] == ARGV[5] then return 'first' end
  return 'again'
end
if state ~= 'draft' or tonumber(is[2]) + tonumber(ARGV[3]) <= now then return 'none' end
redis.call('HSET', KEYS[1], 'state', 'confirmed', 'confirmed', ARGV[2], 'by', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 'first'
