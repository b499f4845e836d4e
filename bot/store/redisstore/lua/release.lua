-- Gives a lock up.
--
-- KEYS[1] STRING who holds it
-- ARGV[1] who gives it up
-- returns 1
--
-- A repeat finds it given up, or somebody else's, and changes nothing.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
