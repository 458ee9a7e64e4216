// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/quality/quality_agent.h"

#include "analysis/quality/report_reviewer.h"
#include "evidence/asking/statement_rows.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

template <typename Change>
Status withFinding(QualityReview &review, const QString &finding, const Change &change)
{
    for (auto &one : review.findings) {
        if (one.id != finding)
            continue;
        change(one);
        weigh(review);
        return {};
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Quality", "The review has no finding \"%1\".").arg(finding));
}

} // namespace

QualityAgent::QualityAgent(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts)
    : m_gate(std::move(gate))
    , m_facts(std::move(facts))
{
}

ClaimEvidence QualityAgent::evidenceOf(const Report &report) const
{
    ClaimEvidence evidence;
    evidence.mainCompany = report.company.id;
    evidence.known = {report.company};
    for (const auto &peer : report.peers) {
        Company company;
        company.id = peer.companyId;
        company.name = peer.name;
        evidence.known.append(company);
    }
    auto facts = m_facts->facts(report.company.id);
    if (facts && !facts->isEmpty()) {
        ClaimSubject subject;
        subject.company = report.company;
        subject.rows = takeStatementRows(*facts);
        subject.facts = *std::move(facts);
        evidence.subjects.append(std::move(subject));
    }
    return evidence;
}

QualityReview QualityAgent::review(const Report &report, const QDate &today) const
{
    ReviewBasis basis;
    basis.gate = m_gate.get();
    basis.today = today;
    basis.evidence = evidenceOf(report);
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
    if (settlement.by.simplified().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Quality", "A finding is settled by somebody."),
                    QCoreApplication::translate("Quality", "Give a name."));
    return withFinding(review, finding, [&settlement](QualityFinding &one) { one.settled = settlement; });
}

Status unsettle(QualityReview &review, const QString &finding)
{
    if (const auto *known = review.finding(finding); known != nullptr && !known->settled)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Quality", "Nobody accepted the finding \"%1\".").arg(finding));
    return withFinding(review, finding, [](QualityFinding &one) { one.settled.reset(); });
}

} // namespace consultantos
