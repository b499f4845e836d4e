-- Lists a chat among those of a community.
--
-- KEYS[1] HASH  the community
-- KEYS[2] SET   its chats on the platform
-- ARGV[1] the chat's key
-- returns 1, or 0 where there is no such community
--
-- A repeat lists it once.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('PERSIST', KEYS[1])
redis.call('SADD', KEYS[2], ARGV[1])
return 1
