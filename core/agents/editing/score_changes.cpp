// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/score_changes.h"

namespace consultantos {

QList<ScoreChange> scoreChanges(const Report &before, const Report &after)
{
    QList<ScoreChange> changes;
    for (const auto &framework : after.frameworks) {
        const auto *earlier = before.framework(framework.id);
        for (qsizetype i = 0; earlier != nullptr && i < framework.sections.size() && i < earlier->sections.size();
             ++i) {
            const auto &was = earlier->sections[i].score;
            const auto &is = framework.sections[i].score;
            if (was != is)
                changes.append({QStringLiteral("%1.%2.score").arg(framework.id, framework.sections[i].id), was, is});
        }
    }
    return changes;
}

QJsonObject toJson(const ScoreChange &change)
{
    const auto scoreOf = [](const std::optional<Score> &score) {
        return score ? QJsonValue(toJson(*score)) : QJsonValue();
    };
    return {{QStringLiteral("score"), change.target},
            {QStringLiteral("before"), scoreOf(change.before)},
            {QStringLiteral("after"), scoreOf(change.after)}};
}

} // namespace consultantos
