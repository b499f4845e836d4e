-- Makes sure that deliveries are due when they have to be.
--
-- KEYS[1] ZSET due
-- KEYS[2] HASH tries
-- KEYS[3..] HASH the chat of each delivery
-- ARGV[1] how much later than it has to be one may be due, in ms
-- ARGV[2..] four at a time: delivery, its subscription, when it has to be due in
--           ms, the last date that the subscription has finished as the caller
--           has read it ('' is none)
-- returns how many were reconciled
--
-- A repeat finds all of them reconciled. One whose chat was forgotten meanwhile, has
-- not the subscription any more, or was delivered to meanwhile, is passed over.
local reconciled = 0
for i = 2, #ARGV, 4 do
  local key, due = ARGV[i], ARGV[i + 2]
  local at = redis.call('ZSCORE', KEYS[1], key)
  local hidden = not at or tonumber(at) > tonumber(due) + tonumber(ARGV[1])
  local is = hidden and redis.pcall('HMGET', KEYS[3 + (i - 2) / 4], ARGV[i + 1], ARGV[i + 1] .. 'd')
  if is and is[1] and (is[2] or '') == ARGV[i + 3] then
    local state = redis.call('HGET', KEYS[2], key)
    local kept = state and string.match(state, '^%d+ %d+ %d+ %d ')
    if kept then redis.call('HSET', KEYS[2], key, kept) elseif state then redis.call('HSET', KEYS[2], key, due .. ' 0 0 1 ') end
    redis.call('ZADD', KEYS[1], due, key)
    reconciled = reconciled + 1
  end
end
return reconciled
