-- Takes what is due, of each kind the oldest first, and hides it for a while.
--
-- KEYS[1] ZSET   due: daily points by ms
-- KEYS[2] ZSET   notices: announcements by ms
-- KEYS[3] HASH   tries: delivery to 'due tries parts unknown token'
-- KEYS[4] STRING the newest request, and behind it what it took, in lines
-- ARGV[1] now in ms
-- ARGV[2] until when they are hidden, in ms
-- ARGV[3] how many at most; not more than 1000, because Lua takes no more
--         arguments at once
-- ARGV[4] how many announcements even where more daily points are due
-- ARGV[5] how many announcements at most, where daily points leave room
-- ARGV[6] the request: unique
-- returns two at a time: a delivery and its line in tries, whose token is the
--         request; before that, '' and a delivery whose line could not be read:
--         nobody knows any more whether it went out
--
-- A repeat of the newest request gets what that still holds and takes nothing
-- more.
local request, taken = ARGV[6], {}

local function repeated(keys)
  for key in string.gmatch(keys, '[^\n]+') do
    local line = redis.call('HGET', KEYS[3], key)
    if line and string.sub(line, -#request - 1) == ' ' .. request then
      taken[#taken + 1], taken[#taken + 2] = key, line
    end
  end
  return taken
end
local last = redis.call('GET', KEYS[4])
if last and string.sub(last, 1, #request + 1) == request .. '\n' then return repeated(string.sub(last, #request + 2)) end

local all, share, most = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local function due(queue, n)
  return redis.call('ZRANGEBYSCORE', queue, '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, n)
end
local others = due(KEYS[2], math.min(all, math.max(share, most)))
share = math.min(share, #others / 2)
local daily = due(KEYS[1], all - share)
local room = math.min(#others / 2, math.max(share, math.min(most, all - #daily / 2)))

local names = request
local fresh = {} -- the line of a delivery that was not tried yet, by when it is due
-- When it was first due; a time that is none is now.
local function first(score) return string.match(score, '^%d+$') or ARGV[1] end

local function take(queue, list, n)
  if n == 0 then return end
  local keys, lines, hidden = {}, {}, {}
  for i = 1, n do keys[i] = list[2 * i - 1] end
  local states = redis.call('HMGET', KEYS[3], unpack(keys))
  for i = 1, n do
    local key, line = keys[i], fresh[list[2 * i]]
    local known = states[i] and string.match(states[i], '^%d+ %d+ %d+ %d ')
    if known then
      line = known .. request
    elseif states[i] then
      line = first(list[2 * i]) .. ' 0 0 1 ' .. request
      taken[#taken + 1], taken[#taken + 2] = '', key
    elseif not line then
      line = first(list[2 * i]) .. ' 0 0 0 ' .. request
      fresh[list[2 * i]] = line
    end
    lines[2 * i - 1], lines[2 * i] = key, line
    hidden[2 * i - 1], hidden[2 * i] = ARGV[2], key
    taken[#taken + 1], taken[#taken + 2] = key, line
  end
  redis.call('HSET', KEYS[3], unpack(lines))
  redis.call('ZADD', queue, unpack(hidden))
  names = names .. '\n' .. table.concat(keys, '\n')
end
take(KEYS[1], daily, #daily / 2)
take(KEYS[2], others, room)
if #taken > 0 then redis.call('SET', KEYS[4], names, 'PX', 60000) end
return taken
