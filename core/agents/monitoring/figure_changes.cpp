// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/change_finder.h"
#include "model/translated_name.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

const QChar Years(u'F');
const QChar Quarters(u'Q');
constexpr int QuartersOfYear = 4;
const QString ProfitId = QStringLiteral("net_income");

/// A value of a period that wasn't there, beside the one that it is compared with.
struct NewFigure {
    QString id;
    Figure before; ///< of the year before, or the quarter a year before
    Figure after;
    std::optional<Figure> earlier; ///< what `before` is compared with, likewise
};

/// As the message's language calls it.
QString labelOf(const CompanyObservation &now, const QString &id)
{
    return translatedName(now.labels.value(id, id));
}

/// The newest end of a kind of period among all that was seen: what ends before it and is missing was never there, or is
/// filled in from older files.
QDate newestEnd(const CompanySnapshot &snapshot, QChar kind)
{
    QDate newest;
    for (const auto &periods : snapshot.figures) {
        const auto figures = inOrder(periods, kind);
        if (!figures.isEmpty() && (!newest.isValid() || figures.last().period.end > newest))
            newest = figures.last().period.end;
    }
    return newest;
}

QStringList watchedFigures(const Monitor &monitor)
{
    return monitor.watch.figureIds.isEmpty() ? MonitorWatch::defaultFigures() : monitor.watch.figureIds;
}

/// "Revenue for FY2021 was filed: USD 365,817 M, 33.3 % above FY2020."
QString filedText(const CompanyObservation &now, const NewFigure &figure)
{
    return QCoreApplication::translate("Alerts", "%1 for %2 was filed: %3, %4 %5.")
        .arg(labelOf(now, figure.id), figure.after.period.label(), formatValue(figure.after.value, figure.after.unit),
             distanceText(figure.before, figure.after), figure.before.period.label());
}

/// What the change means beside the one of the period before.
QString whyItMatters(const CompanyObservation &now, const NewFigure &figure)
{
    const auto label = labelOf(now, figure.id);
    const auto &before = figure.before;
    const auto &after = figure.after;
    if (before.value > 0 && after.value < 0)
        return QCoreApplication::translate("Alerts", "%1 turned negative after %2 in %3.")
            .arg(label, formatValue(before.value, before.unit), before.period.label());
    if (before.value < 0 && after.value > 0)
        return QCoreApplication::translate("Alerts", "%1 turned positive after %2 in %3.")
            .arg(label, formatValue(before.value, before.unit), before.period.label());
    if (!figure.earlier)
        return QCoreApplication::translate("Alerts", "It is the first change of %1 that the stored filings show.")
            .arg(label);
    const bool isUp = after.value >= before.value;
    const bool wasUp = before.value >= figure.earlier->value;
    const auto earlier = distanceText(*figure.earlier, before);
    if (isUp != wasUp)
        return QCoreApplication::translate("Alerts", "The direction turned: %1 had been %2 %3.")
            .arg(before.period.label(), earlier, figure.earlier->period.label());
    const auto size = [](const Figure &from, const Figure &to) {
        return to.unit == units::Ratio || from.value <= 0 ? std::abs(to.value - from.value)
                                                          : std::abs(to.value / from.value - 1);
    };
    return size(before, after) > size(*figure.earlier, before)
               ? QCoreApplication::translate("Alerts", "The change is larger than the one before: %1 had been %2 %3.")
                     .arg(before.period.label(), earlier, figure.earlier->period.label())
               : QCoreApplication::translate("Alerts", "The change is smaller than the one before: %1 had been %2 %3.")
                     .arg(before.period.label(), earlier, figure.earlier->period.label());
}

