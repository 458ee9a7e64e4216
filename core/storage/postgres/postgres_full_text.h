// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/full_text.h"

#include <QStringList>

namespace consultantos {

/// Words of a text as consultantos.folded() finds them: runs of letters and digits, without case and accents.
struct IndexedWord {
    QString text;
    qsizetype start = 0; ///< in UTF-16 units of the text as it was
    qsizetype end = 0;

    bool operator==(const IndexedWord &) const = default;
};
[[nodiscard]] QList<IndexedWord> indexedWords(const QString &text);

/// tsvector with GIN. Finds what SqliteFullText finds: the same words, Porter's stems, BM25. Of more than 5,000 texts that
/// match, 5,000 are ranked, those with the rarest of the words first, then short ones; finds() gives all.
class PostgresFullText final : public FullText {
public:
    [[nodiscard]] QString matches(const QString &index) const override;
    [[nodiscard]] QString finds(const QString &index) const override;
    /// The query as a tsquery, and behind it each wanted term as one, a line each.
    [[nodiscard]] QString valueOf(const TextQuery &query) const override;
    [[nodiscard]] Result<QHash<qint64, QString>> marked(const Connection &connection, const TextIndex &index,
                                                        const QList<qint64> &numbers, const TextQuery &query,
                                                        int words) const override;
    [[nodiscard]] Status enter(const Connection &connection, const TextIndex &index, const QString &where,
                               const QVariantList &values) const override;
    [[nodiscard]] Status leave(const Connection &connection, const TextIndex &index, const QString &where,
                               const QVariantList &values) const override;
    [[nodiscard]] Status merge(const Connection &connection, const TextIndex &index) const override;
};

/// Statements of a migration that give a table a text index of `name` over `expression`, an SQL expression of its
/// columns. `isStemmed`: words are found by their stems. `key`: the table's column of numbers.
[[nodiscard]] QStringList postgresTextIndex(const QString &name, const QString &table, const QString &expression,
                                            bool isStemmed, const QString &key = QStringLiteral("number"));
/// Those of them that make the functions that search, in place of the ones that are there.
[[nodiscard]] QStringList postgresSearchFunctions(const QString &name, const QString &table, bool isStemmed,
                                                  const QString &key = QStringLiteral("number"));

} // namespace consultantos
