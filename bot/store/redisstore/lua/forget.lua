-- Removes everything about a chat.
--
-- KEYS[1] HASH   the chat
-- KEYS[2] ZSET   due
-- KEYS[3] HASH   tries
-- KEYS[4] LIST   what an earlier version wrote of the chat's ledger
-- KEYS[5] STREAM dead
-- KEYS[6] SET    chats of the space that it belongs to
-- KEYS[7..] SET  chats that an announcement was posted to, one for each
-- ARGV[1] the chat's key
-- ARGV[2] its space, as the caller believes; '' is none
-- ARGV[3..] the announcements, as in KEYS[7..]
-- returns 'ok', or 'space:' and the space that it belongs to
--
-- A repeat finds nothing any more.
local chat = ARGV[1]
local space = redis.call('HGET', KEYS[1], 's') or ''
if space ~= ARGV[2] then return 'space:' .. space end

local function unqueue(key)
  redis.call('ZREM', KEYS[2], key)
  redis.call('HDEL', KEYS[3], key)
end

for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.match(field, '^%d+$') then unqueue('s/' .. field .. '/' .. chat) end
end
for i = 3, #ARGV do
  unqueue('a/' .. ARGV[i] .. '/' .. chat)
  redis.call('SREM', KEYS[i + 4], chat)
end
for _, letter in ipairs(redis.call('XRANGE', KEYS[5], '-', '+')) do
  if letter[2][1] == 'key' and string.match(letter[2][2], '^[as]/[^/]+/(.*)$') == chat then
    redis.call('XDEL', KEYS[5], letter[1])
  end
end
if space ~= '' then redis.call('SREM', KEYS[6], chat) end
redis.call('DEL', KEYS[1], KEYS[4])
return 'ok'
