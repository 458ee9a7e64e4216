// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitor_words.h"

#include "base/duration_text.h"
#include "model/units.h"
#include "report/report_words.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <array>
#include <cmath>
#include <optional>

namespace consultantos {

namespace {

constexpr double LargeShare = 0.25;
constexpr double LargePoints = 0.05;

QString inWords(const char *text)
{
    return QCoreApplication::translate("MonitorWords", text);
}

QString signedPercent(double share)
{
    const auto sign = share < 0 ? QStringLiteral("−") : QStringLiteral("+");
    return sign + shownPercent(std::abs(share), 1);
}

/// A field of cron that is a plain number.
std::optional<int> plain(const QString &field)
{
    bool isNumber = false;
    const int value = field.toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// The commonest cron schedules in words.
std::optional<QString> cronInWords(const QString &cron)
{
    const auto fields = cron.simplified().split(QLatin1Char(' '));
    if (fields.size() != 5 || fields[3] != QLatin1String("*"))
        return {};
    const auto minute = plain(fields[0]);
    const auto hour = plain(fields[1]);
    if (!minute || !hour || !QTime::isValid(*hour, *minute, 0))
        return {};
    const auto at = QLocale().toString(QTime(*hour, *minute), QLocale::ShortFormat);
    const bool isAnyDay = fields[2] == QLatin1String("*");
    if (isAnyDay && fields[4] == QLatin1String("*"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every day at %1")).arg(at);
    if (isAnyDay && fields[4] == QLatin1String("1-5"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Monday to Friday at %1")).arg(at);
    const auto weekday = plain(fields[4]);
    if (isAnyDay && weekday && *weekday >= 0 && *weekday <= 7)
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every %1 at %2"))
            .arg(QLocale().dayName(*weekday == 0 ? 7 : *weekday), at);
    const auto day = plain(fields[2]);
    if (day && fields[4] == QLatin1String("*"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "On day %1 of each month at %2")).arg(*day).arg(at);
    return {};
}

QString everyText(const MonitorSchedule &schedule)
{
    switch (schedule.unit) {
    case MonitorSchedule::Unit::Minutes:
        return schedule.every == 1 ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every minute"))
                                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every %1 minutes")).arg(schedule.every);
    case MonitorSchedule::Unit::Hours:
        return schedule.every == 1 ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every hour"))
                                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every %1 hours")).arg(schedule.every);
    case MonitorSchedule::Unit::Days:
        return schedule.every == 1 ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every day"))
                                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every %1 days")).arg(schedule.every);
    case MonitorSchedule::Unit::Weeks:
        return schedule.every == 1 ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every week"))
                                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Every %1 weeks")).arg(schedule.every);
    }
    return {};
}

} // namespace

AlertSeverity severityOf(const MonitorAlert &alert)
{
    switch (alert.topic) {
    case AlertTopic::Line:
    case AlertTopic::Restatement:
    case AlertTopic::Score:
        return AlertSeverity::High;
    case AlertTopic::News:
        return AlertSeverity::Low;
    case AlertTopic::Filing:
    case AlertTopic::RiskFactor:
        return AlertSeverity::Medium;
    case AlertTopic::Figure:
        break;
    }
    const bool isShare = alert.after && alert.after->unit == units::Ratio;
    const bool isLarge = isShare ? std::abs(alert.change.value_or(0)) >= LargePoints
                                 : std::abs(alert.relative.value_or(0)) >= LargeShare;
    const bool turned = alert.before && alert.after && (alert.before->value < 0) != (alert.after->value < 0);
    return isLarge || turned ? AlertSeverity::High : AlertSeverity::Medium;
}

QString severityTitle(AlertSeverity severity)
{
    switch (severity) {
    case AlertSeverity::High:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Important"));
    case AlertSeverity::Medium:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Notable"));
    case AlertSeverity::Low:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "For information"));
    }
    return {};
}

QString severityIcon(AlertSeverity severity)
{
    constexpr std::array Names{"severity-high", "severity-medium", "severity-low"};
    return QLatin1String(Names[static_cast<std::size_t>(severity)]);
}

QString alertTopicTitle(AlertTopic topic)
{
    switch (topic) {
    case AlertTopic::Filing:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Filing"));
    case AlertTopic::Figure:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Figure"));
    case AlertTopic::Restatement:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Restatement"));
    case AlertTopic::Line:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Line crossed"));
    case AlertTopic::Score:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Score of a framework"));
    case AlertTopic::News:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "News"));
    case AlertTopic::RiskFactor:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Risk factor"));
    }
    return {};
}

QString alertStateTitle(const MonitorAlert &alert, const QDateTime &now)
{
    switch (alert.stateAt(now)) {
    case AlertState::Open:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Open"));
    case AlertState::Snoozed:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Snoozed until %1")).arg(clockText(alert.snoozedUntil));
    case AlertState::Dismissed:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Dismissed"));
    }
    return {};
}

QString alertEventText(const AlertEvent &event)
{
    if (event.what == QLatin1String("raised"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Raised"));
    if (event.what == QLatin1String("folded"))
        return event.note.isEmpty()
                   ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "Further news of the same thing"))
                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Further news of the same thing: %1")).arg(event.note);
    if (event.what == QLatin1String("snoozed")) {
        const auto until = QDateTime::fromString(event.note, Qt::ISODate);
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Snoozed until %1"))
            .arg(until.isValid() ? clockText(until) : event.note);
    }
    if (event.what == QLatin1String("woken"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Open again, as the snooze is over"));
    if (event.what == QLatin1String("dismissed"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Dismissed"));
    if (event.what == QLatin1String("reopened"))
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Opened again"));
    return event.what;
}

QString alertText(const MonitorAlert &alert, const QString &text)
{
    switch (alert.topic) {
    case AlertTopic::Filing:
    case AlertTopic::RiskFactor:
    case AlertTopic::News:
        return text;
    default:
        return shownSentence(text);
    }
}

QString alertDeltaText(const MonitorAlert &alert)
{
    if (!alert.after || !alert.change)
        return {};
    if (alert.relative && alert.after->unit != units::Ratio)
        return signedPercent(*alert.relative);
    const auto unit = alert.after->unit == units::Ratio ? units::Points : alert.after->unit;
    const auto text = shownValue(*alert.change, unit);
    return *alert.change > 0 ? QLatin1Char('+') + text : text;
}

QString alertChangeText(const MonitorAlert &alert)
{
    if (!alert.after)
        return {};
    const auto after = shownValue(alert.after->value, alert.after->unit);
    if (!alert.before)
        return after;
    const auto delta = alertDeltaText(alert);
    const auto text = QStringLiteral("%1 → %2").arg(shownValue(alert.before->value, alert.before->unit), after);
    return delta.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, delta);
}

QString scheduleText(const MonitorSchedule &schedule)
{
    if (schedule.kind == MonitorSchedule::Kind::Every)
        return everyText(schedule);
    return cronInWords(schedule.cron).value_or(schedule.cron.simplified());
}

QString watchText(const MonitorWatch &watch)
{
    QStringList parts;
    if (watch.filings)
        parts += inWords(QT_TRANSLATE_NOOP("MonitorWords", "Filings"));
    if (watch.figures)
        parts += watch.quarters ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "figures of years and quarters"))
                                : inWords(QT_TRANSLATE_NOOP("MonitorWords", "figures"));
    if (!watch.lines.isEmpty())
        parts += QCoreApplication::translate("MonitorWords", "%n line(s)", nullptr, int(watch.lines.size()));
    for (const auto &framework : watch.frameworks)
        parts += frameworkTitle(framework);
    if (watch.news)
        parts += inWords(QT_TRANSLATE_NOOP("MonitorWords", "news"));
    if (watch.riskFactors)
        parts += inWords(QT_TRANSLATE_NOOP("MonitorWords", "risk factors"));
    auto text = parts.join(QStringLiteral(", "));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString checkResultText(const Monitor &monitor)
{
    switch (monitor.lastResult.outcome) {
    case CheckOutcome::Never:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Not checked yet"));
    case CheckOutcome::FirstLook:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "First look taken"));
    case CheckOutcome::Unchanged:
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "Nothing new"));
    case CheckOutcome::Changed:
        return monitor.lastResult.raised > 0
                   ? QCoreApplication::translate("MonitorWords", "%n new alert(s)", nullptr, monitor.lastResult.raised)
                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "More on open alerts"));
    case CheckOutcome::Failed:
        return monitor.failures > 1
                   ? QCoreApplication::translate("MonitorWords", "Failed %n times", nullptr, monitor.failures)
                   : inWords(QT_TRANSLATE_NOOP("MonitorWords", "Failed"));
    }
    return {};
}

QString whenText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return QStringLiteral("–");
    const auto seconds = now.secsTo(time);
    constexpr qint64 Minute = 60;
    if (std::abs(seconds) < Minute)
        return inWords(QT_TRANSLATE_NOOP("MonitorWords", "now"));
    return seconds > 0 ? inWords(QT_TRANSLATE_NOOP("MonitorWords", "in %1")).arg(durationText(double(seconds)))
                       : inWords(QT_TRANSLATE_NOOP("MonitorWords", "%1 ago")).arg(durationText(double(-seconds)));
}

QString dayText(const QDate &day)
{
    const QLocale locale;
    // Months in letters: 03/12 is March or December, by the reader's country.
    return locale.toString(day, dayFormat(locale) + QStringLiteral(" yyyy"));
}

QString clockText(const QDateTime &time)
{
    if (!time.isValid())
        return QStringLiteral("–");
    const auto local = time.toLocalTime();
    return QStringLiteral("%1, %2").arg(dayText(local.date()), QLocale().toString(local.time(), QLocale::ShortFormat));
}

} // namespace consultantos
