// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/fact_store.h"

namespace consultantos::test {

/// Two companies; of Tesla the facts of sampleReport().
class FixtureFacts : public FactStore {
public:
    [[nodiscard]] QList<Company> companies() const override;
    [[nodiscard]] Result<Company> findCompany(const QString &text) const override;
    [[nodiscard]] QStringList nearestNames(const QString &text, int limit) const override;
    [[nodiscard]] Result<QList<Fact>> facts(const QString &companyId) const override;
    [[nodiscard]] QList<Industry> industries() const override;
    [[nodiscard]] Result<Industry> findIndustry(const QString &text) const override;
    [[nodiscard]] QList<IndustryAnchor> anchors(const QString &industryId) const override;
    [[nodiscard]] QList<Fact> countryAnchors(const QString &region) const override;
    [[nodiscard]] QString countryCode(const QString &) const override { return {}; }
    [[nodiscard]] Result<Playbook> playbook(const QString &industryId) const override;
};

} // namespace consultantos::test
