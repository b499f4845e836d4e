-- Queues a delivery that was given up once more, and removes its dead letters.
--
-- KEYS[1] ZSET   the delivery's queue, due or notices
-- KEYS[2] HASH   tries
-- KEYS[3] STREAM dead
-- KEYS[4] HASH   the chat of a daily point, or the copies of an announcement
-- KEYS[5] HASH   how many copies there are of each state
-- ARGV[1] delivery
-- ARGV[2] when it is due, in ms
-- ARGV[3] the field in which it is finished: the last date of the subscription, or
--         the copy in the chat
-- ARGV[4] what was read there, ARGV[5] what is written
-- ARGV[6] the state of the copy that was read, ARGV[7] the one that is written; ''
--         is a daily point
-- returns 'ok', 'held' where it is leased, 'changed' where something else stands in
--         the field, or 'gone' where it is no dead letter
--
-- A repeat finds no dead letter, and changes nothing.
for i, look in ipairs({'ZCARD', 'HLEN', 'XLEN', 'HLEN', 'HLEN'}) do redis.call(look, KEYS[i]) end
local letters = {}
for _, letter in ipairs(redis.call('XRANGE', KEYS[3], '-', '+')) do
  if letter[2][1] == 'key' and letter[2][2] == ARGV[1] then letters[#letters + 1] = letter[1] end
end
if #letters == 0 then return 'gone' end
local state = redis.call('HGET', KEYS[2], ARGV[1])
local token = state and string.match(state, '^%d+ %d+ %d+ %d (.*)$')
if token and token ~= '' then return 'held' end
if redis.call('HGET', KEYS[4], ARGV[3]) ~= ARGV[4] then return 'changed' end
redis.call('HSET', KEYS[4], ARGV[3], ARGV[5])
if ARGV[6] ~= ARGV[7] then
  for i, n in ipairs({-1, 1}) do
    local counted = tonumber(redis.call('HGET', KEYS[5], ARGV[5 + i])) or 0
    redis.call('HSET', KEYS[5], ARGV[5 + i], string.format('%d', counted + n))
  end
end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
for _, letter in ipairs(letters) do redis.call('XDEL', KEYS[3], letter) end
return 'ok'
