-- Takes what is due, of each kind the oldest first, and hides it for a while.
--
-- KEYS[1] ZSET   due: daily points by ms
-- KEYS[2] ZSET   notices: announcements by ms
-- KEYS[3] HASH   tries: delivery to 'due tries parts unknown token'
-- KEYS[4] STRING the newest request with its answer
-- ARGV[1] now in ms
-- ARGV[2] until when they are hidden, in ms
-- ARGV[3] how many at most; not more than 1000, because Lua takes no more
--         arguments at once
-- ARGV[4] how many announcements even where more daily points are due
-- ARGV[5] how many announcements at most, where daily points leave room
-- ARGV[6] the request: unique
-- returns five at a time: delivery, due, tries, parts, unknown ('0' or '1');
--         the token of the nth is the request, a dot and n
--
-- A repeat of the newest request gets the same answer and takes nothing more.
-- An announcement that was queued among the daily points, as it was before they
-- were drawn apart, moves to its own queue.
local head = ARGV[6] .. ' '
local last = redis.call('GET', KEYS[4])
if last and string.sub(last, 1, #head) == head then
  return cjson.decode(string.sub(last, #head + 1))
end

local all, share, most = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local function due(queue, n)
  return redis.call('ZRANGEBYSCORE', queue, '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, n)
end
local others = due(KEYS[2], math.min(all, math.max(share, most)))
share = math.min(share, #others / 2)
local daily = due(KEYS[1], all - share)
local room = math.min(#others / 2, math.max(share, math.min(most, all - #daily / 2)))

local taken = {}
local function take(queue, list, n)
  if n == 0 then return end
  local keys = {}
  for i = 1, 2 * n, 2 do keys[#keys + 1] = list[i] end
  local states = redis.call('HMGET', KEYS[3], unpack(keys))
  local lines, homes, strays = {}, {[KEYS[1]] = {}, [KEYS[2]] = {}}, {}
  for i, key in ipairs(keys) do
    local first, tries, parts, unknown = list[2 * i], '0', '0', '0'
    if states[i] then first, tries, parts, unknown = string.match(states[i], '^(%d+) (%d+) (%d+) (%d) ') end
    local token = ARGV[6] .. '.' .. (#taken / 5 + 1)
    lines[#lines + 1], lines[#lines + 2] = key, table.concat({first, tries, parts, unknown, token}, ' ')
    local home = queue
    if string.sub(key, 1, 2) ~= 's/' then home = KEYS[2] end
    if home ~= queue then strays[#strays + 1] = key end
    local there = homes[home]
    there[#there + 1], there[#there + 2] = ARGV[2], key
    for _, value in ipairs({key, first, tries, parts, unknown}) do taken[#taken + 1] = value end
  end
  redis.call('HSET', KEYS[3], unpack(lines))
  if #strays > 0 then redis.call('ZREM', queue, unpack(strays)) end
  for home, there in pairs(homes) do
    if #there > 0 then redis.call('ZADD', home, unpack(there)) end
  end
end
take(KEYS[1], daily, #daily / 2)
take(KEYS[2], others, room)
if #taken > 0 then redis.call('SET', KEYS[4], head .. cjson.encode(taken), 'PX', 60000) end
return taken
