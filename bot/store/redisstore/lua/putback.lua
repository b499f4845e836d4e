-- Ends a lease that has not succeeded.
--
-- KEYS[1] ZSET the delivery's queue, due or notices
-- KEYS[2] HASH tries
-- KEYS[3] HASH the announcement's copies: chat to 'state|id id'
-- ARGV[1] delivery
-- ARGV[2] token of the lease
-- ARGV[3] when it is due again, in ms
-- ARGV[4] tries, ARGV[5] parts, ARGV[6] unknown ('0' or '1')
-- ARGV[7] the chat's key
-- ARGV[8] ids of messages that were made since it was leased, parted by
--         spaces; '' is none
-- returns 1, or 0 where the lease is not held
--
-- A repeat finds the lease ended as it would end it, and changes nothing.
for i, look in ipairs({'ZCARD', 'HLEN', 'HLEN'}) do redis.call(look, KEYS[i]) end
local state = redis.call('HGET', KEYS[2], ARGV[1])
local first, token
if state then first, token = string.match(state, '^(%d+) %d+ %d+ %d (.*)$') end
local after = first and table.concat({first, ARGV[4], ARGV[5], ARGV[6], ''}, ' ')
if state and state == after and tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or '') == tonumber(ARGV[3]) then return 1 end
if token ~= ARGV[2] then return 0 end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], after)
local copy = ARGV[8] ~= '' and redis.call('HGET', KEYS[3], ARGV[7])
if copy then
  local was, ids = string.match(copy, '^([^|]*)|?(.*)$')
  if ids ~= '' then ids = ids .. ' ' end
  redis.call('HSET', KEYS[3], ARGV[7], was .. '|' .. ids .. ARGV[8])
end
return 1
