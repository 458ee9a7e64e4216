// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/model/sendable_evidence.h"

#include "llm/privacy/sending_rules.h"

#include <algorithm>

namespace consultantos {

SendableEvidence::SendableEvidence(const LanguageModel &model, const EvidenceBook &book)
    : m_rules(model.rules())
    , m_book(book)
{
}

bool SendableEvidence::maySend(const QString &ref)
{
    if (!m_rules)
        return true;
    if (const auto known = m_known.constFind(ref); known != m_known.constEnd())
        return *known;
    m_known.insert(ref, true); // a computation never rests on itself; were one to, it would end here
    const bool may = decide(ref);
    m_known.insert(ref, may);
    return may;
}

bool SendableEvidence::decide(const QString &ref)
{
    if (const auto *fact = m_book.fact(ref))
        return m_rules->maySend(*fact);
    if (const auto *computation = m_book.computation(ref)) {
        const auto inputs = computation->inputs();
        return std::all_of(inputs.begin(), inputs.end(), [this](const QString &input) { return maySend(input); });
    }
    if (ref.startsWith(QLatin1String("p/context/")))
        return m_rules->maySend(SendField::Context);
    return m_rules->maySendPassage(ref);
}

bool SendableEvidence::maySend(const Claim &claim)
{
    return std::all_of(claim.evidence.begin(), claim.evidence.end(),
                       [this](const QString &ref) { return maySend(ref); })
           && std::all_of(claim.numbers.begin(), claim.numbers.end(),
                          [this](const NumberRef &number) { return maySend(number.ref); });
}

} // namespace consultantos
