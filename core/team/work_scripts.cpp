// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/work_scripts.h"

namespace consultantos::work_scripts {
namespace {

// What all of them share. A stream goes when its last entry goes, and its group with it: entries are deleted as they are
// acknowledged, so an empty stream has nothing pending.
constexpr const char *Common = R"lua(
local p = ARGV[1]
local function put(job, user, class)
  local stream = p .. 'q:' .. class .. ':' .. user
  local entry = redis.call('XADD', stream, '*', 'job', job, 'user', user)
  if redis.call('SADD', p .. 'streams', stream) == 1 then
    redis.pcall('XGROUP', 'CREATE', stream, 'workers', '0')
  end
  redis.call('HSET', p .. 'job:' .. job, 'state', 'queued', 'user', user, 'stream', stream, 'entry', entry)
  redis.call('HDEL', p .. 'job:' .. job, 'worker')
  redis.call('PERSIST', p .. 'job:' .. job)
  redis.call('ZADD', p .. 'turn:' .. class, 'NX', tonumber(redis.call('GET', p .. 'seq') or '0'), user)
  redis.call('HINCRBY', p .. 'waiting', user, 1)
  redis.call('HINCRBY', p .. 'waiting', '', 1)
  redis.call('LPUSH', p .. 'bell', '1')
  redis.call('LTRIM', p .. 'bell', 0, 63)
end
local function unqueue(user)
  if redis.call('HINCRBY', p .. 'waiting', user, -1) <= 0 then redis.call('HDEL', p .. 'waiting', user) end
  if redis.call('HINCRBY', p .. 'waiting', '', -1) <= 0 then redis.call('HDEL', p .. 'waiting', '') end
end
local function drop(stream, entry)
  redis.pcall('XACK', stream, 'workers', entry)
  redis.call('XDEL', stream, entry)
  if redis.call('XLEN', stream) == 0 then
    redis.call('DEL', stream)
    redis.call('SREM', p .. 'streams', stream)
  end
end
local function owner(stream, entry)
  local pending = redis.pcall('XPENDING', stream, 'workers', entry, entry, 1)
  if pending.err or #pending == 0 then return nil end
  return pending[1][2]
end
local function conclude(job, state, finish, seconds)
  local key = p .. 'job:' .. job
  redis.call('HSET', key, 'state', state, 'end', finish)
  redis.call('EXPIRE', key, seconds)
  redis.call('PUBLISH', p .. 'events', job .. '\n0\n' .. finish)
end
)lua";

RedisScript script(const char *text)
{
    return RedisScript(QByteArray(Common) + text);
}

constexpr const char *Submit = R"lua(
local job, user, class, most, mostOfUser = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local state = redis.call('HGET', p .. 'job:' .. job, 'state')
if state == 'queued' or state == 'running' then return 0 end
if most > 0 and tonumber(redis.call('HGET', p .. 'waiting', '') or '0') >= most then return -1 end
if mostOfUser > 0 and tonumber(redis.call('HGET', p .. 'waiting', user) or '0') >= mostOfUser then return -2 end
redis.call('DEL', p .. 'job:' .. job)
put(job, user, class)
return 1
)lua";

// Of ten turns six are for high, three for normal and one for low; a class without jobs leaves its turn to the next. What was
// given back has waited before and goes first. Within a class the user who was served longest ago is next.
constexpr const char *Take = R"lua(
local me = ARGV[2]
local function from(class)
  while true do
    local first = redis.call('ZRANGE', p .. 'turn:' .. class, 0, 0)
    if #first == 0 then return nil end
    local user = first[1]
    local stream = p .. 'q:' .. class .. ':' .. user
    local got = redis.pcall('XREADGROUP', 'GROUP', 'workers', me, 'COUNT', 1, 'STREAMS', stream, '>')
    if got and not got.err and got[1] then
      local entry = got[1][2][1]
      redis.call('ZADD', p .. 'turn:' .. class, redis.call('INCR', p .. 'seq'), user)
      local job = entry[2][2]
      unqueue(user)
      redis.call('HSET', p .. 'job:' .. job, 'state', 'running', 'worker', me)
      redis.call('HSET', p .. 'held', job, me)
      return {job, user, stream, entry[1]}
    end
    redis.call('ZREM', p .. 'turn:' .. class, user)
  end
end
local given = from('r')
if given then return given end
local wheel = {'h', 'n', 'h', 'h', 'n', 'h', 'l', 'h', 'n', 'h'}
local class = wheel[redis.call('INCR', p .. 'wheel') % 10 + 1]
given = from(class)
if given then return given end
for _, other in ipairs({'h', 'n', 'l'}) do
  if other ~= class then
    given = from(other)
    if given then return given end
  end
