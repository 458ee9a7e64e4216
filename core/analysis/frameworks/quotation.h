// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "analysis/frameworks/workbench.h"

#include <QRegularExpression>

namespace consultantos {

/// A sentence that answers a query, word for word, and the passage that it stands in.
struct Quotation {
    Passage passage;
    QString sentence;
    bool isFromDocument = false; ///< or from the network; else the user's own words
};

/// What the user's context and documents say on a query, the user's own words first; each sentence once, at most
/// as many as the query gives at the request's depth.
[[nodiscard]] QList<Quotation> quotations(const FrameworkInput &input, const EvidenceQuery &query);

/// The claim that quotes it; its passage goes to the bench's evidence.
[[nodiscard]] Claim quotationClaim(Workbench &bench, const QString &claimId, const Quotation &quotation);

/// A headline as it stands, whole.
[[nodiscard]] Claim newsClaim(Workbench &bench, const QString &claimId, const Passage &headline);

/// "New in the risk factors of FY2024: “…”", resting on the heading and on the other report's risk factors.
[[nodiscard]] Claim riskNewsClaim(Workbench &bench, const QString &claimId, const RiskFactorNews &news);

/// Where a sentence of a filing says so, how likely what it names is and when: "in force", "proposed" or "may happen",
/// else "open".
[[nodiscard]] QString likelihoodIn(const QString &sentence);
/// By the farthest year that the sentence names, seen from `from`; without one by its likelihood: "now", "one to three
/// years", "beyond three years" or "open".
[[nodiscard]] QString horizonIn(const QString &sentence, const std::optional<QDate> &from);

} // namespace consultantos
