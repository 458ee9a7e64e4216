// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/printed_row.h"
#include "evidence/template/figure_sheets.h"
#include "evidence/template/workbook_findings.h"
#include "evidence/template/year_row.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::client_workbook {

namespace {

const ConceptDefinition *lineCalled(const QString &label, const ConceptCatalogue &concepts)
{
    const auto &all = concepts.concepts();
    const auto line = std::find_if(all.cbegin(), all.cend(), [&label](const ConceptDefinition &each) {
        return each.label.compare(label, Qt::CaseInsensitive) == 0;
    });
    return line == all.cend() ? nullptr : &*line;
}

CellFacts::Line ownRow(const QString &label, SheetKind kind, const CompanySheet &company)
{
    CellFacts::Line line;
    line.taxonomy = QString::fromUtf16(PrintedRowTaxonomy);
    line.tag = printedRowTag(label);
    line.currency = company.currency;
    line.isInstant = kind == SheetKind::Balance;
    return line;
}

} // namespace

QList<Fact> readStatementSheet(const SheetGrid &sheet, SheetKind kind, const WorkbookContext &context)
{
    CellFacts facts(context, sheet);
    const auto years = fiscalYearsOf(sheet, context.company.yearEnd, context.findings);
    if (years.row < 0)
        return {};
    for (const int row : sheet.rows()) {
        const auto id = sheet.id(row);
        if (row <= years.row || id == ids::Check || id == ids::Heading)
            continue;
        const auto figures = yearFigures(sheet, row, years, context.findings);
        if (figures.isEmpty())
            continue;
        const auto label = sheet.text(row, LabelColumn);
        const auto *definition = id.isEmpty() ? lineCalled(label, context.concepts) : context.concepts.find(id);
        if (!definition && label.isEmpty()) {
            context.findings.warn(sheet.reference(row, LabelColumn),
                                  QCoreApplication::translate(
                                      "ClientWorkbook", "The row doesn't say what its figures are; it was left out."));
            continue;
        }
        const auto line = definition ? facts.lineOf(*definition) : ownRow(label, kind, context.company);
        QList<double> values;
        for (const auto &figure : figures)
            values.append(figure.value);
        const bool isDeduction = definition && isShownAsDeduction(context, definition->id, values);
        if (isDeduction)
            context.findings.warn(
                sheet.reference(row, figures.first().column),
                QCoreApplication::translate("ClientWorkbook",
                                            "\"%1\" is a cost or payment: its negative figures were taken as positive.")
                    .arg(definition->label));
        for (const auto &figure : figures)
            facts.add(line, figure.period, isDeduction ? -figure.value : figure.value, row, figure.column);
    }
    return facts.facts();
}

} // namespace consultantos::client_workbook
