// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "base/result.h"
#include "model/report.h"

#include <QDate>

#include <memory>

namespace consultantos {

class FactStore;

/// Reviews a report that is put together, by the rules of analysis/quality, against the company's facts as they are stored.
/// The last to work on a report; what it finds is Report::quality. Immutable and thread-safe. Does I/O.
class QualityAgent {
public:
    /// Neither may be null.
    QualityAgent(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts);

    /// The review on that day. A company that the store doesn't know, or whose facts can't be read, is reviewed without them.
    [[nodiscard]] QualityReview review(const Report &report, const QDate &today) const;

    /// What the gate is given: the report's company and its facts as they are stored, the names of its peers.
    [[nodiscard]] ClaimEvidence evidenceOf(const Report &report) const;

private:
    std::shared_ptr<const ClaimGate> m_gate;
    std::shared_ptr<const FactStore> m_facts;
};

/// With the claim gate of `resourceDir`; an error names the resource that can't be used.
[[nodiscard]] Result<QualityAgent> makeQualityAgent(const QString &resourceDir, std::shared_ptr<const FactStore> facts);

/// "accepted, because …": settles the finding. NotFound without such a finding; InvalidArgument without a reason or a name.
[[nodiscard]] Status settle(QualityReview &review, const QString &finding, const FindingSettlement &settlement);
/// Opens a settled finding again. NotFound where there is none.
[[nodiscard]] Status unsettle(QualityReview &review, const QString &finding);

} // namespace consultantos
