// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/row.h"

#include "evidence/pdf/value_text.h"

#include <QMap>
#include <QStringList>

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// A gap of more than this many ems is not one between words, not even in justified text.
constexpr double CellGap = 0.9;
/// Two numbers, or a sign alone, don't follow each other in a sentence: less of a gap parts them.
constexpr double NumberGap = 0.3;
/// Less of a gap is none: some programs place each character by itself, the last of a word a little off.
constexpr double NoGap = 0.15;
constexpr double NoGapToLetter = 0.22;
/// Share of the lower word's height by which two words of one row overlap.
constexpr double RowOverlap = 0.5;
/// A word this much higher than its row's others sets where the row is.
constexpr double HigherWord = 1.15;

double emOf(const Word &word)
{
    return word.fontSize > 0 ? word.fontSize : word.area.height();
}

bool isInRow(const QRectF &row, const QRectF &word)
{
    const auto overlap = qMin(row.bottom(), word.bottom()) - qMax(row.top(), word.top());
    return overlap >= RowOverlap * qMin(row.height(), word.height());
}

bool parts(const Word &left, const Word &right)
{
    const auto gap = right.area.left() - left.area.right();
    const auto em = qMin(emOf(left), emOf(right));
    if (gap > CellGap * em)
        return true;
    // But "2022 $ million" is one heading.
    if (isCurrencySign(right.text))
        return gap > NumberGap * em || (isNumber(left.text) && !isYear(left.text)) || isNumberTail(left.text);
    return gap > NumberGap * em && isNumber(left.text) && isNumber(right.text);
}

/// Whether `right` goes on with the word that `left` begins.
bool touches(const Word &left, const Word &right)
{
    const auto &text = right.text;
    const bool letter = text.front().isLower() && text != QStringLiteral("a")
                        && (text.size() == 1 || (text.size() == 2 && text[1].isPunct()));
    return right.area.left() - left.area.right() < (letter ? NoGapToLetter : NoGap) * emOf(right);
}

/// "12%$", where the sign is of the next column, as two words.
QList<Word> withSignsApart(const QList<Word> &words)
{
    QList<Word> apart;
    for (auto word : words) {
        const auto length = word.text.size();
        const bool glued = length > 1 && isCurrencySign(word.text.right(1))
                           && (word.text[length - 2] == QLatin1Char('%') || word.text[length - 2] == QLatin1Char(')'));
        if (!glued) {
            apart.append(word);
            continue;
        }
        auto sign = word;
        sign.text = word.text.right(1);
        sign.area.setLeft(word.area.right() - word.area.width() / double(length));
        word.text.chop(1);
        word.area.setRight(sign.area.left());
        apart << word << sign;
    }
    return apart;
}

Row rowOf(const QList<Word> &given)
{
    auto words = withSignsApart(given);
    std::stable_sort(words.begin(), words.end(),
                     [](const Word &left, const Word &right) { return left.area.left() < right.area.left(); });
    Row row;
    row.bold = true;
    QMap<int, qsizetype> charactersBySize; // in tenths of a point
    const Word *before = nullptr;
    for (const auto &word : words) {
        if (!before || parts(*before, word)) {
            row.fragments.append({word.text, word.area, 1});
        } else {
            auto &fragment = row.fragments.last();
            fragment.text += touches(*before, word) ? word.text : QLatin1Char(' ') + word.text;
            fragment.area |= word.area;
            ++fragment.words;
        }
        row.area |= word.area;
        row.bold = row.bold && word.bold;
        charactersBySize[qRound(emOf(word) * 10)] += word.text.size();
        before = &word;
    }
    const auto usual = std::max_element(charactersBySize.cbegin(), charactersBySize.cend());
    row.fontSize = usual.key() / 10.0;
    return row;
}

} // namespace

QString Row::text() const
{
    QStringList texts;
    for (const auto &fragment : fragments)
        texts.append(fragment.text);
    return texts.join(QLatin1Char(' '));
}

QList<Row> rowsOf(QList<Word> words)
{
    std::stable_sort(words.begin(), words.end(), [](const Word &left, const Word &right) {
        return left.area.center().y() < right.area.center().y();
    });
    QList<Row> rows;
    QList<Word> open;
    QRectF place;
    for (const auto &word : std::as_const(words)) {
        if (!open.isEmpty() && !isInRow(place, word.area)) {
            rows.append(rowOf(std::exchange(open, {})));
        }
        if (open.isEmpty() || word.area.height() > HigherWord * place.height())
            place = word.area;
        open.append(word);
    }
    if (!open.isEmpty())
        rows.append(rowOf(open));
    return rows;
}

} // namespace consultantos::pdf
