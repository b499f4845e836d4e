-- Gives a chat's record, ledger and deliveries a new name. Where the new name
-- has subscriptions already, those stay and the old record is forgotten.
--
-- KEYS[1] HASH  the chat under its old name
-- KEYS[2] HASH  the chat under its new name
-- KEYS[3] ZSET  due
-- KEYS[4] HASH  tries
-- KEYS[5] SET   chats of the group that it belonged to
-- KEYS[6] SET   chats of the group that it belongs to under its new name
-- KEYS[7] ZSET  notices
-- KEYS[8..] HASH the copies of an announcement, one for each
-- ARGV[1] the old chat key
-- ARGV[2] the new chat key
-- ARGV[3] the group before, as the caller believes; '' is none
-- ARGV[4] the group afterwards; '' is none
-- ARGV[5] how often an announcement can be corrected
-- ARGV[6..] the announcements, as in KEYS[8..]
-- returns 'ok', or 'group:' and the group that it belonged to
--
-- A repeat finds no old record and changes nothing.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'ok' end
local from, to = ARGV[1], ARGV[2]
local groupID = redis.call('HGET', KEYS[1], 's') or ''
if groupID ~= ARGV[3] then return 'group:' .. groupID end

local function subscriptions(key)
  local ids = {}
  local fields = redis.pcall('HKEYS', key)
  for _, field in ipairs(fields.err and {} or fields) do
    if string.match(field, '^%d+$') then ids[#ids + 1] = field end
  end
  return ids
end
local moves = #subscriptions(KEYS[2]) == 0

local function move(queue, prefix)
  local old, new = prefix .. from, prefix .. to
  local at, state = redis.call('ZSCORE', queue, old), redis.call('HGET', KEYS[4], old)
  redis.call('ZREM', queue, old)
  redis.call('HDEL', KEYS[4], old)
  if moves and at then
    redis.call('ZADD', queue, at, new)
    if state then redis.call('HSET', KEYS[4], new, string.match(state, '^%d+ %d+ %d+ %d ') or '') end
  end
end

local ids = subscriptions(KEYS[1])
for _, id in ipairs(ids) do move(KEYS[3], 's/' .. id .. '/') end
for i = 6, #ARGV do
  local id, copies = ARGV[i], KEYS[i + 2]
  local copy = redis.call('HGET', copies, from)
  if copy then
    redis.call('HDEL', copies, from)
    if moves then redis.call('HSET', copies, to, copy) end
    move(KEYS[7], 'a/' .. id .. '/')
    move(KEYS[7], 'r/' .. id .. '/')
    for n = 1, tonumber(ARGV[5]) do move(KEYS[7], 'c/' .. id .. '.' .. n .. '/') end
  end
end

if groupID ~= '' then redis.call('SREM', KEYS[5], from) end
if not moves then
  redis.call('DEL', KEYS[1])
  return 'ok'
end
redis.call('RENAME', KEYS[1], KEYS[2])
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[2], 's', ARGV[4])
  if #ids > 0 then redis.call('SADD', KEYS[6], to) end
end
return 'ok'
