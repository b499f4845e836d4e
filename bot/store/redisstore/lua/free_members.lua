-- Makes chats belong to a community no more.
--
-- KEYS[1..] HASH  the chats
-- ARGV[1] the community
-- ARGV[2] revision that is written, so that nobody who has read a chat before
--         writes the community back
-- returns how many belonged to it
--
-- A repeat finds none any more.
local freed = 0
for _, chat in ipairs(KEYS) do
  if redis.pcall('HGET', chat, 'c') == ARGV[1] then
    redis.call('HDEL', chat, 'c', 'j', 'q')
    redis.call('HSET', chat, 'r', ARGV[2])
    freed = freed + 1
  end
end
return freed
