-- Settles the leases of many daily points for good, each on its own: one whose
-- record is broken changes nothing and holds no other up.
--
-- KEYS[1] ZSET   due
-- KEYS[2] HASH   tries
-- KEYS[3] STREAM dead: key, outcome, reason, tries, at
-- KEYS[4..] HASH the chat of each, with its ledger: form.go says how
-- ARGV[1] most that the ledger keeps, ARGV[2] how many of these in field a
-- ARGV[3] most that dead keeps
-- ARGV[4..] of each eight:
--   1 delivery, 2 token of the lease
--   3 subscription
--   4 finished local date in days since 1970-01-01, '' is none
--   5 up to when the news is told, in ms, '' is not
--   6 when it is due again in ms, '' is no more
--   7 the entry as a line of the ledger, '' is none
--   8 '' or, to set it aside, 'outcome tries at reason'
-- returns of each '', or what is wrong
--
-- A repeat finds the leases ended: the date is the same, the entry is there.
local size, newest, width = tonumber(ARGV[1]), tonumber(ARGV[2]), 8
local count = #KEYS - 3
local function arg(i, n) return ARGV[3 + width * (i - 1) + n] end

local keys = {}
for i = 1, count do keys[i] = arg(i, 1) end
local states = redis.call('HMGET', KEYS[2], unpack(keys))

-- The fields a and b with a line more; nothing where the same slot is recorded
-- as sent, or in the very same way.
local function recorded(ledger, line)
  local subscription, same, date = string.match(line, '^(%d+)(%u+)([^,]*),')
  local lines = {line}
  for old, s, outcome, d in string.gmatch(ledger, '((%d+)(%u+)([^,;]*),[^;]*;)') do
    if s == subscription and d == date and (outcome == 'S' or outcome == 'L' or outcome == same) then return end
    if #lines < size then lines[#lines + 1] = old end
  end
  local b = #lines > newest and table.concat(lines, '', newest + 1)
  return table.concat(lines, '', 1, math.min(#lines, newest)), b
end

local over, again, gone = {}, {}, {}

local function settle(i)
  local key, id, slot, told, next, line, dead = keys[i], arg(i, 3), arg(i, 4), arg(i, 5), arg(i, 6), arg(i, 7), arg(i, 8)
  local chat = redis.call('HMGET', KEYS[3 + i], 'r', id, id .. 'd', id .. 't', 'a', 'b')
  local change = {}
  local function set(field, value) change[#change + 1], change[#change + 2] = field, value end
  if slot ~= '' and chat[2] and (not chat[3] or tonumber(chat[3]) < tonumber(slot)) then set(id .. 'd', slot) end
  if told ~= '' and chat[2] and (not chat[4] or tonumber(chat[4]) < tonumber(told)) then set(id .. 't', told) end
  if line ~= '' and chat[1] then
    local a, b = recorded((chat[5] or '') .. (chat[6] or ''), line)
    if a then set('a', a) end
    if b then set('b', b) end
  end
  if #change > 0 then redis.call('HSET', KEYS[3 + i], unpack(change)) end

  if not states[i] or string.match(states[i], '^%d+ %d+ %d+ %d (.*)$') ~= arg(i, 2) then return end
  if dead ~= '' then
    local outcome, tries, at, reason = string.match(dead, '^(%S*) (%S*) (%S*) (.*)$')
    redis.call('XADD', KEYS[3], 'MAXLEN', ARGV[3], '*', 'key', key, 'outcome', outcome, 'reason', reason, 'tries', tries, 'at', at)
  end
  over[#over + 1] = key
  if next ~= '' then again[#again + 1], again[#again + 2] = next, key else gone[#gone + 1] = key end
end

local answers = {}
for i = 1, count do
  local done, wrong = pcall(settle, i)
  answers[i] = done and '' or (type(wrong) == 'table' and wrong.err) or tostring(wrong)
end
if #over > 0 then redis.call('HDEL', KEYS[2], unpack(over)) end
if #again > 0 then redis.call('ZADD', KEYS[1], unpack(again)) end
if #gone > 0 then redis.call('ZREM', KEYS[1], unpack(gone)) end
return answers
