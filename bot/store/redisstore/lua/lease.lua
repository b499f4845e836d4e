-- Takes what is due, oldest first, and hides it for a while.
--
-- KEYS[1] ZSET   due: delivery by ms
-- KEYS[2] HASH   tries: delivery to 'due tries parts unknown token'
-- KEYS[3] STRING the newest request with its answer
-- ARGV[1] now in ms
-- ARGV[2] until when they are hidden, in ms
-- ARGV[3] how many at most; not more than 1000, because Lua takes no more
--         arguments at once
-- ARGV[4] the request: unique
-- returns five at a time: delivery, due, tries, parts, unknown ('0' or '1');
--         the token of the nth is the request, a dot and n
--
-- A repeat of the newest request gets the same answer and takes nothing more.
local head = ARGV[4] .. ' '
local last = redis.call('GET', KEYS[3])
if last and string.sub(last, 1, #head) == head then
  return cjson.decode(string.sub(last, #head + 1))
end

local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[3])
if #due == 0 then return {} end
local keys = {}
for i = 1, #due, 2 do keys[#keys + 1] = due[i] end
local states = redis.call('HMGET', KEYS[2], unpack(keys))

local taken, lines, scores = {}, {}, {}
for i, key in ipairs(keys) do
  local first, tries, parts, unknown = due[2 * i], '0', '0', '0'
  if states[i] then first, tries, parts, unknown = string.match(states[i], '^(%d+) (%d+) (%d+) (%d) ') end
  local token = ARGV[4] .. '.' .. i
  lines[2 * i - 1], lines[2 * i] = key, table.concat({first, tries, parts, unknown, token}, ' ')
  scores[2 * i - 1], scores[2 * i] = ARGV[2], key
  for _, value in ipairs({key, first, tries, parts, unknown}) do taken[#taken + 1] = value end
end
redis.call('HSET', KEYS[2], unpack(lines))
redis.call('ZADD', KEYS[1], unpack(scores))
redis.call('SET', KEYS[3], head .. cjson.encode(taken), 'PX', 60000)
return taken
