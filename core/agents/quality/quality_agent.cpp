// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/quality/quality_agent.h"

#include "analysis/quality/report_reviewer.h"
#include "evidence/asking/statement_rows.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>

namespace consultantos {

QualityAgent::QualityAgent(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts)
    : m_gate(std::move(gate))
    , m_facts(std::move(facts))
{
}

QualityReview QualityAgent::review(const Report &report, const QDate &today) const
{
    ReviewBasis basis;
    basis.gate = m_gate.get();
    basis.today = today;
    basis.evidence.mainCompany = report.company.id;
    basis.evidence.known = {report.company};
    for (const auto &peer : report.peers) {
        Company company;
        company.id = peer.companyId;
        company.name = peer.name;
        basis.evidence.known.append(company);
    }
    auto facts = m_facts->facts(report.company.id);
    if (facts && !facts->isEmpty()) {
        ClaimSubject subject;
        subject.company = report.company;
        subject.rows = takeStatementRows(*facts);
        subject.facts = *std::move(facts);
        basis.evidence.subjects.append(std::move(subject));
    }
    return reviewed(report, basis);
}

Result<QualityAgent> makeQualityAgent(const QString &resourceDir, std::shared_ptr<const FactStore> facts)
{
    auto gate = ClaimGate::load(resourceDir);
    if (!gate)
        return tl::unexpected(gate.error());
    return QualityAgent(std::make_shared<const ClaimGate>(*std::move(gate)), std::move(facts));
}

Status settle(QualityReview &review, const QString &finding, const FindingSettlement &settlement)
{
    if (settlement.reason.simplified().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Quality", "A finding is settled with a reason."),
                    QCoreApplication::translate("Quality", "Say why the report stands with it."));
    for (auto &one : review.findings) {
        if (one.id != finding)
            continue;
        one.settled = settlement;
        weigh(review);
        return {};
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Quality", "The review has no finding \"%1\".").arg(finding));
}

} // namespace consultantos
