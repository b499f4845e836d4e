-- Settles a lease for good.
--
-- KEYS[1] HASH   the chat, with its ledger: form.go says how
-- KEYS[2] ZSET   due
-- KEYS[3] HASH   tries
-- KEYS[4] LIST   what an earlier version wrote of the ledger, newest first
-- KEYS[5] STREAM dead: key, outcome, reason, tries, at
-- ARGV[1] delivery
-- ARGV[2] token of the lease
-- ARGV[3] subscription, '' for an announcement
-- ARGV[4] finished local date in days since 1970-01-01, '' is none
-- ARGV[5] when it is due again in ms, '' is no more
-- ARGV[6] '1' sets the delivery aside
-- ARGV[7] most that the ledger keeps, ARGV[8] how many of these in field a
-- ARGV[9] most that dead keeps
-- ARGV[10..14] the entry: subscription, date in days, outcome ('' is no entry),
--              when in ms, reason
-- ARGV[15] the entry as a line of the ledger
-- ARGV[16] tries
-- ARGV[17] up to when the news is told, in ms, '' is not
-- returns 1, or 0 where the lease was not held
--
-- A repeat finds the lease ended: the date is the same, the entry is there.
local state = redis.call('HGET', KEYS[3], ARGV[1])
local held = state and string.match(state, '^%d+ %d+ %d+ %d (.*)$') == ARGV[2]
local chat = redis.call('HMGET', KEYS[1], 'r', ARGV[3], ARGV[3] .. 'd', ARGV[3] .. 't', 'a', 'b')
local known, subscribed, last, told = chat[1], chat[2], chat[3], chat[4]
local ledger = (chat[5] or '') .. (chat[6] or '')
local old = redis.call('LRANGE', KEYS[4], 0, -1)

local change = {}
local function set(field, value) change[#change + 1], change[#change + 2] = field, value end

if ARGV[4] ~= '' and subscribed and (not last or tonumber(last) < tonumber(ARGV[4])) then
  set(ARGV[3] .. 'd', ARGV[4])
end

if ARGV[17] ~= '' and subscribed and (not told or tonumber(told) < tonumber(ARGV[17])) then
  set(ARGV[3] .. 't', ARGV[17])
end

local function tells(outcome, sent, late, same) return outcome == sent or outcome == late or outcome == same end
local function recorded()
  local subscription, same, date = string.match(ARGV[15], '^(%d+)(%u+)([^,]*),')
  for s, outcome, d in string.gmatch(ledger, '(%d+)(%u+)([^,;]*),[^;]*;') do
    if s == subscription and d == date and tells(outcome, 'S', 'L', same) then return true end
  end
  for _, line in ipairs(old) do
    local s, d, outcome = string.match(line, '^([^|]*)|([^|]*)|([^|]*)|')
    if s == ARGV[10] and d == ARGV[11] and tells(outcome, 'sent', 'late', ARGV[12]) then return true end
  end
  return false
end
local entry = ARGV[12] ~= '' and known
if ARGV[3] == '' then entry = entry and held else entry = entry and not recorded() end
if entry then
  local lines = {ARGV[15]}
  for line in string.gmatch(ledger, '[^;]*;') do
    if #lines < tonumber(ARGV[7]) then lines[#lines + 1] = line end
  end
  set('a', table.concat(lines, '', 1, math.min(#lines, tonumber(ARGV[8]))))
  if #lines > tonumber(ARGV[8]) then set('b', table.concat(lines, '', tonumber(ARGV[8]) + 1)) end
  if #old > 0 and #lines < tonumber(ARGV[7]) then
    redis.call('LTRIM', KEYS[4], 0, ARGV[7] - #lines - 1)
  elseif #old > 0 then
    redis.call('DEL', KEYS[4])
  end
end
if #change > 0 then redis.call('HSET', KEYS[1], unpack(change)) end

if not held then return 0 end
if ARGV[6] == '1' then
  redis.call('XADD', KEYS[5], 'MAXLEN', ARGV[9], '*',
    'key', ARGV[1], 'outcome', ARGV[12], 'reason', ARGV[14], 'tries', ARGV[16], 'at', ARGV[13])
end
redis.call('HDEL', KEYS[3], ARGV[1])
if ARGV[3] ~= '' and ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1])
else
  redis.call('ZREM', KEYS[2], ARGV[1])
end
return 1
