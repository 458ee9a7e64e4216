// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/report_assembler.h"

#include "agents/source_list.h"
#include "agents/standard_agents.h"
#include "analysis/health/financial_health.h"
#include "base/version.h"
#include "model/edited_report.h"
#include "model/evidence_layers.h"
#include "model/evidence_roots.h"

#include <QSet>
#include <QUuid>

#include <cmath>

namespace consultantos {

namespace {

template <typename T>
const T *output(const AgentGraphResult &result, const QString &agent)
{
    const auto found = result.outputs.constFind(agent);
    return found == result.outputs.constEnd() ? nullptr : std::get_if<T>(found->output.get());
}

void appendRequests(QList<DataRequest> &all, QSet<QString> &seen, const QList<DataRequest> &requests)
{
    for (const auto &request : requests) {
        if (seen.contains(request.id))
            continue;
        seen.insert(request.id);
        all.append(request);
    }
}

/// Puts a model's wording over the summary and the recommendations.
void reword(Report &report, const ModelWriting &writing)
{
    const auto apply = [&writing](Claim &claim) {
        for (const auto &other : writing.reworded) {
            if (other.id == claim.id)
                claim = other;
        }
    };
    for (auto *claim : {&report.summary.answer, &report.summary.situation, &report.summary.complication}) {
        if (*claim)
            apply(**claim);
    }
    const QList<QPair<QString, QList<Claim> *>> lists{{QStringLiteral("supports"), &report.summary.supports},
                                                      {QStringLiteral("risks"), &report.summary.risks},
                                                      {QStringLiteral("next_steps"), &report.summary.nextSteps}};
    for (const auto &[name, claims] : lists) {
        for (auto &claim : *claims)
            apply(claim);
        for (const auto &addition : writing.additions) {
            if (addition.section == name)
                claims->append(addition.item.claim);
        }
    }
    for (auto &recommendation : report.recommendations)
        apply(recommendation.claim);
}

/// What else there is to a model's writing: its evidence, what it cost, what the reader must know.
void takeWriting(const std::optional<ModelWriting> &writing, const QString &agent, Report &report,
                 EvidenceLayers &evidence)
{
    if (!writing)
        return;
    evidence.add(writing->evidence);
    report.provider = writing->use.provider;
    report.model = writing->use.model;
    for (const auto &limit : writing->limits) {
        if (!report.summary.limits.contains(limit))
            report.summary.limits.append(limit);
    }
    for (auto &record : report.agents) {
        if (record.name == agent)
            record.model = writing->use;
    }
}

/// What the reader must know of the agents that gave nothing.
QStringList missingParts(const QList<AgentRecord> &agents)
{
    QStringList limits;
    for (const auto &agent : agents) {
        if (agent.state == AgentState::Done)
            continue;
        limits.append(QStringLiteral("The agent \"%1\" gave no result: %2")
                          .arg(agent.name, agent.error.section(QLatin1Char('\n'), 0, 0)));
    }
    return limits;
}

/// What became of the scores, weights and answers that persons set.
void takeEdits(Report &report, const RequestBasis &basis, const AgentGraphResult &result)
{
    for (auto edit : basis.edits) {
        if (edit.kind == EditKind::Text)
            continue;
        const auto agent = agent_names::FrameworkPrefix + edit.target.section(QLatin1Char('.'), 0, 0);
        const auto *framework = output<FrameworkOutput>(result, agent);
        edit.state = EditState::Absent;
        edit.computed.clear();
        if (framework != nullptr && framework->computed.contains(edit.target)) {
            const double computed = framework->computed.value(edit.target);
            edit.computed = std::isnan(computed) ? QString() : editNumber(computed);
            edit.state = edit.computed == edit.base ? EditState::Applied : EditState::Conflict;
        }
        report.edits.append(std::move(edit));
    }
}

} // namespace

Report assembleReport(const RequestBasis &basis, const AgentGraphResult &result, QHash<QString, Source> documents,
                      const HealthRules *health, const Clock &clock, double durationS)
{
    Report report;
    report.id = basis.reportId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : basis.reportId;
    report.createdAt = clock.nowUtc();
    report.request = basis.request;
    report.company = basis.company;
    report.agents = result.agents;
    report.engineVersion = QString::fromLatin1(Version);
    report.durationS = durationS;

    EvidenceLayers evidence;
    QSet<QString> seenRequests;
    const auto *own = output<Financials>(result, agent_names::Financial);
    if (own != nullptr) {
        evidence.add(own->evidence);
        report.financials = *own;
        report.financials.evidence = {};
    } else {
        report.financials.companyId = basis.company.id;
        report.financials.companyName = basis.company.name;
    }
    if (const auto *forecasting = output<ForecastingOutput>(result, agent_names::Forecasting)) {
        evidence.add(forecasting->evidence);
        report.forecasts = forecasting->forecasts;
        appendRequests(report.dataRequests, seenRequests, forecasting->requests);
    }
    const auto input = frameworkInput(basis, nullptr, output<MarketOutput>(result, agent_names::Market), own);
    for (const auto &peer : input.peers) {
        evidence.add(peer.evidence);
        report.peers.append({peer.companyId, peer.companyName, peer.annualPeriods().value(0)});
    }
    if (health != nullptr && own != nullptr) {
        auto judged = financialHealth(input, *health);
        report.health = std::move(judged.health);
        evidence.add(judged.evidence);
    }
    for (const auto &id : basis.request.frameworks) {
        const auto *framework = output<FrameworkOutput>(result, agent_names::FrameworkPrefix + id);
        if (framework == nullptr)
            continue;
        report.frameworks.append(framework->writing ? withWriting(framework->result, *framework->writing)
                                                    : framework->result);
        evidence.add(framework->evidence);
        takeWriting(framework->writing, agent_names::FrameworkPrefix + id, report, evidence);
        appendRequests(report.dataRequests, seenRequests, framework->requests);
    }
    if (const auto *synthesis = output<SynthesisOutput>(result, agent_names::Synthesis)) {
        const auto limits = report.summary.limits;
        report.summary = synthesis->summary;
        report.summary.limits += limits;
        report.recommendations = synthesis->recommendations;
        report.tippingPoints = synthesis->tippingPoints;
        evidence.add(synthesis->evidence);
        if (synthesis->writing)
            reword(report, *synthesis->writing);
        takeWriting(synthesis->writing, agent_names::Synthesis, report, evidence);
        appendRequests(report.dataRequests, seenRequests, synthesis->requests);
    }
    const auto missing = missingParts(result.agents);
    report.status = missing.isEmpty() ? QStringLiteral("completed") : QStringLiteral("partial");
    const auto *research = output<ResearchOutput>(result, agent_names::Research);
    report.summary.limits =
        missing + basis.limits + (research ? research->limits : QStringList()) + report.summary.limits;
    report.summary.limits.removeDuplicates();
    report.evidence = evidence.reachableFrom(evidenceRoots(report));
    if (research)
        documents.insert(research->sources);
    report.sources = sourcesOf(report.evidence, documents);
    takeEdits(report, basis, result);
    return withTextEdits(std::move(report), basis.edits);
}

} // namespace consultantos
