// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/company_watcher.h"

#include "agents/analysis_cache.h"
#include "agents/filing_update.h"
#include "agents/financial_agent.h"
#include "agents/network_research.h"
#include "agents/risk_factor_news.h"
#include "agents/source_list.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr auto FetchTime = 60s;
constexpr auto NewsTime = 30s;
constexpr qsizetype FactsOfFiling = 3;

/// Reports on a business; prospectuses and the like have facts, too, of their fees.
bool isReport(const QString &form)
{
    static const QStringList Forms{QStringLiteral("10-K"),  QStringLiteral("10-KT"), QStringLiteral("10-Q"),
                                   QStringLiteral("10-QT"), QStringLiteral("20-F"),  QStringLiteral("40-F"),
                                   QStringLiteral("6-K"),   QStringLiteral("8-K")};
    return Forms.contains(form.section(QStringLiteral("/A"), 0, 0));
}

void takeLine(CompanyObservation &observed, const QString &id, const QString &label, const QList<Period> &periods,
              const QList<std::optional<Figure>> &values)
{
    observed.labels.insert(id, label);
    for (qsizetype i = 0; i < std::min(periods.size(), values.size()); ++i) {
        if (!values[i])
            continue;
        auto figure = *values[i];
        figure.period = periods[i];
        observed.seen.figures[id].insert(periodKey(figure.period), figure);
    }
}

/// The watched figures of statements and ratios.
void takeFigures(CompanyObservation &observed, const Financials &financials, const QStringList &wanted, bool quarters)
{
    for (const auto &statement : financials.statements) {
        if (!quarters && statement.frequency != QLatin1String("annual"))
            continue;
        for (const auto &line : statement.lines) {
            if (wanted.contains(line.concept_))
                takeLine(observed, line.concept_, line.label, statement.periods, line.values);
        }
    }
    for (const auto &ratio : financials.ratios) {
        if (!wanted.contains(ratio.id))
            continue;
        QList<Period> periods;
        QList<std::optional<Figure>> values;
        for (const auto &value : ratio.values) {
            periods.append(value.period);
            values.append(value.figure);
        }
        takeLine(observed, ratio.id, ratio.title, periods, values);
    }
}

QStringList wantedFigures(const MonitorWatch &watch)
{
    QStringList wanted;
    if (watch.figures)
        wanted = watch.figureIds.isEmpty() ? MonitorWatch::defaultFigures() : watch.figureIds;
    for (const auto &line : watch.lines)
        wanted.append(line.figure);
    // Tells splits of shares apart from changes of earnings per share.
    if (!wanted.isEmpty())
        wanted.append(QStringLiteral("net_income"));
    wanted.removeDuplicates();
    return wanted;
}

bool readsFacts(const MonitorWatch &watch)
{
    return watch.filings || watch.figures || !watch.lines.isEmpty() || !watch.frameworks.isEmpty();
}

} // namespace

CompanyWatcher::CompanyWatcher(Parts parts)
    : m_parts(std::move(parts))
{
    if (!m_parts.network)
        return;
    m_research = std::make_unique<NetworkResearch>(m_parts.network, m_parts.clock);
    if (m_parts.intake)
        m_filings = std::make_unique<FilingUpdate>(m_parts.network, m_parts.intake, m_parts.facts, m_parts.clock);
}

CompanyWatcher::~CompanyWatcher() = default;

Result<CompanyObservation> CompanyWatcher::observe(const Monitor &monitor, const QString &checkId,
                                                   const CancellationToken &cancel) const
{
    CompanyObservation observed;
    const auto &watch = monitor.watch;
    if (m_filings && readsFacts(watch))
        observed.limits += m_filings->run(monitor.companyId, checkId, FetchTime, cancel, 0);
    const auto company = m_parts.facts->findCompany(monitor.companyId);
    if (!company)
        return tl::unexpected(company.error());
    observed.company = *company;
    auto known = documentSources(m_parts.documents.get());
    if (!known)
        return tl::unexpected(known.error());
    observed.sources = std::move(*known);

    auto seen = Status();
    if (!wantedFigures(watch).isEmpty())
        seen = seeFigures(monitor, observed, cancel);
    if (seen && !watch.frameworks.isEmpty())
        seen = seeScores(monitor, observed, cancel);
    if (seen && watch.filings)
        seen = seeFilings(observed);
    if (seen && watch.riskFactors)
        seen = seeRiskFactors(observed);
    if (!seen)
        return tl::unexpected(seen.error());
    if (watch.news)
        seeNews(checkId, observed, cancel);
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("Monitors", "The check was cancelled."));
    return observed;
}

