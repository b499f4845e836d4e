-- Makes it due, in chats, to take messages back.
--
-- KEYS[1] ZSET notices
-- KEYS[2] HASH tries
-- KEYS[3] HASH the recall's copies: chat to 'state|id id'
-- KEYS[4] HASH how many copies there are of each state
-- KEYS[5..] HASH the chats
-- ARGV[1] the recall's announcement
-- ARGV[2] when it is due, in ms
-- ARGV[3] how long it is remembered, in seconds
-- ARGV[4..] of each chat two: its key, and the ids of the messages
-- returns how many deliveries are new
--
-- A repeat finds the messages among the copies and makes nothing due. A chat
-- that was forgotten meanwhile stays forgotten.
for i, look in ipairs({'ZCARD', 'HLEN', 'HLEN', 'HLEN'}) do redis.call(look, KEYS[i]) end

-- count adds to how many copies there are of a state. A count that is none is 0.
local function count(state, n)
  redis.call('HSET', KEYS[4], state, string.format('%d', (tonumber(redis.call('HGET', KEYS[4], state)) or 0) + n))
end

local new = 0
for i = 5, #KEYS do
  local chat, messages = ARGV[2 * i - 6], ARGV[2 * i - 5]
  local copy = redis.call('HGET', KEYS[3], chat)
  local was, ids = string.match(copy or '|', '^([^|]*)|?(.*)$')
  local more = false
  for id in string.gmatch(messages, '%S+') do
    if not string.find(' ' .. ids .. ' ', ' ' .. id .. ' ', 1, true) then
      ids, more = (ids == '' and id) or (ids .. ' ' .. id), true
    end
  end
  local there = redis.pcall('HEXISTS', KEYS[i], 'r')
  if more and there == 1 then
    redis.call('HSET', KEYS[3], chat, 'sent|' .. ids)
    if was ~= 'sent' then
      if was ~= '' then count(was, -1) end
      count('sent', 1)
    end
    local key = 'r/' .. ARGV[1] .. '/' .. chat
    redis.call('HDEL', KEYS[2], key)
    redis.call('ZADD', KEYS[1], ARGV[2], key)
    new = new + 1
  end
end
redis.call('EXPIRE', KEYS[3], ARGV[3])
redis.call('EXPIRE', KEYS[4], ARGV[3])
return new
