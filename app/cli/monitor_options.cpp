// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor_options.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace consultantos {
namespace {

const QString Filings = QStringLiteral("filings");
const QString Figures = QStringLiteral("figures");
const QString Quarters = QStringLiteral("quarters");
const QString News = QStringLiteral("news");
const QString RiskFactors = QStringLiteral("risk-factors");

tl::unexpected<Error> wrong(const QString &message)
{
    return fail(ErrorCode::InvalidArgument, message);
}

QStringList listOf(const QString &text)
{
    auto entries = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (auto &entry : entries)
        entry = entry.trimmed();
    return entries;
}

/// "0.3" or "30%".
Result<double> numberFrom(const QString &text)
{
    auto plain = text.trimmed();
    const bool isPercent = plain.endsWith(QLatin1Char('%'));
    if (isPercent)
        plain.chop(1);
    bool isNumber = false;
    constexpr double Percent = 100;
    const auto number = plain.toDouble(&isNumber);
    if (!isNumber)
        return wrong(QCoreApplication::translate("Cli", "\"%1\" is no number.").arg(text));
    return isPercent ? number / Percent : number;
}

Status applyWatch(const QString &text, MonitorWatch &watch)
{
    const auto wanted = listOf(text);
    for (const auto &entry : wanted) {
        if (!QStringList{Filings, Figures, Quarters, News, RiskFactors}.contains(entry))
            return wrong(QCoreApplication::translate("Cli", "--watch can't be \"%1\": it names %2.")
                             .arg(entry, QStringLiteral("filings, figures, quarters, news, risk-factors")));
    }
    watch.filings = wanted.contains(Filings);
    watch.figures = wanted.contains(Figures) || wanted.contains(Quarters);
    watch.quarters = wanted.contains(Quarters);
    watch.news = wanted.contains(News);
    watch.riskFactors = wanted.contains(RiskFactors);
    return {};
}

Status applyLines(const QStringList &texts, MonitorWatch &watch)
{
    watch.lines.clear();
    for (const auto &text : texts) {
        if (text.isEmpty()) // --line "" takes them away
            continue;
        const auto value = numberFrom(text.section(QLatin1Char('='), 1));
        if (!value || !text.contains(QLatin1Char('=')))
            return wrong(QCoreApplication::translate("Cli", "--line is FIGURE=VALUE, such as operating_margin=30%; "
                                                            "\"%1\" is not.")
                             .arg(text));
        watch.lines.append({text.section(QLatin1Char('='), 0, 0).trimmed(), *value});
    }
    return {};
}

Status applyThresholds(const QString &text, MonitorThresholds &thresholds)
{
    for (const auto &entry : listOf(text)) {
        const auto name = entry.section(QLatin1Char('='), 0, 0).trimmed();
        const auto value = numberFrom(entry.section(QLatin1Char('='), 1));
        double *place = name == QLatin1String("relative")   ? &thresholds.relative
                        : name == QLatin1String("absolute") ? &thresholds.absolute
                        : name == QLatin1String("points")   ? &thresholds.points
                        : name == QLatin1String("score")    ? &thresholds.score
                                                            : nullptr;
        if (!place || !value)
            return wrong(QCoreApplication::translate("Cli",
                                                     "--threshold is relative=5%,absolute=1e9,points=1%,score=0.1 "
                                                     "or some of these; \"%1\" is not.")
                             .arg(entry));
        *place = *value;
    }
    return {};
}

Status applySchedule(const QCommandLineParser &parser, MonitorSchedule &schedule)
{
    const auto every = parser.value(QStringLiteral("every"));
    const auto cron = parser.value(QStringLiteral("cron"));
    if (!every.isEmpty() && !cron.isEmpty())
        return wrong(QCoreApplication::translate("Cli", "--every and --cron exclude each other."));
    if (!every.isEmpty()) {
        const auto span = spanFrom(every);
        if (!span)
            return tl::unexpected(span.error());
        schedule.kind = MonitorSchedule::Kind::Every;
        schedule.every = span->count;
        schedule.unit = span->unit;
        schedule.cron.clear();
    } else if (!cron.isEmpty()) {
        schedule.kind = MonitorSchedule::Kind::Cron;
        schedule.cron = cron;
    }
    if (parser.isSet(QStringLiteral("time-zone")))
        schedule.timeZone = parser.value(QStringLiteral("time-zone"));
    if (parser.isSet(QStringLiteral("jitter"))) {
        bool isNumber = false;
        schedule.jitterSeconds = parser.value(QStringLiteral("jitter")).toInt(&isNumber);
        if (!isNumber)
            return wrong(QCoreApplication::translate("Cli", "--jitter is a number of seconds."));
    }
    return {};
}

} // namespace

void addMonitorOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const QString &description, const char *value) {
        parser.addOption({QString::fromLatin1(name), description, QString::fromLatin1(value)});
    };
    add("name", QCoreApplication::translate("Cli", "add, edit: what it is called (the company's name)."), "text");
    add("watch",
        QCoreApplication::translate("Cli", "add, edit: of filings,figures,quarters,news,risk-factors those to watch "
                                           "(filings,figures)."),
        "list");
    add("figures",
        QCoreApplication::translate("Cli", "add, edit: which figures, such as revenue,operating_margin; "
                                           "\"monitor figures\" lists them (the usual ones)."),
        "list");
    add("frameworks", QCoreApplication::translate("Cli", "add, edit: frameworks whose scores are watched."), "list");
    add("line",
        QCoreApplication::translate("Cli",
                                    "add, edit: FIGURE=VALUE that shouldn't be passed unnoticed; may be repeated."),
        "line");
    add("threshold",
        QCoreApplication::translate("Cli", "add, edit: from when on a change matters: "
                                           "relative=5%,absolute=0,points=1%,score=0.1."),
        "list");
    add("every", QCoreApplication::translate("Cli", "add, edit: how often, such as 30m, 6h, 1d, 2w (1d)."), "span");
    add("cron", QCoreApplication::translate("Cli", "add, edit: five fields instead, such as \"30 7 * * mon-fri\"."),
        "fields");
    add("time-zone", QCoreApplication::translate("Cli", "add, edit: whose clocks that follows (the system's)."),
        "zone");
    add("jitter", QCoreApplication::translate("Cli", "add, edit: up to how many seconds late (300)."), "seconds");
    add("webhook", QCoreApplication::translate("Cli", "add, edit: address that gets each alert as JSON."), "url");
    add("mail", QCoreApplication::translate("Cli", "add, edit: address that gets them by mail; may be repeated."),
        "address");
}

Result<SpanText> spanFrom(const QString &text)
{
    SpanText span;
    bool isNumber = false;
    span.count = text.left(text.size() - 1).toInt(&isNumber);
    const auto letter = text.isEmpty() ? QChar() : text.back();
    const bool isUnit = QStringLiteral("mhdw").contains(letter);
    if (!isNumber || !isUnit || span.count < 1)
        return wrong(
            QCoreApplication::translate("Cli", "\"%1\" is no span of time such as 30m, 6h, 1d or 2w.").arg(text));
    span.unit = letter == QLatin1Char('m')   ? MonitorSchedule::Unit::Minutes
                : letter == QLatin1Char('h') ? MonitorSchedule::Unit::Hours
                : letter == QLatin1Char('d') ? MonitorSchedule::Unit::Days
                                             : MonitorSchedule::Unit::Weeks;
    return span;
}

std::chrono::seconds SpanText::length() const
{
    using namespace std::chrono_literals;
    switch (unit) {
    case MonitorSchedule::Unit::Minutes:
        return count * 1min;
    case MonitorSchedule::Unit::Hours:
        return count * 1h;
    case MonitorSchedule::Unit::Days:
        return count * 24h;
    case MonitorSchedule::Unit::Weeks:
        break;
    }
    return count * 7 * 24h;
}

Status applyMonitorOptions(const QCommandLineParser &parser, Monitor &monitor)
{
    auto &watch = monitor.watch;
    const auto isSet = [&parser](const char *name) { return parser.isSet(QString::fromLatin1(name)); };
    const auto value = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    Status applied;
    if (isSet("watch"))
        applied = applyWatch(value("watch"), watch);
    if (applied && isSet("line"))
        applied = applyLines(parser.values(QStringLiteral("line")), watch);
    if (applied && isSet("threshold"))
        applied = applyThresholds(value("threshold"), monitor.thresholds);
    if (applied)
        applied = applySchedule(parser, monitor.schedule);
    if (!applied)
        return applied;
    if (isSet("name"))
        monitor.name = value("name");
    if (isSet("figures"))
        watch.figureIds = listOf(value("figures"));
    if (isSet("frameworks"))
        watch.frameworks = listOf(value("frameworks"));
    if (isSet("webhook"))
        monitor.outputs.webhook = value("webhook");
    if (isSet("mail")) {
        monitor.outputs.mails = parser.values(QStringLiteral("mail"));
        monitor.outputs.mails.removeAll(QString());
    }
    return {};
}

QString scheduleText(const MonitorSchedule &schedule)
{
    if (schedule.kind == MonitorSchedule::Kind::Cron)
        return QStringLiteral("cron %1, %2").arg(schedule.cron, schedule.timeZone);
    const auto units = scheduleUnitName(schedule.unit);
    return schedule.every == 1 ? QStringLiteral("every %1").arg(units.chopped(1)) // days: day
                               : QStringLiteral("every %1 %2").arg(QString::number(schedule.every), units);
}

QString watchText(const MonitorWatch &watch)
{
    QStringList parts;
    const auto add = [&parts](bool isOn, const QString &name) {
        if (isOn)
            parts.append(name);
    };
    add(watch.filings, Filings);
    add(watch.figures && !watch.quarters, Figures);
    add(watch.quarters, Quarters);
    add(watch.news, News);
    add(watch.riskFactors, RiskFactors);
    parts += watch.frameworks;
    for (const auto &line : watch.lines)
        parts.append(line.figure + QLatin1Char('=') + QString::number(line.value, 'g', 12));
    return parts.join(QLatin1Char(' '));
}

} // namespace consultantos
