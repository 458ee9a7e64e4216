// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/diagnosis.h"

#include "metrics/alert_limits.h"
#include "metrics/trend.h"

#include <algorithm>

namespace consultantos {
namespace {

using State = FaultFinding::State;

/// From which share of the misses on evictions or expirations explain them.
constexpr double TellingShare = 0.25;
/// For which share of the time something must have been down to be the cause.
constexpr double TellingTime = 0.05;
/// How many operations tell something of the slowest twentieth.
constexpr quint64 LeastOperations = 20;
/// How often a statement must have been slow to be more than chance.
constexpr quint64 OftenSlow = 3;
constexpr std::chrono::seconds MemoryWindow{3'600};

FaultFinding finding(FaultKind kind, double limit)
{
    FaultFinding made;
    made.kind = kind;
    made.limit = limit;
    return made;
}

/// The share of the time in which a level was above 0.
double shareOfTime(const QList<MetricSample> &samples, MetricValue value)
{
    double all = 0;
    double above = 0;
    for (const auto &sample : samples) {
        all += sample.seconds;
        above += sample[value] > 0 ? sample.seconds : 0;
    }
    return all > 0 ? above / all : 0;
}

void name(FaultFinding &finding, const char *setting, const QString &value)
{
    finding.setting = QLatin1String(setting);
    finding.settingValue = value;
}

QString megabytes(quint64 bytes)
{
    constexpr quint64 Mega = 1'000'000;
    return QString::number(bytes / Mega);
}

QString seconds(std::chrono::seconds time)
{
    return QString::number(time.count());
}

FaultFinding lowHitRate(const QList<MetricSample> &samples, const MetricSample &sum, const Settings &settings)
{
    constexpr auto Rule = alertLimit("ConsultantosLowHitRate");
    auto found = finding(FaultKind::LowHitRate, Rule.limit);
    found.value = sum.hitRate();
    if (sum[MetricValue::Misses] <= Rule.least) {
        found.state = sum.lookups() > Rule.least && found.value >= Rule.limit ? State::Fine : State::NotMeasured;
        return found;
    }
    if (found.value >= Rule.limit) {
        found.state = State::Fine;
        return found;
    }
    found.state = State::Found;
    const auto downL2 = shareOfTime(samples, MetricValue::DownL2);
    const auto down = std::max(downL2, shareOfTime(samples, MetricValue::DownL3));
    const auto evicted = sum[MetricValue::CacheEvictions] / sum[MetricValue::Misses];
    const auto expired = sum[MetricValue::CacheExpirations] / sum[MetricValue::Misses];
    const bool hasDisk = settings.cacheL3Bytes() > 0;
    if (down > TellingTime) {
        found.cause = FaultCause::LevelDown;
        found.evidence = down;
        // An address may hold a password: its value isn't told.
        if (downL2 >= down)
            name(found, "REDIS_URL", {});
        else
            name(found, "CACHE_L3_SIZE_MB", megabytes(settings.cacheL3Bytes()));
    } else if (evicted >= TellingShare && evicted >= expired) {
        found.cause = FaultCause::Evictions;
        found.evidence = evicted;
        name(found, hasDisk ? "CACHE_L3_SIZE_MB" : "CACHE_L1_SIZE_MB",
             megabytes(hasDisk ? settings.cacheL3Bytes() : settings.cacheL1Bytes()));
    } else if (expired >= TellingShare) {
        found.cause = FaultCause::Expirations;
        found.evidence = expired;
        if (hasDisk)
            name(found, "CACHE_L3_TTL_SECONDS", seconds(settings.cacheL3Ttl()));
        else if (!settings.redisUrl().isEmpty())
            name(found, "CACHE_TTL_SECONDS", seconds(settings.cacheL2Ttl()));
        else
            name(found, "CACHE_L1_TTL_SECONDS", seconds(settings.cacheL1Ttl()));
    } else {
        found.cause = FaultCause::NewWork;
        found.evidence = std::max(0.0, 1 - evicted - expired);
    }
    return found;
}

FaultCause causeOf(const SlowStatement &statement)
{
    if (statement.sql.startsWith(QLatin1String("BEGIN")))
        return FaultCause::LockWait;
    if (statement.sql.startsWith(QLatin1String("COMMIT")))
        return FaultCause::SlowDisk;
    const auto steps = statement.plan.split(QLatin1Char('\n'));
    const auto isScan = [](const QString &step) {
        // A scan along an index in its order, or of a full-text index, is what the statement wants.
        return step.startsWith(QLatin1String("SCAN")) && !step.contains(QLatin1String("INDEX"))
               && !step.contains(QLatin1String("CONSTANT ROW"));
    };
    if (std::any_of(steps.begin(), steps.end(), isScan))
        return FaultCause::TableScan;
    if (statement.plan.contains(QLatin1String("TEMP B-TREE")))
        return FaultCause::TemporarySort;
    return FaultCause::ManyRows;
}

FaultFinding slowStores(const MetricSample &sum, const QList<SlowStatement> &statements)
{
    auto found = finding(FaultKind::SlowStores, alertLimit("ConsultantosSlowStores").limit);
    found.statements = statements;
    std::stable_sort(found.statements.begin(), found.statements.end(),
                     [](const auto &a, const auto &b) { return a.worstSeconds > b.worstSeconds; });
    found.value = sum.storeLatency.quantile(0.95);
    const bool isOften = std::any_of(statements.begin(), statements.end(),
                                     [](const auto &statement) { return statement.count >= OftenSlow; });
    const bool isMeasured = sum.storeLatency.count() >= LeastOperations;
    if (!isOften && !(isMeasured && found.value > found.limit)) {
        found.state = isMeasured || !statements.isEmpty() ? State::Fine : State::NotMeasured;
        return found;
    }
    found.state = State::Found;
    found.cause = FaultCause::ManyRows;
    if (!found.statements.isEmpty()) {
        // What costs most in all is what to mend first.
        const auto &most =
            *std::max_element(found.statements.begin(), found.statements.end(), [](const auto &a, const auto &b) {
                return a.worstSeconds * static_cast<double>(a.count) < b.worstSeconds * static_cast<double>(b.count);
            });
        found.cause = causeOf(most);
        found.evidence = most.worstSeconds;
    }
    return found;
}

FaultFinding modelTimeouts(const QList<MetricSample> &samples, const MetricSample &sum, const Settings &settings)
{
    auto found = finding(FaultKind::ModelTimeouts, alertLimit("ConsultantosModelTimeouts").limit);
    found.value = sum[MetricValue::ModelTimeouts];
    const auto attempts = sum[MetricValue::ModelCalls] + sum[MetricValue::ModelFailures];
    if (attempts <= 0)
        return found;
    if (found.value <= found.limit || found.value < TellingTime * attempts) {
        found.state = State::Fine;
        return found;
    }
    found.state = State::Found;
    const auto paused = shareOfTime(samples, MetricValue::BreakersOpen);
    if (paused > TellingTime) {
        found.cause = FaultCause::ProviderDown;
        found.evidence = paused;
        name(found, "LLM_FALLBACK", settings.llmFallback());
    } else if (sum[MetricValue::ModelRefusals] >= found.value) {
        found.cause = FaultCause::RateLimited;
        found.evidence = sum[MetricValue::ModelRefusals];
        name(found, "LLM_TOKENS_PER_MINUTE", QString::number(settings.llmTokensPerMinute()));
    } else {
        found.cause = FaultCause::SlowModel;
        found.evidence = sum.modelLatency.quantile(0.95);
        name(found, "AGENT_TIMEOUT_SECONDS", seconds(settings.agentTimeout()));
    }
    return found;
}

FaultFinding memoryGrowth(const QList<MetricSample> &samples, const Settings &settings)
{
    auto found = finding(FaultKind::MemoryGrowth, alertLimit("ConsultantosMemoryGrows").limit);
    if (samples.isEmpty())
        return found;
    const auto end = samples.last().until;
    const auto growth = growthPerHour(samples, MetricValue::ResidentBytes, end, MemoryWindow);
    if (!growth)
        return found;
    found.value = *growth;
    found.state = *growth > found.limit ? State::Found : State::Fine;
    if (!found.isFound())
        return found;
    found.evidence = growthPerHour(samples, MetricValue::CacheBytesL1, end, MemoryWindow).value_or(0);
    if (found.evidence >= *growth / 2) {
        found.cause = FaultCause::CacheGrows;
        name(found, "CACHE_L1_SIZE_MB", megabytes(settings.cacheL1Bytes()));
    } else {
        found.cause = FaultCause::MemoryElsewhere;
        name(found, "MAX_CONCURRENT_AGENTS", QString::number(settings.maxConcurrentAgents()));
    }
    return found;
}

} // namespace

QList<FaultFinding> diagnosed(const QList<MetricSample> &samples, const QList<SlowStatement> &statements,
                              const Settings &settings)
{
    MetricSample sum;
    for (const auto &sample : samples)
        sum += sample;
    return {lowHitRate(samples, sum, settings), slowStores(sum, statements), modelTimeouts(samples, sum, settings),
            memoryGrowth(samples, settings)};
}

} // namespace consultantos
