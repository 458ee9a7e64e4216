// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/paper_table.h"

#include <algorithm>

namespace consultantos::outline {

namespace {

bool hasDigit(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

} // namespace

bool isNumberCell(const Column &column, const Cell &cell)
{
    // A word alone ("open") stands where the number would; a sentence that says why there is none is read from its start.
    constexpr qsizetype LongestWord = 12;
    const QChar minus(0x2212);
    const bool isWord = cell.text.size() <= LongestWord && !cell.text.contains(QLatin1Char(' '));
    return column.isNumber && (cell.value || isWord || cell.text.front().isDigit() || cell.text.front() == minus);
}

Table fittedTo(const Table &table, qsizetype most)
{
    const auto numbers = std::count_if(table.columns.cbegin(), table.columns.cend(),
                                       [](const Column &column) { return column.isNumber; });
    const bool isOfPeriods = std::all_of(table.columns.cbegin(), table.columns.cend(), [](const Column &column) {
        return !column.isNumber || hasDigit(column.title);
    });
    if (numbers <= most || table.columns.isEmpty() || !isOfPeriods)
        return table;
    auto fitted = table;
    const auto keep = table.columns.size() - (numbers - most);
    fitted.columns = table.columns.mid(0, keep);
    for (auto &row : fitted.rows)
        row = row.mid(0, keep);
    fitted.caption += QStringLiteral("; the newest columns, the workbook has all");
    fitted.refs.clear();
    for (const auto &row : std::as_const(fitted.rows)) {
        for (const auto &cell : row) {
            if (!cell.ref.isEmpty() && !fitted.refs.contains(cell.ref))
                fitted.refs.append(cell.ref);
        }
    }
    return fitted;
}

} // namespace consultantos::outline
