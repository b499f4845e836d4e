-- Settles a lease for good.
--
-- KEYS[1] HASH   the chat
-- KEYS[2] ZSET   the delivery's queue, due or news
-- KEYS[3] HASH   tries
-- KEYS[4] LIST   the chat's ledger, newest first
-- KEYS[5] STREAM dead: key, outcome, reason, tries, at
-- KEYS[6] HASH   the announcement's copies: chat to 'state|id id'
-- KEYS[7] HASH   how many copies there are of each state
-- ARGV[1] delivery
-- ARGV[2] token of the lease
-- ARGV[3] subscription, '' for an announcement
-- ARGV[4] finished local date in days since 1970-01-01, '' is none
-- ARGV[5] when it is due again in ms, '' is no more
-- ARGV[6] '1' sets the delivery aside
-- ARGV[7] most that the ledger keeps
-- ARGV[8] most that dead keeps
-- ARGV[9..13] the entry: subscription, date in days, outcome ('' is no entry),
--             when in ms, reason
-- ARGV[14] tries
-- ARGV[15] the chat's key
-- ARGV[16] what became of the announcement's copy, '' leaves it as it is
-- ARGV[17] ids of messages that were made since it was leased, parted by
--          spaces; '' is none
-- returns 1, or 0 where the lease was not held
--
-- A repeat finds the lease ended: the date is the same, the entry is there.
local state = redis.call('HGET', KEYS[3], ARGV[1])
local held = state and string.match(state, '^%d+ %d+ %d+ %d (.*)$') == ARGV[2]
local known = redis.call('EXISTS', KEYS[1]) == 1

if ARGV[4] ~= '' and redis.call('HEXISTS', KEYS[1], ARGV[3]) == 1 then
  local last = redis.call('HGET', KEYS[1], ARGV[3] .. 'd')
  if not last or tonumber(last) < tonumber(ARGV[4]) then
    redis.call('HSET', KEYS[1], ARGV[3] .. 'd', ARGV[4])
  end
end

local function recorded()
  local slot = ARGV[9] .. '|' .. ARGV[10] .. '|'
  for _, line in ipairs(redis.call('LRANGE', KEYS[4], 0, -1)) do
    if string.sub(line, 1, #slot) == slot then
      local outcome = string.match(line, '^[^|]*|[^|]*|([^|]*)|')
      if outcome == 'sent' or outcome == 'late' or outcome == ARGV[11] then return true end
    end
  end
  return false
end
local entry = ARGV[11] ~= '' and known
if ARGV[3] == '' then entry = entry and held else entry = entry and not recorded() end
if entry then
  redis.call('LPUSH', KEYS[4], table.concat({ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13]}, '|'))
  redis.call('LTRIM', KEYS[4], 0, tonumber(ARGV[7]) - 1)
end

local copy = ARGV[3] == '' and redis.call('HGET', KEYS[6], ARGV[15])
if copy then
  local was, ids = string.match(copy, '^([^|]*)|?(.*)$')
  local is = was
  if ARGV[16] ~= '' and was ~= 'retracted' and string.sub(was, 1, 4) ~= 'kept' then is = ARGV[16] end
  for id in string.gmatch(ARGV[17], '%S+') do
    if not string.find(' ' .. ids .. ' ', ' ' .. id .. ' ', 1, true) then
      ids = (ids == '' and id) or (ids .. ' ' .. id)
    end
  end
  redis.call('HSET', KEYS[6], ARGV[15], is .. '|' .. ids)
  if is ~= was then
    redis.call('HINCRBY', KEYS[7], was == '' and 'waiting' or was, -1)
    redis.call('HINCRBY', KEYS[7], is, 1)
  end
end

if not held then return 0 end
if ARGV[6] == '1' then
  redis.call('XADD', KEYS[5], 'MAXLEN', ARGV[8], '*',
    'key', ARGV[1], 'outcome', ARGV[11], 'reason', ARGV[13], 'tries', ARGV[14], 'at', ARGV[12])
end
redis.call('HDEL', KEYS[3], ARGV[1])
if ARGV[3] ~= '' and ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1])
else
  redis.call('ZREM', KEYS[2], ARGV[1])
end
return 1
