// SPDX-License-Identifier: GPL-3.0-or-later
// Another process that shares a Redis server with a test. What it does is its first argument:
//   write URL KEY VALUE TAG     keeps a value, as if computed now
//   invalidate URL SCOPE NAME   SCOPE is key, tag or all
//   hold URL KEY                takes the lock of KEY, says "held" and waits to be killed
//   compute URL KEYS            has each of the keys 0 … KEYS-1 by computing it, or from who did; says how many it computed
#include "cache/redis/redis_cache.h"
#include "cache/redis/redis_computation_lock.h"

#include "cache_values.h"
#include "patient_redis.h"

#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

int write(RedisCache &cache, const QByteArrayList &words)
{
    const auto stamp = cache.get(words.value(0)).stamp;
    return cache.set(test::writeOf(words.value(0), words.value(1), stamp, {words.value(2)})) ? EXIT_SUCCESS
                                                                                             : EXIT_FAILURE;
}

int invalidate(RedisCache &cache, const QByteArrayList &words)
{
    using Scope = CacheInvalidation::Scope;
    const auto scope = words.value(0) == "key" ? Scope::Key : words.value(0) == "tag" ? Scope::Tag : Scope::All;
    return cache.invalidate({scope, words.value(1)}) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int hold(const RedisEndpoint &endpoint, const QByteArrayList &words)
{
    RedisComputationLock lock(endpoint);
    const auto grant = lock.tryAcquire(words.value(0), 2s);
    if (!grant || grant->isAlone)
        return EXIT_FAILURE;
    std::puts("held");
    std::fflush(stdout);
    std::this_thread::sleep_for(1h);
    return EXIT_SUCCESS;
}

int compute(RedisCache &cache, const RedisEndpoint &endpoint, const QByteArrayList &words)
{
    RedisComputationLock lock(endpoint);
    int computed = 0;
    for (int index = 0; index < words.value(0).toInt(); ++index) {
        const auto key = QByteArray::number(index);
        const auto value = "value of " + key;
        CacheLookup found;
        const auto look = [&] {
            found = cache.get(key);
            return found.outcome == CacheLookup::Outcome::Hit;
        };
        if (!look()) {
            const auto turn = awaitComputationTurn(lock, key, {}, look);
            if (turn.end == ComputationTurn::End::Granted) {
                std::this_thread::sleep_for(5ms);
                ++computed;
                if (!cache.set(test::writeOf(key, value, found.stamp)))
                    return EXIT_FAILURE;
                lock.release(*turn.grant);
                look();
            }
        }
        if (!found.entry || found.entry->bytes != value)
            return EXIT_FAILURE;
    }
    std::printf("%d\n", computed);
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArrayList words(argv + 1, argv + argc);
    const auto endpoint = RedisEndpoint::parse(QString::fromUtf8(words.value(1)));
    if (!endpoint)
        return EXIT_FAILURE;
    RedisCache cache(*endpoint, test::patientCache());
    const auto task = words.value(0);
    if (task == "write")
        return write(cache, words.mid(2));
    if (task == "invalidate")
        return invalidate(cache, words.mid(2));
    if (task == "hold")
        return hold(*endpoint, words.mid(2));
    return task == "compute" ? compute(cache, *endpoint, words.mid(2)) : EXIT_FAILURE;
}
