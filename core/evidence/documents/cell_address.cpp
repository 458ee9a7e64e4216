// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/cell_address.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

constexpr int MaxRows = 1'048'576;
constexpr int MaxColumns = 16'384;
constexpr int Letters = 26;

bool isLetter(QChar character)
{
    const auto upper = character.toUpper();
    return upper >= QLatin1Char('A') && upper <= QLatin1Char('Z');
}

QString columnName(int column)
{
    QString name;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / Letters)
        name.prepend(QChar(ushort('A' + (rest - 1) % Letters)));
    return name;
}

QString shiftedReference(const QRegularExpressionMatch &reference, int rows, int columns)
{
    const auto place = cellPlace(reference.capturedView());
    if (!place)
        return reference.captured();
    const bool isColumnFixed = !reference.capturedView(1).isEmpty();
    const bool isRowFixed = !reference.capturedView(3).isEmpty();
    const int row = place->row + (isRowFixed ? 0 : rows);
    const int column = place->column + (isColumnFixed ? 0 : columns);
    if (row < 0 || column < 0 || row >= MaxRows || column >= MaxColumns)
        return QStringLiteral("#REF!");
    return reference.captured(1) + columnName(column) + reference.captured(3) + QString::number(row + 1);
}

} // namespace

QString cellAddress(int row, int column)
{
    return columnName(column) + QString::number(row + 1);
}

std::optional<CellPlace> cellPlace(QStringView address)
{
    qint64 column = 0;
    qint64 row = 0;
    qsizetype at = 0;
    const auto skipDollar = [&] { at += at < address.size() && address[at] == QLatin1Char('$') ? 1 : 0; };
    skipDollar();
    for (; at < address.size() && isLetter(address[at]) && column <= MaxColumns; ++at)
        column = column * Letters + (address[at].toUpper().unicode() - 'A' + 1);
    skipDollar();
    for (; at < address.size() && address[at].isDigit() && row <= MaxRows; ++at)
        row = row * 10 + address[at].digitValue();
    const bool isWhole = at == address.size();
    if (!isWhole || column < 1 || column > MaxColumns || row < 1 || row > MaxRows)
        return std::nullopt;
    return CellPlace{int(row - 1), int(column - 1)};
}

std::optional<CellRange> cellRange(QStringView range)
{
    const auto colon = range.indexOf(QLatin1Char(':'));
    const auto first = cellPlace(colon < 0 ? range : range.left(colon));
    const auto last = colon < 0 ? first : cellPlace(range.sliced(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column)
        return std::nullopt;
    return CellRange{*first, *last};
}

QString shiftedFormula(const QString &formula, int rows, int columns)
{
    // Texts and quoted sheet names are matched first, so that nothing within them looks like a reference.
    static const QRegularExpression parts(QStringLiteral(
        "\"[^\"]*\"|'[^']*'|(?<![A-Za-z0-9_.$])(\\$?)([A-Za-z]{1,3})(\\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])"));
    QString shifted;
    qsizetype done = 0;
    auto matches = parts.globalMatch(formula);
    while (matches.hasNext()) {
        const auto match = matches.next();
        shifted += formula.mid(done, match.capturedStart() - done);
        shifted += match.capturedLength(4) > 0 ? shiftedReference(match, rows, columns) : match.captured();
        done = match.capturedEnd();
    }
    return shifted + formula.mid(done);
}

} // namespace consultantos
