// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/cells.h"

#include "evidence/pdf/value_text.h"

#include <QRegularExpression>

namespace consultantos::pdf {

namespace {

/// A mark this many ems off its number is one of another cell; "%" and ")" can't stand alone.
constexpr double MarkGap = 1.5;
constexpr double TailGap = 4;

QString withoutBlanks(QString text)
{
    return text.remove(QLatin1Char(' '));
}

/// A label without the dots that lead to its figure.
QString withoutLeaders(QString text)
{
    static const QRegularExpression leaders(QStringLiteral("\\s*(?:\\.\\s?){4,}$"));
    const auto label = QString(text).remove(leaders);
    return label.isEmpty() ? text : label;
}

Cell cellOf(const Fragment &fragment, bool value)
{
    return {value ? withoutBlanks(fragment.text) : withoutLeaders(fragment.text), fragment.area, fragment.area, value};
}

bool isTailOf(const Cell &number, const Fragment &fragment, double em)
{
    const bool needsNumber = fragment.text.startsWith(QLatin1Char('%')) || fragment.text.startsWith(QLatin1Char(')'));
    return isNumberTail(fragment.text)
           && fragment.area.left() - number.area.right() < (needsNumber ? TailGap : MarkGap) * em;
}

} // namespace

QList<Cell> cellsOf(const Row &row, double marginEnd)
{
    QList<Cell> cells;
    const Fragment *sign = nullptr;
    for (const auto &fragment : row.fragments) {
        if (isCurrencySign(fragment.text)) {
            if (sign)
                cells.append(cellOf(*sign, false));
            sign = &fragment;
            continue;
        }
        const bool first = cells.isEmpty() && !sign && fragment.area.left() < marginEnd;
        if (!cells.isEmpty() && cells.last().value && !sign && isTailOf(cells.last(), fragment, row.fontSize)) {
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
    if (sign)
        cells.append(cellOf(*sign, false));
    return cells;
}

} // namespace consultantos::pdf
