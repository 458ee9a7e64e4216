// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/company_directory.h"
#include "evidence/country_catalogue.h"
#include "evidence/fact_store.h"
#include "evidence/industry_catalogue.h"
#include "evidence/playbook_library.h"
#include "storage/fact_repository.h"

#include <QHash>
#include <QMutex>

#include <memory>
#include <optional>

namespace consultantos {

/// Whether facts that come with the program are used. Without them its companies are known, but have no facts of theirs.
enum class StarterFacts { Use, LeaveOut };

/// The starter facts of the resource folder merged with what the user imported. A company's starter file is read when
/// its facts are first asked for and kept; imports, also those of another process, are noticed at the next question by
/// the repository's change counter. Thread-safe: companies don't wait for each other.
class LocalFactStore final : public FactStore {
public:
    /// `imports` may be null: starter facts alone. An error names the resource that can't be used.
    [[nodiscard]] static Result<std::shared_ptr<LocalFactStore>> load(const QString &resourceDir,
                                                                      std::shared_ptr<FactRepository> imports,
                                                                      StarterFacts starterFacts = StarterFacts::Use);

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
    /// What is known of one company; its mutex is held while its files are read, and no other.
    struct CompanyCache {
        QMutex mutex;
        std::optional<QList<Fact>> starter; ///< ordered by id; empty list for a company without a starter file
        std::optional<qint64> changes;      ///< counter at which `merged` was made
        QList<Fact> merged;
    };

    LocalFactStore(QString resourceDir, std::shared_ptr<FactRepository> imports, CompanyDirectory starter,
                   IndustryCatalogue industries, CountryCatalogue countries);
    [[nodiscard]] CompanyDirectory directory() const;
    [[nodiscard]] std::shared_ptr<CompanyCache> cacheOf(const QString &companyId) const;
    [[nodiscard]] Result<QList<Fact>> starterFacts(const QString &companyId) const;
    [[nodiscard]] Result<qint64> changeCounter() const;

    const QString m_resourceDir;
    const std::shared_ptr<FactRepository> m_imports;
    const CompanyDirectory m_starter;
    StarterFacts m_use = StarterFacts::Use; ///< set by load() alone
    const IndustryCatalogue m_industries;
    const CountryCatalogue m_countries;
    const PlaybookLibrary m_playbooks;

    mutable QMutex m_mutex; ///< guards what follows; nothing is read from disk under it but the list of companies
    mutable std::optional<qint64> m_directoryChanges;
    mutable CompanyDirectory m_directory;
    mutable QHash<QString, std::shared_ptr<CompanyCache>> m_caches;
};

} // namespace consultantos
