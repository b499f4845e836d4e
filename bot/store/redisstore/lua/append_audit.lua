-- Puts an entry into the audit log of all, and into that of its audience.
--
-- KEYS[1] ZSET the lines of all by ms
-- KEYS[2] ZSET those of the audience by ms
-- ARGV[1] when, in ms
-- ARGV[2] the line
-- ARGV[3] what is older than this, in ms, is forgotten
-- ARGV[4] how long both are kept from now on, in ms
-- returns 1
--
-- A repeat finds the line, because a ZSET holds a member once.
for i, key in ipairs(KEYS) do redis.call('ZCARD', key) end
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[3])
  redis.call('ZADD', key, ARGV[1], ARGV[2])
  redis.call('PEXPIRE', key, ARGV[4])
end
return 1
