// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/printed_figures.h"

#include "evidence/statements/printed_row.h"
#include "evidence/statements/statement_reader.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

QList<Fact> rowFacts(const PrintedStatementLine &line, const StatementReading &reading, const Document &document)
{
    QList<Fact> facts;
    for (const auto &printed : line.values) {
        Fact fact;
        fact.taxonomy = QString::fromUtf16(PrintedRowTaxonomy);
        fact.tag = printedRowTag(line.label);
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

} // namespace

void addPrintedFigures(const StatementReader &reader, Document &document)
{
    if (!document.facts.isEmpty())
        return;
    const auto reading = reader.read(document);
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
