-- Makes an announcement due in chats that it was not posted to before.
--
-- KEYS[1] ZSET due
-- KEYS[2] HASH tries
-- KEYS[3] SET  chats that it was posted to
-- ARGV[1] the announcement
-- ARGV[2] when it is due, in ms
-- ARGV[3] how long it is remembered, in seconds
-- ARGV[4..] chats
-- returns how many are new
--
-- A repeat finds the chats in the set and posts nothing more.
local new = 0
for i = 4, #ARGV do
  if redis.call('SADD', KEYS[3], ARGV[i]) == 1 then
    local key = 'a/' .. ARGV[1] .. '/' .. ARGV[i]
    redis.call('HDEL', KEYS[2], key)
    redis.call('ZADD', KEYS[1], ARGV[2], key)
    new = new + 1
  end
end
redis.call('EXPIRE', KEYS[3], ARGV[3])
return new
