// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <bitset>
#include <optional>

namespace consultantos {

/// A time of a zone's clocks as a moment. Of a time that the clocks show twice the first; one that they leave out is as
/// long after the jump as it would have been after the hour that precedes it.
[[nodiscard]] QDateTime momentOf(const QDate &date, const QTime &time, const QTimeZone &zone);

/// A schedule of five fields as cron has it: minute hour day-of-month month day-of-week, each `*`, values, ranges, lists
/// and steps, months and weekdays also by their English names, Sunday 0 or 7; and @hourly, @daily, @weekly, @monthly,
/// @yearly. Days match if either day field does, where both are given. Immutable, thread-safe.
class CronExpression {
public:
    /// InvalidArgument names the field that is wrong.
    [[nodiscard]] static Result<CronExpression> parse(const QString &text);

    /// The first moment after `after` (UTC) that matches by the clocks of `zone`, in UTC; empty where none does within eight
    /// years. Fixed hours come once a day that has them, whatever the clocks do; with `*` hours it follows the passing of
    /// time, so that an hour that comes twice is matched twice.
    [[nodiscard]] std::optional<QDateTime> nextAfter(const QDateTime &after, const QTimeZone &zone) const;

private:
    [[nodiscard]] bool matches(const QDate &date) const;
    [[nodiscard]] std::optional<QDateTime> firstIn(const QDate &date, const QDateTime &after,
                                                   const QTimeZone &zone) const;

    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<8> m_weekdays; ///< Sunday is 0
    bool m_isAnyHour = false;
    bool m_isAnyDay = false;
    bool m_isAnyWeekday = false;
};

} // namespace consultantos