void addNewFigures(const QString &id, QChar kind, const CompanySnapshot &before, const CompanyObservation &now,
                   QMap<QString, QList<NewFigure>> &byPeriod)
{
    const auto newest = newestEnd(before, kind);
    if (!newest.isValid())
        return;
    const auto &known = before.figures.value(id);
    const auto figures = inOrder(now.seen.figures.value(id), kind);
    const int back = kind == Years ? 1 : QuartersOfYear;
    for (auto i = static_cast<qsizetype>(back); i < figures.size(); ++i) {
        const auto &after = figures[i];
        const auto &compared = figures[i - back];
        // A gap among the periods would compare what doesn't belong together.
        const auto years = compared.period.end.daysTo(after.period.end);
        if (after.period.end < newest || known.contains(periodKey(after.period)) || years < 350 || years > 380)
            continue;
        NewFigure figure{id, compared, after, std::nullopt};
        if (i >= 2 * back)
            figure.earlier = figures[i - 2 * back];
        byPeriod[periodKey(after.period)].append(figure);
    }
}

/// Whether the one may be the other after a split of shares, and into how many: 1 if not.
int splitBetween(const Figure &before, const Figure &after)
{
    if (!after.unit.endsWith(QLatin1String("/shares")) || after.value == 0)
        return 1;
    const auto ratio = before.value / after.value;
    const auto whole = static_cast<int>(std::lround(ratio));
    // Values per share are filed to a hundredth, so after a split by 20 the ratio is off by a few per cent.
    const auto tolerance = ratio * 0.006 / std::abs(after.value) + 0.002;
    return whole >= 2 && std::abs(ratio - whole) <= tolerance * whole ? whole : 1;
}

/// Whether two ids are of one fact. The SEC has given values per share in "USD" and in "USD/shares" by turns.
bool isSameFact(const QString &left, const QString &right)
{
    const auto identity = [](const QString &id) {
        return std::pair(id.section(QLatin1Char('/'), 0, 3), id.section(QLatin1Char('/'), -1));
    };
    return left.startsWith(QLatin1String("f/")) && identity(left) == identity(right);
}

/// What was seen of a period before, as today's filings name period and unit.
std::optional<Figure> knownOf(const QMap<QString, Figure> &known, const Figure &now)
{
    const auto found = known.constFind(periodKey(now.period));
    if (found == known.cend())
        return std::nullopt;
    auto figure = *found;
    figure.period = now.period;
    if (now.unit == figure.unit + QLatin1String("/shares"))
        figure.unit = now.unit;
    return figure;
}

/// Whether values per share of two years can be held against each other: filings restate them for splits of shares only
/// as far back as they report. Where profit and profit per share tell of more than half as many shares again, or of a third
/// less, what lies between them is no change of the business.
bool isPerSharesAlike(const CompanyObservation &now, const NewFigure &figure)
{
    if (!figure.after.unit.endsWith(QLatin1String("/shares")))
        return true;
    const auto &profits = now.seen.figures.value(ProfitId);
    const auto profit = profits.constFind(periodKey(figure.after.period));
    const auto profitBefore = profits.constFind(periodKey(figure.before.period));
    if (profit == profits.cend() || profitBefore == profits.cend() || figure.before.value == 0
        || profitBefore->value == 0 || profit->value == 0)
        return true;
    const auto shares = (profit->value / profitBefore->value) / (figure.after.value / figure.before.value);
    constexpr double MostShares = 1.5;
    return shares < MostShares && shares > 1 / MostShares;
}

} // namespace

void findFigures(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                 QList<MonitorAlert> &found)
{
    QMap<QString, QList<NewFigure>> byPeriod;
    for (const auto &id : watchedFigures(monitor)) {
        addNewFigures(id, Years, before, now, byPeriod);
        if (monitor.watch.quarters)
            addNewFigures(id, Quarters, before, now, byPeriod);
    }
    for (const auto &figures : std::as_const(byPeriod)) {
        MonitorAlert alert;
        alert.topic = AlertTopic::Figure;
        for (const auto &figure : figures) {
            if (!isMaterial(monitor.thresholds, figure.before, figure.after) || !isPerSharesAlike(now, figure))
                continue;
            alert.evidenceIds << figure.after.ref << figure.before.ref;
            if (!alert.title.isEmpty()) {
                alert.details.append(filedText(now, figure));
                continue;
            }
            alert.subject = QStringLiteral("figures/") + figure.after.period.label();
            alert.title = filedText(now, figure);
            alert.why = whyItMatters(now, figure);
            if (figure.earlier)
                alert.evidenceIds << figure.earlier->ref;
            setFigures(alert, figure.before, figure.after);
        }
        if (!alert.title.isEmpty())
            found.append(alert);
    }
}

