-- Ends a draft or a scheduled announcement.
--
-- KEYS[1] HASH the announcement
-- KEYS[2] ZSET scheduled announcements by ms
-- ARGV[1] its id
-- ARGV[2] until when a draft of now would have been made at the latest, in ms
-- ARGV[3] until when one that is scheduled would have been sent, in ms
-- ARGV[4] the call: unique
-- ARGV[5] the edition that was seen
-- returns 1, 0 where there is no such draft, or -1 where it is another edition
--
-- A repeat of the call that ended it ends it again.
local is = redis.call('HMGET', KEYS[1], 'state', 'created', 'by', 'edition', 'at')
if is[1] == 'cancelled' and is[3] == ARGV[4] then return 1 end
if is[1] ~= 'draft' and is[1] ~= 'scheduled' then return 0 end
if is[1] == 'draft' and (tonumber(is[2]) or 0) <= tonumber(ARGV[2]) then return 0 end
if is[1] == 'scheduled' and (tonumber(is[5]) or 0) <= tonumber(ARGV[3]) then return 0 end
if (is[4] or '0') ~= ARGV[5] then return -1 end
redis.call('HSET', KEYS[1], 'state', 'cancelled', 'by', ARGV[4])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
