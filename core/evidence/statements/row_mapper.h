// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/statement_table.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace consultantos::statements {

/// Finds for each concept of one statement the row that reports it. Keeps references: table and labels must outlive it.
class RowMapper {
public:
    RowMapper(const StatementTable &table, const LabelCatalogue &labels);

    /// Index of the row in StatementTable::rows; −1 when no row bears a name of the concept.
    [[nodiscard]] qsizetype rowOf(const QString &conceptId);
    /// Concepts of this statement's kind that have a row.
    [[nodiscard]] QStringList found();
    /// How many of the rows by which the statement is known are there.
    [[nodiscard]] int anchors();

private:
    [[nodiscard]] qsizetype search(const LabelEntry &entry);
    [[nodiscard]] qsizetype search(const LabelEntry &entry, const LabelPattern &pattern);
    /// Whether a row stands in the section that a pattern asks for.
    [[nodiscard]] static bool isIn(const PrintedRow &row, const LabelPattern &pattern);
    /// Whether the row stands above or below the rows that a pattern names.
    [[nodiscard]] bool isInOrder(qsizetype row, const LabelPattern &pattern);
    [[nodiscard]] bool fits(const PrintedRow &row, const LabelEntry &entry, const LabelPattern &pattern) const;

    const StatementTable &m_table;
    const LabelCatalogue &m_labels;
    QHash<QString, qsizetype> m_rows;
    QSet<QString> m_underway; ///< concepts whose search waits for another's: a condition on itself finds nothing
};

} // namespace consultantos::statements
