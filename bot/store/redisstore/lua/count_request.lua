-- Counts who asks how often, and tells whether it is too much.
--
-- KEYS[1..] STRING  counts: "n until silent", until in ms, silent 0 or 1
-- ARGV[1] now in ms
-- then    for each count four: cost, most, span in ms, silence in ms
-- returns 0 allow, 1 deny: too much by this very cost, 2 deny again: silent since before
--
-- A repeat counts once more than it should: nothing but a count that is
-- forgotten within the span depends on it.
local now = tonumber(ARGV[1])
local counts = {}
for i, key in ipairs(KEYS) do
  local n, till, silent = string.match(redis.call('GET', key) or '', '^(%d+) (%d+) (%d)$')
  local t = {n = tonumber(n or 0), till = tonumber(till or 0), silent = silent == '1'}
  if now >= t.till then t = {n = 0} end
  if t.silent then return 2 end
  counts[i] = t
end

local decision = 0
for i, key in ipairs(KEYS) do
  local at = 4 * i - 2
  local cost, most, span, silence = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local t, silent = counts[i], 0
  t.till = t.till or now + span
  if t.n + cost <= most then
    t.n = math.max(0, t.n + cost)
  else
    decision = 1
    if silence > 0 then t.n, t.till, silent = 0, now + silence, 1 end
  end
  redis.call('SET', key, string.format('%d %d %d', t.n, t.till, silent), 'PX', t.till - now)
end
return decision
