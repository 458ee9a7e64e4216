// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/proposed_facts.h"

#include "storage/restatement.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {

namespace {

bool byId(const Fact &left, const Fact &right)
{
    return left.id < right.id;
}

/// The stored fact with what is proposed of it.
Fact with(const Fact &stored, const Fact &proposed)
{
    auto reports = reportsOf(stored);
    const auto &document = proposed.latest.place.document;
    reports.removeIf([&](const FactReport &report) { return report.place.document == document; });
    if (reports.isEmpty())
        return proposed;
    auto rest = stored;
    setReports(rest, reports);
    return mergeFacts(rest, proposed);
}

} // namespace

ProposedFacts::ProposedFacts(std::shared_ptr<const FactStore> below, QList<Fact> facts)
    : m_below(std::move(below))
    , m_facts(std::move(facts))
{
    std::sort(m_facts.begin(), m_facts.end(), byId);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &fact : std::as_const(m_facts))
        hash.addData(QJsonDocument(toJson(fact)).toJson(QJsonDocument::Compact));
    m_version = QString::fromLatin1(hash.result().toHex());
}

Result<QList<Fact>> ProposedFacts::facts(const QString &companyId) const
{
    auto stored = m_below->facts(companyId);
    if (!stored || companyId != m_facts.first().companyId)
        return stored;
    for (const auto &fact : m_facts) {
        const auto place = std::lower_bound(stored->begin(), stored->end(), fact, byId);
        if (place != stored->end() && place->id == fact.id)
            *place = with(*place, fact);
        else
            stored->insert(place, fact);
    }
    return stored;
}

Result<QString> ProposedFacts::version(const QStringList &companyIds) const
{
    auto version = m_below->version(companyIds);
    if (version && companyIds.contains(m_facts.first().companyId))
        *version += QStringLiteral(" and ") + m_version;
    return version;
}

} // namespace consultantos
