// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/change_finder.h"

#include "agents/source_list.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

bool isMaterial(const MonitorThresholds &thresholds, const Figure &before, const Figure &after)
{
    if (before.unit != after.unit || formatValue(before.value, before.unit) == formatValue(after.value, after.unit))
        return false;
    const auto change = std::abs(after.value - before.value);
    if (after.unit == units::Ratio || after.unit == units::Points)
        return change >= thresholds.points;
    if (isCurrency(after.unit) && change < thresholds.absolute)
        return false;
    return before.value == 0 || change >= thresholds.relative * std::abs(before.value);
}

QString distanceText(const Figure &before, const Figure &after)
{
    const bool isAbove = after.value >= before.value;
    QString distance;
    if (after.unit == units::Ratio)
        distance = formatValue(std::abs(after.value - before.value), units::Points);
    else if (before.value > 0 && after.value >= 0)
        distance = formatValue(std::abs(after.value / before.value - 1), units::Ratio);
    else
        distance = formatValue(std::abs(after.value - before.value), after.unit);
    return isAbove ? QCoreApplication::translate("Alerts", "%1 above").arg(distance)
                   : QCoreApplication::translate("Alerts", "%1 below").arg(distance);
}

void setFigures(MonitorAlert &alert, const Figure &before, const Figure &after)
{
    alert.before = before;
    alert.after = after;
    alert.change = after.value - before.value;
    if (before.value > 0)
        alert.relative = after.value / before.value - 1;
}

QList<Figure> inOrder(const QMap<QString, Figure> &periods, QChar kind)
{
    // Keys begin with the kind and go on with the day, so the map's order is that of time.
    QList<Figure> figures;
    for (auto it = periods.cbegin(); it != periods.cend(); ++it) {
        if (it.key().startsWith(kind))
            figures.append(it.value());
    }
    return figures;
}

QList<MonitorAlert> changesOf(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now)
{
    QList<MonitorAlert> found;
    if (monitor.watch.figures) {
        findFigures(monitor, before, now, found);
        findRestatements(monitor, before, now, found);
    }
    findLines(monitor, before, now, found);
    findScores(monitor, before, now, found);
    if (monitor.watch.filings)
        findFilings(before, now, found);
    if (monitor.watch.news)
        findNews(before, now, found);
    if (monitor.watch.riskFactors)
        findRiskFactors(before, now, found);
    for (auto &alert : found) {
        alert.monitorId = monitor.id;
        alert.monitorName = monitor.name;
        alert.companyId = monitor.companyId;
        alert.companyName = monitor.companyName;
        alert.evidenceIds.removeDuplicates();
        // What an earlier check cited may be in no book of today's: its number stands in `before`.
        alert.evidenceIds.removeIf([&](const QString &id) { return !now.evidence.contains(id); });
        alert.evidence = now.evidence.reachableFrom(alert.evidenceIds);
        alert.sources = sourcesOf(alert.evidence, now.sources);
    }
    return found;
}

} // namespace consultantos
