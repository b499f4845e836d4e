-- Stores headlines, or new words of those that are stored, with the countries that
-- these are about.
--
-- KEYS[1]   HASH headlines: id to its JSON
-- KEYS[2]   HASH marks: mark to the ids that bear it, newest kept first
-- KEYS[3]   SET  the countries that have headlines
-- KEYS[4]   ZSET all headlines: 'language|kept in ms|id' by when published in ms
-- KEYS[5..] ZSET the same of one country, one for each country in which one of the
--           headlines is or was
-- ARGV[1]   most ids that a mark leads to
-- ARGV[2]   number of countries c, then their names, as in KEYS[5..]
-- then      seven at a time: id, JSON, member of the ZSETs and published in ms (as
--           stored, where it is), its countries, its sure marks, its near marks
--           (parted by spaces)
-- returns how many are new
--
-- A repeat finds the ids stored and writes the same words again.
for i, look in ipairs({'HLEN', 'HLEN', 'SCARD'}) do redis.call(look, KEYS[i]) end
for i = 4, #KEYS do redis.call('ZCARD', KEYS[i]) end
local headlines, marks, all = KEYS[1], KEYS[2], KEYS[4]
local most, countries = tonumber(ARGV[1]), tonumber(ARGV[2])
local of = {}
for i = 1, countries do of[ARGV[2 + i]] = KEYS[4 + i] end

-- names are the texts of a list, as a set.
local function names(list)
  local all = {}
  if type(list) ~= 'table' then return all end
  for _, name in ipairs(list) do
    if type(name) == 'string' then all[name] = true end
  end
  return all
end

-- move puts a headline under other countries, unless it stands elsewhere by now
-- than whoever asks has read.
local function move(old, new, member, at)
  if not redis.call('ZSCORE', all, member) then return end
  local was, is = names(old.c), names(new.c)
  for country in pairs(was) do
    if not is[country] and of[country] then redis.call('ZREM', of[country], member) end
  end
  for country in pairs(is) do
    redis.call('SADD', KEYS[3], country)
    redis.call('ZADD', of[country], at, member)
  end
  old.c = new.c
end

local function reword(id, json, member, at)
  local new = cjson.decode(json)
  local read, old = pcall(cjson.decode, redis.call('HGET', headlines, id))
  if not read or type(old) ~= 'table' or old.i ~= id then
    redis.call('HSET', headlines, id, json)
    return
  end
  old.t, old.e, old.u = new.t, new.e, new.u
  move(old, new, member, at)
  if type(old.s) ~= 'table' then old.s = {} end
  for _, mark in ipairs(new.s or {}) do
    if redis.call('HSETNX', marks, mark, id) == 1 then old.s[#old.s + 1] = mark end
  end
  if #old.s == 0 then old.s = nil end
  redis.call('HSET', headlines, id, cjson.encode(old))
end

local function taken(sure)
  for mark in string.gmatch(sure, '%S+') do
    for id in string.gmatch(redis.call('HGET', marks, mark) or '', '%S+') do
      if redis.call('HEXISTS', headlines, id) == 1 then return true end
    end
  end
  return false
end

local function bear(id, mark)
  local ids, n = {id}, 1
  for other in string.gmatch(redis.call('HGET', marks, mark) or '', '%S+') do
    if n < most then n = n + 1 ids[n] = other end
  end
  redis.call('HSET', marks, mark, table.concat(ids, ' '))
end

local new = 0
for i = 3 + countries, #ARGV, 7 do
  local id, json, member, at = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  if redis.call('HEXISTS', headlines, id) == 1 then
    reword(id, json, member, at)
  elseif not taken(ARGV[i + 5]) then
    redis.call('HSET', headlines, id, json)
    redis.call('ZADD', all, at, member)
    for country in string.gmatch(ARGV[i + 4], '%S+') do
      redis.call('SADD', KEYS[3], country)
      redis.call('ZADD', of[country], at, member)
    end
    for mark in string.gmatch(ARGV[i + 5] .. ' ' .. ARGV[i + 6], '%S+') do bear(id, mark) end
    new = new + 1
  end
end
return new
