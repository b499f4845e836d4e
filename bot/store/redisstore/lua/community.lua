-- Stores a community and its join codes.
--
-- KEYS[1] HASH  the community
-- KEYS[2] HASH  join codes
-- KEYS[3] HASH  owners
-- ARGV[1] its id
-- ARGV[2] revision that was read, '' for a new one
-- ARGV[3] revision that is written
-- ARGV[4] how long, in ms, a new one is kept unless a chat joins
-- ARGV[5..] two at a time: field, value; fields g and p are the codes, o the owner
-- returns 'ok', 'changed', or 'taken' where a code leads elsewhere
--
-- A repeat finds its own revision and changes nothing.
for i = 2, 3 do redis.call('HLEN', KEYS[i]) end
local id, revision = ARGV[1], redis.call('HGET', KEYS[1], 'r') or ''
if revision == ARGV[3] then return 'ok' end
if revision ~= ARGV[2] then return 'changed' end

local fields = {}
for i = 5, #ARGV, 2 do fields[ARGV[i]] = ARGV[i + 1] end
for _, field in ipairs({'g', 'p'}) do
  local taken = redis.call('HGET', KEYS[2], fields[field])
  if taken and taken ~= id then return 'taken' end
end
for _, code in ipairs(redis.call('HMGET', KEYS[1], 'g', 'p')) do
  if code then redis.call('HDEL', KEYS[2], code) end
end

local life = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
for field, value in pairs(fields) do
  if value ~= '' then redis.call('HSET', KEYS[1], field, value) end
end
redis.call('HSET', KEYS[1], 'r', ARGV[3])
redis.call('HSET', KEYS[2], fields.g, id, fields.p, id)
redis.call('HSET', KEYS[3], id, fields.o)
if ARGV[2] == '' then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
elseif life > 0 then
  redis.call('PEXPIRE', KEYS[1], life)
end
return 'ok'
