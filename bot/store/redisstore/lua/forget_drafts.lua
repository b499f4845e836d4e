-- Removes what was drafted in a chat and not sent.
--
-- KEYS[1] SET  what was drafted in the chat
-- KEYS[2] ZSET scheduled announcements by ms
-- KEYS[3..] HASH the announcements that were not sent
-- ARGV[1..] of each of these two: its id, and its state as the caller has read it
-- returns 1, or 0 where a state is another by now
--
-- A repeat finds nothing any more.
redis.call('SCARD', KEYS[1])
redis.call('ZCARD', KEYS[2])
for i = 3, #KEYS do
  local state = redis.call('HGET', KEYS[i], 'state')
  if state and state ~= ARGV[2 * i - 4] then return 0 end
end
for i = 3, #KEYS do
  redis.call('DEL', KEYS[i])
  redis.call('ZREM', KEYS[2], ARGV[2 * i - 5])
end
redis.call('DEL', KEYS[1])
return 1
