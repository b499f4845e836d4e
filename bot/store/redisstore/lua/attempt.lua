-- Notes of many leases that a request may go out.
--
-- KEYS[1] HASH tries
-- ARGV[1..] of each lease the delivery and the token
-- returns the numbers of those that are not held, from 1
--
-- A repeat notes the same again.
local keys, tokens = {}, {}
for i = 1, #ARGV, 2 do keys[#keys + 1], tokens[#tokens + 1] = ARGV[i], ARGV[i + 1] end
local states = redis.call('HMGET', KEYS[1], unpack(keys))

-- The line with the attempt noted; false where the token is another. Most lines
-- are alike, because most deliveries are due at the same minute: each is looked
-- at once.
local known = {}
local function noted(line, token)
  if not known[token] then known[token] = {} end
  local lines, ending = known[token], ' ' .. token
  if lines[line] == nil then
    lines[line] = string.sub(line, -#ending) == ending and string.sub(line, 1, -#ending - 2) .. '1' .. ending
  end
  return lines[line]
end

local lines, lost = {}, {}
for i, key in ipairs(keys) do
  local line = states[i] and noted(states[i], tokens[i])
  if line then lines[#lines + 1], lines[#lines + 2] = key, line else lost[#lost + 1] = i end
end
if #lines > 0 then redis.call('HSET', KEYS[1], unpack(lines)) end
return lost
