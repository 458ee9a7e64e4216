// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/cron.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int DaysLookedAhead = 8 * 366; ///< 29 February may be eight years away
constexpr int MinuteSeconds = 60;
constexpr int DaySeconds = 24 * 3600;

struct Field {
    int least = 0;
    int most = 0;
    QStringList names; ///< of `least` and those that follow
};

const QStringList MonthNames{QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"),
                             QStringLiteral("apr"), QStringLiteral("may"), QStringLiteral("jun"),
                             QStringLiteral("jul"), QStringLiteral("aug"), QStringLiteral("sep"),
                             QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
const QStringList DayNames{QStringLiteral("sun"), QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                           QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat")};

std::optional<int> numberIn(const QString &text, const Field &field)
{
    if (const auto name = field.names.indexOf(text); name >= 0)
        return field.least + static_cast<int>(name);
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < field.least || number > field.most || text.startsWith(QLatin1Char('+')))
        return std::nullopt;
    return number;
}

/// One entry of a list: `*`, `5`, `1-5`, each with `/step`.
template <std::size_t Size>
bool addPart(const QString &part, const Field &field, std::bitset<Size> &into)
{
    const auto slash = part.indexOf(QLatin1Char('/'));
    const auto range = slash < 0 ? part : part.left(slash);
    int step = 1;
    if (slash >= 0) {
        bool isNumber = false;
        step = part.mid(slash + 1).toInt(&isNumber);
        if (!isNumber || step < 1 || step > field.most)
            return false;
    }
    std::optional<int> from = field.least;
    std::optional<int> to = field.most;
    if (range != QLatin1String("*")) {
        const auto dash = range.indexOf(QLatin1Char('-'));
        from = numberIn(dash < 0 ? range : range.left(dash), field);
        to = dash >= 0 ? numberIn(range.mid(dash + 1), field) : slash >= 0 ? std::optional(field.most) : from;
    }
    if (!from || !to || *from > *to)
        return false;
    for (int value = *from; value <= *to; value += step)
        into.set(static_cast<std::size_t>(value));
    return true;
}

template <std::size_t Size>
Status readField(const QString &text, const Field &field, std::bitset<Size> &into)
{
    const auto parts = text.split(QLatin1Char(','));
    for (const auto &part : parts) {
        if (!addPart(part, field, into))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Monitors", "The schedule can't be read at \"%1\".").arg(part),
                        QCoreApplication::translate(
                            "Monitors", "It has five fields: minute (0-59), hour (0-23), day (1-31), month (1-12), "
                                        "weekday (0-7, Sunday is 0), such as \"30 7 * * mon-fri\"."));
    }
    return {};
}

QString written(const QString &text)
{
    static const QHash<QString, QString> Names{{QStringLiteral("@hourly"), QStringLiteral("0 * * * *")},
                                               {QStringLiteral("@daily"), QStringLiteral("0 0 * * *")},
                                               {QStringLiteral("@weekly"), QStringLiteral("0 0 * * 0")},
                                               {QStringLiteral("@monthly"), QStringLiteral("0 0 1 * *")},
                                               {QStringLiteral("@yearly"), QStringLiteral("0 0 1 1 *")}};
    const auto plain = text.trimmed().toLower();
    return Names.value(plain, plain);
}

} // namespace

QDateTime momentOf(const QDate &date, const QTime &time, const QTimeZone &zone)
{
    // By offsets rather than by QDateTime in a zone: what that makes of times that come twice or never depends on Qt.
    const auto local = QDateTime(date, time, Qt::UTC);
    const int before = zone.offsetFromUtc(local.addSecs(-DaySeconds));
    const int behind = zone.offsetFromUtc(local.addSecs(DaySeconds));
    for (const int offset : {std::max(before, behind), std::min(before, behind)}) {
        const auto moment = local.addSecs(-offset);
        if (zone.offsetFromUtc(moment) == offset)
            return moment;
    }
    return local.addSecs(-before);
}

Result<CronExpression> CronExpression::parse(const QString &text)
{
    static const QRegularExpression Space(QStringLiteral("\\s+"));
    const auto fields = written(text).split(Space, Qt::SkipEmptyParts);
    if (fields.size() != 5)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Monitors", "A cron schedule has five fields; \"%1\" has %2.")
                        .arg(text)
                        .arg(fields.size()));
    CronExpression cron;
    const auto read = readField(fields[0], {0, 59, {}}, cron.m_minutes)
                          .and_then([&] {
                              return readField(fields[1], {0, 23, {}}, cron.m_hours);
                          })
                          .and_then([&] {
                              return readField(fields[2], {1, 31, {}}, cron.m_days);
                          })
                          .and_then([&] {
                              return readField(fields[3], {1, 12, MonthNames}, cron.m_months);
                          })
                          .and_then([&] {
                              return readField(fields[4], {0, 7, DayNames}, cron.m_weekdays);
                          });
    if (!read)
        return tl::unexpected(read.error());
    if (cron.m_weekdays.test(7))
        cron.m_weekdays.set(0);
    cron.m_isAnyHour = fields[1].startsWith(QLatin1Char('*'));
    cron.m_isAnyDay = fields[2].startsWith(QLatin1Char('*'));
    cron.m_isAnyWeekday = fields[4].startsWith(QLatin1Char('*'));
    return cron;
}

bool CronExpression::matches(const QDate &date) const
{
    if (!m_months.test(static_cast<std::size_t>(date.month())))
        return false;
    const bool isDay = m_days.test(static_cast<std::size_t>(date.day()));
    const bool isWeekday = m_weekdays.test(static_cast<std::size_t>(date.dayOfWeek() % 7));
    return m_isAnyDay || m_isAnyWeekday ? isDay && isWeekday : isDay || isWeekday;
}

std::optional<QDateTime> CronExpression::firstIn(const QDate &date, const QDateTime &after, const QTimeZone &zone) const
{
    const auto isMatched = [this](const QTime &time) {
        return m_hours.test(static_cast<std::size_t>(time.hour()))
               && m_minutes.test(static_cast<std::size_t>(time.minute()));
    };
    if (m_isAnyHour) {
        const auto begin = momentOf(date, QTime(0, 0), zone);
        const auto wholeMinute = after.addSecs(MinuteSeconds - after.time().second()).addMSecs(-after.time().msec());
        for (auto moment = std::max(begin, wholeMinute);; moment = moment.addSecs(MinuteSeconds)) {
            const auto local = moment.addSecs(zone.offsetFromUtc(moment));
            if (local.date() > date)
                return std::nullopt;
            if (local.date() == date && isMatched(local.time()))
                return moment;
        }
    }
    std::optional<QDateTime> first;
    for (int minute = 0; minute < DaySeconds / MinuteSeconds; ++minute) {
        const QTime time(minute / 60, minute % 60);
        if (!isMatched(time))
            continue;
        const auto moment = momentOf(date, time, zone);
        // A time that was left out comes later than ones behind it.
        if (moment > after && (!first || moment < *first))
            first = moment;
    }
    return first;
}

std::optional<QDateTime> CronExpression::nextAfter(const QDateTime &after, const QTimeZone &zone) const
{
    const auto today = after.addSecs(zone.offsetFromUtc(after)).date();
    for (int day = -1; day < DaysLookedAhead; ++day) {
        const auto date = today.addDays(day);
        if (!matches(date))
            continue;
        if (auto first = firstIn(date, after, zone))
            return first;
    }
    return std::nullopt;
}

} // namespace consultantos
