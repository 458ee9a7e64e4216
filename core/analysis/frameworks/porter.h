// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/framework.h"

namespace consultantos {

/// Porter's five forces. Each force has a score from its measured drivers with the interval that missing drivers leave
/// open, what moves it most, what it means in money, and what the playbook and the user's own words add. A force with
/// no measured driver has no score. How a driver is scored, its weight and its cut-offs:
/// resources/frameworks/porter.json.
///
/// Confidence of a force: that of its weakest kind of basis (0.85 peers, 0.7 published averages, 0.65 own history)
/// times the share of the weights that could be measured; at most 0.3 for substitutes, which figures show only from
/// afar. Depth: quick lists two items a force and only scored drivers; standard all drivers and five items; deep
/// everything.
class Porter : public Framework {
public:
    Porter(QString id, QString title, FrameworkDefinitions definitions);

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                                 const CancellationToken &cancel) const override;

private:
    QString m_id;
    QString m_title;
    FrameworkDefinitions m_definitions;
};

} // namespace consultantos
