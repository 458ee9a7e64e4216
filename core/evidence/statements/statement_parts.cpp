// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_parts.h"

#include <QSet>

#include <cmath>
#include <utility>

namespace consultantos::statements {

namespace {

/// The rows right above a total that add up to it; empty where none do.
QList<qsizetype> addendsOf(qsizetype total, const StatementTable &table)
{
    QList<qsizetype> addends;
    for (auto i = total - 1; i >= 0 && !table.rows[i].isHeading(); --i)
        addends.prepend(i);
    for (const auto &value : table.rows[total].values) {
        double sum = 0;
        for (const auto row : std::as_const(addends)) {
            for (const auto &part : table.rows[row].values)
                sum += part.period == value.period ? part.printed : 0;
        }
        // Each row may be rounded by half a unit of its last digit.
        if (std::abs(sum - value.printed) > static_cast<double>(addends.size()) / 2)
            return {};
    }
    return addends;
}

QList<qsizetype> rowsOfBusinesses(const LabelParts &parts, const StatementTable &table, RowMapper &mapper)
{
    const auto total = parts.businessesOf.isEmpty() ? -1 : mapper.rowOf(parts.businessesOf);
    const auto businesses = total < 0 ? QList<qsizetype>() : addendsOf(total, table);
    QList<qsizetype> rows;
    for (const auto business : businesses) {
        const auto &name = table.rows[business].normal;
        QList<qsizetype> own;
        for (auto i = total + 1; i < table.rows.size(); ++i) {
            const auto &row = table.rows[i];
            if (!row.isHeading() && row.normal.startsWith(name + QLatin1Char(' '))
                && !parts.noBusiness.match(row.normal).hasMatch())
                own.append(i);
        }
        // Two rows of one business: which of them are its costs of revenue, nobody tells.
        if (name.isEmpty() || own.size() != 1)
            return {};
        rows += own;
    }
    return rows;
}

} // namespace

QList<qsizetype> partRows(const LabelEntry &entry, const StatementTable &table, RowMapper &mapper)
{
    QList<qsizetype> parts;
    if (entry.parts.id.isEmpty() || mapper.rowOf(entry.id) >= 0)
        return parts;
    QSet<qsizetype> taken;
    for (const auto &id : mapper.found())
        taken.insert(mapper.rowOf(id));
    bool isUnderHeading = false;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const auto &row = table.rows[i];
        if (row.isHeading()) {
            isUnderHeading = row.section == entry.parts.section;
            continue;
        }
        // The heading reaches to the first row that is another line of the statement.
        isUnderHeading = isUnderHeading && !taken.contains(i) && !row.normal.startsWith(QLatin1String("total "));
        if (isUnderHeading || (!taken.contains(i) && entry.parts.label.match(row.normal).hasMatch()))
            parts.append(i);
    }
    if (parts.size() < 2)
        parts = rowsOfBusinesses(entry.parts, table, mapper);
    const bool isSum = parts.size() > 1 && parts.size() <= entry.parts.most;
    return isSum ? parts : QList<qsizetype>();
}

} // namespace consultantos::statements
