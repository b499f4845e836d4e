-- Removes what was drafted in a chat and not sent.
--
-- KEYS[1] SET  what was drafted in the chat
-- KEYS[2] ZSET scheduled announcements by ms
-- KEYS[3..] HASH the announcements
-- ARGV     their ids, in the same order
-- returns 1
--
-- A repeat finds nothing any more.
for i = 1, #ARGV do
  local state = redis.call('HGET', KEYS[i + 2], 'state')
  if state ~= 'confirmed' and state ~= 'stopped' and state ~= 'retracted' then
    redis.call('DEL', KEYS[i + 2])
    redis.call('ZREM', KEYS[2], ARGV[i])
  end
end
redis.call('DEL', KEYS[1])
return 1
