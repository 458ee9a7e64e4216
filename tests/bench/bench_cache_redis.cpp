// SPDX-License-Identifier: GPL-3.0-or-later
// The cache's second level against what a program would do by hiredis alone, in turns over one server of its own, by TCP
// and by Unix socket: counters peer_us and ours_us are medians of one operation (of one key in a batch), ratio is theirs.
// And what a server costs that is gone or frozen.
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_value.h"

#include "cache_values.h"
#include "redis_server.h"

#include <benchmark/benchmark.h>
#include <hiredis.h>

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int BatchSize = 100;
/// Of one operation: two of one kind stand side by side, so that caches are as warm for both.
constexpr int InTurn = 20;

struct ContextDeleter {
    void operator()(redisContext *context) const { redisFree(context); }
};
using Raw = std::unique_ptr<redisContext, ContextDeleter>;
struct ReplyDeleter {
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using RawReply = std::unique_ptr<redisReply, ReplyDeleter>;

test::RedisServer &server()
{
    static test::RedisServer instance;
    return instance;
}

RedisEndpoint endpointOf(bool isUnix)
{
    return *RedisEndpoint::parse(isUnix ? server().unixUrl() : server().url());
}

Raw connectRaw(bool isUnix)
{
    const auto endpoint = endpointOf(isUnix);
    Raw raw(isUnix ? redisConnectUnix(endpoint.socketPath.constData())
                   : redisConnect(endpoint.host.constData(), endpoint.port));
    // As any program would that doesn't want to hang.
    redisSetTimeout(raw.get(), {5, 0});
    return raw;
}

RawReply ask(redisContext &raw, const QByteArrayList &words)
{
    std::vector<const char *> texts;
    std::vector<size_t> lengths;
    for (const auto &word : words) {
        texts.push_back(word.constData());
        lengths.push_back(size_t(word.size()));
    }
    return RawReply(static_cast<redisReply *>(redisCommandArgv(&raw, int(words.size()), texts.data(), lengths.data())));
}

std::optional<RedisValue> decode(const QByteArray &key, const redisReply &reply)
{
    return decodeRedisValue(key, QByteArray(reply.str, qsizetype(reply.len)), 1);
}

RedisCacheOptions patient()
{
    RedisCacheOptions options;
    options.link.commandLimit = 5s;
    options.link.connectLimit = 5s;
    return options;
}

/// Times of one kind of operation, in µs.
class Times {
public:
    template <typename Operation>
    void add(int perOperation, Operation operation)
    {
        for (int turn = 0; turn < InTurn; ++turn) {
            const auto start = Clock::now();
            operation();
            const std::chrono::duration<double, std::micro> taken = Clock::now() - start;
            m_times.push_back(taken.count() / perOperation);
        }
    }
    double at(double share)
    {
        const auto place = m_times.begin() + qsizetype(share * double(m_times.size() - 1));
        std::nth_element(m_times.begin(), place, m_times.end());
        return *place;
    }

private:
    std::vector<double> m_times;
};

void report(benchmark::State &state, Times &peer, Times &ours)
{
    state.counters["peer_us"] = peer.at(0.5);
    state.counters["ours_us"] = ours.at(0.5);
    state.counters["peer_p99_us"] = peer.at(0.99);
    state.counters["ours_p99_us"] = ours.at(0.99);
    state.counters["ratio"] = ours.at(0.5) / peer.at(0.5);
}

QByteArrayList fill(RedisCache &cache, qsizetype size)
{
    const auto stamp = cache.get("key0").stamp;
    QByteArrayList keys;
    for (int index = 0; index < BatchSize; ++index) {
        keys.append("key" + QByteArray::number(index));
        if (!cache.set(test::writeOf(keys.back(), QByteArray(size, char('a' + index % 26)), stamp,
                                     {"company:tesla", "kind:analysis"})))
            std::abort();
    }
    // Tags that were invalidated once must not cost a reader anything.
    for (int index = 0; index < 100; ++index) {
        if (!cache.invalidate({CacheInvalidation::Scope::Tag, "tag" + QByteArray::number(index)}))
            std::abort();
    }
    return keys;
}

void get(benchmark::State &state)
{
    const bool isUnix = state.range(1) != 0;
    RedisCache cache(endpointOf(isUnix), patient());
    const auto keys = fill(cache, state.range(0));
    const auto raw = connectRaw(isUnix);
    Times peer;
    Times ours;
    int index = 0;
    for (auto _ : state) {
        const auto &key = keys[index++ % BatchSize];
        peer.add(1, [&] {
            const auto reply = ask(*raw, {"GET", "consultantos:1:v:" + key});
            if (!decode(key, *reply))
                state.SkipWithError("a value is missing");
        });
        ours.add(1, [&] {
            if (cache.get(key).outcome != CacheLookup::Outcome::Hit)
                state.SkipWithError("a value is missing");
        });
    }
    report(state, peer, ours);
}
BENCHMARK(get)
    ->ArgsProduct({{4'096, 65'536}, {0, 1}})
    ->ArgNames({"bytes", "unix"})
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);

