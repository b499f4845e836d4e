-- Adds a role to those that make moderators of a group, where there are as many as
-- the caller has read.
--
-- KEYS[1] SET  the roles
-- ARGV[1] the role
-- ARGV[2] how many there were
-- returns 1, or 0 where there are more or fewer by now
--
-- A repeat finds it and changes nothing.
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
if redis.call('SCARD', KEYS[1]) ~= tonumber(ARGV[2]) then return 0 end
redis.call('SADD', KEYS[1], ARGV[1])
return 1
