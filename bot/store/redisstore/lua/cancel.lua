-- Ends a draft.
--
-- KEYS[1] HASH the announcement
-- ARGV[1] now in ms
-- ARGV[2] how long a draft lives, in ms
-- ARGV[3] the call: unique
-- returns 1, or 0 where there is no such draft
--
-- A repeat of the call that ended it ends it again.
local is = redis.call('HMGET', KEYS[1], 'state', 'created', 'by')
if is[1] == 'cancelled' and is[3] == ARGV[3] then return 1 end
if is[1] ~= 'draft' or tonumber(is[2]) + tonumber(ARGV[2]) <= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'state', 'cancelled', 'by', ARGV[3])
return 1