Status CompanyWatcher::seeFigures(const Monitor &monitor, CompanyObservation &observed,
                                  const CancellationToken &cancel) const
{
    RequestBasis basis;
    basis.company = observed.company;
    basis.isKnown = true;
    basis.request.company = monitor.companyId;
    basis.request.depth = Depth::Deep;
    AgentTools tools;
    tools.store = m_parts.facts;
    auto engine = FinancialEngine::load(m_parts.resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    tools.engine = std::make_shared<const FinancialEngine>(std::move(*engine));
    const FinancialAgent agent(basis, tools);
    const AgentContext context(cancel, [](double, const QString &) {}, {});
    const auto runner = m_parts.cache.manager
                            ? AnalysisCache(m_parts.cache).runner(CacheOptions::Mode::Use, observed.company.id)
                            : std::make_shared<const AgentRunner>();
    const auto product = runner->run(agent, context);
    if (!product)
        return tl::unexpected(product.error());
    const auto *financials = std::get_if<Financials>(product->output.get());
    if (!financials)
        return fail(ErrorCode::Internal, QCoreApplication::translate("Monitors", "The figures could not be derived."));
    takeFigures(observed, *financials, wantedFigures(monitor.watch), monitor.watch.quarters);
    observed.evidence.merge(financials->evidence);
    return {};
}

Status CompanyWatcher::seeScores(const Monitor &monitor, CompanyObservation &observed,
                                 const CancellationToken &cancel) const
{
    if (!m_parts.analyse) {
        observed.limits.append(QCoreApplication::translate("Monitors", "No analysis could be run for the scores."));
        return {};
    }
    AnalysisRequest request;
    request.company = monitor.companyId;
    request.frameworks = monitor.watch.frameworks;
    const auto report = m_parts.analyse(request, cancel);
    if (!report)
        return tl::unexpected(report.error());
    for (const auto &framework : report->frameworks) {
        for (const auto &section : framework.sections) {
            if (section.score)
                observed.seen.scores.insert(framework.id + QLatin1Char('/') + section.id,
                                            {*section.score, framework.title + QStringLiteral(", ") + section.title});
        }
    }
    for (const auto &agent : report->agents) {
        if (!agent.error.isEmpty())
            observed.limits.append(agent.error);
    }
    observed.evidence.merge(report->evidence);
    return {};
}

Status CompanyWatcher::seeFilings(CompanyObservation &observed) const
{
    const auto facts = m_parts.facts->facts(observed.company.id);
    if (!facts)
        return tl::unexpected(facts.error());
    QMap<QString, SeenFiling> filings;
    QMap<QString, QList<const Fact *>> reported;
    for (const auto &fact : *facts) {
        const auto &report = fact.latest;
        if (report.accession.isEmpty() || !report.filed.isValid() || !isReport(report.form))
            continue;
        filings.insert(report.accession,
                       {report.accession, report.form, report.filed, report.fiscalYear, report.fiscalPeriod, {}});
        reported[report.accession].append(&fact);
    }
    for (auto &filing : filings) {
        auto &of = reported[filing.accession];
        // What the statements show tells more than what comes first by name.
        std::stable_sort(of.begin(), of.end(), [&](const Fact *left, const Fact *right) {
            return observed.evidence.contains(left->id) > observed.evidence.contains(right->id);
        });
        for (const auto *fact : of.mid(0, FactsOfFiling)) {
            observed.evidence.add(*fact);
            filing.facts.append(fact->id);
        }
        observed.seen.filings.insert(filing.accession, filing.filed);
    }
    observed.filings = filings.values();
    std::stable_sort(observed.filings.begin(), observed.filings.end(),
                     [](const SeenFiling &left, const SeenFiling &right) { return left.filed > right.filed; });
    observed.seen.hasFilings = true;
    return {};
}

void CompanyWatcher::seeNews(const QString &checkId, CompanyObservation &observed,
                             const CancellationToken &cancel) const
{
    if (!m_research || !m_research->isOn()) {
        observed.limits.append(
            QCoreApplication::translate("Monitors", "News are watched, but no source of news is switched on."));
        return;
    }
    NetworkQuestion question;
    question.company = observed.company;
    question.wantsPages = false;
    question.reportId = checkId;
    auto findings = m_research->ask(question, NewsTime, cancel);
    observed.limits += findings.limits;
    // Where every source failed, what was seen before stays the state to compare with.
    if (findings.news.isEmpty() && !findings.limits.isEmpty())
        return;
    observed.seen.hasNews = true;
    observed.seen.newsSeen = m_parts.clock->nowUtc();
    for (const auto &passage : std::as_const(findings.news)) {
        observed.seen.news.insert(passage.id, passage.date.value_or(QDate()));
        observed.evidence.add(passage);
    }
    observed.news = findings.news;
    observed.sources.insert(findings.sources);
}

Status CompanyWatcher::seeRiskFactors(CompanyObservation &observed) const
{
    if (!m_parts.documents)
        return {};
    auto news = riskFactorNews(*m_parts.documents, observed.company.id);
    if (!news)
        return tl::unexpected(news.error());
    observed.seen.hasRiskFactors = true;
    for (const auto &factor : std::as_const(*news)) {
        observed.seen.riskFactors.append(factor.quote);
        observed.evidence.add(factor.passage);
    }
    observed.riskNews = std::move(*news);
    return {};
}

Result<QMap<QString, QString>> CompanyWatcher::figures() const
{
    const QDir resources(m_parts.resourceDir);
    const auto lines = ConceptCatalogue::load(resources.filePath(QStringLiteral("concepts.json")));
    if (!lines)
        return tl::unexpected(lines.error());
    const auto formulas = FormulaCatalogue::load(resources.filePath(QStringLiteral("formulas.json")), *lines);
    if (!formulas)
        return tl::unexpected(formulas.error());
    QMap<QString, QString> titles;
    for (const auto &line : lines->concepts()) {
        if (!line.statement.isEmpty())
            titles.insert(line.id, line.label);
    }
    for (const auto &formula : formulas->formulas()) {
        if (!formula.isComponent())
            titles.insert(formula.id, formula.title);
    }
    return titles;
}

} // namespace consultantos
