// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/company_comparer.h"

#include "agents/market_price.h"
#include "analysis/financial_engine.h"
#include "evidence/fact_store.h"
#include "storage/report_repository.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

/// Deep enough for growth over five years in the oldest year that is shown.
constexpr int DerivedYears = MostYearsBeside + 5;

QString inWords(const char *text)
{
    return QCoreApplication::translate("CompanyComparer", text);
}

} // namespace

CompanyComparer::CompanyComparer(std::shared_ptr<const FactStore> facts,
                                 std::shared_ptr<const ReportRepository> reports, QString resourceDir)
    : m_facts(std::move(facts))
    , m_reports(std::move(reports))
    , m_resourceDir(std::move(resourceDir))
{
}

CompanyComparer::~CompanyComparer() = default;

Result<QList<Company>> CompanyComparer::resolved(const QStringList &names) const
{
    QList<Company> companies;
    for (const auto &name : names) {
        auto company = m_facts->findCompany(name);
        if (!company)
            return tl::unexpected(company.error());
        const bool isThere = std::any_of(companies.cbegin(), companies.cend(),
                                         [&](const Company &one) { return one.id == company->id; });
        if (!isThere)
            companies.append(*company);
    }
    if (companies.size() < 2 || companies.size() > MostBeside)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("CompanyComparer", "Two to %1 different companies can be compared."))
                        .arg(MostBeside));
    return companies;
}

Result<std::shared_ptr<const FinancialEngine>> CompanyComparer::engine() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_engine) {
        auto loaded = FinancialEngine::load(m_resourceDir);
        if (!loaded)
            return tl::unexpected(loaded.error());
        m_engine = std::make_shared<const FinancialEngine>(std::move(*loaded));
    }
    return m_engine;
}

Result<Financials> CompanyComparer::derived(const Company &company) const
{
    const auto version = m_facts->version({company.id});
    if (!version)
        return tl::unexpected(version.error());
    {
        const std::lock_guard lock(m_mutex);
        if (const auto kept = m_kept.constFind(company.id); kept != m_kept.constEnd() && kept->first == *version)
            return kept->second;
    }
    const auto engine = this->engine();
    if (!engine)
        return tl::unexpected(engine.error());
    const auto facts = m_facts->facts(company.id);
    if (!facts)
        return tl::unexpected(facts.error());
    FinancialOptions options;
    options.annualPeriods = DerivedYears;
    options.quarterlyPeriods = 0;
    options.isSplit = false;
    if (const auto *stored = storedMarketValue(*facts))
        options.marketCap = options.given.add(*stored);
    auto financials = (*engine)->derive(company, *facts, options);
    const std::lock_guard lock(m_mutex);
    m_kept.insert(company.id, {*version, financials});
    return financials;
}

Result<QList<Financials>> CompanyComparer::derivedAll(const QList<Company> &companies,
                                                      const CancellationToken &cancel) const
{
    QList<Financials> all;
    for (const auto &company : companies) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("CompanyComparer", "Cancelled.")));
        auto one = derived(company);
        if (!one)
            return tl::unexpected(one.error());
        all.append(std::move(*one));
    }
    return all;
}

Result<QList<FiguresBeside>> CompanyComparer::figures(const QStringList &companies, const QStringList &figures,
                                                      int years, const CancellationToken &cancel) const
{
    if (years < 1 || years > MostYearsBeside)
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("CompanyComparer", "One to %1 years can be compared.")).arg(MostYearsBeside));
    const auto chosen = resolved(companies);
    if (!chosen)
        return tl::unexpected(chosen.error());
    QSet<QString> sectors;
    for (const auto &company : *chosen)
        sectors.insert(company.sector);
    sectors.remove(QString());
    QList<Company> pool;
    for (const auto &company : m_facts->companies()) {
        if (sectors.contains(company.sector))
            pool.append(company);
    }
    const auto own = derivedAll(*chosen, cancel);
    if (!own)
        return tl::unexpected(own.error());
    const auto others = derivedAll(pool, cancel);
    if (!others)
        return tl::unexpected(others.error());
    QList<FiguresBeside> all;
    for (const auto &id : figures) {
        auto one = figuresBeside(id, *own, *others, years);
        if (!one)
            return tl::unexpected(one.error());
        all.append(std::move(*one));
    }
    return all;
}

Result<QList<CompanyComparer::Named>> CompanyComparer::known(const QStringList &companies) const
{
    const auto chosen = resolved(companies);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const auto all = derivedAll(*chosen, {});
    if (!all)
        return tl::unexpected(all.error());
    QList<Named> named;
    const auto add = [&named](const Named &one) {
        if (std::none_of(named.cbegin(), named.cend(), [&](const Named &known) { return known.id == one.id; }))
            named.append(one);
    };
    for (const auto &financials : *all) {
        for (const auto &ratio : financials.ratios)
            add({ratio.id, ratio.title, ratio.group});
    }
    for (const auto &financials : *all) {
        for (const auto &statement : financials.statements) {
            for (const auto &line : statement.lines)
                add({line.concept_, line.label, statement.kind});
        }
    }
    return named;
}

Result<FrameworkBeside> CompanyComparer::framework(const QStringList &companies, const QString &framework) const
{
    const auto chosen = resolved(companies);
    if (!chosen)
        return tl::unexpected(chosen.error());
    QList<KeptReport> kept;
    for (const auto &company : *chosen) {
        ReportFilter filter;
        filter.companyId = company.id;
        const auto listed = m_reports->list(filter);
        if (!listed)
            return tl::unexpected(listed.error());
        KeptReport one{company.name, std::nullopt};
        for (const auto &summary : *listed) {
            if (!summary.frameworks.contains(framework))
                continue;
            auto report = m_reports->load(summary.id);
            if (!report)
                return tl::unexpected(report.error());
            one.report = std::move(*report);
            break;
        }
        kept.append(std::move(one));
    }
    return frameworkBeside(framework, kept);
}

} // namespace consultantos
