// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_scripts.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace consultantos {
namespace {

// How invalidations are kept. The mark is the newest number of a sequence that each invalidation raises by one. The hash
// "marks" holds
//   seq          the mark once more: if a server short of memory evicts one of the two, the row is seen to be broken
//   run          the server's run id: a restart may have brought back an older state, so a new row begins
//   clear        the number of the newest invalidation of all
//   k:KEY t:TAG  "NUMBER:SECONDS" of the newest invalidation of a key or tag, and when that was
//   s0 t0 s1 t1  the mark at, and the time of, the beginning of the last two spells of an hour or more: what is older than
//                s0 may have lost its mark, so older stamps are refused
// A new row begins at the server's time in µs, above all that processes hold, with everything before it invalid.
//
// Each script that must work on a server out of memory begins with DEL: it needs no memory, and a script that has written
// once may go on.

constexpr auto BeginText = R"lua(
local mark = redis.pcall('GET', KEYS[1])
local marks = redis.pcall('HMGET', KEYS[2], 'seq', 'run')
local kind = redis.call('TYPE', KEYS[3]).ok
local isWhole = type(mark) == 'string' and mark == marks[1] and marks[2] == ARGV[1]
                and (kind == 'none' or kind == 'stream')
if isWhole and tonumber(mark) >= tonumber(ARGV[2]) then return mark end
redis.call('DEL', KEYS[2], KEYS[3])
local time = redis.call('TIME')
local newest = tonumber(time[1]) * 1000000 + tonumber(time[2])
for _, known in ipairs({ARGV[2], type(mark) == 'string' and mark or '0', marks[1] or '0'}) do
  newest = math.max(newest, (tonumber(known) or 0) + 1)
end
local text = string.format('%.0f', newest)
redis.call('SET', KEYS[1], text)
redis.call('HSET', KEYS[2], 'seq', text, 'run', ARGV[1], 'clear', text,
           's0', text, 't0', time[1], 's1', text, 't1', time[1])
return text
)lua";

constexpr auto InvalidateText = R"lua(
redis.call('DEL', KEYS[4])
local mark = redis.pcall('GET', KEYS[1])
local marks = redis.pcall('HMGET', KEYS[2], 'seq', 'run', 's1', 't1')
local kind = redis.call('TYPE', KEYS[3]).ok
if type(mark) ~= 'string' or mark ~= marks[1] or (kind ~= 'none' and kind ~= 'stream') then return false end
local now = tonumber(redis.call('TIME')[1])
local number = string.format('%.0f', tonumber(mark) + 1)
local scope, name, origin = ARGV[2], ARGV[3], ARGV[4]

local function prune()
  local all = redis.call('HGETALL', KEYS[2])
  for i = 1, #all, 2 do
    local first = string.sub(all[i], 1, 2)
    local life = first == 'k:' and @MARK_LIFE@ or first == 't:' and @TAG_MARK_LIFE@
    if life and now - tonumber(string.match(all[i + 1], ':(%d+)$')) > life then redis.call('HDEL', KEYS[2], all[i]) end
  end
end

if now >= tonumber(marks[4]) + @STAMP_LIFE@ then
  redis.call('HSET', KEYS[2], 's0', marks[3], 't0', marks[4], 's1', mark, 't1', now)
  prune()
end
if scope ~= 'a' and redis.call('HLEN', KEYS[2]) > @MOST_MARKS@ then
  prune()
  if redis.call('HLEN', KEYS[2]) > @MOST_MARKS@ then scope, name, origin = 'a', '', '' end
end
if scope == 'a' then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'seq', number, 'run', marks[2], 'clear', number,
             's0', number, 't0', now, 's1', number, 't1', now)
else
  redis.call('HSET', KEYS[2], 'seq', number, ARGV[1], number .. ':' .. now)
end
redis.call('SET', KEYS[1], number)
redis.call('XADD', KEYS[3], 'MAXLEN', '~', @MOST_CHANGES@, number .. '-0', 's', scope, 'n', name, 'o', origin)
return number
)lua";

constexpr auto StoreText = R"lua(
local mark = redis.pcall('GET', KEYS[1])
local fields = {'seq', 'clear', 's0', 't0', 's1', 't1'}
for i = 5, #ARGV do fields[#fields + 1] = ARGV[i] end
local marks = redis.pcall('HMGET', KEYS[2], unpack(fields))
if type(mark) ~= 'string' or mark ~= marks[1] then return -1 end
local stamp = tonumber(ARGV[1])
if stamp > tonumber(mark) or stamp < tonumber(marks[2]) then return 0 end
local time = redis.call('TIME')
local now = tonumber(time[1])
local floor = marks[3]
if now >= tonumber(marks[4]) + @MARK_LIFE@ then floor = marks[5] end
if now >= tonumber(marks[6]) + @MARK_LIFE@ then floor = mark end
if stamp < tonumber(floor) then return 0 end
for i = 7, #fields do
  if marks[i] and stamp < tonumber(string.match(marks[i], '^%d+')) then return 0 end
end
local micros = string.format('%016.0f', now * 1000000 + tonumber(time[2]))
redis.call('SET', KEYS[3], ARGV[3] .. micros .. ARGV[4], 'PX', ARGV[2])
return 1
)lua";

// The fence begins at the time, too, so that a server restarted empty gives out no smaller one.
constexpr auto AcquireLockText = R"lua(
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local fence = redis.pcall('INCR', KEYS[2])
if type(fence) ~= 'number' or fence == 1 then
  local time = redis.call('TIME')
  redis.call('SET', KEYS[2], string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2])))
