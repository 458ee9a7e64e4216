// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/performance_words.h"

#include "model/model_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace consultantos {
namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("PerformanceWords", text);
}

constexpr double Minute = 60;
constexpr double Hour = 3'600;
constexpr double Percent = 100;
constexpr double KiloByte = 1e3;
constexpr double MegaByte = 1e6;

QString percentText(double share)
{
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 %")).arg(QLocale().toString(share * Percent, 'f', 0));
}

/// "%.1f MB": the unit as the language has it, which in French is "Mo".
QString byteFormat(double unit, int decimals)
{
    const auto one = QLocale().formattedDataSize(static_cast<qint64>(unit), 0, QLocale::DataSizeSIFormat);
    return QStringLiteral("%.%1f %2").arg(decimals).arg(one.mid(1).trimmed());
}

} // namespace

AxisUnit axisUnit(ChartQuantity quantity, double largest)
{
    switch (quantity) {
    case ChartQuantity::Seconds:
        if (largest < 1)
            return {0.001, largest < 0.01 ? QStringLiteral("%.1f ms") : QStringLiteral("%.0f ms")};
        if (largest < 2 * Minute)
            return {1, largest < 5 ? QStringLiteral("%.1f s") : QStringLiteral("%.0f s")};
        return {Minute, QStringLiteral("%.1f min")};
    case ChartQuantity::Bytes:
        return largest < MegaByte ? AxisUnit{KiloByte, byteFormat(KiloByte, 0)}
                                  : AxisUnit{MegaByte, byteFormat(MegaByte, largest < 10 * MegaByte ? 1 : 0)};
    case ChartQuantity::Share:
        return {1 / Percent, QStringLiteral("%.0f %")};
    case ChartQuantity::PerMinute:
    case ChartQuantity::Count:
        break;
    }
    return {1, largest < 5 ? QStringLiteral("%.1f") : QStringLiteral("%.0f")};
}

QString spanText(double seconds)
{
    const QLocale locale;
    if (seconds < 0.01)
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 ms")).arg(locale.toString(seconds * 1'000, 'f', 2));
    if (seconds < 1)
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 ms")).arg(locale.toString(seconds * 1'000, 'f', 0));
    if (seconds < 2 * Minute)
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 s")).arg(locale.toString(seconds, 'f', 1));
    if (seconds < 2 * Hour)
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 min")).arg(locale.toString(seconds / Minute, 'f', 1));
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 h")).arg(locale.toString(seconds / Hour, 'f', 1));
}

QString limitText(double seconds)
{
    return seconds < 1 ? spanText(seconds)
                       : inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 s")).arg(QLocale().toString(seconds));
}

QString quantityText(ChartQuantity quantity, double value)
{
    switch (quantity) {
    case ChartQuantity::Seconds:
        return spanText(value);
    case ChartQuantity::Bytes:
        return QLocale().formattedDataSize(static_cast<qint64>(value), 1, QLocale::DataSizeSIFormat);
    case ChartQuantity::Share:
        return percentText(value);
    case ChartQuantity::Count:
        return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
    case ChartQuantity::PerMinute:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 per minute"))
        .arg(QLocale().toString(value, 'f', value < 10 ? 1 : 0));
}

QString rangeText(std::chrono::seconds range)
{
    if (range <= std::chrono::minutes(5))
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Last 5 minutes"));
    if (range <= std::chrono::hours(1))
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Last hour"));
    if (range <= std::chrono::hours(24))
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Last day"));
    if (range <= std::chrono::hours(24 * 7))
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Last week"));
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Last 90 days"));
}

QString shareText(double share)
{
    // Rounded down: what missed its goal by little shall not look as if it had met it.
    constexpr double Places = 100;
    const auto percent = std::floor(share * Percent * Places + 1e-6) / Places;
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 %"))
        .arg(QLocale().toString(percent, 'f', percent < 100 ? 2 : 0));
}

QString serviceLevelTitle(const ServiceLevel &level)
{
    const QLocale locale;
    switch (level.kind) {
    case ServiceLevel::MedianTime:
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "P50 under %1 s")).arg(locale.toString(level.goal));
    case ServiceLevel::Time95:
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "P95 under %1 s")).arg(locale.toString(level.goal));
    case ServiceLevel::Time99:
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "P99 under %1 s")).arg(locale.toString(level.goal));
    case ServiceLevel::Uptime:
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Uptime over %1 %"))
            .arg(locale.toString(level.goal * Percent));
    case ServiceLevel::HitRate:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Cache hits over %1 %"))
        .arg(locale.toString(level.goal * Percent));
}

QString serviceLevelValue(const ServiceLevel &level)
{
    if (!level.actual)
        return QStringLiteral("–");
    if (level.kind == ServiceLevel::Uptime)
        return shareText(*level.actual);
    return level.kind == ServiceLevel::HitRate ? percentText(*level.actual) : spanText(*level.actual);
}

QString serviceLevelState(const ServiceLevel &level)
{
    if (!level.actual)
        return inWords(QT_TRANSLATE_NOOP("PerformanceWords", "not measured"));
    return level.isMet() ? inWords(QT_TRANSLATE_NOOP("PerformanceWords", "met"))
                         : inWords(QT_TRANSLATE_NOOP("PerformanceWords", "missed"));
}

