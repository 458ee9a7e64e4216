// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/printed_figures.h"

#include "evidence/statements/printed_row.h"
#include "evidence/statements/statement_reader.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// What a row is called: where several of a statement are called the same ("Other"), with the heading above it.
QString nameOf(const PrintedStatementLine &line, const StatementReading &reading)
{
    const auto sameName = std::count_if(reading.lines.cbegin(), reading.lines.cend(), [&line](const auto &other) {
        return other.statement == line.statement && other.label == line.label;
    });
    return sameName < 2 || line.section.isEmpty() ? line.label : QStringLiteral("%1: %2").arg(line.section, line.label);
}

QList<Fact> rowFacts(const PrintedStatementLine &line, const StatementReading &reading, const Document &document)
{
    const auto tag = printedRowTag(nameOf(line, reading));
    QList<Fact> facts;
    for (const auto &printed : line.values) {
        Fact fact;
        fact.taxonomy = QString::fromUtf16(PrintedRowTaxonomy);
        fact.tag = tag;
        fact.unit = printed.unit;
        fact.start = printed.period.start;
        fact.end = printed.period.end;
        fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        fact.latest.value = printed.value;
        fact.latest.form = reading.form;
        fact.latest.fiscalYear = reading.fiscalYear;
        fact.latest.place = printed.place;
        fact.source = QCoreApplication::translate("Evidence", "%1, page %2").arg(document.name).arg(line.page);
        facts.append(fact);
    }
    return facts;
}

/// Of a filing that tags its figures, the rows that together are a line which no tag gives as a whole.
void addParts(const StatementReading &reading, Document &document)
{
    for (const auto &fact : reading.facts) {
        if (fact.tag.contains(QLatin1String("_part_")))
            document.facts.append(fact);
    }
}

} // namespace

void addPrintedFigures(const StatementReader &reader, Document &document)
{
    const auto reading = reader.read(document);
    if (!document.facts.isEmpty()) {
        addParts(reading, document);
        return;
    }
    document.facts = reading.facts;
    for (const auto &line : reading.lines) {
        if (line.concept_.isEmpty())
            document.facts += rowFacts(line, reading, document);
    }
    document.warnings += reading.warnings;
    auto &identity = document.identity;
    if (identity.company.isEmpty())
        identity.company = reading.company;
    if (identity.form.isEmpty())
        identity.form = reading.form;
    if (!identity.periodEnd.isValid())
        identity.periodEnd = reading.periodEnd.value_or(QDate());
    if (identity.fiscalYear == 0)
        identity.fiscalYear = reading.fiscalYear;
}

} // namespace consultantos