end
return redis.call('GET', KEYS[2])
)lua";

constexpr auto ReleaseLockText = R"lua(
if redis.pcall('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
)lua";

constexpr auto ExtendLockText = R"lua(
if redis.pcall('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
)lua";

constexpr auto SweepText = R"lua(
local removed = 0
for i, key in ipairs(KEYS) do
  local bytes = redis.pcall('GETRANGE', key, ARGV[1], ARGV[2])
  if type(bytes) == 'table' then bytes = '' end
  if bytes == ARGV[i + 2] then removed = removed + redis.call('UNLINK', key) end
end
return removed
)lua";

/// Above it, one invalidation of all takes the place of all marks: bounds what the server and each process hold.
constexpr int MostMarks = 20'000;
constexpr int MostChanges = 10'000;

QByteArray withConstants(const char *text)
{
    const auto seconds = [](std::chrono::seconds time) { return QByteArray::number(qint64(time.count())); };
    QByteArray script(text);
    script.replace("@STAMP_LIFE@", seconds(RedisStampLife));
    script.replace("@MARK_LIFE@", seconds(2 * RedisStampLife));
    script.replace("@TAG_MARK_LIFE@", seconds(RedisLongestLife + 2 * RedisStampLife));
    script.replace("@MOST_MARKS@", QByteArray::number(MostMarks));
    script.replace("@MOST_CHANGES@", QByteArray::number(MostChanges));
    return script;
}

void addCall(RedisConnection &connection, QByteArrayView command, const QByteArray &script, const RedisScriptCall &call)
{
    const auto keyCount = QByteArray::number(call.keys.size());
    std::vector<QByteArrayView> words{command, script, keyCount};
    words.insert(words.end(), call.keys.begin(), call.keys.end());
    words.insert(words.end(), call.arguments.begin(), call.arguments.end());
    connection.add(words);
}

QByteArray joined(QByteArrayView part, QByteArrayView key)
{
    QByteArray name;
    name.reserve(redis_keys::Prefix.size() + part.size() + key.size());
    name.append(redis_keys::Prefix);
    name.append(part);
    name.append(key);
    return name;
}

} // namespace

QByteArray redis_keys::value(QByteArrayView key)
{
    return joined("v:", key);
}

QByteArray redis_keys::lock(QByteArrayView key)
{
    return joined("lock:", key);
}

RedisScript::RedisScript(QByteArray text)
    : m_text(std::move(text))
    , m_hash(QCryptographicHash::hash(m_text, QCryptographicHash::Sha1).toHex())
{
}

const RedisScript &RedisScript::begin()
{
    static const RedisScript script(withConstants(BeginText));
    return script;
}

const RedisScript &RedisScript::invalidate()
{
    static const RedisScript script(withConstants(InvalidateText));
    return script;
}

const RedisScript &RedisScript::store()
{
    static const RedisScript script(withConstants(StoreText));
    return script;
}

const RedisScript &RedisScript::sweep()
{
    static const RedisScript script(SweepText);
    return script;
}

const RedisScript &RedisScript::acquireLock()
{
    static const RedisScript script(AcquireLockText);
    return script;
}

const RedisScript &RedisScript::releaseLock()
{
    static const RedisScript script(ReleaseLockText);
    return script;
}

const RedisScript &RedisScript::extendLock()
{
    static const RedisScript script(ExtendLockText);
    return script;
}

Result<std::vector<RedisReply>> runScript(RedisConnection &connection, const RedisScript &script,
                                          std::span<const RedisScriptCall> calls, RedisConnection::Deadline deadline)
{
    for (const auto &call : calls)
        addCall(connection, "EVALSHA", script.hash(), call);
    auto replies = connection.exchange(deadline);
    if (!replies)
        return replies;
    std::vector<std::size_t> unknown;
    for (std::size_t index = 0; index < calls.size(); ++index) {
        if (!(*replies)[index].isError("NOSCRIPT"))
            continue;
        addCall(connection, "EVAL", script.text(), calls[index]);
        unknown.push_back(index);
    }
    if (unknown.empty())
        return replies;
    auto late = connection.exchange(deadline);
    if (!late)
        return late;
    for (std::size_t index = 0; index < unknown.size(); ++index)
        (*replies)[unknown[index]] = std::move((*late)[index]);
    return replies;
}

Result<RedisReply> runScript(RedisConnection &connection, const RedisScript &script, const RedisScriptCall &call,
                             RedisConnection::Deadline deadline)
{
    auto replies = runScript(connection, script, std::span(&call, 1), deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    auto &reply = replies->front();
    if (reply.isError())
        return tl::unexpected(errorOfReply(reply));
    return std::move(reply);
}

Error errorOfReply(const RedisReply &reply)
{
    const auto said = QString::fromUtf8(reply.text);
    if (reply.text.contains("OOM command"))
        return {ErrorCode::DiskFull, QCoreApplication::translate("cache", "The Redis server is out of memory."), said,
                true};
    if (reply.isError("NOPERM") || reply.isError("NOAUTH") || reply.text.contains("NOPERM")
        || reply.text.contains("ACL failure"))
        return {
            ErrorCode::Denied,
            QCoreApplication::translate("cache", "The Redis server denies our user a command that the cache needs."),
            said, false};
    return {ErrorCode::Network, QCoreApplication::translate("cache", "The Redis server refused a command."), said,
            true};
}

} // namespace consultantos