void findRestatements(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                      QList<MonitorAlert> &found)
{
    for (const auto &id : watchedFigures(monitor)) {
        MonitorAlert alert;
        alert.topic = AlertTopic::Restatement;
        alert.subject = QStringLiteral("restatement/") + id;
        const auto &known = before.figures.value(id);
        auto periods = now.seen.figures.value(id).values();
        std::reverse(periods.begin(), periods.end());
        for (const auto &after : std::as_const(periods)) {
            const auto earlier = knownOf(known, after);
            // The same fact with another value was restated; another fact in its place is a matter of how lines are read.
            const bool isFiled = now.evidence.fact(after.ref) != nullptr;
            if (!earlier || !isSameFact(earlier->ref, after.ref) || !isFiled
                || !isMaterial(monitor.thresholds, *earlier, after))
                continue;
            const int split = splitBetween(*earlier, after);
            const auto text = QCoreApplication::translate("Alerts", "%1 for %2 was restated: %3 instead of %4.")
                                  .arg(labelOf(now, id), after.period.label(), formatValue(after.value, after.unit),
                                       formatValue(earlier->value, earlier->unit));
            alert.evidenceIds.append(after.ref);
            if (!alert.title.isEmpty()) {
                alert.details.append(text);
                continue;
            }
            alert.title = text;
            alert.why = split > 1
                            ? QCoreApplication::translate(
                                  "Alerts", "It fits a split of each share into %1: no change of the business, but "
                                            "values per share of other sources may not be comparable.")
                                  .arg(split)
                            : QCoreApplication::translate("Alerts", "What was derived from the value as first filed "
                                                                    "no longer holds.");
            setFigures(alert, *earlier, after);
        }
        if (!alert.title.isEmpty())
            found.append(alert);
    }
}

void findLines(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
               QList<MonitorAlert> &found)
{
    for (const auto &line : monitor.watch.lines) {
        const auto known = inOrder(before.figures.value(line.figure), Years);
        const auto figures = inOrder(now.seen.figures.value(line.figure), Years);
        if (known.isEmpty())
            continue;
        MonitorAlert alert;
        alert.topic = AlertTopic::Line;
        alert.subject = QStringLiteral("line/%1/%2").arg(line.figure, QString::number(line.value, 'g', 12));
        auto from = known.last();
        for (const auto &figure : figures) { // companies renumber their years
            if (figure.period.end == from.period.end)
                from.period = figure.period;
        }
        for (const auto &to : figures) {
            if (to.period.end <= from.period.end)
                continue;
            const bool isAbove = to.value >= line.value;
            const bool wasAbove = from.value >= line.value;
            if (isAbove != wasAbove && formatValue(from.value, from.unit) != formatValue(to.value, to.unit)) {
                if (!alert.title.isEmpty())
                    alert.details.prepend(alert.title);
                alert.title =
                    (to.value > line.value ? QCoreApplication::translate(
                         "Alerts", "%1 rose above your line of %2: %3 in %4 after %5 in %6.")
                     : isAbove
                         ? QCoreApplication::translate("Alerts", "%1 rose to your line of %2: %3 in %4 after %5 in %6.")
                         : QCoreApplication::translate("Alerts",
                                                       "%1 fell below your line of %2: %3 in %4 after %5 in %6."))
                        .arg(labelOf(now, line.figure), formatValue(line.value, to.unit),
                             formatValue(to.value, to.unit), to.period.label(), formatValue(from.value, from.unit),
                             from.period.label());
                alert.why = QCoreApplication::translate("Alerts", "You drew this line for %1; it is %2 it now.")
                                .arg(labelOf(now, line.figure), distanceText(Figure{line.value, to.unit, {}, {}}, to));
                alert.evidenceIds = QStringList{to.ref, from.ref} + alert.evidenceIds;
                setFigures(alert, from, to);
            }
            from = to;
        }
        if (!alert.title.isEmpty())
            found.append(alert);
    }
}

} // namespace consultantos
