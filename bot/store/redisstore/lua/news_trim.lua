-- Forgets headlines that are old, or too many, with all their marks.
--
-- KEYS[1]   HASH headlines: id to its JSON
-- KEYS[2]   HASH marks: mark to the ids that bear it
-- KEYS[3]   ZSET all headlines: 'language|kept in ms|id' by when published in ms
-- KEYS[4..] ZSET the same of one country, one for each country that has some
-- ARGV[1]   those published before, in ms
-- ARGV[2]   most that stay
-- ARGV[3]   most that are forgotten in one call
-- ARGV[4..] the names of the countries, as in KEYS[4..]
-- returns how many were forgotten: fewer than ARGV[3] means that all is done
--
-- A repeat finds them gone and goes on with the next.
local headlines, marks, all = KEYS[1], KEYS[2], KEYS[3]
local batch = tonumber(ARGV[3])
local gone = redis.call('ZRANGEBYSCORE', all, '-inf', '(' .. ARGV[1], 'LIMIT', 0, batch)
local excess = math.min(batch, redis.call('ZCARD', all) - tonumber(ARGV[2]))
if excess > #gone then gone = redis.call('ZRANGE', all, 0, excess - 1) end

local function unbear(id, mark)
  local ids = {}
  for other in string.gmatch(redis.call('HGET', marks, mark) or '', '%S+') do
    if other ~= id then ids[#ids + 1] = other end
  end
  if #ids == 0 then
    redis.call('HDEL', marks, mark)
  else
    redis.call('HSET', marks, mark, table.concat(ids, ' '))
  end
end

-- names are the texts of a list in a headline.
local function names(read, h, field)
  local all = {}
  if not read or type(h) ~= 'table' or type(h[field]) ~= 'table' then return all end
  for _, name in ipairs(h[field]) do
    if type(name) == 'string' then all[#all + 1] = name end
  end
  return all
end

local of = {}
for i = 4, #KEYS do of[ARGV[i]] = KEYS[i] end

for _, member in ipairs(gone) do
  local id = string.match(member, '([^|]*)$')
  local json = redis.call('HGET', headlines, id)
  if json then
    -- Of one that cannot be read nobody knows the marks and countries.
    local read, h = pcall(cjson.decode, json)
    for _, mark in ipairs(names(read, h, 's')) do unbear(id, mark) end
    for _, mark in ipairs(names(read, h, 'n')) do unbear(id, mark) end
    for _, country in pairs(read and names(read, h, 'c') or ARGV) do
      if of[country] then redis.call('ZREM', of[country], member) end
    end
  end
  redis.call('HDEL', headlines, id)
  redis.call('ZREM', all, member)
end
return #gone
