-- Does a later step of an announcement in chats that it was fanned out to.
--
-- KEYS[1] ZSET notices
-- KEYS[2] HASH tries
-- KEYS[3] HASH its copies: chat to 'state|id id'; '' is waiting
-- KEYS[4] HASH how many copies there are of each state
-- ARGV[1] what its delivery's key begins with, such as 'a/<announcement>/'
-- ARGV[2] what the step's key begins with; '' makes no delivery due
-- ARGV[3] when the step is due, in ms
-- ARGV[4] '1' takes back what waits and is not leased
-- ARGV[5] the state in which the step is done, '' is none, and
-- ARGV[6] what a state begins with in which it was given up
-- ARGV[7..] chats
-- returns how many deliveries are new
--
-- A repeat finds each chat as the step has left it, or its delivery queued, and
-- changes nothing.
for i, look in ipairs({'ZCARD', 'HLEN', 'HLEN', 'HLEN'}) do redis.call(look, KEYS[i]) end
local new = 0

-- count adds to how many copies there are of a state. A count that is none is 0.
local function count(key, state, n)
  redis.call('HSET', key, state, string.format('%d', (tonumber(redis.call('HGET', key, state)) or 0) + n))
end

local function change(chat, was, is, ids)
  redis.call('HSET', KEYS[3], chat, is .. '|' .. ids)
  count(KEYS[4], was == '' and 'waiting' or was, -1)
  count(KEYS[4], is, 1)
end

-- Whether a copy that waits has gone out or may be going out now.
local function waits(chat, ids)
  local key = ARGV[1] .. chat
  local unknown, token
  local state = redis.call('HGET', KEYS[2], key)
  if state then unknown, token = string.match(state, '^%d+ %d+ %d+ (%d) (.*)$') end
  if token and token ~= '' then return true end
  if ARGV[4] ~= '1' then return false end
  redis.call('ZREM', KEYS[1], key)
  redis.call('HDEL', KEYS[2], key)
  if ids ~= '' then
    change(chat, '', 'sent', ids)
  elseif unknown == '1' then
    change(chat, '', 'failed unknown', ids)
  else
    change(chat, '', 'stopped', ids)
  end
  return ids ~= ''
end

local function done(state)
  if state == 'retracted' or string.sub(state, 1, 4) == 'kept' then return true end
  if ARGV[5] == '' then return false end
  return state == ARGV[5] or string.sub(state, 1, #ARGV[6]) == ARGV[6]
end

for i = 7, #ARGV do
  local chat = ARGV[i]
  local copy = redis.call('HGET', KEYS[3], chat)
  if copy then
    local state, ids = string.match(copy, '^([^|]*)|?(.*)$')
    local out = ids ~= ''
    if state == '' then out = waits(chat, ids) end
    if out and ARGV[2] ~= '' and not done(state) then
      new = new + redis.call('ZADD', KEYS[1], 'NX', ARGV[3], ARGV[2] .. chat)
    end
  end
end
return new
