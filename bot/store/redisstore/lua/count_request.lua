-- Counts who asks how often, and tells whether it is too much.
--
-- KEYS[1..] STRING  counts: "n until silent decision call", until in ms, silent 0
--                   or 1, and what was answered to the newest call
-- ARGV[1] now in ms
-- ARGV[2] the call: unique
-- then    for each count four: cost, most, span in ms, silence in ms
-- returns 0 allow, 1 deny: too much by this very cost, 2 deny again: silent since before
--
-- A repeat finds its call and gets the same answer. Where somebody else was
-- counted under the same key in between, it counts once more than it should,
-- which is forgotten within the span.
local now, call = tonumber(ARGV[1]), ARGV[2]
local counts = {}
for i, key in ipairs(KEYS) do
  -- What is held without an end was not written here.
  local text = redis.call('PTTL', key) >= 0 and redis.call('GET', key) or ''
  local n, till, silent = string.match(text, '^(%d+) (%d+) (%d)')
  local decision, by = string.match(text, '^%d+ %d+ %d (%d) (.+)$')
  if by == call then return tonumber(decision) end
  local t = {n = tonumber(n or 0), till = tonumber(till or 0), silent = silent == '1'}
  if now >= t.till then t = {n = 0} end
  counts[i] = t
end
for i, t in ipairs(counts) do
  if t.silent then return 2 end
end

local decision, silences = 0, {}
for i, t in ipairs(counts) do
  local at = 4 * i - 1
  local cost, most, span, silence = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  silences[i], t.till = 0, t.till or now + span
  -- An end that is further away than any span was not written here.
  t.till = math.min(t.till, now + math.max(span, silence))
  if t.n + cost <= most then
    t.n = math.max(0, t.n + cost)
  else
    decision = 1
    if silence > 0 then t.n, t.till, silences[i] = 0, now + silence, 1 end
  end
end
for i, key in ipairs(KEYS) do
  local t = counts[i]
  redis.call('SET', key, string.format('%d %d %d %d %s', t.n, t.till, silences[i], decision, call), 'PX', t.till - now)
end
return decision
