// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/claims/claim_desk.h"

#include "base/logging.h"
#include "evidence/asking/statement_rows.h"
#include "evidence/claims/contrary_search.h"

#include <algorithm>

namespace consultantos {

namespace {

/// A text of thousands of wrong numbers isn't searched for each.
constexpr int MostSearches = 50;

} // namespace

ClaimDesk::ClaimDesk(std::shared_ptr<const ClaimGate> gate, std::shared_ptr<const FactStore> facts,
                     std::shared_ptr<const DocumentRepository> documents)
    : m_gate(std::move(gate))
    , m_facts(std::move(facts))
{
    if (documents)
        m_contrary = std::make_shared<const ContrarySearch>(m_gate, std::move(documents));
}

void ClaimDesk::addContrary(CheckedText &checked, ClaimEvidence evidence) const
{
    int searches = 0;
    for (auto &number : checked.numbers) {
        if (number.verdict != ClaimVerdict::Mismatch || searches >= MostSearches)
            continue;
        const auto about = std::find_if(evidence.known.cbegin(), evidence.known.cend(),
                                        [&number](const Company &one) { return one.name == number.company; });
        if (about == evidence.known.cend())
            continue;
        ++searches;
        evidence.mainCompany = about->id;
        const auto found = m_contrary->against(ContraryTargets{{}, {number}}, evidence);
        if (!found) {
            qCWarning(lcStorage) << "no contrary passages:" << found.error().message;
            return;
        }
        if (*found) {
            const auto &passage = (*found)->passage;
            const auto page = passage.page > 0 ? QStringLiteral(", page %1").arg(passage.page) : QString();
            number.contraryPassage = QStringLiteral("%1 (%2%3)").arg((*found)->contrary.quote, passage.document, page);
        }
    }
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
    auto checked = m_gate->check(text, evidence);
    if (m_contrary)
        addContrary(checked, evidence);
    return checked;
}

Result<std::shared_ptr<const ClaimDesk>> makeClaimDesk(const QString &resourceDir,
                                                       std::shared_ptr<const FactStore> facts,
                                                       std::shared_ptr<const DocumentRepository> documents)
{
    auto gate = ClaimGate::load(resourceDir);
    if (!gate)
        return tl::unexpected(gate.error());
    return std::make_shared<const ClaimDesk>(std::make_shared<const ClaimGate>(std::move(*gate)), std::move(facts),
                                             std::move(documents));
}

} // namespace consultantos
