// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/dcf.h"
#include "analysis/valuation/peer_multiples.h"
#include "analysis/valuation/starting_assumptions.h"
#include "base/result.h"

#include <QList>
#include <QMap>
#include <QString>

namespace consultantos {

/// A multiple of a peer that the user knows, e.g. from a data service or a deal.
struct PeerEntry {
    QString peer;
    MultipleKind kind = MultipleKind::EvToEbitda;
    double multiple = 0;
    QString source; ///< empty: the user's own
    bool operator==(const PeerEntry &) const = default;
};

/// A peer whose multiples follow from its own figures and its share's price: see evidence/known_peer.h.
struct KnownPeer {
    QString peer;
    double price = 0;
    QString source; ///< of its multiples, in words
    QList<std::pair<MultipleKind, Figure>> multiples;
    QList<ValuationRefusal> left; ///< what it has no multiple for, and why
    EvidenceBook evidence;
};

/// What somebody changes of a starting valuation.
struct ValuationChanges {
    QMap<QString, double> own; ///< assumptions by name, in the assumption's unit
    std::optional<DcfPlan> plan;
    QList<PeerEntry> peers;
    QList<KnownPeer> known;
    bool operator==(const ValuationChanges &other) const;
};

/// A company valued by every method there are inputs for.
struct ValuationOutcome {
    AssumptionTable assumptions; ///< as they stand after the changes; what multiples multiply stands behind
    DcfPlan plan;
    Dcf dcf;
    std::optional<SensitivityGrid> byGrowth;
    std::optional<SensitivityGrid> byMultiple;
    QList<MultipleValuation> peers;
    FootballField field; ///< per share, or of equity where shares are unknown
    QList<ValuationRefusal> refusals;
};

/// An assumption that a valuation can do without, but says more with: debt, cash, minority interest, shares, depreciation, the
/// terminal multiple and what multiples multiply.
struct OptionalAssumption {
    QString name;
    QString title;
    QString unit;
};
[[nodiscard]] QList<OptionalAssumption> optionalAssumptions(const QString &currency);

/// The starting assumptions with what multiples multiply added: ebitda, ebit, net_income, book_equity, as far as reported.
[[nodiscard]] StartingValuation withMetrics(const StartingValuation &start, const Financials &financials);

/// Discounts cash flows, varies the cost of capital with growth and with the multiple, values by the peers given and by the
/// industry's published averages (points without a range). A changed rate changes the cost of capital, and with it the return on
/// new capital, unless these were changed themselves. InvalidArgument names an assumption that there isn't or a value that is no
/// number, except that the optional ones may be given where the company doesn't report them; else as discountCashFlows().
[[nodiscard]] Result<ValuationOutcome> valueCompany(const StartingValuation &start, const ValuationSources &sources,
                                                    const ValuationChanges &changes);

} // namespace consultantos
