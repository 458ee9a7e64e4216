// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/competitor_columns.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/template/workbook_layout.h"
#include "evidence/template/xlsx_book.h"

namespace consultantos::client_workbook {

namespace {

constexpr double NameWidth = 32;
constexpr double NarrowWidth = 12;
constexpr double FigureWidth = 18;
constexpr double SourceWidth = 50;

} // namespace

bool CompetitorColumn::isNumber() const
{
    return style == CellStyle::InputMoney || style == CellStyle::InputPercent;
}

QList<CompetitorColumn> competitorColumns(const ConceptCatalogue &concepts)
{
    const auto figure = [&concepts](const QString &id) {
        const auto *line = concepts.find(id);
        return CompetitorColumn{id, line ? line->label : id, {}, CellStyle::InputMoney, FigureWidth};
    };
    return {{ids::CompetitorName, QStringLiteral("Competitor"), {}, CellStyle::InputText, NameWidth},
            {ids::CompetitorYear, QStringLiteral("Fiscal year"),
             QStringLiteral("The calendar year in which it ended; it then ends as yours. Or the date of its end."),
             CellStyle::InputYear, NarrowWidth},
            {ids::CompetitorCurrency, QStringLiteral("Currency"), QStringLiteral("Blank: yours"), CellStyle::InputText,
             NarrowWidth},
            figure(QStringLiteral("revenue")),
            figure(QStringLiteral("gross_profit")),
            figure(QStringLiteral("operating_income")),
            {ids::CompetitorMargin, QStringLiteral("Operating margin"),
             QStringLiteral("In place of the operating income, if only the margin is known"), CellStyle::InputPercent,
             FigureWidth},
            figure(QStringLiteral("net_income")),
            figure(QStringLiteral("research_and_development")),
            figure(QStringLiteral("total_assets")),
            {ids::CompetitorSource, QStringLiteral("Source"),
             QStringLiteral("Where the figures are from, with page or address"), CellStyle::InputText, SourceWidth}};
}

} // namespace consultantos::client_workbook
