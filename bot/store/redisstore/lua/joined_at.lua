-- Gives a chat that belongs to a community the time since when, where it has none.
--
-- KEYS[1] HASH  the chat
-- ARGV[1] the community
-- ARGV[2] the time, in ms
-- returns 1, or 0 where it does not belong, or has one
--
-- A repeat finds the time there and changes nothing.
if redis.pcall('HGET', KEYS[1], 'c') ~= ARGV[1] then return 0 end
return redis.call('HSETNX', KEYS[1], 'j', ARGV[2])
