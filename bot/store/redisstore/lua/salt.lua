-- Gives the secret of a day, and makes it where there is none that can be read.
--
-- KEYS[1] STRING the secret
-- ARGV[1] a new one
-- ARGV[2] how long it is kept, in ms
-- returns the secret, and 1 where it took the place of what could not be read,
--         else 0
--
-- A repeat finds the secret.
local kind = redis.call('TYPE', KEYS[1]).ok
local salt = kind == 'string' and redis.call('GET', KEYS[1])
if salt and #salt == #ARGV[1] then
  -- What is held without an end would be held for ever.
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  return {salt, 0}
end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {ARGV[1], kind == 'none' and 0 or 1}
