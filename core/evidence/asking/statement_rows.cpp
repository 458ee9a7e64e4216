// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/statement_rows.h"

#include "evidence/statements/printed_row.h"

#include <QMap>

namespace consultantos {

QList<StatementRow> takeStatementRows(QList<Fact> &facts)
{
    QMap<QString, StatementRow> rows;
    const auto taxonomy = QString::fromUtf16(PrintedRowTaxonomy);
    facts.removeIf([&](const Fact &fact) {
        if (fact.taxonomy != taxonomy)
            return false;
        auto &row = rows[fact.tag];
        row.label = fact.tag;
        row.facts.append(fact);
        return true;
    });
    return rows.values();
}

} // namespace consultantos
