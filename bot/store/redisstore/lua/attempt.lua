-- Notes that a request may go out.
--
-- KEYS[1] HASH tries
-- ARGV[1] delivery
-- ARGV[2] token of the lease
-- returns 1, or 0 where the lease is not held
--
-- A repeat notes the same again.
local state = redis.call('HGET', KEYS[1], ARGV[1])
local first, tries, parts, token
if state then first, tries, parts, token = string.match(state, '^(%d+) (%d+) (%d+) %d (.*)$') end
if token ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], table.concat({first, tries, parts, '1', token}, ' '))
return 1