end
return false
)lua";

// The server may have been restarted without what it knew, or with less than that: whoever works on a job tells it anew.
constexpr const char *Hold = R"lua(
local me, job, user, stream, entry = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = p .. 'job:' .. job
local holder = owner(stream, entry)
if holder == me then
  redis.call('XCLAIM', stream, 'workers', me, 0, entry, 'JUSTID')
elseif holder then
  return {0, 0, stream, entry}
else
  if redis.call('HGET', key, 'state') then return {0, 0, stream, entry} end
  stream = p .. 'q:a:' .. job
  redis.call('DEL', stream)
  entry = redis.call('XADD', stream, '*', 'job', job, 'user', user)
  redis.call('XGROUP', 'CREATE', stream, 'workers', '0')
  redis.call('XREADGROUP', 'GROUP', 'workers', me, 'COUNT', 1, 'STREAMS', stream, '>')
  redis.call('SADD', p .. 'streams', stream)
  redis.call('DEL', key)
  redis.call('HSET', key, 'state', 'running', 'user', user, 'stream', stream, 'entry', entry, 'worker', me)
end
redis.call('HSET', p .. 'held', job, me)
return {1, tonumber(redis.call('HGET', key, 'cancel') or '0'), stream, entry}
)lua";

constexpr const char *Complete = R"lua(
local me, job, stream, entry = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local holder = owner(stream, entry)
if holder and holder ~= me then return 0 end
if holder then drop(stream, entry) end
redis.call('HDEL', p .. 'held', job)
conclude(job, ARGV[6], ARGV[7], tonumber(ARGV[8]))
return 1
)lua";

constexpr const char *HandBack = R"lua(
local me, job, user, stream, entry = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
if owner(stream, entry) ~= me then return 0 end
drop(stream, entry)
redis.call('HDEL', p .. 'held', job)
put(job, user, 'r')
return 1
)lua";

constexpr const char *Reclaim = R"lua(
local jobs = {}
for _, stream in ipairs(redis.call('SMEMBERS', p .. 'streams')) do
  local cursor = '0-0'
  repeat
    local got = redis.pcall('XAUTOCLAIM', stream, 'workers', 'sweeper', ARGV[2], cursor, 'COUNT', 100)
    if got.err then break end
    cursor = got[1]
    for _, entry in ipairs(got[2]) do
      if entry and entry[2] then
        local job, user = entry[2][2], entry[2][4]
        drop(stream, entry[1])
        redis.call('HDEL', p .. 'held', job)
        put(job, user, 'r')
        jobs[#jobs + 1] = job
      end
    end
  until cursor == '0-0'
end
return jobs
)lua";

constexpr const char *Cancel = R"lua(
local job = ARGV[2]
local key = p .. 'job:' .. job
local found = redis.call('HMGET', key, 'state', 'user', 'stream', 'entry')
if found[1] == 'queued' then
  drop(found[3], found[4])
  unqueue(found[2])
  conclude(job, 'cancelled', ARGV[3], tonumber(ARGV[4]))
  return 1
end
if found[1] == 'running' then
  redis.call('HSET', key, 'cancel', '1')
  redis.call('PUBLISH', p .. 'cancels', job)
end
return 0
)lua";

constexpr const char *Tell = R"lua(
local job = ARGV[2]
local key = p .. 'job:' .. job
if redis.call('HGET', key, 'state') ~= 'running' then return 0 end
for i = 3, #ARGV, 2 do
  local seq = redis.call('HINCRBY', key, 'seq', 1)
  redis.call('HSET', key, 'e:' .. ARGV[i], seq .. '\n' .. ARGV[i + 1])
  redis.call('PUBLISH', p .. 'events', job .. '\n' .. seq .. '\n' .. ARGV[i + 1])
end
return 1
)lua";

} // namespace

const RedisScript &submit()
{
    static const RedisScript made = script(Submit);
    return made;
}

const RedisScript &take()
{
    static const RedisScript made = script(Take);
    return made;
}

const RedisScript &hold()
{
    static const RedisScript made = script(Hold);
    return made;
}

const RedisScript &complete()
{
    static const RedisScript made = script(Complete);
    return made;
}

const RedisScript &handBack()
{
    static const RedisScript made = script(HandBack);
    return made;
}

const RedisScript &reclaim()
{
    static const RedisScript made = script(Reclaim);
    return made;
}

const RedisScript &cancel()
{
    static const RedisScript made = script(Cancel);
    return made;
}

const RedisScript &tell()
{
    static const RedisScript made = script(Tell);
    return made;
}

} // namespace consultantos::work_scripts
