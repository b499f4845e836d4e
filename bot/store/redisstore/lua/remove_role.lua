-- Removes a role from those that make moderators of a group.
--
-- KEYS[1] SET  the roles
-- ARGV[1] the role
-- returns 1, or 0 where it was not there
--
-- A repeat finds it gone.
return redis.call('SREM', KEYS[1], ARGV[1])
