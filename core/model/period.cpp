// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/period.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

namespace consultantos {

QString Period::label() const
{
    if (fiscalYear == 0 && fiscalPeriod.contains(QLatin1Char(':')))
        return end.toString(Qt::ISODate) + QLatin1Char(' ') + fiscalPeriod;
    if (fiscalYear == 0 || fiscalPeriod.isEmpty())
        return end.toString(Qt::ISODate);
    if (fiscalPeriod == QLatin1String("FY"))
        return QStringLiteral("FY%1").arg(fiscalYear);
    return QStringLiteral("%1 FY%2").arg(fiscalPeriod).arg(fiscalYear);
}

template <typename Fields>
static void describe(Fields &fields, const Period &period)
{
    fields("end", json::unless(!period.end.isValid(), period.end));
    fields("fiscal_period", json::unless(period.fiscalPeriod.isEmpty(), period.fiscalPeriod));
    fields("fiscal_year", json::unless(period.fiscalYear == 0, period.fiscalYear));
    fields("label", period.label());
    fields("start", period.start);
}

QJsonObject toJson(const Period &period)
{
    return json::toObject(period);
}

void writeJson(JsonWriter &writer, const Period &period)
{
    json::writeObject(writer, period);
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
