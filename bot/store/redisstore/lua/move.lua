-- Gives a chat's record, ledger and deliveries a new name. Where the new name
-- has subscriptions already, those stay and the old record is forgotten.
--
-- KEYS[1] HASH  the chat under its old name
-- KEYS[2] HASH  the chat under its new name
-- KEYS[3] ZSET  due
-- KEYS[4] HASH  tries
-- KEYS[5] LIST  what an earlier version wrote of the ledger, under the old name
-- KEYS[6] LIST  the same under the new name
-- KEYS[7] SET   chats of the space that it belonged to
-- KEYS[8] SET   chats of the space that it belongs to under its new name
-- KEYS[9..] SET chats that an announcement was posted to, one for each
-- ARGV[1] the old chat key
-- ARGV[2] the new chat key
-- ARGV[3] the space before, as the caller believes; '' is none
-- ARGV[4] the space afterwards; '' is none
-- ARGV[5..] the announcements, as in KEYS[9..]
-- returns 'ok', or 'space:' and the space that it belonged to
--
-- A repeat finds no old record and changes nothing.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'ok' end
local from, to = ARGV[1], ARGV[2]
local space = redis.call('HGET', KEYS[1], 's') or ''
if space ~= ARGV[3] then return 'space:' .. space end

local function subscriptions(key)
  local ids = {}
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if string.match(field, '^%d+$') then ids[#ids + 1] = field end
  end
  return ids
end
local moves = #subscriptions(KEYS[2]) == 0

local function move(prefix)
  local old, new = prefix .. from, prefix .. to
  local at, state = redis.call('ZSCORE', KEYS[3], old), redis.call('HGET', KEYS[4], old)
  redis.call('ZREM', KEYS[3], old)
  redis.call('HDEL', KEYS[4], old)
  if moves and at then
    redis.call('ZADD', KEYS[3], at, new)
    if state then redis.call('HSET', KEYS[4], new, string.match(state, '^%d+ %d+ %d+ %d ')) end
  end
end

local ids = subscriptions(KEYS[1])
for _, id in ipairs(ids) do move('s/' .. id .. '/') end
for i = 5, #ARGV do
  local posted = redis.call('SREM', KEYS[i + 4], from)
  if moves and posted == 1 then redis.call('SADD', KEYS[i + 4], to) end
  move('a/' .. ARGV[i] .. '/')
end

if space ~= '' then redis.call('SREM', KEYS[7], from) end
if not moves then
  redis.call('DEL', KEYS[1], KEYS[5])
  return 'ok'
end
redis.call('RENAME', KEYS[1], KEYS[2])
if redis.call('EXISTS', KEYS[5]) == 1 then redis.call('RENAME', KEYS[5], KEYS[6]) end
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[2], 's', ARGV[4])
  if #ids > 0 then redis.call('SADD', KEYS[8], to) end
end
return 'ok'
