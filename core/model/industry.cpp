// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/industry.h"

namespace consultantos {

QList<PlaybookStatement> Playbook::forUse(const QString &use) const
{
    QList<PlaybookStatement> found;
    for (const auto &statement : statements) {
        if (statement.uses.contains(use))
            found.append(statement);
    }
    return found;
}

} // namespace consultantos