void getMany(benchmark::State &state)
{
    const bool isUnix = state.range(1) != 0;
    RedisCache cache(endpointOf(isUnix), patient());
    const auto keys = fill(cache, state.range(0));
    const auto raw = connectRaw(isUnix);
    QByteArrayList words{"MGET"};
    for (const auto &key : keys)
        words.append("consultantos:1:v:" + key);
    Times peer;
    Times ours;
    for (auto _ : state) {
        peer.add(BatchSize, [&] {
            const auto reply = ask(*raw, words);
            std::vector<std::optional<RedisValue>> found; // all of them are what a caller wants
            found.reserve(BatchSize);
            for (int index = 0; index < BatchSize; ++index)
                found.push_back(decode(keys[index], *reply->element[index]));
            if (!found.back())
                state.SkipWithError("a value is missing");
        });
        ours.add(BatchSize, [&] {
            const auto found = cache.getMany(keys);
            if (found.back().outcome != CacheLookup::Outcome::Hit)
                state.SkipWithError("a value is missing");
        });
    }
    report(state, peer, ours);
}
BENCHMARK(getMany)
    ->ArgsProduct({{4'096, 65'536}, {0, 1}})
    ->ArgNames({"bytes", "unix"})
    ->Iterations(15)
    ->Unit(benchmark::kMillisecond);

/// Beside plain SET with an expiry: ours asks the marks, too, in one script.
void set(benchmark::State &state)
{
    const bool isUnix = state.range(1) != 0;
    RedisCache cache(endpointOf(isUnix), patient());
    fill(cache, state.range(0));
    const auto raw = connectRaw(isUnix);
    const auto write = test::writeOf("key", QByteArray(state.range(0), 'x'), cache.get("key").stamp,
                                     {"company:tesla", "kind:analysis"});
    Times peer;
    Times ours;
    for (auto _ : state) {
        peer.add(1, [&] {
            ask(*raw, {"SET", "raw", encodeRedisValue("raw", *write.entry, write.life, 1), "PX", "120000"});
        });
        ours.add(1, [&] { (void)cache.set(write); });
    }
    report(state, peer, ours);
}
BENCHMARK(set)
    ->ArgsProduct({{4'096, 65'536}, {0, 1}})
    ->ArgNames({"bytes", "unix"})
    ->Iterations(100)
    ->Unit(benchmark::kMillisecond);

