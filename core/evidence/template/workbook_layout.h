// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

/// What the workbook for a company without filings looks like: shared by the writer of the empty one and the reader of
/// the filled one. A sheet is recognised by a mark in its hidden first column and a row by the id there, so that sheets
/// may be renamed and rows moved, deleted and added. Rows and columns count from 0.
namespace consultantos::client_workbook {

enum class SheetKind { Company, Income, Balance, CashFlow, Segments, Competitors, ReadMe };

/// Of the layout; a workbook of a later one is refused.
inline constexpr int LayoutVersion = 1;

struct SheetMark {
    SheetKind kind = SheetKind::Company;
    int version = LayoutVersion;
};

/// "consultantos/client-figures/1/income".
[[nodiscard]] QString sheetMark(SheetKind kind);
/// Empty for any other text.
[[nodiscard]] std::optional<SheetMark> markIn(const QString &text);
[[nodiscard]] QString sheetName(SheetKind kind);
/// "income", "balance", "cash_flow" of resources/concepts.json; empty for the other sheets.
[[nodiscard]] QString statementOf(SheetKind kind);

inline constexpr int MarkRow = 0;
inline constexpr int IdColumn = 0;
inline constexpr int LabelColumn = 1;
/// Of the sheet Company: what the user fills in.
inline constexpr int ValueColumn = 2;
/// Of the sheets with years: what a row means, and the newest year; older ones follow to the right.
inline constexpr int NoteColumn = 2;
inline constexpr int FirstYearColumn = 3;

/// Ids in the first column.
namespace ids {
inline const QString Years = QStringLiteral("years");     ///< the row that names the columns' fiscal years
inline const QString Columns = QStringLiteral("columns"); ///< the row that names a list's columns
inline const QString Heading = QStringLiteral("heading"); ///< a row for the eye alone
inline const QString Check = QStringLiteral("check");     ///< a row that tests the user's own figures

inline const QString Name = QStringLiteral("company.name");
inline const QString Industry = QStringLiteral("company.industry");
inline const QString Country = QStringLiteral("company.country");
inline const QString FiscalYearEnd = QStringLiteral("company.fiscal_year_end");
inline const QString Currency = QStringLiteral("company.currency");
inline const QString Scale = QStringLiteral("company.scale");
inline const QString MarketValue = QStringLiteral("company.market_value");
inline const QString MarketValueDate = QStringLiteral("company.market_value_date");

inline const QString Competitor = QStringLiteral("competitor");
inline const QString CompetitorName = QStringLiteral("name");
inline const QString CompetitorYear = QStringLiteral("year");
inline const QString CompetitorCurrency = QStringLiteral("currency");
inline const QString CompetitorMargin = QStringLiteral("operating_margin");
inline const QString CompetitorSource = QStringLiteral("source");
} // namespace ids

/// A list of parts of the company with one line each: its rows carry `id`, the part's name stands in LabelColumn.
struct PartBlock {
    QString id;
    QString title;
    QString axis;     ///< of the facts' dimensions
    QString concept_; ///< of resources/concepts.json
    int rows = 0;     ///< that the empty workbook has
    bool isGeographical = false;
    bool repeatsNames = false; ///< the names of the first block stand here again
};
[[nodiscard]] const QList<PartBlock> &partBlocks();

/// A power of ten that figures are given in.
struct Scale {
    QString name; ///< as the user chooses it
    double factor = 1;
};
[[nodiscard]] const QList<Scale> &scales();

/// "Income!D7", "'Balance sheet'!D7": as spreadsheet programs write it.
[[nodiscard]] QString cellReference(const QString &sheet, const QString &address);

} // namespace consultantos::client_workbook
