// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_facts.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/statements/row_mapper.h"
#include "evidence/statements/statement_parts.h"
#include "evidence/statements/value_signs.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos::statements {

namespace {

const QString Taxonomy = QStringLiteral("statement");

bool isPerShare(const PrintedRow &row)
{
    static const QRegularExpression perShare(
        QStringLiteral("per (?:common |ordinary |basic |diluted |average )*(?:share|unit|ads)"));
    return row.section == QLatin1String("eps") || perShare.match(row.normal).hasMatch();
}

bool isShareCount(const PrintedRow &row)
{
    static const QRegularExpression count(
        QStringLiteral("(?:weighted|average).*shares|shares (?:used|outstanding)|number of .*shares"));
    return row.section == QLatin1String("shares") || count.match(row.normal).hasMatch();
}

/// The power of a thousand that brings printed share counts nearest to profit over earnings per share; empty where
/// these are too small to tell.
std::optional<double> scaleByEarnings(const StatementTable &table, RowMapper &mapper, double money)
{
    const auto profit = mapper.rowOf(QStringLiteral("net_income"));
    const auto perShare = mapper.rowOf(QStringLiteral("eps_diluted"));
    auto shares = mapper.rowOf(QStringLiteral("shares_diluted"));
    if (shares < 0)
        shares = mapper.rowOf(QStringLiteral("shares_basic"));
    if (profit < 0 || perShare < 0 || shares < 0)
        return std::nullopt;
    constexpr double LeastEarnings = 0.05;
    const auto &counts = table.rows[shares].values;
    for (const auto &count : counts) {
        const auto at = [&count](const PrintedRow &row) {
            const auto same = std::find_if(row.values.cbegin(), row.values.cend(),
                                           [&count](const RowValue &value) { return value.period == count.period; });
            return same == row.values.cend() ? 0.0 : same->printed;
        };
        const auto earnings = at(table.rows[perShare]);
        const auto expected = std::abs(at(table.rows[profit]) * money / earnings);
        if (std::abs(earnings) < LeastEarnings || expected == 0 || count.printed <= 0)
            continue;
        constexpr double Thousand = 1000;
        return std::pow(Thousand, std::round(std::log(expected / count.printed) / std::log(Thousand)));
    }
    return std::nullopt;
}

} // namespace

StatementFacts::StatementFacts(const ConceptCatalogue &concepts, const LabelCatalogue &labels, const Document &document,
                               const FilingIdentity &filing, const QString &companyId)
    : m_concepts(concepts)
    , m_labels(labels)
    , m_document(document)
    , m_filing(filing)
    , m_companyId(companyId)
{
}

void StatementFacts::add(const StatementTable &table, StatementReading &reading) const
{
    RowMapper mapper(table, m_labels);
    QHash<qsizetype, QString> conceptOfRow;
    QHash<QString, qsizetype> rowOfConcept;
    QHash<QString, double> signs;
    for (const auto &id : mapper.found()) {
        const auto row = mapper.rowOf(id);
        const auto &entry = *m_labels.find(id);
        rowOfConcept.insert(entry.concept_, row);
        if (!conceptOfRow.contains(row))
            conceptOfRow.insert(row, entry.concept_);
        signs.insert(entry.concept_, signOf(entry, table, mapper));
    }
    takeParts(table, mapper, rowOfConcept, signs);
    auto scales = scalesOf(table);
    if (const auto counted = scaleByEarnings(table, mapper, scales.money))
        scales.shares = *counted;
    addLines(table, scales, conceptOfRow, reading);
    addFacts(table, scales, rowOfConcept, signs, reading);
}

void StatementFacts::takeParts(const StatementTable &table, RowMapper &mapper, QHash<QString, qsizetype> &rowOfConcept,
                               QHash<QString, double> &signs) const
{
    for (const auto &entry : m_labels.entries()) {
        if (entry.statement != statementId(table.kind))
            continue;
        const auto rows = partRows(entry, table, mapper);
        double sum = 0;
        for (const auto row : rows) {
            for (const auto &value : table.rows[row].values)
                sum += value.printed;
        }
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const auto id = entry.parts.id.arg(i + 1);
            rowOfConcept.insert(id, rows[i]);
            // One sign for all: a part may be a credit among costs.
            signs.insert(id, sum < 0 ? -1 : 1);
        }
    }
}

