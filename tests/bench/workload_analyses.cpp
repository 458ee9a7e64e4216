// SPDX-License-Identifier: GPL-3.0-or-later
// The mixed workload that the cache is for: 2,000 analyses of 40 companies, chosen by Zipf's law, most of them asked
// before, some similar to one that was, some new. Two machines (folders) take turns at one Redis server, and their programs
// end and start again, and the server once, so that every level has work. Prints what served the reports and how long they
// took. With a file's name it records instead what one program's level 1 is asked for, with sizes and costs:
// cache_hit_ratios FILE replays that.
#include "agents/analysis_service.h"
#include "base/clock.h"
#include "base/paths.h"
#include "cache/cache_store.h"
#include "cache/memory/memory_cache.h"
#include "evidence/local_fact_store.h"
#include "redis_server.h"

#include <QCoreApplication>
#include <QMap>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <random>
#include <vector>

using namespace consultantos;

namespace {

constexpr int Requests = 2'000;
constexpr std::size_t Companies = 40;
constexpr int Sessions = 10; ///< of one program each, alternating between the machines
constexpr double ZipfExponent = 1.0;
constexpr double Repeated = 0.70; ///< shares of the kinds of requests, as the reference has them
constexpr double Similar = 0.20;

/// Draws a rank, from 0, by Zipf's law.
class Zipf {
public:
    explicit Zipf(std::size_t count)
    {
        double sum = 0;
        for (std::size_t rank = 1; rank <= count; ++rank)
            m_cumulated.push_back(sum += 1 / std::pow(static_cast<double>(rank), ZipfExponent));
    }
    std::size_t operator()(std::mt19937 &random) const
    {
        std::uniform_real_distribution<double> uniform(0, m_cumulated.back());
        return static_cast<std::size_t>(std::lower_bound(m_cumulated.begin(), m_cumulated.end(), uniform(random))
                                        - m_cumulated.begin());
    }

private:
    std::vector<double> m_cumulated;
};

/// Whom an analysis is asked about. Without figures in the store it takes an industry.
struct Subject {
    QString name;
    QString industry;
};

AnalysisRequest requestOf(std::mt19937 &random, const Subject &subject, int number)
{
    static const QList<QStringList> Subsets{{QStringLiteral("porter")},
                                            {QStringLiteral("swot")},
                                            {QStringLiteral("porter"), QStringLiteral("swot")},
                                            {QStringLiteral("pestel"), QStringLiteral("blue_ocean")}};
    AnalysisRequest request;
    request.company = subject.name;
    request.industry = subject.industry;
    const double kind = std::uniform_real_distribution<double>(0, 1)(random);
    if (kind < Repeated)
        return request;
    if (kind < Repeated + Similar)
        request.frameworks = Subsets[static_cast<qsizetype>(random() % static_cast<unsigned>(Subsets.size()))];
    else
        request.question = QStringLiteral("What should it do about point %1?").arg(number);
    return request;
}

/// Level 1 that keeps everything and writes down what it is asked for.
class RecordingLevel final : public CacheLevel {
public:
    explicit RecordingLevel(const Clock &clock)
        : m_cache(clock, quint64{4} * 1024 * 1024 * 1024)
    {
    }
    [[nodiscard]] const char *name() const override { return "l1"; }
    [[nodiscard]] CacheLookup get(QByteArrayView key) override
    {
        const std::lock_guard lock(m_mutex);
        m_asked.append(key.toByteArray());
        return m_cache.get(key);
    }
    Status set(const CacheWrite &write) override
    {
        const std::lock_guard lock(m_mutex);
        m_values[write.key] = {MemoryCache::chargeOf(write), write.entry->cost.seconds};
        return m_cache.set(write);
    }
    Status invalidate(const CacheInvalidation &invalidation) override { return m_cache.invalidate(invalidation); }
    [[nodiscard]] CacheLevelStats stats() const override { return m_cache.stats(); }

    /// A line a request: number of the key, bytes, seconds that a hit saves.
    void save(const char *path) const
    {
        QHash<QByteArray, qsizetype> numbers;
        auto *file = std::fopen(path, "w");
        for (const auto &key : m_asked) {
            if (!m_values.contains(key))
                continue;
            const auto number = numbers.value(key, numbers.size());
            numbers[key] = number;
            const auto [bytes, seconds] = m_values[key];
            std::fprintf(file, "%lld %lld %.9f\n", static_cast<long long>(number), static_cast<long long>(bytes),
                         seconds);
        }
        std::fclose(file);
        std::printf("%lld requests for %lld keys\n", static_cast<long long>(m_asked.size()),
                    static_cast<long long>(numbers.size()));
    }

private:
    std::mutex m_mutex;
    MemoryCache m_cache;
    QByteArrayList m_asked;
    QHash<QByteArray, std::pair<qint64, double>> m_values;
};

struct Times {
    std::vector<double> ms;
    [[nodiscard]] double quantile(double share)
    {
        if (ms.empty())
            return 0;
        std::sort(ms.begin(), ms.end());
        return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
    }
};

} // namespace