QString performanceSummary(const PerformanceFigures &figures)
{
    const QLocale locale;
    const auto &sum = figures.sum;
    const auto count = [&](MetricValue value) { return locale.toString(qRound64(sum[value])); };
    QStringList lines{
        inWords(QT_TRANSLATE_NOOP("PerformanceWords", "ConsultantOS performance, %1, as of %2"))
            .arg(rangeText(figures.range), locale.toString(figures.at.toLocalTime(), QLocale::ShortFormat))};
    for (const auto &level : serviceLevels(sum, figures.health.uptime))
        lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1: %2, %3"))
                     .arg(serviceLevelTitle(level), serviceLevelValue(level), serviceLevelState(level));
    lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Requests: %1, of them failed: %2"))
                 .arg(count(MetricValue::Requests), count(MetricValue::RequestErrors));
    lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Agents: %1 done, %2 failed"))
                 .arg(count(MetricValue::AgentsDone), count(MetricValue::AgentsFailed));
    lines +=
        inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Cache hits: level 1 %1, level 2 %2, level 3 %3; misses: %4"))
            .arg(count(MetricValue::HitsL1), count(MetricValue::HitsL2), count(MetricValue::HitsL3),
                 count(MetricValue::Misses));
    lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Saved by the cache: %1"))
                 .arg(spanText(sum[MetricValue::SavedSeconds]));
    lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Stores: %1 operations, P50 %2, P95 %3"))
                 .arg(count(MetricValue::StoreOperations), spanText(sum.storeLatency.quantile(0.5)),
                      spanText(sum.storeLatency.quantile(0.95)));
    for (const auto &model : figures.models)
        lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Model %1: %2 calls, cost %3, saved %4"))
                     .arg(modelTitle(model.key), locale.toString(model.calls), moneyText(model.cost, model.currency),
                          moneyText(model.saved, model.currency));
    if (sum.seconds > 0)
        lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Processor: %1 of one core; memory: %2"))
                     .arg(inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1 %"))
                              .arg(locale.toString(Percent * sum[MetricValue::CpuSeconds] / sum.seconds, 'f', 1)),
                          quantityText(ChartQuantity::Bytes, sum[MetricValue::ResidentBytes]));
    for (const auto &state : figures.providers)
        lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1: %2; %3"))
                     .arg(providerTitle(state.provider), providerStateText(state), providerLimitText(state));
    for (const auto &alert : figures.health.alerts) {
        if (alert.state == Alert::State::Firing)
            lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "Alert: %1")).arg(alertText(alert));
    }
    for (const auto &finding : figures.health.findings) {
        lines += inWords(QT_TRANSLATE_NOOP("PerformanceWords", "%1: %2")).arg(faultTitle(finding), faultText(finding));
        if (const auto advice = faultAdvice(finding); !advice.isEmpty())
            lines.last() += QStringLiteral(". ") + advice;
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QByteArray performanceCsv(const PerformanceFigures &figures)
{
    QByteArray csv = "until,seconds,requests,errors,p50_s,p95_s,p99_s,hits_l1,hits_l2,hits_l3,misses,cache_bytes_l1,"
                     "cache_bytes_l2,cache_bytes_l3,saved_s,agents_done,agents_failed,store_operations,store_p50_s,"
                     "store_p95_s,store_p99_s,model_calls,model_tokens,cpu_s,resident_bytes,cache_errors,evictions,"
                     "expirations,model_failures,model_timeouts,model_refusals,breakers_open,calls_waiting,"
                     "calls_per_second\r\n";
    for (const auto &place : figures.places) {
        if (place.seconds <= 0)
            continue;
        QStringList row{place.until.toUTC().toString(Qt::ISODate)};
        const auto add = [&row](double value) { row += QString::number(value, 'g', 12); };
        const auto addAll = [&](std::initializer_list<MetricValue> values) {
            for (const auto value : values)
                add(place[value]);
        };
        const auto addLatency = [&](const LatencyCounts &latency) {
            for (const double share : {0.5, 0.95, 0.99})
                row += latency.count() > 0 ? QString::number(latency.quantile(share), 'g', 6) : QString();
        };
        add(place.seconds);
        addAll({MetricValue::Requests, MetricValue::RequestErrors});
        addLatency(place.requestLatency);
        addAll({MetricValue::HitsL1, MetricValue::HitsL2, MetricValue::HitsL3, MetricValue::Misses,
                MetricValue::CacheBytesL1, MetricValue::CacheBytesL2, MetricValue::CacheBytesL3,
                MetricValue::SavedSeconds, MetricValue::AgentsDone, MetricValue::AgentsFailed,
                MetricValue::StoreOperations});
        addLatency(place.storeLatency);
        addAll({MetricValue::ModelCalls, MetricValue::ModelTokens, MetricValue::CpuSeconds, MetricValue::ResidentBytes,
                MetricValue::CacheErrors, MetricValue::CacheEvictions, MetricValue::CacheExpirations,
                MetricValue::ModelFailures, MetricValue::ModelTimeouts, MetricValue::ModelRefusals,
                MetricValue::BreakersOpen, MetricValue::CallsWaiting, MetricValue::CallsPerSecond});
        csv += row.join(QLatin1Char(',')).toUtf8() + "\r\n";
    }
    return csv;
}

} // namespace consultantos
