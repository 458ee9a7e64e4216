// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/edit_history.h"

#include "base/json.h"

namespace consultantos {

namespace {

/// Data requests begin with "data.".
const QString &findingPrefix()
{
    static const auto prefix = QStringLiteral("finding:");
    return prefix;
}

QString actionName(const EditEntry &entry)
{
    if (!findingOf(entry).isEmpty())
        return QStringLiteral("settle");
    return entry.action == EditAction::Set    ? QStringLiteral("set")
           : entry.action == EditAction::Drop ? QStringLiteral("drop")
                                              : QStringLiteral("carry");
}

} // namespace

EditEntry findingStep(const QString &finding, const QString &reason)
{
    EditEntry entry;
    entry.request = findingPrefix() + finding;
    entry.source = reason;
    return entry;
}

QString findingOf(const EditEntry &entry)
{
    return entry.request.startsWith(findingPrefix()) ? entry.request.mid(findingPrefix().size()) : QString();
}

QJsonObject historyJson(const EditEntry &entry)
{
    QStringList targets;
    for (const auto &edit : entry.edits)
        targets.append(edit.target);
    for (const auto &fact : entry.facts)
        targets.append(fact.id);
    const auto finding = findingOf(entry);
    return {{QStringLiteral("number"), entry.number},
            {QStringLiteral("action"), actionName(entry)},
            {QStringLiteral("undone"), entry.isUndone},
            {QStringLiteral("request"), finding.isEmpty() ? entry.request : QString()},
            {QStringLiteral("source"), entry.source},
            {QStringLiteral("finding"), finding},
            {QStringLiteral("targets"), json::fromStrings(targets)}};
}

} // namespace consultantos