StatementFacts::Scales StatementFacts::scalesOf(const StatementTable &table) const
{
    Scales scales;
    scales.money = table.scale.money;
    scales.shares = table.scale.shares.value_or(scales.money);
    for (const auto &row : table.rows) {
        const auto own = row.section == QLatin1String("shares") ? scaleOfLabel(row.label + row.under) : std::nullopt;
        if (own)
            scales.shares = *own;
    }
    scales.currency = table.scale.currency.isEmpty() ? QStringLiteral("USD") : table.scale.currency;
    return scales;
}

void StatementFacts::addLines(const StatementTable &table, const Scales &scales,
                              const QHash<qsizetype, QString> &conceptOfRow, StatementReading &reading) const
{
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const auto &row = table.rows[i];
        if (row.isHeading())
            continue;
        PrintedStatementLine line{row.label, statementId(table.kind), row.under, conceptOfRow.value(i), row.page, {}};
        const bool perShare = table.kind == StatementKind::Income && isPerShare(row);
        const bool counts = table.kind == StatementKind::Income && !perShare && isShareCount(row);
        for (const auto &value : row.values) {
            const auto factor = perShare ? 1.0 : (counts ? scales.shares : scales.money);
            const auto unit =
                perShare ? scales.currency + QStringLiteral("/shares") : (counts ? units::Shares : scales.currency);
            line.values.append({value.period, value.printed * factor, unit, placeOf(row, value)});
        }
        reading.lines.append(line);
    }
}

void StatementFacts::addFacts(const StatementTable &table, const Scales &scales,
                              const QHash<QString, qsizetype> &rowOfConcept, const QHash<QString, double> &signs,
                              StatementReading &reading) const
{
    QSet<QString> ids;
    for (const auto &fact : std::as_const(reading.facts))
        ids.insert(fact.id);
    for (auto found = rowOfConcept.cbegin(); found != rowOfConcept.cend(); ++found) {
        const auto *concept_ = m_concepts.find(found.key());
        if (!concept_ || concept_->isInstant != (table.kind == StatementKind::Balance))
            continue;
        const auto &row = table.rows[*found];
        for (const auto &value : row.values) {
            double factor = scales.money;
            auto unit = scales.currency;
            if (concept_->measure == Measure::PerShare) {
                factor = 1;
                unit += QStringLiteral("/shares");
            } else if (concept_->measure == Measure::Shares) {
                factor = scales.shares;
                unit = units::Shares;
            }
            const auto number = value.isDash ? 0 : value.printed * factor * signs.value(found.key(), 1);
            auto fact = factOf(row, value, found.key(), unit, number);
            if (!ids.contains(fact.id)) {
                ids.insert(fact.id);
                reading.facts.append(std::move(fact));
            }
        }
    }
}

Fact StatementFacts::factOf(const PrintedRow &row, const RowValue &value, const QString &conceptId, const QString &unit,
                            double number) const
{
    Fact fact;
    fact.companyId = m_companyId;
    fact.taxonomy = Taxonomy;
    fact.tag = conceptId;
    fact.unit = unit;
    fact.start = value.period.start;
    fact.end = value.period.end;
    fact.id = factId(m_companyId, Taxonomy, conceptId, unit, fact.start, fact.end);
    fact.latest.value = number;
    fact.latest.form = m_filing.form;
    fact.latest.fiscalYear = m_filing.fiscalYear;
    fact.latest.fiscalPeriod = m_filing.fiscalPeriod;
    fact.latest.place = placeOf(row, value);
    fact.source = row.page > 0
                      ? QCoreApplication::translate("Statements", "%1, page %2").arg(m_document.name).arg(row.page)
                      : m_document.name;
    return fact;
}

FactPlace StatementFacts::placeOf(const PrintedRow &row, const RowValue &value) const
{
    auto place = value.place;
    const auto label = row.under.isEmpty() ? row.label : QStringLiteral("%1 %2").arg(row.under, row.label);
    place.cell = place.cell.isEmpty() ? label : QStringLiteral("%1, %2").arg(label, place.cell);
    return place;
}

} // namespace consultantos::statements
