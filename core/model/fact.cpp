// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fact.h"

#include "base/json.h"

#include <QJsonArray>

namespace consultantos {

QString factId(const QString &companyId, const QString &taxonomy, const QString &tag, const QString &unit,
               const std::optional<QDate> &start, const QDate &end, const QString &dimensions)
{
    QString id = QStringLiteral("f/") + companyId + QLatin1Char('/') + taxonomy + QLatin1Char('/') + tag
                 + QLatin1Char('/') + unit + QLatin1Char('/');
    if (start)
        id += start->toString(Qt::ISODate) + QStringLiteral("..");
    id += end.toString(Qt::ISODate);
    if (!dimensions.isEmpty())
        id += QLatin1Char('/') + dimensions;
    return id.replace(QLatin1Char(' '), QLatin1Char('_'));
}

QJsonObject toJson(const FactPlace &place)
{
    QJsonObject object{{QStringLiteral("document"), place.document}, {QStringLiteral("cell"), place.cell}};
    if (!place.name.isEmpty())
        object[QStringLiteral("name")] = place.name;
    if (place.page > 0)
        object[QStringLiteral("page")] = place.page;
    if (!place.area.isNull())
        object[QStringLiteral("area")] =
            QJsonArray{place.area.x(), place.area.y(), place.area.width(), place.area.height()};
    return object;
}

FactPlace factPlaceFromJson(const QJsonObject &object)
{
    FactPlace place;
    place.document = object[QStringLiteral("document")].toString();
    place.name = object[QStringLiteral("name")].toString();
    place.cell = object[QStringLiteral("cell")].toString();
    place.page = object[QStringLiteral("page")].toInt();
    if (const auto area = object[QStringLiteral("area")].toArray(); area.size() == 4)
        place.area = {area[0].toDouble(), area[1].toDouble(), area[2].toDouble(), area[3].toDouble()};
    return place;
}

QJsonObject toJson(const FactReport &report)
{
    QJsonObject object{
        {QStringLiteral("value"), report.value},
        {QStringLiteral("accession"), report.accession},
        {QStringLiteral("form"), report.form},
        {QStringLiteral("filed"), json::fromDate(report.filed.isValid() ? std::optional(report.filed) : std::nullopt)},
        {QStringLiteral("fiscal_year"), report.fiscalYear == 0 ? QJsonValue() : QJsonValue(report.fiscalYear)},
        {QStringLiteral("fiscal_period"),
         report.fiscalPeriod.isEmpty() ? QJsonValue() : QJsonValue(report.fiscalPeriod)}};
    if (!report.place.isEmpty())
        object[QStringLiteral("place")] = toJson(report.place);
    return object;
}

FactReport factReportFromJson(const QJsonObject &object)
{
    FactReport report;
    report.value = object[QStringLiteral("value")].toDouble();
    report.accession = object[QStringLiteral("accession")].toString();
    report.form = object[QStringLiteral("form")].toString();
    report.filed = json::toOptionalDate(object[QStringLiteral("filed")]).value_or(QDate());
    report.fiscalYear = object[QStringLiteral("fiscal_year")].toInt();
    report.fiscalPeriod = object[QStringLiteral("fiscal_period")].toString();
    report.place = factPlaceFromJson(object[QStringLiteral("place")].toObject());
    return report;
}

QJsonObject toJson(const Fact &fact)
{
    // The latest report's fields stand beside the fact's own: readers want one flat record.
    auto object = toJson(fact.latest);
    object[QStringLiteral("id")] = fact.id;
    object[QStringLiteral("company")] = fact.companyId;
    object[QStringLiteral("taxonomy")] = fact.taxonomy;
    object[QStringLiteral("tag")] = fact.tag;
    if (!fact.dimensions.isEmpty())
        object[QStringLiteral("dimensions")] = fact.dimensions;
    object[QStringLiteral("unit")] = fact.unit;
    object[QStringLiteral("start")] = json::fromDate(fact.start);
    object[QStringLiteral("end")] = json::fromDate(fact.end);
    object[QStringLiteral("source")] = fact.source;
    object[QStringLiteral("earlier")] = json::fromList(fact.earlier);
    return object;
}

Fact factFromJson(const QJsonObject &object)
{
    Fact fact;
    fact.id = object[QStringLiteral("id")].toString();
    fact.companyId = object[QStringLiteral("company")].toString();
    fact.taxonomy = object[QStringLiteral("taxonomy")].toString();
    fact.tag = object[QStringLiteral("tag")].toString();
    fact.dimensions = object[QStringLiteral("dimensions")].toString();
    fact.unit = object[QStringLiteral("unit")].toString();
    fact.start = json::toOptionalDate(object[QStringLiteral("start")]);
    fact.end = json::toOptionalDate(object[QStringLiteral("end")]).value_or(QDate());
    fact.source = object[QStringLiteral("source")].toString();
    fact.latest = factReportFromJson(object);
    fact.earlier = json::toList<FactReport>(object[QStringLiteral("earlier")], factReportFromJson);
    return fact;
}

} // namespace consultantos
