-- Settles the leases of many daily points for good, each on its own: one whose
-- record is broken changes nothing and holds no other up.
--
-- KEYS[1] ZSET   due
-- KEYS[2] HASH   tries
-- KEYS[3] STREAM dead: key, outcome, reason, tries, at
-- KEYS[4..] HASH the chat of each, with its ledger: encode_chat.go says how
-- ARGV[1] most that the ledger keeps, ARGV[2] how many of these in field a
-- ARGV[3] most that dead keeps
-- ARGV[4..] of each nine:
--   1 delivery, 2 token of the lease
--   3 subscription
--   4 finished local date in days since 1970-01-01, '' is none
--   5 up to when the news is told, in ms, '' is not
--   6 when it is due again in ms, '' is no more
--   7 the entry as a line of the ledger, '' is none
--   8 '' or, to make it a dead letter, 'outcome tries at reason'
--   9 what it was sent, as encode_chat.go says, '' was nothing
-- returns of each that could not be settled its number, from 1, and what is wrong
--
-- A repeat finds the leases ended: the date is the same, the entry is there.
local size, newest = tonumber(ARGV[1]), tonumber(ARGV[2])
local count = #KEYS - 3
local first, width = 3, 9 -- of the arguments of each

redis.call('ZCARD', KEYS[1])
redis.call('XLEN', KEYS[3])
local keys = {}
for i = 1, count do keys[i] = ARGV[first + width * (i - 1) + 1] end
local states = redis.call('HMGET', KEYS[2], unpack(keys))

-- Whether the same slot is recorded as sent, or in the very same way.
local function recorded(ledger, line)
  local subscription, same, date = string.match(line, '^(%d+)(%u+)([^,]*),')
  for s, outcome, d in string.gmatch(ledger, '(%d+)(%u+)([^,;]*),[^;]*;') do
    if s == subscription and d == date and (outcome == 'S' or outcome == 'L' or outcome == same) then return true end
  end
end

-- The fields a and b with a line more; b is nil where a holds all.
local function prepend(line, ledger)
  if ledger == '' then return line end
  local lines = {line}
  for old in string.gmatch(ledger, '[^;]*;') do
    if #lines < size then lines[#lines + 1] = old end
  end
  if #lines <= newest then return table.concat(lines) end
  return table.concat(lines, '', 1, newest), table.concat(lines, '', newest + 1)
end

-- The fields with the last date, the news told and what was sent last of a
-- subscription, each made once.
local lasts, tells, sents = {}, {}, {}
local function fields(id)
  if not lasts[id] then lasts[id], tells[id], sents[id] = id .. 'd', id .. 't', id .. 'm' end
  return lasts[id], tells[id], sents[id]
end

-- When something was sent, in ms.
local function sentAt(text) return tonumber(string.match(text or '', '^(%d+)|') or '') or -math.huge end

local over, again, gone = {}, {}, {}

local function settle(i)
  local at, key, chat = first + width * (i - 1), keys[i], KEYS[3 + i]
  local token, id, slot, told, next, line, dead, made = unpack(ARGV, at + 2, at + width)
  local lastField, toldField, sentField = fields(id)
  local record = redis.pcall('HMGET', chat, 'r', id, lastField, toldField, 'a', 'b', sentField)
  -- What is no record is settled without one.
  local known, subscribed, last, before, a, b, sent = unpack(record.err and {} or record, 1, 7)
  local change, n = {}, 0
  local later = slot ~= '' and subscribed and (tonumber(last or '') or -math.huge) < tonumber(slot)
  if later then change[1], change[2], n = lastField, slot, 2 end
  if told ~= '' and subscribed and (tonumber(before or '') or -math.huge) < tonumber(told) then
    change[n + 1], change[n + 2], n = toldField, told, n + 2
  end
  if made ~= '' and subscribed and sentAt(sent) < sentAt(made) then
    change[n + 1], change[n + 2], n = sentField, made, n + 2
  end
  if line ~= '' and known then
    local ledger = (a or '') .. (b or '')
    if later or not recorded(ledger, line) then
      a, b = prepend(line, ledger)
      change[n + 1], change[n + 2], n = 'a', a, n + 2
      if b then change[n + 1], change[n + 2], n = 'b', b, n + 2 end
    end
  end
  if n > 0 then redis.call('HSET', chat, unpack(change)) end

  if not states[i] or string.sub(states[i], -#token - 1) ~= ' ' .. token then return end
  if dead ~= '' then
    local outcome, tries, when, reason = string.match(dead, '^(%S*) (%S*) (%S*) (.*)$')
    redis.call('XADD', KEYS[3], 'MAXLEN', ARGV[3], '*', 'key', key, 'outcome', outcome, 'reason', reason, 'tries', tries, 'at', when)
  end
  over[#over + 1] = key
  if next ~= '' then again[#again + 1], again[#again + 2] = next, key else gone[#gone + 1] = key end
end

local wrongs = {}
for i = 1, count do
  local done, wrong = pcall(settle, i)
  if not done then wrongs[#wrongs + 1], wrongs[#wrongs + 2] = tostring(i), type(wrong) == 'table' and wrong.err or tostring(wrong) end
end
if #over > 0 then redis.call('HDEL', KEYS[2], unpack(over)) end
if #again > 0 then redis.call('ZADD', KEYS[1], unpack(again)) end
if #gone > 0 then redis.call('ZREM', KEYS[1], unpack(gone)) end
return wrongs
