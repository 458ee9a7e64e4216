// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/framework.h"

namespace consultantos {

/// SWOT with the TOWS matrix. Strengths and weaknesses are ratios that stand out for two years or more, with their
/// worth in money (traits.h); opportunities and threats come from PESTEL, the playbook, the sector's growth, the part of
/// revenue that outgrows the rest and the risk factors that are new in the latest annual report; TOWS
/// joins those that share a driver (tows.h). A quadrant without evidence stays empty and says why. Depth: quick two
/// items a quadrant and one option, standard five and two, deep all and six.
class Swot : public Framework {
public:
    Swot(QString id, QString title, FrameworkDefinitions definitions);

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] QStringList reads() const override { return {QStringLiteral("pestel")}; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                                 const CancellationToken &cancel) const override;

private:
    QString m_id;
    QString m_title;
    FrameworkDefinitions m_definitions;
};

} // namespace consultantos
