-- Makes an announcement due in chats that it was not fanned out to before.
--
-- KEYS[1] ZSET notices
-- KEYS[2] HASH tries
-- KEYS[3] HASH its copies: chat to 'state|id id'; '' is waiting
-- KEYS[4] HASH how many copies there are of each state
-- ARGV[1] the announcement
-- ARGV[2] when it is due, in ms
-- ARGV[3] how long it is remembered, in seconds
-- ARGV[4..] chats
-- returns how many are new
--
-- A repeat finds the chats among the copies and queues nothing more.
for i, look in ipairs({'ZCARD', 'HLEN', 'HLEN', 'HLEN'}) do redis.call(look, KEYS[i]) end
local new = 0
for i = 4, #ARGV do
  if redis.call('HSETNX', KEYS[3], ARGV[i], '') == 1 then
    local key = 'a/' .. ARGV[1] .. '/' .. ARGV[i]
    redis.call('HDEL', KEYS[2], key)
    redis.call('ZADD', KEYS[1], ARGV[2], key)
    new = new + 1
  end
end
if new > 0 then
  redis.call('HSET', KEYS[4], 'waiting', string.format('%d', (tonumber(redis.call('HGET', KEYS[4], 'waiting')) or 0) + new))
end
redis.call('EXPIRE', KEYS[3], ARGV[3])
redis.call('EXPIRE', KEYS[4], ARGV[3])
return new
