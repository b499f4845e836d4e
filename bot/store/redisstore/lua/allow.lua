-- Counts an announcement among those to its audience in the last hour.
--
-- KEYS[1] ZSET announcements by ms
-- ARGV[1] the announcement
-- ARGV[2] now in ms
-- ARGV[3] the span in ms
-- ARGV[4] how many there may be in a span
-- returns '' where it is counted, else when the next one may be, in ms
--
-- A repeat finds it counted.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', tonumber(ARGV[2]) - tonumber(ARGV[3]))
redis.call('ZREMRANGEBYSCORE', KEYS[1], tonumber(ARGV[2]) + tonumber(ARGV[3]), '+inf') -- no such time
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return '' end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return string.format('%.0f', tonumber(first[2] or ARGV[2]) + tonumber(ARGV[3]))
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return ''
