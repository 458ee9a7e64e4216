// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/country_catalogue.h"
#include "evidence/template/figure_sheets.h"
#include "evidence/template/workbook_findings.h"
#include "evidence/template/year_row.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::client_workbook {

namespace {

/// As the member of a dimension: without the signs that separate the parts of Fact::dimensions and of a fact's id. A
/// country is called as filings call it, so that home and abroad can be told apart.
QString memberOf(QString name, const PartBlock &block, const CountryCatalogue &countries)
{
    const auto country = block.isGeographical ? countries.isoCode(name) : QString();
    if (!country.isEmpty())
        return QStringLiteral("country:") + country;
    for (const auto &sign : {QLatin1Char('='), QLatin1Char(';'), QLatin1Char(':')})
        name.replace(sign, QLatin1Char(' '));
    name.replace(QLatin1Char('/'), QChar(u'∕'));
    return QStringLiteral("client:") + name.simplified();
}

} // namespace

QList<Fact> readSegmentsSheet(const SheetGrid &sheet, const WorkbookContext &context)
{
    CellFacts facts(context, sheet);
    const auto years = fiscalYearsOf(sheet, context.company.yearEnd, context.findings);
    if (years.row < 0)
        return {};
    const auto &blocks = partBlocks();
    for (const int row : sheet.rows()) {
        const auto id = sheet.id(row);
        const auto block = std::find_if(blocks.cbegin(), blocks.cend(),
                                        [&id](const PartBlock &candidate) { return candidate.id == id; });
        const auto *definition = block == blocks.cend() ? nullptr : context.concepts.find(block->concept_);
        if (!definition)
            continue;
        const auto figures = yearFigures(sheet, row, years, context.findings);
        const auto name = sheet.text(row, LabelColumn);
        if (!figures.isEmpty() && name.isEmpty()) {
            context.findings.warn(
                sheet.reference(row, LabelColumn),
                QCoreApplication::translate("ClientWorkbook",
                                            "The segment or region has no name; its figures were left out."));
            continue;
        }
        auto line = facts.lineOf(*definition);
        line.dimensions = block->axis + QLatin1Char('=') + memberOf(name, *block, context.countries);
        for (const auto &figure : figures)
            facts.add(line, figure.period, figure.value, row, figure.column);
    }
    return facts.facts();
}

} // namespace consultantos::client_workbook
