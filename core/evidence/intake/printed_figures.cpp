// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/printed_figures.h"

#include "evidence/statements/printed_row.h"
#include "evidence/statements/statement_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>

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

/// What brings a printed value to the unit of the tagged ones: a cell may hold either what is printed, in millions, or
/// what is tagged. Told by the revenue, which both have; empty where they don't agree.
std::optional<double> toTagged(const StatementReading &reading, const Document &document)
{
    constexpr double Rounding = 1e-9;
    for (const auto &printed : reading.facts) {
        if (printed.tag != QLatin1String("revenue"))
            continue;
        for (const auto &tagged : document.facts) {
            if (!tagged.isOfWholeCompany() || tagged.unit != printed.unit || tagged.start != printed.start
                || tagged.end != printed.end)
                continue;
            for (const auto factor : {1.0, 1.0 / reading.scale}) {
                if (std::abs(printed.value() * factor - tagged.value()) <= Rounding * std::abs(tagged.value()))
                    return factor;
            }
        }
    }
    return std::nullopt;
}

/// Of a filing that tags its figures, the rows that together are a line which no tag gives as a whole.
void addParts(const StatementReading &reading, Document &document)
{
    const auto factor = toTagged(reading, document);
    for (auto fact : reading.facts) {
        if (!factor || !fact.tag.contains(QLatin1String("_part_")))
            continue;
        fact.latest.value *= *factor;
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
