// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/edit_history.h"

#include "base/json.h"

namespace consultantos {

EditEntry findingStep(const QString &finding, const QString &reason)
{
    EditEntry entry;
    entry.action = EditAction::Settle;
    entry.subjects = {finding};
    entry.source = reason;
    return entry;
}

QString findingOf(const EditEntry &entry)
{
    return entry.action == EditAction::Settle ? entry.subjects.value(0) : QString();
}

QJsonObject historyJson(const EditEntry &entry)
{
    QStringList targets;
    for (const auto &edit : entry.edits)
        targets.append(edit.target);
    for (const auto &fact : entry.facts)
        targets.append(fact.id);
    for (const auto &document : entry.documents)
        targets.append(document.id);
    if (entry.action == EditAction::Keep)
        targets += entry.subjects;
    return {{QStringLiteral("number"), entry.number},
            {QStringLiteral("action"), editActionName(entry.action)},
            {QStringLiteral("undone"), entry.isUndone},
            {QStringLiteral("request"), entry.request},
            {QStringLiteral("source"), entry.source},
            {QStringLiteral("finding"), findingOf(entry)},
            {QStringLiteral("targets"), json::fromStrings(targets)}};
}

} // namespace consultantos
