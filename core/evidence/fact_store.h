// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"
#include "model/fact.h"
#include "model/industry.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Where the agents find companies, facts, industries and playbooks. Thread-safe: agents read it in parallel.
class FactStore {
public:
    virtual ~FactStore() = default;

    [[nodiscard]] virtual QList<Company> companies() const = 0;
    /// By name, legal name, alias, ticker or CIK, case-insensitively, with or without its legal form ("Inc.").
    /// NotFound carries the nearest names in Error::detail.
    [[nodiscard]] virtual Result<Company> findCompany(const QString &text) const = 0;
    /// The names nearest to `text`, best first, at most `limit`.
    [[nodiscard]] virtual QStringList nearestNames(const QString &text, int limit) const = 0;
    /// All facts of a company, starter facts and the user's imports merged by the restatement rule, ordered by id.
    [[nodiscard]] virtual Result<QList<Fact>> facts(const QString &companyId) const = 0;

    [[nodiscard]] virtual QList<Industry> industries() const = 0;
    /// By id, title or alias.
    [[nodiscard]] virtual Result<Industry> findIndustry(const QString &text) const = 0;
    [[nodiscard]] virtual QList<IndustryAnchor> anchors(const QString &industryId) const = 0;
    /// Published country averages for a region text ("Germany", "DE", "Europe"); empty when it names none.
    [[nodiscard]] virtual QList<Fact> countryAnchors(const QString &region) const = 0;
    /// ISO 3166 alpha-2 of the country that a region text names; empty for a region of the world and an unknown name.
    [[nodiscard]] virtual QString countryCode(const QString &region) const = 0;
    /// An empty playbook where we have written none.
    [[nodiscard]] virtual Result<Playbook> playbook(const QString &industryId) const = 0;
};

} // namespace consultantos
