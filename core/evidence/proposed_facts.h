// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/fact_store.h"

#include <memory>

namespace consultantos {

/// A store of facts as it would be with a few facts more, of one company and one document, which stand in no store yet: what
/// follows from them is derived before anybody else can see them. Whatever the document reported before is left out.
/// Immutable, and as thread-safe as the store below.
class ProposedFacts final : public FactStore {
public:
    /// `facts`: at least one.
    ProposedFacts(std::shared_ptr<const FactStore> below, QList<Fact> facts);

    [[nodiscard]] Result<QList<Fact>> facts(const QString &companyId) const override;
    [[nodiscard]] Result<QString> version(const QStringList &companyIds) const override;

    [[nodiscard]] QList<Company> companies() const override { return m_below->companies(); }
    [[nodiscard]] Result<Company> findCompany(const QString &text) const override { return m_below->findCompany(text); }
    [[nodiscard]] QStringList nearestNames(const QString &text, int limit) const override
    {
        return m_below->nearestNames(text, limit);
    }
    [[nodiscard]] QList<Industry> industries() const override { return m_below->industries(); }
    [[nodiscard]] Result<Industry> findIndustry(const QString &text) const override
    {
        return m_below->findIndustry(text);
    }
    [[nodiscard]] QList<IndustryAnchor> anchors(const QString &industryId) const override
    {
        return m_below->anchors(industryId);
    }
    [[nodiscard]] QList<Fact> countryAnchors(const QString &region) const override
    {
        return m_below->countryAnchors(region);
    }
    [[nodiscard]] QString countryCode(const QString &region) const override { return m_below->countryCode(region); }
    [[nodiscard]] Result<Playbook> playbook(const QString &industryId) const override
    {
        return m_below->playbook(industryId);
    }

private:
    std::shared_ptr<const FactStore> m_below;
    QList<Fact> m_facts; ///< ordered by id
    QString m_version;
};

} // namespace consultantos
