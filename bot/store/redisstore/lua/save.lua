-- Stores a chat and changes what is queued for it.
--
-- KEYS[1] HASH  the chat
-- KEYS[2] ZSET  due
-- KEYS[3] HASH  tries
-- KEYS[4] SET   chats of the group that the chat belongs to now
-- KEYS[5] SET   chats of the group that it belonged to before
-- ARGV[1] revision that was read, '' where the chat was not stored
-- ARGV[2] revision that is written
-- ARGV[3] group now, '' is none
-- ARGV[4] group before, as the caller believes
-- ARGV[5] the chat's key
-- ARGV[6] number of fields n, then n times: field, value
-- then    two at a time: subscription, when it is due in ms ('' is no more)
-- returns 'ok', 'changed', or 'group:' and the group that it belonged to
--
-- A repeat finds its own revision and changes nothing.
for i, look in ipairs({'ZCARD', 'HLEN', 'SCARD', 'SCARD'}) do redis.call(look, KEYS[i + 1]) end
local now = redis.call('HMGET', KEYS[1], 'r', 's')
local revision, groupID = now[1] or '', now[2] or ''
if revision == ARGV[2] then return 'ok' end
if revision ~= ARGV[1] then return 'changed' end
if revision ~= '' and groupID ~= ARGV[4] then return 'group:' .. groupID end

local chat = ARGV[5]
local function unqueue(id)
  local key = 's/' .. id .. '/' .. chat
  redis.call('ZREM', KEYS[2], key)
  redis.call('HDEL', KEYS[3], key)
  return key
end

local n = tonumber(ARGV[6])
local fields, kept = {}, {a = true, b = true}
for i = 7, 6 + 2 * n, 2 do fields[ARGV[i]] = ARGV[i + 1] end

-- What finished deliveries have written stays as it is.
local stored = redis.call('HGETALL', KEYS[1])
for i = 1, #stored, 2 do
  local field = stored[i]
  if string.match(field, '^%d+$') then
    if fields[field] then
      for _, of in ipairs({'d', 't', 'm'}) do
        fields[field .. of] = nil
        kept[field .. of] = true
      end
    else
      unqueue(field)
    end
  end
end
for i = 1, #stored, 2 do
  if kept[stored[i]] then fields[stored[i]] = stored[i + 1] end
end

redis.call('DEL', KEYS[1])
local subscribed = false
for field, value in pairs(fields) do
  redis.call('HSET', KEYS[1], field, value)
  if string.match(field, '^%d+$') then subscribed = true end
end
redis.call('HSET', KEYS[1], 'r', ARGV[2])

for i = 7 + 2 * n, #ARGV, 2 do
  local key = unqueue(ARGV[i])
  if ARGV[i + 1] ~= '' and fields[ARGV[i]] then
    redis.call('ZADD', KEYS[2], ARGV[i + 1], key)
  end
end

if ARGV[4] ~= '' then redis.call('SREM', KEYS[5], chat) end
if ARGV[3] ~= '' and subscribed then redis.call('SADD', KEYS[4], chat) end
return 'ok'
