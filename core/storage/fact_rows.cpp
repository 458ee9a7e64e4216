// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/fact_rows.h"

#include "storage/connection.h"
#include "storage/restatement.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {
namespace {

QVariant dateToSql(const QDate &date)
{
    return date.isValid() ? QVariant(date.toString(Qt::ISODate)) : QVariant(QString());
}

QDate dateFromSql(const QVariant &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

QVariant placeToSql(const FactPlace &place)
{
    return place.isEmpty() ? QVariant()
                           : QString::fromUtf8(QJsonDocument(toJson(place)).toJson(QJsonDocument::Compact));
}

FactPlace placeFromSql(const QVariant &value)
{
    return value.isNull() ? FactPlace()
                          : factPlaceFromJson(QJsonDocument::fromJson(value.toString().toUtf8()).object());
}

/// By the restatement rule; of two readings of one report a fixed one comes first, before those of an unknown source.
bool comesBefore(const SourcedReport &left, const SourcedReport &right)
{
    if (reportedBefore(left.report, right.report))
        return true;
    if (reportedBefore(right.report, left.report) || left.source.isEmpty())
        return false;
    return right.source.isEmpty() || left.source < right.source;
}

} // namespace

QList<SourcedReport> sourcedReports(const StoredFact &stored)
{
    auto reports = stored.others;
    reports.append({stored.fact.latest, stored.fact.source});
    return reports;
}

QList<FactReport> allReports(const StoredFact &stored)
{
    QList<FactReport> reports;
    for (const auto &[report, source] : stored.others)
        reports.append(report);
    reports.append(stored.fact.latest);
    return reports;
}

StoredFact toldBy(Fact fact, QList<SourcedReport> reports)
{
    StoredFact stored{std::move(fact), {}};
    const auto latest = reports.takeLast();
    stored.others = std::move(reports);
    stored.fact.latest = latest.report;
    setReports(stored.fact, allReports(stored));
    const auto &place = latest.report.place;
    stored.fact.source = !latest.source.isEmpty() ? latest.source
                         : !place.name.isEmpty()  ? place.name
                                                  : latest.report.accession;
    return stored;
}

StoredFact merged(const StoredFact *known, const Fact &fact)
{
    auto reports = known ? sourcedReports(*known) : QList<SourcedReport>();
    for (const auto &report : reportsOf(fact))
        reports.append({report, fact.source});
    std::sort(reports.begin(), reports.end(), comesBefore);
    const auto isSame = [](const SourcedReport &left, const SourcedReport &right) {
        return left.report == right.report;
    };
    reports.erase(std::unique(reports.begin(), reports.end(), isSame), reports.end());
    return toldBy(known ? mergeFacts(known->fact, fact) : fact, std::move(reports));
}

Result<StoredFacts> readFacts(const Connection &connection, const QString &companyId)
{
    StoredFacts facts;
    auto rows = connection.run(
        QStringLiteral("SELECT id, taxonomy, tag, unit, start, \"end\", value, accession, form, filed, fiscal_year, "
                       "fiscal_period, source, place, dimensions FROM facts WHERE company_id = ? ORDER BY id"),
        {companyId});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        Fact fact;
        fact.id = rows->value(0).toString();
        fact.companyId = companyId;
        fact.taxonomy = rows->value(1).toString();
        fact.tag = rows->value(2).toString();
        fact.unit = rows->value(3).toString();
        const auto start = dateFromSql(rows->value(4));
        if (start.isValid())
            fact.start = start;
        fact.end = dateFromSql(rows->value(5));
        fact.latest = {rows->value(6).toDouble(),    rows->value(7).toString(), rows->value(8).toString(),
                       dateFromSql(rows->value(9)),  rows->value(10).toInt(),   rows->value(11).toString(),
                       placeFromSql(rows->value(13))};
        fact.source = rows->value(12).toString();
        fact.dimensions = rows->value(14).toString();
        const auto id = fact.id;
        facts.insert(id, {std::move(fact), {}});
    }
    if (auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    auto reports = connection.run(
        QStringLiteral("SELECT fact_id, value, accession, form, filed, fiscal_year, fiscal_period, place, source "
                       "FROM fact_reports WHERE company_id = ? ORDER BY fact_id, position"),
        {companyId});
    if (!reports)
        return tl::unexpected(reports.error());
    while (reports->next()) {
        facts[reports->value(0).toString()].others.append(
            {{reports->value(1).toDouble(), reports->value(2).toString(), reports->value(3).toString(),
              dateFromSql(reports->value(4)), reports->value(5).toInt(), reports->value(6).toString(),
              placeFromSql(reports->value(7))},
             reports->value(8).toString()});
    }
    if (auto status = connection.statusOf(*reports); !status)
        return tl::unexpected(status.error());
    for (auto &stored : facts) {
        if (!stored.others.isEmpty())
            setReports(stored.fact, allReports(stored));
    }
    return facts;
}

Status writeFacts(const Connection &connection, const QString &companyId, const StoredFacts &changed)
{
    QList<QVariantList> facts;
    QList<QVariantList> cleared;
    QList<QVariantList> reports;
    facts.reserve(changed.size());
    for (const auto &[f, others] : changed) {
        const auto &latest = f.latest;
        facts.append({companyId, f.id, f.taxonomy, f.tag, f.unit, dateToSql(f.start.value_or(QDate())),
                      dateToSql(f.end), latest.value, latest.accession, latest.form, dateToSql(latest.filed),
                      latest.fiscalYear, latest.fiscalPeriod, f.source, placeToSql(latest.place), f.dimensions});
        if (others.isEmpty())
            continue;
        cleared.append({companyId, f.id});
        for (int position = 0; position < int(others.size()); ++position) {
            const auto &[r, source] = others[position];
            reports.append({companyId, f.id, position, r.value, r.accession, r.form, dateToSql(r.filed), r.fiscalYear,
                            r.fiscalPeriod, placeToSql(r.place), source});
        }
    }
    const auto written = connection.runAll(
        QStringLiteral(
            "INSERT INTO facts(company_id, id, taxonomy, tag, unit, start, \"end\", value, accession, form, filed, "
            "fiscal_year, fiscal_period, source, place, dimensions) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(company_id, id) DO UPDATE SET "
            "value = excluded.value, accession = excluded.accession, form = excluded.form, filed = excluded.filed, "
            "fiscal_year = excluded.fiscal_year, fiscal_period = excluded.fiscal_period, source = excluded.source, "
            "place = excluded.place"),
        facts);
    return written
        .and_then([&] {
            return connection.runAll(QStringLiteral("DELETE FROM fact_reports WHERE company_id = ? AND fact_id = ?"),
                                     cleared);
        })
        .and_then([&] {
            return connection.runAll(QStringLiteral("INSERT INTO fact_reports(company_id, fact_id, position, value, "
                                                    "accession, form, filed, fiscal_year, fiscal_period, place, "
                                                    "source) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                                     reports);
        });
}

} // namespace consultantos
