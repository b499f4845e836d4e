-- Removes a badge from those that make moderators of a space.
--
-- KEYS[1] SET  the badges
-- ARGV[1] the badge
-- returns 1, or 0 where it was not there
--
-- A repeat finds it gone.
return redis.call('SREM', KEYS[1], ARGV[1])
