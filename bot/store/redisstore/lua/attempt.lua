-- Notes of many leases that a request may go out.
--
-- KEYS[1] HASH tries
-- ARGV[1..] of each lease the delivery and the token
-- returns of each lease 1, or 0 where it is not held
--
-- A repeat notes the same again.
local keys = {}
for i = 1, #ARGV, 2 do keys[#keys + 1] = ARGV[i] end
local states = redis.call('HMGET', KEYS[1], unpack(keys))

local lines, held = {}, {}
for i, key in ipairs(keys) do
  local line, ending = states[i], ' ' .. ARGV[2 * i]
  held[i] = line and string.sub(line, -#ending) == ending and 1 or 0
  if held[i] == 1 then lines[#lines + 1], lines[#lines + 2] = key, string.sub(line, 1, -#ending - 2) .. '1' .. ending end
end
if #lines > 0 then redis.call('HSET', KEYS[1], unpack(lines)) end
return held
