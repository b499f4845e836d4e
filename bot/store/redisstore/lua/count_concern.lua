-- Counts that somebody says that something is wrong.
--
-- KEYS[1] HASH the concerns of a day: item to announcement, 'item|reason' to how many
-- ARGV[1] the item
-- ARGV[2] the reason
-- ARGV[3] the announcement that brings the word where this is the first of the item
-- ARGV[4] how long the day is kept from now on, in seconds
-- returns how many gave the reason
--
-- A repeat gets the answer that was lost. A count that is none is 0.
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[3])
local field = ARGV[1] .. '|' .. ARGV[2]
local n = math.max(0, tonumber(redis.call('HGET', KEYS[1], field) or '') or 0) + 1
redis.call('HSET', KEYS[1], field, string.format('%d', n))
redis.call('EXPIRE', KEYS[1], ARGV[4])
return n
