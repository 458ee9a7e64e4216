// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QVariant>

namespace consultantos {

class Connection;

/// Which of a query's words a text must hold.
enum class WordMatch { All, Any };

/// A word, or a phrase of several that stand one behind the other.
struct TextTerm {
    QString text;
    bool isPrefix = false; ///< its last word may go on
    bool isExcluded = false;

    bool operator==(const TextTerm &) const = default;
};

/// What is searched for, in no engine's language.
struct TextQuery {
    QList<TextTerm> terms;
    WordMatch match = WordMatch::All; ///< of the terms that aren't excluded

    /// Nothing can match it: no word is wanted.
    [[nodiscard]] bool isEmpty() const;
};

/// Every word as the beginning of one; all must occur.
[[nodiscard]] TextQuery prefixQuery(const QString &text);
/// Words in quotation marks as a phrase, a word or phrase with '-' before it must not occur, the last word may be the
/// beginning of one: it may still be being typed. With Any, words so common that they tell nothing are left out.
[[nodiscard]] TextQuery searchQuery(const QString &text, WordMatch match);

/// A range of UTF-16 units.
struct TextRange {
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextRange &) const = default;
};

/// What stands around a hit: control characters that no stored text holds.
inline constexpr char16_t HighlightStart = u'\x02';
inline constexpr char16_t HighlightEnd = u'\x03';

/// Removes the marks from `marked` and returns where they stood.
[[nodiscard]] QList<TextRange> takeHighlights(QString &marked);

/// An index over a text column of a table whose key is `number`. For PostgreSQL the table has a column `searched`, 0 for
/// rows that are left out, and there is a function of the index's name: see postgresTextIndex().
struct TextIndex {
    QString name;
    QString table;
    QString column;
};

/// How an engine searches texts by words, whatever their case and accents. Stateless.
class FullText {
public:
    virtual ~FullText() = default;
    /// A table expression with the columns number and score (BM25: the less the better), with one placeholder, for
    /// valueOf() of a query.
    [[nodiscard]] virtual QString matches(const QString &index) const = 0;
    /// The same without the score, which is what takes time where a word is in many texts.
    [[nodiscard]] virtual QString finds(const QString &index) const = 0;
    [[nodiscard]] virtual QString valueOf(const TextQuery &query) const = 0;
    /// The texts of rows with HighlightStart and HighlightEnd around what the query found. With `words` above 0 an
    /// excerpt of about so many around the first hit.
    [[nodiscard]] virtual Result<QHash<qint64, QString>> marked(const Connection &connection, const TextIndex &index,
                                                                const QList<qint64> &numbers, const TextQuery &query,
                                                                int words = 0) const = 0;
    /// The rows of the table that `where` names come into the index.
    [[nodiscard]] virtual Status enter(const Connection &connection, const TextIndex &index, const QString &where,
                                       const QVariantList &values) const = 0;
    /// They leave it; to be called while they still have the text that they came in with.
    [[nodiscard]] virtual Status leave(const Connection &connection, const TextIndex &index, const QString &where,
                                       const QVariantList &values) const = 0;
    /// Lets nothing of what left stay in the index.
    [[nodiscard]] virtual Status merge(const Connection &connection, const TextIndex &index) const = 0;
};

} // namespace consultantos
