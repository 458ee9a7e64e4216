// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/rate_headers.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

using Milliseconds = std::chrono::milliseconds;

/// A hundred years: past every limit of ours.
constexpr double MaxWaitMs = 100.0 * 366 * 24 * 3600 * 1000;

/// A count; empty where there is none, or less than one.
std::optional<double> countOf(const QByteArray &value)
{
    bool isNumber = false;
    const double count = value.trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(count) && count >= 0 ? std::optional(count) : std::nullopt;
}

/// A span with OpenAI and its kin, seconds with Azure.
std::optional<Milliseconds> resetSpan(const QByteArray &value)
{
    constexpr double Second = 1'000;
    if (const auto seconds = countOf(value))
        return spanOfMs(Second * *seconds);
    return parseSpan(QString::fromLatin1(value));
}

RateNews::Bucket openAiBucket(const HttpResponse &response, const QByteArray &kind)
{
    return {countOf(response.header("x-ratelimit-limit-" + kind)),
            countOf(response.header("x-ratelimit-remaining-" + kind)),
            resetSpan(response.header("x-ratelimit-reset-" + kind))};
}

RateNews::Bucket anthropicBucket(const HttpResponse &response, const QByteArray &kind, const QDateTime &nowUtc)
{
    const auto name = "anthropic-ratelimit-" + kind;
    return {countOf(response.header(name + "-limit")), countOf(response.header(name + "-remaining")),
            untilTime(response.header(name + "-reset"), nowUtc)};
}

RateNews::Bucket first(std::initializer_list<RateNews::Bucket> buckets)
{
    for (const auto &bucket : buckets) {
        if (!bucket.isEmpty())
            return bucket;
    }
    return {};
}

} // namespace

std::optional<Milliseconds> spanOfMs(double ms)
{
    if (!std::isfinite(ms) || ms < 0)
        return std::nullopt;
    return Milliseconds(std::llround(std::ceil(std::min(ms, MaxWaitMs))));
}

std::optional<Milliseconds> parseSpan(const QString &text)
{
    static const QRegularExpression Whole(QStringLiteral("^(?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+$"));
    static const QRegularExpression Part(QStringLiteral("(\\d+(?:\\.\\d+)?)(ms|h|m|s)"));
    const auto trimmed = text.trimmed();
    if (!Whole.match(trimmed).hasMatch())
        return std::nullopt;
    double ms = 0;
    for (auto it = Part.globalMatch(trimmed); it.hasNext();) {
        const auto match = it.next();
        const auto unit = match.captured(2);
        const double factor = unit == QLatin1String("ms")  ? 1
                              : unit == QLatin1String("s") ? 1'000
                              : unit == QLatin1String("m") ? 60'000
                                                           : 3'600'000;
        ms += match.captured(1).toDouble() * factor;
    }
    return spanOfMs(ms);
}

std::optional<Milliseconds> untilTime(const QByteArray &time, const QDateTime &nowUtc)
{
    const auto when = QDateTime::fromString(QString::fromLatin1(time.trimmed()), Qt::ISODateWithMs);
    if (!when.isValid())
        return std::nullopt;
    return spanOfMs(std::max(0.0, static_cast<double>(nowUtc.msecsTo(when))));
}

std::optional<RateNews> rateNewsOf(const HttpResponse &response, const QDateTime &nowUtc)
{
    const RateNews news{first({openAiBucket(response, "requests"), anthropicBucket(response, "requests", nowUtc)}),
                        first({openAiBucket(response, "tokens"), anthropicBucket(response, "tokens", nowUtc),
                               anthropicBucket(response, "input-tokens", nowUtc)})};
    return news.isEmpty() ? std::nullopt : std::optional(news);
}

} // namespace consultantos
