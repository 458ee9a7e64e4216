// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

enum class DeploymentState {
    Passed,
    Failed,
    NotApplicable, ///< does not concern how the program is set up, or not yet
    ByHand         ///< nothing that the program can see by itself
};

/// One item of a checklist.
struct DeploymentItem {
    QString id;    ///< for scripts
    QString title; ///< what is asked, translated
    DeploymentState state = DeploymentState::ByHand;
    QString found;  ///< what was seen, in plain words
    QString advice; ///< what to do; empty where nothing is to be done
};

struct DeploymentSection {
    QString id;
    QString title;
    QList<DeploymentItem> items;
};

/// What an item asks, before anything was looked at: gives the item with what was found.
class DeploymentQuestion {
public:
    DeploymentQuestion(const char *id, QString title)
        : m_id(QLatin1String(id))
        , m_title(std::move(title))
    {
    }

    [[nodiscard]] DeploymentItem passed(const QString &found) const
    {
        return {m_id, m_title, DeploymentState::Passed, found, {}};
    }
    [[nodiscard]] DeploymentItem failed(const QString &found, const QString &advice) const
    {
        return {m_id, m_title, DeploymentState::Failed, found, advice};
    }
    [[nodiscard]] DeploymentItem judged(bool isGood, const QString &found, const QString &advice) const
    {
        return isGood ? passed(found) : failed(found, advice);
    }
    [[nodiscard]] DeploymentItem notApplicable(const QString &why) const
    {
        return {m_id, m_title, DeploymentState::NotApplicable, why, {}};
    }
    [[nodiscard]] DeploymentItem byHand(const QString &found, const QString &advice) const
    {
        return {m_id, m_title, DeploymentState::ByHand, found, advice};
    }

private:
    QString m_id;
    QString m_title;
};

} // namespace consultantos
