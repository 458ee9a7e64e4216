// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

enum class ChangeKind {
    Added,
    Removed,
    Changed,
};

/// One paragraph that isn't the same in two versions of a text.
struct ParagraphChange {
    ChangeKind kind = ChangeKind::Changed;
    qsizetype before = -1; ///< index in the earlier text; -1 of an added one
    qsizetype after = -1;  ///< index in the later text; -1 of a removed one
    double similarity = 0; ///< of a changed one, above ChangedAbove and below 1: textSimilarity()

    bool operator==(const ParagraphChange &) const = default;
};

struct ParagraphChanges {
    QList<ParagraphChange> changes; ///< in the order of the later text; a removed one stands where it was
    qsizetype unchanged = 0;
};

/// Two paragraphs that are less alike than this are no versions of each other.
inline constexpr double ChangedAbove = 0.5;

/// How alike two texts are, 0 … 1: Dice's coefficient over their pairs of neighbouring words, as often as they occur
/// (Dice 1945; on words as in Kondrak 2005). Case and punctuation don't count. Pure.
[[nodiscard]] double textSimilarity(const QString &left, const QString &right);

/// What became of each paragraph. First equal ones find each other, in order; then the most alike of the rest, wherever
/// they moved to; of equally alike ones the earlier. Pure: the same texts give the same changes. Time grows with the
/// product of the numbers of paragraphs that differ: made for sections, not for books.
[[nodiscard]] ParagraphChanges paragraphChanges(const QStringList &before, const QStringList &after);

} // namespace consultantos
