// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/companies_beside.h"
#include "base/cancellation.h"
#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <utility>

namespace consultantos {

class FactStore;
class FinancialEngine;
class ReportRepository;

/// Companies beside each other: figures from their stored facts, frameworks from their newest kept reports. Keeps what it
/// derived of a company until its facts change. Thread-safe. Every call does I/O.
class CompanyComparer {
public:
    CompanyComparer(std::shared_ptr<const FactStore> facts, std::shared_ptr<const ReportRepository> reports,
                    QString resourceDir);
    ~CompanyComparer();

    /// `companies` by name, ticker or id, two to MostBeside; `figures` by id of formula or statement line. Percentiles are
    /// among the stored companies of their sectors. NotFound for a company or figure that isn't known, InvalidArgument for a
    /// number of companies or years that can't be compared.
    [[nodiscard]] Result<QList<FiguresBeside>> figures(const QStringList &companies, const QStringList &figures,
                                                       int years, const CancellationToken &cancel = {}) const;
    [[nodiscard]] Result<FrameworkBeside> framework(const QStringList &companies, const QString &framework) const;

    /// A figure that can be compared.
    struct Named {
        QString id;
        QString title;
        QString group;

        bool operator==(const Named &) const = default;
    };
    /// Of the companies: ratios first, then statement lines.
    [[nodiscard]] Result<QList<Named>> known(const QStringList &companies) const;

private:
    [[nodiscard]] Result<QList<Company>> resolved(const QStringList &names) const;
    [[nodiscard]] Result<std::shared_ptr<const FinancialEngine>> engine() const;
    [[nodiscard]] Result<Financials> derived(const Company &company) const;
    [[nodiscard]] Result<QList<Financials>> derivedAll(const QList<Company> &companies,
                                                       const CancellationToken &cancel) const;

    std::shared_ptr<const FactStore> m_facts;
    std::shared_ptr<const ReportRepository> m_reports;
    QString m_resourceDir;
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const FinancialEngine> m_engine;
    mutable QHash<QString, std::pair<QString, Financials>> m_kept; ///< by company: version of the facts, what they gave
};

} // namespace consultantos
