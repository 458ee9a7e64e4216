// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/deployment_output.h"

#include "base/json.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace consultantos {

namespace {

constexpr std::array States{DeploymentState::Passed, DeploymentState::Failed, DeploymentState::NotApplicable,
                            DeploymentState::ByHand};

QString keyOf(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Passed:
        return QStringLiteral("passed");
    case DeploymentState::Failed:
        return QStringLiteral("failed");
    case DeploymentState::NotApplicable:
        return QStringLiteral("not_applicable");
    case DeploymentState::ByHand:
        break;
    }
    return QStringLiteral("by_hand");
}

QString nameOf(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Passed:
        return QCoreApplication::translate("Cli", "ok");
    case DeploymentState::Failed:
        return QCoreApplication::translate("Cli", "PROBLEM");
    case DeploymentState::NotApplicable:
        return QStringLiteral("-");
    case DeploymentState::ByHand:
        break;
    }
    return QCoreApplication::translate("Cli", "by hand");
}

} // namespace

QByteArray deploymentJson(const DeploymentCheck &check)
{
    QJsonObject counts;
    for (const auto state : States)
        counts.insert(keyOf(state), check.count(state));
    const auto itemJson = [](const DeploymentItem &item) {
        return QJsonObject{{QStringLiteral("id"), item.id},
                           {QStringLiteral("title"), item.title},
                           {QStringLiteral("state"), keyOf(item.state)},
                           {QStringLiteral("found"), item.found},
                           {QStringLiteral("advice"), item.advice}};
    };
    const auto sectionJson = [&](const DeploymentSection &section) {
        return QJsonObject{{QStringLiteral("id"), section.id},
                           {QStringLiteral("title"), section.title},
                           {QStringLiteral("items"), json::fromList(section.items, itemJson)}};
    };
    return QJsonDocument(QJsonObject{{QStringLiteral("passed"), check.isPassed()},
                                     {QStringLiteral("counts"), counts},
                                     {QStringLiteral("sections"), json::fromList(check.sections, sectionJson)}})
        .toJson();
}

QByteArray deploymentText(const DeploymentCheck &check)
{
    QByteArray text;
    for (const auto &section : check.sections) {
        QList<QStringList> rows;
        for (const auto &item : section.items) {
            rows.append({nameOf(item.state), item.title, item.found});
            if (!item.advice.isEmpty())
                rows.append({QString(), QString(), QStringLiteral("→ ") + item.advice});
        }
        text += textTable({QString(), section.title, QCoreApplication::translate("Cli", "state")}, rows) + '\n';
    }
    return text
           + QCoreApplication::translate("Cli",
                                         "%1 fine, %2 with a problem, %3 not applicable, %4 to be looked at by hand.")
                 .arg(check.count(DeploymentState::Passed))
                 .arg(check.count(DeploymentState::Failed))
                 .arg(check.count(DeploymentState::NotApplicable))
                 .arg(check.count(DeploymentState::ByHand))
                 .toUtf8()
           + '\n';
}

} // namespace consultantos
