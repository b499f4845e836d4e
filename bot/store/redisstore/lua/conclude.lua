-- Settles the lease of a step of an announcement for good.
--
-- KEYS[1] HASH   the chat, with its ledger: encode_chat.go says how
-- KEYS[2] ZSET   notices
-- KEYS[3] HASH   tries
-- KEYS[4] STREAM dead: key, outcome, reason, tries, at
-- KEYS[5] HASH   the announcement's copies: chat to 'state|id id'
-- KEYS[6] HASH   how many copies there are of each state
-- KEYS[7] ZSET   due, where an earlier version queued it
-- ARGV[1] delivery
-- ARGV[2] token of the lease
-- ARGV[3] most that the ledger keeps, ARGV[4] how many of these in field a
-- ARGV[5] most that dead keeps
-- ARGV[6] the entry as a line of the ledger, '' is none
-- ARGV[7] '' or, to make it a dead letter, 'outcome tries at reason'
-- ARGV[8] the chat's key
-- ARGV[9] what became of the copy, '' leaves it as it is
-- ARGV[10] ids of messages that were made since it was leased, parted by
--          spaces; '' is none
-- returns 1, or 0 where the lease was not held
--
-- A repeat finds the lease ended: the entry is not told again, because only the
-- holder of the lease tells it, and the copy is what it was.
-- count adds to how many copies there are of a state. A count that is none is 0.
local function count(key, state, n)
  redis.call('HSET', key, state, string.format('%d', (tonumber(redis.call('HGET', key, state)) or 0) + n))
end

for i, look in ipairs({'ZCARD', 'HLEN', 'XLEN', 'HLEN', 'HLEN', 'ZCARD'}) do redis.call(look, KEYS[i + 1]) end
local state = redis.call('HGET', KEYS[3], ARGV[1])
local held = state and string.match(state, '^%d+ %d+ %d+ %d (.*)$') == ARGV[2]

local chat = redis.pcall('HMGET', KEYS[1], 'r', 'a', 'b')
if held and ARGV[6] ~= '' and chat[1] then
  local size, newest, lines = tonumber(ARGV[3]), tonumber(ARGV[4]), {ARGV[6]}
  for line in string.gmatch((chat[2] or '') .. (chat[3] or ''), '[^;]*;') do
    if #lines < size then lines[#lines + 1] = line end
  end
  redis.call('HSET', KEYS[1], 'a', table.concat(lines, '', 1, math.min(#lines, newest)))
  if #lines > newest then redis.call('HSET', KEYS[1], 'b', table.concat(lines, '', newest + 1)) end
end

local copy = redis.call('HGET', KEYS[5], ARGV[8])
if copy then
  local was, ids = string.match(copy, '^([^|]*)|?(.*)$')
  local is = was
  if ARGV[9] ~= '' and was ~= 'retracted' and string.sub(was, 1, 4) ~= 'kept' then is = ARGV[9] end
  for id in string.gmatch(ARGV[10], '%S+') do
    if not string.find(' ' .. ids .. ' ', ' ' .. id .. ' ', 1, true) then
      ids = (ids == '' and id) or (ids .. ' ' .. id)
    end
  end
  redis.call('HSET', KEYS[5], ARGV[8], is .. '|' .. ids)
  if is ~= was then
    count(KEYS[6], was == '' and 'waiting' or was, -1)
    count(KEYS[6], is, 1)
  end
end

if not held then return 0 end
if ARGV[7] ~= '' then
  local outcome, tries, at, reason = string.match(ARGV[7], '^(%S*) (%S*) (%S*) (.*)$')
  redis.call('XADD', KEYS[4], 'MAXLEN', ARGV[5], '*', 'key', ARGV[1], 'outcome', outcome, 'reason', reason, 'tries', tries, 'at', at)
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[7], ARGV[1])
return 1
