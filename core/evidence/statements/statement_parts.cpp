// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_parts.h"

#include <QSet>

namespace consultantos::statements {

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
    const bool isSum = parts.size() > 1 && parts.size() <= entry.parts.most;
    return isSum ? parts : QList<qsizetype>();
}

} // namespace consultantos::statements
