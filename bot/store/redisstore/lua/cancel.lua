-- Ends a draft or a scheduled announcement.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET scheduled announcements by ms
-- ARGV[1] its id
-- ARGV[2] until when a draft of now would have been made at the latest, in ms
-- ARGV[3] the call: unique
-- returns 1, or 0 where there is no such draft
--
-- A repeat of the call that ended it ends it again.
local is = redis.call('HMGET', KEYS[1], 'state', 'created', 'by')
if is[1] == 'cancelled' and is[3] == ARGV[3] then return 1 end
if is[1] ~= 'draft' and is[1] ~= 'scheduled' then return 0 end
if is[1] == 'draft' and (tonumber(is[2]) or 0) <= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'state', 'cancelled', 'by', ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
