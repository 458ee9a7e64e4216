// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/full_text.h"

namespace consultantos {

/// FTS5: an index is a virtual table of its name whose rowid is the key of the table.
class SqliteFullText final : public FullText {
public:
    [[nodiscard]] QString matches(const QString &index) const override;
    [[nodiscard]] QString finds(const QString &index) const override;
    /// The query in FTS5's language, nothing of its words read as such.
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

} // namespace consultantos
