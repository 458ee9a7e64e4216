// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/template_sheet.h"

#include "evidence/template/xlsx_book.h"

#include <xlsxwriter.h>

#include <type_traits>
#include <vector>

namespace consultantos {

namespace {

/// What a spreadsheet program takes of a message; a longer one makes the whole rule void.
constexpr int MostTitle = 32;
constexpr int MostMessage = 255;

lxw_row_t rowOf(int row)
{
    return static_cast<lxw_row_t>(row);
}

lxw_col_t columnOf(int column)
{
    return static_cast<lxw_col_t>(column);
}

} // namespace

struct TemplateSheet::Validation {
    lxw_data_validation rule{};
    std::vector<QByteArray> texts; ///< what `rule` points to
};

TemplateSheet::TemplateSheet(const XlsxBook &book, lxw_worksheet *sheet)
    : m_book(&book)
    , m_sheet(sheet)
{
}

void TemplateSheet::text(int row, int column, const QString &text, CellStyle style) const
{
    worksheet_write_string(m_sheet, rowOf(row), columnOf(column), text.toUtf8().constData(), m_book->format(style));
}

void TemplateSheet::number(int row, int column, double value, CellStyle style) const
{
    worksheet_write_number(m_sheet, rowOf(row), columnOf(column), value, m_book->format(style));
}

void TemplateSheet::blank(int row, int column, CellStyle style) const
{
    worksheet_write_blank(m_sheet, rowOf(row), columnOf(column), m_book->format(style));
}

void TemplateSheet::formula(int row, int column, const QString &formula, const QString &result, CellStyle style) const
{
    worksheet_write_formula_str(m_sheet, rowOf(row), columnOf(column), formula.toUtf8().constData(),
                                m_book->format(style), result.toUtf8().constData());
}

void TemplateSheet::columnWidth(int first, int last, double characters) const
{
    worksheet_set_column(m_sheet, columnOf(first), columnOf(last), characters, nullptr);
}

void TemplateSheet::hideColumn(int column) const
{
    lxw_row_col_options options{};
    options.hidden = LXW_TRUE;
    worksheet_set_column_opt(m_sheet, columnOf(column), columnOf(column), LXW_DEF_COL_WIDTH, nullptr, &options);
}

void TemplateSheet::hideRow(int row) const
{
    lxw_row_col_options options{};
    options.hidden = LXW_TRUE;
    worksheet_set_row_opt(m_sheet, rowOf(row), LXW_DEF_ROW_HEIGHT, nullptr, &options);
}

void TemplateSheet::freeze(int row, int column) const
{
    worksheet_freeze_panes(m_sheet, rowOf(row), columnOf(column));
}

void TemplateSheet::zoomToLandscapePage() const
{
    worksheet_set_landscape(m_sheet);
    worksheet_fit_to_pages(m_sheet, 1, 0);
}

void TemplateSheet::validate(int firstRow, int firstColumn, int lastRow, int lastColumn, Validation &validation,
                             const CellRule &rule) const
{
    const auto keep = [&validation](const QString &text, int most) -> char * {
        if (text.isEmpty())
            return nullptr;
        validation.texts.push_back(text.left(most).toUtf8());
        return validation.texts.back().data();
    };
    auto &options = validation.rule;
    options.ignore_blank = LXW_VALIDATION_ON;
    options.input_title = keep(rule.title, MostTitle);
    options.input_message = keep(rule.message, MostMessage);
    options.error_title = keep(rule.title, MostTitle);
    options.error_message = keep(rule.wrong, MostMessage);
    worksheet_data_validation_range(m_sheet, rowOf(firstRow), columnOf(firstColumn), rowOf(lastRow),
                                    columnOf(lastColumn), &options);
}

void TemplateSheet::allowNumbers(int firstRow, int firstColumn, int lastRow, int lastColumn, const CellRule &rule) const
{
    constexpr double Most = 1e15; // beyond it doubles lose whole units
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
    validation.rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.rule.minimum_number = -Most;
    validation.rule.maximum_number = Most;
    validate(firstRow, firstColumn, lastRow, lastColumn, validation, rule);
}

void TemplateSheet::allowWholeNumbers(int firstRow, int firstColumn, int lastRow, int lastColumn, double least,
                                      double most, const CellRule &rule) const
{
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_INTEGER;
    validation.rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    validation.rule.minimum_number = least;
    validation.rule.maximum_number = most;
    // The end of a year of weeks may be typed as a date instead.
    validation.rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    validate(firstRow, firstColumn, lastRow, lastColumn, validation, rule);
}

void TemplateSheet::allowDates(int row, int column, const CellRule &rule) const
{
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_DATE;
    validation.rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN;
    validation.rule.value_datetime = {1990, 1, 1, 0, 0, 0};
    validate(row, column, row, column, validation, rule);
}

void TemplateSheet::allowChoices(int row, int column, const QStringList &choices, const CellRule &rule) const
{
    std::vector<QByteArray> bytes;
    // char * up to libxlsxwriter 1.1.5, const char * since.
    std::vector<std::remove_pointer_t<decltype(lxw_data_validation::value_list)>> list;
    for (const auto &choice : choices)
        bytes.push_back(choice.toUtf8());
    for (auto &choice : bytes)
        list.push_back(choice.data());
    list.push_back(nullptr);
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_LIST;
    validation.rule.value_list = list.data();
    validate(row, column, row, column, validation, rule);
}

void TemplateSheet::suggest(int row, int column, const QString &range, const CellRule &rule) const
{
    auto formula = range.toUtf8();
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.rule.value_formula = formula.data();
    validation.rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    validate(row, column, row, column, validation, rule);
}

void TemplateSheet::explain(int row, int column, const CellRule &rule) const
{
    Validation validation;
    validation.rule.validate = LXW_VALIDATION_TYPE_ANY;
    validate(row, column, row, column, validation, rule);
}

} // namespace consultantos