/// Two other ways to check a value's tags against the marks: by a script on the server, and by a second round trip. The
/// peer is RedisCache, which checks them against its own copy of the marks.
void checkingTags(benchmark::State &state)
{
    const bool isUnix = state.range(1) != 0;
    RedisCache cache(endpointOf(isUnix), patient());
    const auto keys = fill(cache, state.range(0));
    const auto raw = connectRaw(isUnix);
    const QByteArray script(
        "local v = redis.call('GET', KEYS[1]) if not v then return false end "
        "local count = struct.unpack('<I2', v, 78) local at = 80 local fields = {'seq', 'clear'} "
        "for i = 1, count do local n = struct.unpack('<I2', v, at) "
        "fields[#fields + 1] = 't:' .. string.sub(v, at + 2, at + 1 + n) at = at + 2 + n end "
        "local marks = redis.call('HMGET', KEYS[2], unpack(fields)) "
        "local stamp = struct.unpack('<I8', v, 29) "
        "for i = 2, #fields do "
        "if marks[i] and stamp < tonumber(string.match(marks[i], '^%d+')) then return false end end "
        "return {marks[1], redis.call('TIME'), v}");
    const auto loaded = ask(*raw, {"SCRIPT", "LOAD", script});
    const QByteArray hash(loaded->str, qsizetype(loaded->len));
    Times ours;
    Times byScript;
    Times byTwoTrips;
    int index = 0;
    for (auto _ : state) {
        const auto &key = keys[index++ % BatchSize];
        const auto name = "consultantos:1:v:" + key;
        ours.add(1, [&] {
            if (cache.get(key).outcome != CacheLookup::Outcome::Hit)
                state.SkipWithError("a value is missing");
        });
        byScript.add(1, [&] {
            const auto reply = ask(*raw, {"EVALSHA", hash, "2", name, "consultantos:1:marks"});
            if (reply->type != REDIS_REPLY_ARRAY || !decode(key, *reply->element[2]))
                state.SkipWithError("the script gives nothing");
        });
        byTwoTrips.add(1, [&] {
            const auto reply = ask(*raw, {"GET", name});
            if (!decode(key, *reply))
                state.SkipWithError("a value is missing");
            ask(*raw, {"HMGET", "consultantos:1:marks", "seq", "clear", "t:company:tesla", "t:kind:analysis"});
        });
    }
    state.counters["copy_us"] = ours.at(0.5);
    state.counters["script_us"] = byScript.at(0.5);
    state.counters["two_trips_us"] = byTwoTrips.at(0.5);
}
BENCHMARK(checkingTags)
    ->ArgsProduct({{4'096, 65'536}, {0, 1}})
    ->ArgNames({"bytes", "unix"})
    ->Iterations(100)
    ->Unit(benchmark::kMillisecond);

/// What each get costs while the breaker is open.
void serverIsGone(benchmark::State &state)
{
    test::RedisServer gone;
    const auto endpoint = gone.endpoint();
    gone.kill();
    RedisCache cache(endpoint);
    (void)cache.get("key");
    for (auto _ : state)
        benchmark::DoNotOptimize(cache.get("key"));
}
BENCHMARK(serverIsGone);

/// Five seconds of a get each millisecond at a server that froze before: how many took longer than half of the limit of
/// 250 ms, and the longest of them.
void serverIsFrozen(benchmark::State &state)
{
    test::RedisServer frozen;
    RedisCache cache(frozen.endpoint());
    if (!test::comesTrue([&] { return cache.get("key").outcome == CacheLookup::Outcome::Miss; }))
        state.SkipWithError("no server");
    frozen.freeze();
    int slow = 0;
    int calls = 0;
    double longest = 0;
    for (auto _ : state) {
        const auto end = Clock::now() + 5s;
        while (Clock::now() < end) {
            const auto start = Clock::now();
            benchmark::DoNotOptimize(cache.get("key"));
            const double taken = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
            slow += taken > 125 ? 1 : 0;
            longest = std::max(longest, taken);
            ++calls;
            std::this_thread::sleep_for(1ms);
        }
    }
    state.counters["calls"] = calls;
    state.counters["slow"] = slow;
    state.counters["longest_ms"] = longest;
}
BENCHMARK(serverIsFrozen)->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
#ifdef __GLIBC__
    // A heap that has grown once, as in a program that has run for a while: else who gives back memory to the kernel, and
    // gets it anew in the next turn, is an accident of what was allocated last.
    mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
#endif
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv) || !server().isRunning())
        return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    server().kill();
    return EXIT_SUCCESS;
}
