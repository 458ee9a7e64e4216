// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/cells.h"

#include "evidence/pdf/value_text.h"

namespace consultantos::pdf {

namespace {

/// A mark this many ems off its number is one of another cell.
constexpr double TailGap = 1.5;

QString withoutBlanks(QString text)
{
    return text.remove(QLatin1Char(' '));
}

Cell cellOf(const Fragment &fragment, bool value)
{
    return {value ? withoutBlanks(fragment.text) : fragment.text, fragment.area, fragment.area, value};
}

} // namespace

QList<Cell> cellsOf(const Row &row, double marginEnd)
{
    QList<Cell> cells;
    const Fragment *sign = nullptr;
    for (const auto &fragment : row.fragments) {
        if (isCurrencySign(fragment.text)) {
            sign = &fragment;
            continue;
        }
        const bool first = cells.isEmpty() && !sign && fragment.area.left() < marginEnd;
        if (!cells.isEmpty() && cells.last().value && !sign && isNumberTail(fragment.text)
            && fragment.area.left() - cells.last().area.right() < TailGap * row.fontSize) {
            cells.last().text += fragment.text;
            cells.last().area |= fragment.area;
            continue;
        }
        auto cell = cellOf(fragment, !first && isNumber(fragment.text));
        if (sign) {
            cell.text = (cell.value ? sign->text : sign->text + QLatin1Char(' ')) + cell.text;
            cell.area |= sign->area;
            sign = nullptr;
        }
        cells.append(cell);
    }
    return cells;
}

} // namespace consultantos::pdf
