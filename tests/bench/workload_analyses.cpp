// SPDX-License-Identifier: GPL-3.0-or-later
// The mixed workload that the cache is for: 2,000 analyses of the companies there are, chosen by Zipf's law, most of them
// asked before, some similar to one that was, some new. Two machines (folders) take turns at one Redis server, and their
// programs end and start again, and the server once, so that every level has work. Prints what served the reports and how long they took.
#include "agents/analysis_service.h"
#include "base/clock.h"
#include "base/paths.h"
#include "cache/cache_store.h"
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
#include <random>
#include <vector>

using namespace consultantos;

namespace {

constexpr int Requests = 2'000;
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

AnalysisRequest requestOf(std::mt19937 &random, const QString &company, int number)
{
    static const QList<QStringList> Subsets{{QStringLiteral("porter")},
                                            {QStringLiteral("swot")},
                                            {QStringLiteral("porter"), QStringLiteral("swot")},
                                            {QStringLiteral("pestel"), QStringLiteral("blue_ocean")}};
    AnalysisRequest request;
    request.company = company;
    const double kind = std::uniform_real_distribution<double>(0, 1)(random);
    if (kind < Repeated)
        return request;
    if (kind < Repeated + Similar)
        request.frameworks = Subsets[static_cast<qsizetype>(random() % static_cast<unsigned>(Subsets.size()))];
    else
        request.question = QStringLiteral("What should it do about point %1?").arg(number);
    return request;
}

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

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    test::RedisServer server;
    QProcessEnvironment environment;
    if (server.isRunning())
        environment.insert(QStringLiteral("REDIS_URL"), server.url());
    else
        std::puts("no redis-server: without level 2");
    const QTemporaryDir machines[2];
    std::mt19937 random(20'26);
    std::vector<QString> companies;
    for (const auto &company : LocalFactStore::load(resourceDir(), nullptr).value()->companies())
        companies.push_back(company.name);
    std::shuffle(companies.begin(), companies.end(), random);
    companies.resize(std::min<std::size_t>(companies.size(), 40));
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
