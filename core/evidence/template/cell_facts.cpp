// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/cell_facts.h"

#include "evidence/statements/label_catalogue.h"
#include "evidence/template/workbook_findings.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::client_workbook {

CellFacts::CellFacts(const WorkbookContext &context, const SheetGrid &sheet)
    : m_context(context)
    , m_sheet(sheet)
{
}

CellFacts::Line CellFacts::lineOf(const ConceptDefinition &definition) const
{
    Line line;
    line.taxonomy = QStringLiteral("statement");
    line.tag = definition.id;
    line.currency = m_context.company.currency;
    line.measure = definition.measure;
    line.isInstant = definition.isInstant;
    return line;
}

void CellFacts::add(const Line &line, const Period &period, double value, int row, int column)
{
    add(line, period, value, m_sheet.reference(row, column));
}

void CellFacts::add(const Line &line, const Period &period, double value, const QString &cells)
{
    Fact fact;
    fact.taxonomy = line.taxonomy;
    fact.tag = line.tag;
    fact.dimensions = line.dimensions;
    fact.unit = line.measure == Measure::Shares     ? units::Shares
                : line.measure == Measure::PerShare ? line.currency + QStringLiteral("/shares")
                                                    : line.currency;
    if (!line.isInstant)
        fact.start = period.start;
    fact.end = period.end;
    fact.id = factId({}, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
    if (m_known.contains(fact.id)) {
        m_context.findings.warn(cells, QCoreApplication::translate(
                                           "ClientWorkbook", "\"%1\" of %2 stands there twice; the first was taken.")
                                           .arg(line.tag, period.label()));
        return;
    }
    m_known.insert(fact.id);
    fact.latest.value = line.measure == Measure::PerShare ? value : value * m_context.company.scale;
    fact.latest.filed = m_context.document.date.value_or(QDate());
    fact.latest.place.document = m_context.document.id;
    fact.latest.place.cell = cells;
    fact.latest.place.page = m_sheet.page();
    fact.source = m_context.document.name;
    m_facts.append(std::move(fact));
}

bool isShownAsDeduction(const WorkbookContext &context, const QString &conceptId, const QList<double> &values)
{
    const auto *entry = context.labels.find(conceptId);
    const bool isCost =
        entry && (entry->sign == statements::SignRule::Cost || entry->sign == statements::SignRule::Outflow);
    return isCost && std::all_of(values.cbegin(), values.cend(), [](double value) { return value <= 0; })
           && std::any_of(values.cbegin(), values.cend(), [](double value) { return value < 0; });
}

} // namespace consultantos::client_workbook
