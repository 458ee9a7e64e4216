// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/health_text.h"

#include <QMap>

#include <algorithm>

namespace consultantos::health_text {

QString light(HealthLight light, const Wording &wording)
{
    switch (light) {
    case HealthLight::Strong:
        return wording.say(QStringLiteral("\u25B2 strong"));
    case HealthLight::Between:
        return wording.say(QStringLiteral("\u25C6 between"));
    case HealthLight::Weak:
        return wording.say(QStringLiteral("\u25BC weak"));
    case HealthLight::None:
        break;
    }
    return wording.say(QStringLiteral("\u25CB no light"));
}

QString counts(const FinancialHealth &health, const Wording &wording)
{
    return wording.say(QStringLiteral("%1 strong, %2 between, %3 weak; %4 have no light.")
                           .arg(health.count(HealthLight::Strong))
                           .arg(health.count(HealthLight::Between))
                           .arg(health.count(HealthLight::Weak))
                           .arg(health.count(HealthLight::None)));
}

QString preface(const Report &report, const Wording &wording)
{
    QStringList names;
    for (const auto &peer : report.peers)
        names.append(peer.name + QStringLiteral(" (") + wording.period(peer.period) + QLatin1Char(')'));
    const auto peers = names.isEmpty()
                           ? wording.say(QStringLiteral("No company of the sector is stored to compare with."))
                           : wording.say(QStringLiteral("Companies compared with")) + QStringLiteral(": ")
                                 + names.join(QStringLiteral(", ")) + QLatin1Char('.');
    return wording.say(QStringLiteral("Figures of %1, each with the rule that it is judged by.")
                           .arg(report.financials.annualPeriods().value(0).label()))
           + QLatin1Char(' ') + peers;
}

QString rule(const HealthReading &reading, const Wording &wording)
{
    if (!reading.reference)
        return reading.rule;
    return reading.rule + QStringLiteral(" (") + wording.value(reading.reference->value, reading.reference->unit)
           + QLatin1Char(')');
}

QStringList withoutLight(const FinancialHealth &health)
{
    QStringList lines;
    for (const auto &reading : health.readings) {
        if (reading.light == HealthLight::None)
            lines.append(reading.title + QStringLiteral(": ") + reading.unjudged);
    }
    return lines;
}

QStringList sources(const FinancialHealth &health)
{
    QStringList order;
    QMap<QString, QStringList> titles;
    for (const auto &reading : health.readings) {
        if (reading.source.isEmpty())
            continue;
        if (!order.contains(reading.source))
            order.append(reading.source);
        titles[reading.source].append(reading.title);
    }
    QStringList lines;
    for (const auto &source : std::as_const(order))
        lines.append(titles[source].join(QStringLiteral(", ")) + QStringLiteral(": ") + source + QLatin1Char('.'));
    return lines;
}

QList<HealthReading> withPeers(const FinancialHealth &health)
{
    QList<HealthReading> readings;
    for (const auto &reading : health.readings) {
        if (reading.median)
            readings.append(reading);
    }
    return readings;
}

std::optional<Figure> earlier(const Report &report, const HealthReading &reading, int yearsBack)
{
    const auto periods = report.financials.annualPeriods();
    if (yearsBack >= periods.size())
        return std::nullopt;
    return report.financials.ratio(reading.id, periods[yearsBack].fiscalYear);
}

QStringList years(const Report &report, int most, const Wording &wording)
{
    QStringList labels;
    for (const auto &period : report.financials.annualPeriods().mid(0, most))
        labels.append(wording.period(period));
    return labels;
}

} // namespace consultantos::health_text
