// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/industry.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// The industries of industry/sectors.json with their published averages of industry/anchors.json. A value; const
/// members are thread-safe.
class IndustryCatalogue {
public:
    /// An error names the file.
    [[nodiscard]] static Result<IndustryCatalogue> load(const QString &resourceDir);

    [[nodiscard]] const QList<Industry> &industries() const { return m_industries; }
    /// By id, title or alias, without regard to case and punctuation. NotFound carries the nearest titles in detail.
    [[nodiscard]] Result<Industry> find(const QString &text) const;
    /// Empty for an unknown industry and for one without a published row.
    [[nodiscard]] QList<IndustryAnchor> anchors(const QString &industryId) const;

private:
    QList<Industry> m_industries;
    QHash<QString, QList<IndustryAnchor>> m_anchors; ///< by industry id
};

} // namespace consultantos
