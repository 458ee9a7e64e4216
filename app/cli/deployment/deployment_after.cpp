// SPDX-License-Identifier: GPL-3.0-or-later
// The reference's "Post-Deployment" and "Ongoing Optimization".
#include "base/clock.h"
#include "cache/cache_usage.h"
#include "deployment/deployment_check.h"
#include "storage/database.h"
#include "storage/money_ledger.h"
#include "storage/storage.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

namespace {

constexpr double LeastHitRate = 0.5;
constexpr double LookUpsThatTell = 50;
constexpr quint64 RequestsThatTell = 20;
/// The reference's service levels, in seconds.
constexpr double MedianLimit = 2;
constexpr double P95Limit = 10;
constexpr double P99Limit = 30;
constexpr double StoreLimit = 0.1; ///< of an operation of a store, the reference's for a single read
constexpr double LimitedShare = 0.01;

QString percentText(double share)
{
    return QString::number(100 * share, 'f', 1) + QStringLiteral(" %");
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'g', 3) + QStringLiteral(" s");
}

bool isWork(const QByteArray &labels)
{
    return !labels.contains("endpoint=\"/health") && !labels.contains("endpoint=\"/metrics\"");
}

QString tooFew(double count)
{
    return QCoreApplication::translate("Cli", "too little has happened to tell (%1)").arg(count);
}

DeploymentItem hitRate(const DeploymentPlace &place)
{
    const DeploymentQuestion question("hit_rate", QCoreApplication::translate("Cli", "Cache hit rate above 50 %"));
    const auto recorded = CacheUsage::read(place.storeFolder).total();
    auto hits = static_cast<double>(recorded.allHits());
    auto others = static_cast<double>(recorded.computed + recorded.misses);
    if (place.server && !place.server->failure) {
        hits += place.server->metrics.sum("consultantos_cache_hits_total");
        others += place.server->metrics.sum("consultantos_cache_misses_total");
    }
    if (hits + others < LookUpsThatTell)
        return question.notApplicable(tooFew(hits + others));
    const auto rate = hits / (hits + others);
    return question.judged(
        rate > LeastHitRate,
        QCoreApplication::translate("Cli", "%1 of %2 look-ups").arg(percentText(rate), QString::number(hits + others)),
        QCoreApplication::translate("Cli", "Longer lives (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), more memory "
                                           "(CACHE_L1_SIZE_MB), and `cache warm` for what is asked for often."));
}

DeploymentItem latency(const DeploymentPlace &place)
{
    const DeploymentQuestion question("latency",
                                      QCoreApplication::translate("Cli", "P50 < 2 s, P95 < 10 s, P99 < 30 s"));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    const auto times = place.server->metrics.latency("consultantos_request_duration_seconds", isWork);
    if (times.count() < RequestsThatTell)
        return question.notApplicable(tooFew(static_cast<double>(times.count())));
    const auto median = times.quantile(0.5);
    const auto p95 = times.quantile(0.95);
    const auto p99 = times.quantile(0.99);
    return question.judged(
        median < MedianLimit && p95 < P95Limit && p99 < P99Limit,
        QCoreApplication::translate("Cli", "%1, %2 and %3 over %4 requests")
            .arg(secondsText(median), secondsText(p95), secondsText(p99), QString::number(times.count())),
        QCoreApplication::translate(
            "Cli", "Look at the hit rate and the agents' times; a faster model, or fewer frameworks."));
}

DeploymentItem storeLatency(const DeploymentPlace &place)
{
    const DeploymentQuestion question("store_latency",
                                      QCoreApplication::translate("Cli", "Stores answer within 0.1 s (P95)"));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    const auto times = place.server->metrics.latency("consultantos_db_duration_seconds");
    if (times.count() < RequestsThatTell)
        return question.notApplicable(tooFew(static_cast<double>(times.count())));
    const auto p95 = times.quantile(0.95);
    return question.judged(p95 < StoreLimit,
                           QCoreApplication::translate("Cli", "%1 over %2 operations")
                               .arg(secondsText(p95), QString::number(times.count())),
                           QCoreApplication::translate("Cli", "Put the data folder onto a fast local disk."));
}

Result<QList<UsageTotals>> moneyOf(const DeploymentPlace &place)
{
    const auto path = Storage::moneyPath(place.storeFolder);
    if (!QFileInfo::exists(path))
        return QList<UsageTotals>();
    auto database = Database::open(path, MoneyLedger::schema(), std::make_shared<SystemClock>());
    if (!database)
        return tl::unexpected(database.error());
    return MoneyLedger(*database).totals(UsageGrouping::None);
}

