// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/industry.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// The published figures that value companies, of industry/valuation_anchors.json: betas, costs of capital and multiples by
/// industry, and the market's rates. A value; const members are thread-safe.
class ValuationAnchors {
public:
    /// An error names the file.
    [[nodiscard]] static Result<ValuationAnchors> load(const QString &resourceDir);

    /// By the published table's row, Industry::anchorIndustry; empty for an unknown one.
    [[nodiscard]] QList<IndustryAnchor> ofRow(const QString &row) const { return m_rows.value(row); }
    /// risk_free_rate, equity_risk_premium (of the US), default_spread, marginal_tax_rate.
    [[nodiscard]] const QList<IndustryAnchor> &market() const { return m_market; }

private:
    QHash<QString, QList<IndustryAnchor>> m_rows;
    QList<IndustryAnchor> m_market;
};

} // namespace consultantos
