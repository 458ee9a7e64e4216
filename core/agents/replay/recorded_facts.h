// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/replay/recorded_analysis.h"
#include "evidence/fact_store.h"

namespace consultantos {

/// The facts of a recorded analysis, and nothing else: an agent that asks for more than it did then gets nothing. Immutable,
/// thread-safe.
class RecordedFacts final : public FactStore {
public:
    explicit RecordedFacts(const RecordedAnalysis &recorded);

    [[nodiscard]] QList<Company> companies() const override;
    [[nodiscard]] Result<Company> findCompany(const QString &text) const override;
    [[nodiscard]] QStringList nearestNames(const QString &text, int limit) const override;
    [[nodiscard]] Result<QList<Fact>> facts(const QString &companyId) const override;
    [[nodiscard]] Result<QString> version(const QStringList &companyIds) const override;
    [[nodiscard]] QList<Industry> industries() const override;
    [[nodiscard]] Result<Industry> findIndustry(const QString &text) const override;
    [[nodiscard]] QList<IndustryAnchor> anchors(const QString &industryId) const override;
    [[nodiscard]] QList<Fact> countryAnchors(const QString &region) const override;
    [[nodiscard]] QString countryCode(const QString &region) const override;
    [[nodiscard]] Result<Playbook> playbook(const QString &industryId) const override;

private:
    QList<RecordedCompany> m_companies; ///< the analysed one first
    QString m_industry;
    QString m_region;
    QList<IndustryAnchor> m_anchors;
    QList<Fact> m_countryAnchors;
};

} // namespace consultantos
