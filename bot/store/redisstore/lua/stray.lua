-- Removes what is no delivery from the queues, and makes it a dead letter.
--
-- KEYS[1] ZSET   due
-- KEYS[2] ZSET   notices
-- KEYS[3] HASH   tries
-- KEYS[4] STREAM dead
-- ARGV[1] what stands there
-- ARGV[2] most that dead keeps
-- returns how many queues it stood in
--
-- A repeat finds it gone.
local n = redis.call('ZREM', KEYS[1], ARGV[1]) + redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
if n > 0 then
  redis.call('XADD', KEYS[4], 'MAXLEN', ARGV[2], '*', 'key', ARGV[1], 'outcome', 'failed', 'reason', 'unreadable', 'tries', '0', 'at', '0')
end
return n
