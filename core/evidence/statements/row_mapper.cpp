// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/row_mapper.h"

#include <algorithm>

namespace consultantos::statements {

RowMapper::RowMapper(const StatementTable &table, const LabelCatalogue &labels)
    : m_table(table)
    , m_labels(labels)
{
}

qsizetype RowMapper::rowOf(const QString &conceptId)
{
    const auto known = m_rows.constFind(conceptId);
    if (known != m_rows.cend())
        return *known;
    const auto *entry = m_labels.find(conceptId);
    if (!entry || m_underway.contains(conceptId))
        return -1;
    m_underway.insert(conceptId);
    const auto row = search(*entry);
    m_underway.remove(conceptId);
    m_rows.insert(conceptId, row);
    return row;
}

QStringList RowMapper::found()
{
    QStringList ids;
    for (const auto &entry : m_labels.entries()) {
        if (entry.statement == statementId(m_table.kind) && !entry.isHelper && rowOf(entry.id) >= 0)
            ids.append(entry.id);
    }
    return ids;
}

int RowMapper::anchors()
{
    int count = 0;
    for (const auto &entry : m_labels.entries()) {
        if (entry.isAnchor && entry.statement == statementId(m_table.kind) && rowOf(entry.id) >= 0)
            ++count;
    }
    return count;
}

qsizetype RowMapper::search(const LabelEntry &entry)
{
    for (const auto &pattern : entry.patterns) {
        if ((!pattern.onlyIf.isEmpty() && rowOf(pattern.onlyIf) < 0)
            || (!pattern.unless.isEmpty() && rowOf(pattern.unless) >= 0))
            continue;
        const auto row = search(entry, pattern);
        if (row >= 0)
            return row;
    }
    return -1;
}

qsizetype RowMapper::search(const LabelEntry &entry, const LabelPattern &pattern)
{
    qsizetype first = -1;
    for (qsizetype i = 0; i < m_table.rows.size(); ++i) {
        if (fits(m_table.rows[i], entry, pattern) && isInOrder(i, pattern)) {
            first = i;
            break;
        }
    }
    const auto count = std::count_if(m_table.rows.cbegin(), m_table.rows.cend(), [&](const PrintedRow &row) {
        return !row.isHeading() && entry.fits(row.normal) && isIn(row, pattern);
    });
    if (pattern.isSingle && count > 1)
        return -1;
    return first;
}

bool RowMapper::isInOrder(qsizetype row, const LabelPattern &pattern)
{
    if (!pattern.above.isEmpty() && rowOf(pattern.above) <= row)
        return false;
    if (!pattern.below.isEmpty() && (rowOf(pattern.below) < 0 || rowOf(pattern.below) >= row))
        return false;
    const auto barrier = pattern.notBelow.isEmpty() ? -1 : rowOf(pattern.notBelow);
    return barrier < 0 || barrier > row;
}

bool RowMapper::isIn(const PrintedRow &row, const LabelPattern &pattern)
{
    const bool isUntold = row.section.isEmpty() && !pattern.isStrict;
    return pattern.section.isEmpty() || row.section == pattern.section || isUntold;
}

bool RowMapper::fits(const PrintedRow &row, const LabelEntry &entry, const LabelPattern &pattern) const
{
    if (row.isHeading() || !pattern.label.match(row.normal).hasMatch())
        return false;
    if (!entry.taboo.pattern().isEmpty() && entry.taboo.match(row.normal).hasMatch())
        return false;
    if (!isIn(row, pattern))
        return false;
    return pattern.under.pattern().isEmpty() || pattern.under.match(row.under.toLower()).hasMatch();
}

} // namespace consultantos::statements
