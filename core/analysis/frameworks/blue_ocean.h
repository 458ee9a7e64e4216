// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/framework.h"

namespace consultantos {

/// Blue Ocean: the strategy canvas and the grid of what to eliminate, reduce, raise and create.
///
/// Canvas: levels from zero to ten of the company and up to five comparable peers (nearest in revenue) on the factors
/// of resources/frameworks/blue_ocean.json, measured against the published average where fewer than five peers report.
/// Grid: spending on which the company stands high is a candidate to reduce, to eliminate if its margin stands low as
/// well; results on which it stands low are candidates to raise; what to create comes from the playbook and is labelled
/// a hypothesis. Depth: quick six factors and one item a cell, standard all factors and two, deep everything.
class BlueOcean : public Framework {
public:
    BlueOcean(QString id, QString title, FrameworkDefinitions definitions);

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