namespace {

/// Those of the starter facts, and as many that no store knows as are missing: clients' competitors, start-ups.
std::vector<Subject> shuffledCompanies(std::mt19937 &random)
{
    const auto store = LocalFactStore::load(resourceDir(), nullptr).value();
    std::vector<Subject> companies;
    for (const auto &company : store->companies())
        companies.push_back({company.name, {}});
    const auto industries = store->industries();
    for (qsizetype number = 0; companies.size() < Companies; ++number)
        companies.push_back({QStringLiteral("Start-up %1").arg(QChar(u'A' + char16_t(number))),
                             industries[number % industries.size()].id});
    std::shuffle(companies.begin(), companies.end(), random);
    companies.resize(Companies);
    return companies;
}

int record(const char *path)
{
    std::mt19937 random(20'26);
    const auto companies = shuffledCompanies(random);
    const Zipf zipf(companies.size());
    QThreadPool pool;
    const auto clock = std::make_shared<SystemClock>();
    const auto level = std::make_shared<RecordingLevel>(*clock);
    CacheParts parts;
    parts.levels[0] = level;
    parts.pool = &pool;
    parts.clock = clock;
    const CacheAccess access{std::make_shared<CacheManager>(std::move(parts)), CacheScope::of({}, resourceDir())};
    AnalysisService service({LocalFactStore::load(resourceDir(), nullptr).value(), nullptr, nullptr, {}, access},
                            resourceDir(), &pool, clock);
    for (int i = 0; i < Requests; ++i)
        (void)service.analyse(requestOf(random, companies[zipf(random)], i), {}).result();
    level->save(path);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 2 && argv[1][0] != '-')
        return record(argv[1]);
    test::RedisServer server;
    QProcessEnvironment environment;
    if (server.isRunning())
        environment.insert(QStringLiteral("REDIS_URL"), server.url());
    else
        std::puts("no redis-server: without level 2");
    const QTemporaryDir machines[2];
    std::mt19937 random(20'26);
    const auto companies = shuffledCompanies(random);
    const Zipf zipf(companies.size());

    QMap<QString, Times> times;
    for (int session = 0; session < Sessions; ++session) {
        // Somebody restarts the server, which keeps nothing: the disks have to stand in.
        if (server.isRunning() && session == Sessions / 2) {
            server.kill();
            server.start();
        }
        const auto folder = machines[session % 2].path();
        QThreadPool pool;
        const auto clock = std::make_shared<SystemClock>();
        const auto cache = CacheStore::open(
            {*Settings::load(folder, environment), folder, CacheScope::of({}, resourceDir())}, &pool, clock);
        AnalysisService service(
            {LocalFactStore::load(resourceDir(), nullptr).value(), nullptr, nullptr, {}, cache->access()},
            resourceDir(), &pool, clock);
        for (int i = 0; i < Requests / Sessions; ++i) {
            const auto request = requestOf(random, companies[zipf(random)], session * Requests + i);
            const auto begun = clock->steadyNow();
            auto future = service.analyse(request, {});
            future.waitForFinished();
            const double ms = std::chrono::duration<double, std::milli>(clock->steadyNow() - begun).count();
            const auto report = future.result();
            if (!report) {
                std::fprintf(stderr, "%s\n", qPrintable(report.error().toText()));
                return 1;
            }
            const bool isSimilar = report->served.isComputed()
                                   && std::any_of(report->agents.begin(), report->agents.end(),
                                                  [](const AgentRecord &agent) { return !agent.served.isComputed(); });
            times[isSimilar ? QStringLiteral("similar") : report->served.level].ms.push_back(ms);
        }
    }
    std::printf("%-10s %9s %8s %10s %10s\n", "served", "requests", "share", "p50 ms", "p95 ms");
    double hits = 0;
    for (auto it = times.begin(); it != times.end(); ++it) {
        const auto share = static_cast<double>(it->ms.size()) / Requests;
        if (it.key().startsWith(QLatin1Char('l')))
            hits += share;
        std::printf("%-10s %9zu %7.1f%% %10.2f %10.2f\n", qPrintable(it.key()), it->ms.size(), 100 * share,
                    it->quantile(0.5), it->quantile(0.95));
    }
    std::printf("hit rate %.1f %% over %zu companies; repeated/cold (p50) 1/%.0f\n", 100 * hits, companies.size(),
                times[QStringLiteral("computed")].quantile(0.5)
                    / std::max(1e-3, times[QStringLiteral("l1")].quantile(0.5)));
    return 0;
}
