-- Removes everything about a chat.
--
-- KEYS[1] HASH   the chat
-- KEYS[2] ZSET   due
-- KEYS[3] HASH   tries
-- KEYS[4] STREAM dead
-- KEYS[5] SET    chats of the group that it belongs to
-- KEYS[6] ZSET   notices
-- KEYS[7..] HASH the copies of an announcement and how many there are of each
--                state, two for each
-- ARGV[1] the chat's key
-- ARGV[2] its group, as the caller believes; '' is none
-- ARGV[3] how often an announcement can be corrected
-- ARGV[4..] the announcements, as in KEYS[7..]
-- returns 'ok', or 'group:' and the group that it belongs to
--
-- A repeat finds nothing any more.
local chat = ARGV[1]
for i, look in ipairs({'ZCARD', 'HLEN', 'XLEN', 'SCARD', 'ZCARD'}) do redis.call(look, KEYS[i + 1]) end
for i = 7, #KEYS do redis.call('HLEN', KEYS[i]) end
-- What is no record has no group and tells no subscriptions.
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then redis.call('DEL', KEYS[1]) end
local groupID = redis.call('HGET', KEYS[1], 's') or ''
if groupID ~= ARGV[2] then return 'group:' .. groupID end

local function unqueue(queue, key)
  redis.call('ZREM', queue, key)
  redis.call('HDEL', KEYS[3], key)
end

for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.match(field, '^%d+$') then unqueue(KEYS[2], 's/' .. field .. '/' .. chat) end
end
for i = 4, #ARGV do
  local id, copies, counts = ARGV[i], KEYS[2 * i - 1], KEYS[2 * i]
  local copy = redis.call('HGET', copies, chat)
  if copy then
    if string.match(copy, '^[^|]*') == '' then
      redis.call('HSET', counts, 'waiting', string.format('%d', (tonumber(redis.call('HGET', counts, 'waiting')) or 0) - 1))
    end
    redis.call('HDEL', copies, chat)
    for _, step in ipairs({'a/' .. id, 'r/' .. id}) do unqueue(KEYS[6], step .. '/' .. chat) end
    for n = 1, tonumber(ARGV[3]) do unqueue(KEYS[6], 'c/' .. id .. '.' .. n .. '/' .. chat) end
  end
end
for _, letter in ipairs(redis.call('XRANGE', KEYS[4], '-', '+')) do
  if letter[2][1] ~= 'key' or string.match(letter[2][2], '^[acrs]/[^/]+/(.*)$') == chat then
    redis.call('XDEL', KEYS[4], letter[1])
  end
end
if groupID ~= '' then redis.call('SREM', KEYS[5], chat) end
redis.call('DEL', KEYS[1])
return 'ok'
