// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/claims/claim_desk.h"

#include "evidence/asking/statement_rows.h"

#include <algorithm>

namespace consultantos {

ClaimDesk::ClaimDesk(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts)
    : m_gate(std::move(gate))
    , m_facts(std::move(facts))
{
}

Result<CheckedText> ClaimDesk::check(const QString &text, const QString &company) const
{
    ClaimEvidence evidence;
    evidence.known = m_facts->companies();
    auto wanted = companiesNamed(text, evidence.known);
    if (!company.isEmpty()) {
        const auto main = m_facts->findCompany(company);
        if (!main)
            return tl::unexpected(main.error());
        evidence.mainCompany = main->id;
        const auto isMain = [&main](const Company &one) { return one.id == main->id; };
        if (std::none_of(wanted.cbegin(), wanted.cend(), isMain))
            wanted.append(*main);
        if (std::none_of(evidence.known.cbegin(), evidence.known.cend(), isMain))
            evidence.known.append(*main);
    }
    for (const auto &one : std::as_const(wanted)) {
        auto facts = m_facts->facts(one.id);
        if (!facts)
            continue;
        ClaimSubject subject;
        subject.company = one;
        subject.rows = takeStatementRows(*facts);
        subject.facts = std::move(*facts);
        evidence.subjects.append(std::move(subject));
    }
    return m_gate->check(text, evidence);
}

Result<std::shared_ptr<const ClaimDesk>> makeClaimDesk(const QString &resourceDir,
                                                       std::shared_ptr<const FactStore> facts)
{
    auto gate = ClaimGate::load(resourceDir);
    if (!gate)
        return tl::unexpected(gate.error());
    return std::make_shared<const ClaimDesk>(std::make_shared<const ClaimGate>(std::move(*gate)), std::move(facts));
}

} // namespace consultantos
