// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace consultantos {

/// What a column of a collection holds, and what the document must have at its path.
enum class ColumnKind {
    Text,     ///< a string
    Integer,  ///< a number without fraction, of at most 53 bits, as JSON has no more
    Real,     ///< a number
    Flag,     ///< true or false
    Time,     ///< a string, ISO 8601; kept as milliseconds since 1970, UTC
    TextList, ///< an array of strings, each to be found by FilterOperator::ArrayContains; nothing is sorted by it
};

/// A value that is taken out of each document when it is written, so that the store can find and sort by it.
struct CollectionColumn {
    QString name; ///< of small letters, digits and '_'
    ColumnKind kind = ColumnKind::Text;
    QString path{}; ///< where the document has it, as in "schedule.next"; empty: under the column's name
    /// Kept where the document has nothing or null there. Invalid: then no condition but "is missing" finds the document,
    /// and an order by this column leaves it out.
    QVariant whenMissing{};
};

/// An index over several columns.
struct CollectionIndex {
    struct Part {
        QString column;
        bool isDescending = false;
    };
    QList<Part> parts;

    /// Of a text as in "user, created_at desc".
    [[nodiscard]] static CollectionIndex of(const QString &text);
};

/// What a collection of documents is. `id`, `version`, `created_at` and `updated_at` are columns of every collection.
///
///     CollectionSchema monitors{QStringLiteral("monitors")};
///     monitors.columns = {{QStringLiteral("user"), ColumnKind::Text, {}, QString()},
///                         {QStringLiteral("active"), ColumnKind::Flag, {}, true},
///                         {QStringLiteral("next_check"), ColumnKind::Time, QStringLiteral("schedule.next")}};
///     monitors.indexes = {QStringLiteral("user, active, next_check")};
struct CollectionSchema {
    QString name; ///< of the collection and its table, of small letters, digits and '_'
    QList<CollectionColumn> columns{};
    QStringList indexes{}; ///< as CollectionIndex::of() reads them; each ends with the id, by which pages go on

    /// The column of that name, one that every collection has among them; nothing if there is none.
    [[nodiscard]] std::optional<CollectionColumn> column(const QString &columnName) const;
    /// Table, indexes and counters, for a migration.
    [[nodiscard]] QStringList createStatements() const;
    [[nodiscard]] QStringList indexStatements() const;
    /// The table of a TextList's values.
    [[nodiscard]] QString listTable(const QString &columnName) const;
};

/// The schema of a file that holds these collections; `title` and `applicationId` as in DatabaseSchema. A collection that
/// comes later is a Migration with its createStatements().
[[nodiscard]] DatabaseSchema collectionsSchema(const QString &title, quint32 applicationId,
                                               const QList<CollectionSchema> &collections);

} // namespace consultantos