DeploymentItem modelCalls(const DeploymentPlace &place)
{
    const DeploymentQuestion question(
        "model_calls", QCoreApplication::translate("Cli", "Calls of language models are kept and paced"));
    const auto totals = moneyOf(place);
    if (!totals)
        return question.failed(totals.error().message, totals.error().detail);
    qint64 calls = 0;
    qint64 hits = 0;
    qint64 limited = 0;
    for (const auto &one : *totals) {
        calls += one.calls;
        hits += one.cacheHits;
        limited += one.rateLimited;
    }
    if (calls == 0)
        return question.notApplicable(QCoreApplication::translate("Cli", "no language model has been called"));
    const auto share = static_cast<double>(limited) / static_cast<double>(calls);
    return question.judged(
        share <= LimitedShare,
        QCoreApplication::translate("Cli", "%1 calls, %2 from the cache, %3 turned away by the provider")
            .arg(QString::number(calls), percentText(static_cast<double>(hits) / static_cast<double>(calls)),
                 percentText(share)),
        QCoreApplication::translate("Cli",
                                    "Set LLM_TOKENS_PER_MINUTE to what the provider allows, or name an LLM_FALLBACK."));
}

DeploymentItem costs(const DeploymentPlace &place)
{
    const DeploymentQuestion question("costs", QCoreApplication::translate("Cli", "Costs are bounded by a budget"));
    const auto &settings = place.settings;
    if (settings.llmProvider() == QLatin1String("none") || settings.llmProvider() == QLatin1String("local"))
        return question.notApplicable(
            QCoreApplication::translate("Cli", "no language model that costs anything is set"));
    const bool hasBudget =
        settings.llmBudgetForDay() || settings.llmBudgetForReport() || settings.llmBudgetForEngagement();
    return question.judged(
        hasBudget,
        hasBudget ? QCoreApplication::translate("Cli", "a budget is set")
                  : QCoreApplication::translate("Cli", "no budget is set"),
        QCoreApplication::translate("Cli",
                                    "Set LLM_BUDGET_DAY, LLM_BUDGET_REPORT or LLM_BUDGET_ENGAGEMENT; `usage --by day` "
                                    "shows what was spent."));
}

DeploymentItem task(const char *id, const QString &title, const QString &advice)
{
    return DeploymentQuestion(id, title).byHand({}, advice);
}

} // namespace

DeploymentSection afterDeployment(const DeploymentPlace &place)
{
    return {QStringLiteral("post_deployment"),
            QCoreApplication::translate("Cli", "After deployment"),
            {hitRate(place), latency(place), storeLatency(place), modelCalls(place),
             task("load_tests", QCoreApplication::translate("Cli", "Load tests, normal and burst"),
                  QCoreApplication::translate("Cli",
                                              "./dev load normal, then ./dev load burst, on a machine of that kind.")),
             task("dashboards", QCoreApplication::translate("Cli", "Grafana shows the dashboard"),
                  QCoreApplication::translate("Cli", "Import packaging/monitoring/grafana-dashboard.json.")),
             task("alerts", QCoreApplication::translate("Cli", "Alerts reach somebody"),
                  QCoreApplication::translate(
                      "Cli",
                      "Load packaging/monitoring/consultantos.rules.yml and stop the server once: ConsultantosDown.")),
             costs(place)}};
}

DeploymentSection ongoingOptimisation(const DeploymentPlace &)
{
    return {
        QStringLiteral("ongoing"),
        QCoreApplication::translate("Cli", "Again and again"),
        {task("review_hit_rates", QCoreApplication::translate("Cli", "Each week: cache hit rates"),
              QStringLiteral("consultantos-cli cache stats")),
         task("review_costs", QCoreApplication::translate("Cli", "Each month: costs"),
              QStringLiteral("consultantos-cli usage --by day; usage --by agent")),
         task("review_load", QCoreApplication::translate("Cli", "Each quarter: load tests"),
              QStringLiteral("./dev load normal; ./dev load burst; ./dev load sustained")),
         task("review_degradation", QCoreApplication::translate("Cli", "Signs of getting slower or larger"),
              QCoreApplication::translate("Cli", "The alerts ConsultantosSlow… and ConsultantosMemoryGrows.")),
         task("review_lives", QCoreApplication::translate("Cli", "Lives of the cache's entries fit their use"),
              QStringLiteral("CACHE_L1_TTL_SECONDS, CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS; ./dev bench reference")),
         task("review_concurrency", QCoreApplication::translate("Cli", "Limits of concurrency fit the machine"),
              QStringLiteral("MAX_CONCURRENT_AGENTS, LLM_BATCH_SIZE; ./dev bench reference --profile on --profile "
                             "NAME:MAX_CONCURRENT_AGENTS=8")),
         task("review_queries", QCoreApplication::translate("Cli", "Slow queries"),
              QCoreApplication::translate("Cli", "The panel of store latencies, by operation and collection."))}};
}

} // namespace consultantos
