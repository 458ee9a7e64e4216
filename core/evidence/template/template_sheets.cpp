// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/template_sheets.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/documents/cell_address.h"
#include "evidence/template/competitor_columns.h"
#include "evidence/template/financials_template.h"
#include "evidence/template/line_notes.h"
#include "evidence/template/xlsx_book.h"

#include <QHash>

namespace consultantos::client_workbook {

namespace {

constexpr int HintRow = 1;
constexpr int HeaderRow = 3;
constexpr double LabelWidth = 42;
constexpr double NoteWidth = 46;
constexpr double YearWidth = 15;

const QString NumberTitle = QStringLiteral("Figure");
const QString NumberWrong =
    QStringLiteral("Type a number, or a formula that gives one. Leave blank what is not known.");

TemplateSheet beginSheet(XlsxBook &book, SheetKind kind, const QString &title, const QString &hint)
{
    const auto sheet = book.addSheet(sheetName(kind));
    sheet.text(MarkRow, IdColumn, sheetMark(kind), CellStyle::Id);
    sheet.text(MarkRow, LabelColumn, title, CellStyle::Title);
    sheet.text(HintRow, LabelColumn, hint, CellStyle::Hint);
    sheet.hideColumn(IdColumn);
    sheet.zoomToLandscapePage();
    return sheet;
}

/// The row of fiscal years, newest first.
void addYears(const TemplateSheet &sheet, const FinancialsTemplateOptions &options, const QString &rowTitle)
{
    sheet.text(HeaderRow, IdColumn, ids::Years, CellStyle::Id);
    sheet.text(HeaderRow, LabelColumn, rowTitle, CellStyle::Header);
    sheet.text(HeaderRow, NoteColumn, QStringLiteral("Note"), CellStyle::Header);
    for (int i = 0; i < options.years; ++i)
        sheet.number(HeaderRow, FirstYearColumn + i, options.newestYear - i, CellStyle::InputYear);
    const int lastColumn = FirstYearColumn + options.years - 1;
    sheet.allowWholeNumbers(
        HeaderRow, FirstYearColumn, HeaderRow, lastColumn, 1990, 2100,
        {QStringLiteral("Fiscal year"),
         QStringLiteral("The calendar year in which the fiscal year ends; or the exact date of its end. "
                        "More years may follow to the right."),
         QStringLiteral("Type a year such as %1, or the date on which it ended.").arg(options.newestYear)});
    sheet.columnWidth(LabelColumn, LabelColumn, LabelWidth);
    sheet.columnWidth(NoteColumn, NoteColumn, NoteWidth);
    sheet.columnWidth(FirstYearColumn, lastColumn, YearWidth);
    sheet.freeze(HeaderRow + 1, FirstYearColumn);
}

void addInputs(const TemplateSheet &sheet, int row, int years, CellStyle style, const QString &message)
{
    for (int i = 0; i < years; ++i)
        sheet.blank(row, FirstYearColumn + i, style);
    sheet.allowNumbers(row, FirstYearColumn, row, FirstYearColumn + years - 1, {NumberTitle, message, NumberWrong});
}

CellStyle styleOf(Measure measure)
{
    return measure == Measure::PerShare ? CellStyle::InputPerShare : CellStyle::InputMoney;
}

QString titleOf(SheetKind kind)
{
    switch (kind) {
    case SheetKind::Income:
        return QStringLiteral("Income statement");
    case SheetKind::Balance:
        return QStringLiteral("Balance sheet at the end of the fiscal year");
    default:
        return QStringLiteral("Cash flow statement");
    }
}

/// A formula over lines of the sheet that must be nothing; %1, %2 … are the cells of `lines`.
struct SumCheck {
    SheetKind kind;
    QString title;
    QStringList lines;
    QString formula;
};

const QList<SumCheck> &sumChecks()
{
    static const QList<SumCheck> checks{{SheetKind::Balance,
                                         QStringLiteral("Check: assets less liabilities and equity, should be 0"),
                                         {QStringLiteral("total_assets"), QStringLiteral("total_liabilities"),
                                          QStringLiteral("total_equity"), QStringLiteral("equity")},
                                         QStringLiteral("=IF(COUNT(%1,%2)<2,\"\",%1-%2-IF(ISNUMBER(%3),%3,%4))")},
                                        {SheetKind::CashFlow,
                                         QStringLiteral("Check: net change less the cash flows, should be 0"),
                                         {QStringLiteral("net_change_in_cash"), QStringLiteral("operating_cash_flow"),
                                          QStringLiteral("investing_cash_flow"), QStringLiteral("financing_cash_flow"),
                                          QStringLiteral("exchange_rate_effect")},
                                         QStringLiteral("=IF(COUNT(%1,%2,%3,%4)<4,\"\",%1-%2-%3-%4-N(%5))")}};
    return checks;
}

void addChecks(const TemplateSheet &sheet, SheetKind kind, int years, const QHash<QString, int> &rowOfLine, int row)
{
    for (const auto &check : sumChecks()) {
        if (check.kind != kind)
            continue;
        sheet.text(row, IdColumn, ids::Check, CellStyle::Id);
        sheet.text(row, LabelColumn, check.title, CellStyle::Hint);
        for (int column = FirstYearColumn; column < FirstYearColumn + years; ++column) {
            auto formula = check.formula;
            for (qsizetype i = 0; i < check.lines.size(); ++i)
                formula.replace(QLatin1Char('%') + QString::number(i + 1),
                                cellAddress(rowOfLine.value(check.lines[i]), column));
            sheet.formula(row, column, formula, {}, CellStyle::Check);
        }
    }
}

} // namespace

void addReadMe(XlsxBook &book)
{
    const auto sheet = beginSheet(book, SheetKind::ReadMe, QStringLiteral("Figures of a company without filings"),
                                  QStringLiteral("Fill in the yellow cells, save, and import this file."));
    const QStringList lines{
        QStringLiteral(
            "1. Company: name, currency, scale and the end of the fiscal year are needed; without the industry "
            "there is nothing to compare with."),
        QStringLiteral(
            "2. Income, Balance sheet, Cash flow: what you know, by fiscal year. Blank means not known; it is "
            "never taken for zero. Type 0 for what is nothing."),
        QStringLiteral("3. Segments: optional. Competitors: optional, a row for a company and year; they become the "
                       "peers that the analysis "
                       "compares with. It ranks the company among five or more."),
        QStringLiteral("Costs and payments are positive numbers, losses negative ones."),
        QStringLiteral("Formulas are welcome: the value that your spreadsheet program shows is read."),
        QStringLiteral(
            "Rows may be deleted, moved and added, years added to the right, sheets renamed. Keep the hidden "
            "first column: it tells what a row means."),
        QStringLiteral("A row of your own under a statement is kept under its label and can be asked for."),
        QStringLiteral(
            "After an import every figure of a report leads back to its cell here. Import again after a change: "
            "the new version takes the place of the old one.")};
    int row = HeaderRow;
    for (const auto &line : lines)
        sheet.text(row++, LabelColumn, line, CellStyle::Plain);
    constexpr double TextWidth = 130;
    sheet.columnWidth(LabelColumn, LabelColumn, TextWidth);
}

void addCompanySheet(XlsxBook &book, const FinancialsTemplateOptions &options)
{
    const auto sheet = beginSheet(book, SheetKind::Company, QStringLiteral("Company"),
                                  QStringLiteral("* is needed before the workbook can be imported."));
    constexpr double ValueWidth = 36;
    constexpr int ChoicesColumn = 7;
    sheet.columnWidth(LabelColumn, LabelColumn, LabelWidth);
    sheet.columnWidth(ValueColumn, ValueColumn, ValueWidth);
    sheet.columnWidth(ValueColumn + 1, ValueColumn + 1, NoteWidth);
    int row = HeaderRow;
    const auto add = [&](const QString &id, const QString &label, const QString &note, CellStyle style,
                         const QString &value) {
        sheet.text(row, IdColumn, id, CellStyle::Id);
        sheet.text(row, LabelColumn, label, CellStyle::Label);
        if (value.isEmpty())
            sheet.blank(row, ValueColumn, style);
        else
            sheet.text(row, ValueColumn, value, style);
        sheet.text(row, ValueColumn + 1, note, CellStyle::Hint);
        return row++;
    };
    add(ids::Name, QStringLiteral("Company *"), QStringLiteral("As reports shall call it"), CellStyle::InputText,
        options.company);
    const int industry = add(ids::Industry, QStringLiteral("Industry"), QStringLiteral("Choose from the list"),
                             CellStyle::InputText, {});
    add(ids::Country, QStringLiteral("Country"), QStringLiteral("Name or code of two letters"), CellStyle::InputText,
        {});
    add(ids::FiscalYearEnd, QStringLiteral("Fiscal year ends on *"), QStringLiteral("Day and month: 31 December"),
        CellStyle::InputText, {});
    add(ids::Currency, QStringLiteral("Currency *"), QStringLiteral("Code of three letters: EUR"), CellStyle::InputText,
        options.currency);
    const int scale = add(ids::Scale, QStringLiteral("Figures are in *"),
                          QStringLiteral("Of all sheets; values per share excepted"), CellStyle::InputText, {});
    const int value = add(ids::MarketValue, QStringLiteral("Market value of equity"),
                          QStringLiteral("If known, in the same scale"), CellStyle::InputMoney, {});
    const int date = add(ids::MarketValueDate, QStringLiteral("Market value as of"),
                         QStringLiteral("Blank: the end of the newest fiscal year"), CellStyle::InputDate, {});

    QStringList names;
    for (const auto &choice : scales())
        names.append(choice.name);
    const auto choose = QStringLiteral("Choose from the list.");
    sheet.allowChoices(scale, ValueColumn, names, {QStringLiteral("Scale"), choose, choose});
    sheet.allowNumbers(value, ValueColumn, value, ValueColumn, {NumberTitle, {}, NumberWrong});
    sheet.allowDates(date, ValueColumn, {QStringLiteral("Date"), {}, QStringLiteral("Type a date.")});
    if (options.industries.isEmpty())
        return;
    // A list of choices may have 250 characters; a range any number.
    for (int i = 0; i < options.industries.size(); ++i)
        sheet.text(HeaderRow + i, ChoicesColumn, options.industries[i], CellStyle::Plain);
    sheet.hideColumn(ChoicesColumn);
    const auto range = QStringLiteral("=$H$%1:$H$%2").arg(HeaderRow + 1).arg(HeaderRow + options.industries.size());
    sheet.suggest(
        industry, ValueColumn, range,
        {QStringLiteral("Industry"), QStringLiteral("Choose the nearest from the list."),
         QStringLiteral("It isn't in the list: published averages and industry knowledge would be missing.")});
}

void addStatementSheet(XlsxBook &book, SheetKind kind, const FinancialsTemplateOptions &options,
                       const ConceptCatalogue &concepts)
{
    const auto sheet = beginSheet(book, kind, titleOf(kind),
                                  QStringLiteral("In the currency and scale of the sheet Company. Blank: not known."));
    addYears(sheet, options, QStringLiteral("Fiscal year ending in"));
    QHash<QString, int> rowOfLine;
    int row = HeaderRow + 1;
    for (const auto &line : concepts.concepts()) {
        if (line.statement != statementOf(kind))
            continue;
        const auto note = noteOnLine(line.id);
        sheet.text(row, IdColumn, line.id, CellStyle::Id);
        sheet.text(row, LabelColumn, line.label, CellStyle::Label);
        sheet.text(row, NoteColumn, note, CellStyle::Hint);
        addInputs(sheet, row, options.years, styleOf(line.measure), note);
        rowOfLine.insert(line.id, row++);
    }
    addChecks(sheet, kind, options.years, rowOfLine, row + 1);
}

void addSegmentsSheet(XlsxBook &book, const FinancialsTemplateOptions &options)
{
    const auto sheet =
        beginSheet(book, SheetKind::Segments, QStringLiteral("Segments and regions"),
                   QStringLiteral("Optional. In the currency and scale of the sheet Company. Names are yours."));
    addYears(sheet, options, QStringLiteral("Fiscal year ending in"));
    int row = HeaderRow + 1;
    const int firstNames = row + 1;
    for (const auto &block : partBlocks()) {
        sheet.text(row, IdColumn, ids::Heading, CellStyle::Id);
        sheet.text(row++, LabelColumn, block.title, CellStyle::Section);
        for (int i = 0; i < block.rows; ++i, ++row) {
            sheet.text(row, IdColumn, block.id, CellStyle::Id);
            addInputs(sheet, row, options.years, CellStyle::InputMoney, {});
            if (!block.repeatsNames) {
                sheet.blank(row, LabelColumn, CellStyle::InputText);
                continue;
            }
            const auto first = cellAddress(firstNames + i, LabelColumn);
            sheet.formula(row, LabelColumn, QStringLiteral("=IF(%1=\"\",\"\",%1)").arg(first), {}, CellStyle::Label);
        }
        ++row;
    }
}

void addCompetitorsSheet(XlsxBook &book, const ConceptCatalogue &concepts)
{
    constexpr int Rows = 20;
    const auto sheet =
        beginSheet(book, SheetKind::Competitors, QStringLiteral("Competitors"),
                   QStringLiteral("Optional, a row for a company and fiscal year. In the scale of the sheet Company."));
    constexpr int IdRow = HeaderRow - 1;
    constexpr int FirstRow = HeaderRow + 1;
    sheet.text(IdRow, IdColumn, ids::Columns, CellStyle::Id);
    sheet.text(HeaderRow, IdColumn, ids::Heading, CellStyle::Id);
    for (int row = FirstRow; row < FirstRow + Rows; ++row)
        sheet.text(row, IdColumn, ids::Competitor, CellStyle::Id);
    int column = LabelColumn;
    for (const auto &kind : competitorColumns(concepts)) {
        sheet.text(IdRow, column, kind.id, CellStyle::Id);
        sheet.text(HeaderRow, column, kind.title, CellStyle::Header);
        for (int row = FirstRow; row < FirstRow + Rows; ++row)
            sheet.blank(row, column, kind.style);
        if (kind.isNumber())
            sheet.allowNumbers(FirstRow, column, FirstRow + Rows - 1, column, {kind.title, kind.note, NumberWrong});
        else
            sheet.explain(FirstRow, column, {kind.title, kind.note, {}});
        sheet.columnWidth(column, column, kind.width);
        ++column;
    }
    sheet.hideRow(IdRow);
    sheet.freeze(FirstRow, ValueColumn);
}

} // namespace consultantos::client_workbook
