// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/retry_policy.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos {

std::chrono::milliseconds RetryPolicy::wait(int failed, double uniform,
                                            std::optional<std::chrono::milliseconds> retryAfter) const
{
    const double grown = static_cast<double>(base.count()) * std::pow(2.0, std::max(failed, 1) - 1);
    const double full = std::min(grown, static_cast<double>(cap.count()));
    const auto jittered = std::chrono::milliseconds(std::llround(full * (0.5 + uniform / 2)));
    return retryAfter ? std::max(*retryAfter, jittered) : jittered;
}

bool isPassingStatus(int status)
{
    constexpr std::array Passing{408, 425, 429, 500, 502, 503, 504};
    return std::find(Passing.begin(), Passing.end(), status) != Passing.end();
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value, const QDateTime &nowUtc)
{
    const auto text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        // More digits than any sane wait has are cut to a hundred years, past every limit of ours.
        const qint64 seconds = text.size() <= 9 ? text.toLongLong() : 100LL * 366 * 24 * 3600;
        return std::chrono::seconds(seconds);
    }
    const auto date = parseHttpDate(text);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, nowUtc.msecsTo(date)));
}

QDateTime parseHttpDate(const QByteArray &value)
{
    auto text = QString::fromLatin1(value.simplified());
    // Without the day of the week: it says nothing, and belongs to another century where the year has two digits.
    text.remove(0, text.indexOf(QLatin1Char(' ')) + 1);
    const std::array formats{
        QStringLiteral("dd MMM yyyy hh:mm:ss 'GMT'"),
        QStringLiteral("dd-MMM-yy hh:mm:ss 'GMT'"),
        QStringLiteral("MMM d hh:mm:ss yyyy"),
    };
    for (const auto &format : formats) {
        auto date = QLocale::c().toDateTime(text, format);
        if (!date.isValid())
            continue;
        // Two digits of a year: Qt takes 19xx, and no server says when to come back in the last century.
        if (date.date().year() < 1970)
            date = date.addYears(100);
        return QDateTime(date.date(), date.time(), QTimeZone::utc());
    }
    return {};
}

} // namespace consultantos
