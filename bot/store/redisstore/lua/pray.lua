-- Notes that somebody prayed, and counts the different marks.
--
-- KEYS[1] SET   the marks of a day and scope
-- ARGV[1] the mark
-- ARGV[2] how long all of them are kept from now on, in ms
-- returns how many there are
--
-- A repeat finds the mark and counts the same.
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('SCARD', KEYS[1])
