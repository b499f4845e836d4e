-- Finds headlines, the newest published first.
--
-- KEYS[1]   HASH headlines: id to its JSON
-- KEYS[2..] ZSET where to look: 'language|kept in ms|id' by when published in ms
-- ARGV[1]   published from, in ms, or '-inf'
-- ARGV[2]   published up to, in ms, or '+inf'
-- ARGV[3]   kept after, in ms, or '-inf'
-- ARGV[4]   kept up to, in ms, or '+inf'
-- ARGV[5]   how many at most
-- ARGV[6..] languages that are wanted; none: all. '' is always wanted
-- returns the JSON of each
--
-- It changes nothing, and a repeat finds the same.
local after = tonumber(ARGV[3]) or -math.huge
local upto = tonumber(ARGV[4]) or math.huge
local limit = tonumber(ARGV[5])
local any, speaks = #ARGV < 6, {['']=true}
for i = 6, #ARGV do speaks[ARGV[i]] = true end

local found, seen = {}, {}

-- look takes what is wanted of one set, from the newest on, a page at a time.
local function look(key)
  local from, page, n = 0, 100, 0
  while n < limit do
    local some = redis.call('ZREVRANGEBYSCORE', key, ARGV[2], ARGV[1], 'WITHSCORES', 'LIMIT', from, page)
    for i = 1, #some, 2 do
      local language, kept, id = string.match(some[i], '^([^|]*)|(%d+)|(.*)$')
      kept = tonumber(kept)
      if id and n < limit and not seen[id] and (any or speaks[language]) and kept > after and kept <= upto then
        seen[id], n = true, n + 1
        found[#found + 1] = {id, tonumber(some[i + 1])}
      end
    end
    if #some < 2 * page then return end
    from = from + page
  end
end
for i = 2, #KEYS do look(KEYS[i]) end

table.sort(found, function(a, b)
  if a[2] ~= b[2] then return a[2] > b[2] end
  return a[1] > b[1]
end)
local out = {}
for i = 1, math.min(limit, #found) do
  local json = redis.call('HGET', KEYS[1], found[i][1])
  if json then out[#out + 1] = json end
end
return out
