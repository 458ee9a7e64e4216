// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/period.h"

#include "base/json.h"

namespace consultantos {

QString Period::label() const
{
    if (fiscalYear == 0 || fiscalPeriod.isEmpty())
        return end.toString(Qt::ISODate);
    if (fiscalPeriod == QLatin1String("FY"))
        return QStringLiteral("FY%1").arg(fiscalYear);
    return QStringLiteral("%1 FY%2").arg(fiscalPeriod).arg(fiscalYear);
}

QJsonObject toJson(const Period &period)
{
    return {{QStringLiteral("label"), period.label()},
            {QStringLiteral("start"), json::fromDate(period.start)},
            {QStringLiteral("end"), json::fromDate(period.end.isValid() ? std::optional(period.end) : std::nullopt)},
            {QStringLiteral("fiscal_year"), period.fiscalYear == 0 ? QJsonValue() : QJsonValue(period.fiscalYear)},
            {QStringLiteral("fiscal_period"),
             period.fiscalPeriod.isEmpty() ? QJsonValue() : QJsonValue(period.fiscalPeriod)}};
}

Period periodFromJson(const QJsonObject &object)
{
    Period period;
    period.start = json::toOptionalDate(object[QStringLiteral("start")]);
    period.end = json::toOptionalDate(object[QStringLiteral("end")]).value_or(QDate());
    period.fiscalYear = object[QStringLiteral("fiscal_year")].toInt();
    period.fiscalPeriod = object[QStringLiteral("fiscal_period")].toString();
    return period;
}

} // namespace consultantos
