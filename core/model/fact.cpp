// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fact.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

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

template <typename Fields>
static void describe(Fields &fields, const FactReport &report)
{
    fields("accession", report.accession);
    fields("filed", json::unless(!report.filed.isValid(), report.filed));
    fields("fiscal_period", json::unless(report.fiscalPeriod.isEmpty(), report.fiscalPeriod));
    fields("fiscal_year", json::unless(report.fiscalYear == 0, report.fiscalYear));
    fields("form", report.form);
    if (!report.place.isEmpty())
        fields("place", report.place);
    fields("value", report.value);
}

QJsonObject toJson(const FactReport &report)
{
    return json::toObject(report);
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

/// The latest report's fields stand beside the fact's own: readers want one flat record.
template <typename Fields>
static void describe(Fields &fields, const Fact &fact)
{
    const auto &latest = fact.latest;
    fields("accession", latest.accession);
    fields("company", fact.companyId);
    if (!fact.dimensions.isEmpty())
        fields("dimensions", fact.dimensions);
    fields("earlier", fact.earlier);
    fields("end", fact.end);
    fields("filed", json::unless(!latest.filed.isValid(), latest.filed));
    fields("fiscal_period", json::unless(latest.fiscalPeriod.isEmpty(), latest.fiscalPeriod));
    fields("fiscal_year", json::unless(latest.fiscalYear == 0, latest.fiscalYear));
    fields("form", latest.form);
    fields("id", fact.id);
    if (!latest.place.isEmpty())
        fields("place", latest.place);
    fields("source", fact.source);
    fields("start", fact.start);
    fields("tag", fact.tag);
    fields("taxonomy", fact.taxonomy);
    fields("unit", fact.unit);
    fields("value", latest.value);
}

QJsonObject toJson(const Fact &fact)
{
    return json::toObject(fact);
}

void writeJson(JsonWriter &writer, const Fact &fact)
{
    json::writeObject(writer, fact);
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
