// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/replay/analysis_replay.h"

#include "agents/agent_scheduler.h"
#include "agents/quality/quality_agent.h"
#include "agents/replay/recorded_facts.h"
#include "agents/report_assembler.h"
#include "agents/standard_agents.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/health/health_rules.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace consultantos {

namespace {

/// What the cache and the network added to an agent's own work.
void restore(AgentOutput &output, const QString &agent, const RecordedAnalysis &recorded)
{
    const auto writing = recorded.writings.constFind(agent);
    const bool isWritten = writing != recorded.writings.constEnd();
    if (auto *framework = std::get_if<FrameworkOutput>(&output); framework != nullptr && isWritten)
        framework->writing = *writing;
    auto *synthesis = std::get_if<SynthesisOutput>(&output);
    if (synthesis == nullptr)
        return;
    auto &summary = synthesis->summary;
    QList<Claim *> claims;
    for (auto *claim : {&summary.answer, &summary.situation, &summary.complication}) {
        if (*claim)
            claims.append(&**claim);
    }
    for (auto *list : {&summary.supports, &summary.risks}) {
        for (auto &claim : *list)
            claims.append(&claim);
    }
    for (const auto &one : recorded.contrary) {
        for (auto *claim : std::as_const(claims)) {
            if (claim->id != one.claim)
                continue;
            claim->contrary = one.contrary;
            synthesis->evidence.add(one.passage);
        }
    }
    if (isWritten)
        synthesis->writing = *writing;
}

class Replay {
public:
    Replay(const RecordedAnalysis &recorded, CancellationToken cancel)
        : m_recorded(recorded)
        , m_cancel(std::move(cancel))
    {
        m_result.agents = recorded.agents;
        if (recorded.research)
            keep(agent_names::Research, *recorded.research);
    }

    Status run(QList<std::shared_ptr<const Agent>> agents)
    {
        const auto isOver = [this](const std::shared_ptr<const Agent> &agent) {
            return agent->name() == agent_names::Research || !wasDone(agent->name());
        };
        agents.removeIf(isOver);
        while (!agents.isEmpty()) {
            const auto ready = std::find_if(agents.cbegin(), agents.cend(), [&](const auto &agent) {
                return std::none_of(agents.cbegin(), agents.cend(), [&](const auto &other) {
                    return (agent->uses() + agent->needs()).contains(other->name());
                });
            });
            if (ready == agents.cend())
                return fail(ErrorCode::Internal,
                            QCoreApplication::translate("Replay", "The recorded agents wait for each other."));
            if (m_cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QCoreApplication::translate("Replay", "Cancelled."));
            auto output = (*ready)->run(AgentContext(
                m_cancel, [](double, const QString &) {}, inputsOf(**ready)));
            if (!output)
                return tl::unexpected(output.error());
            restore(*output, (*ready)->name(), m_recorded);
            keep((*ready)->name(), *std::move(output));
            agents.erase(ready);
        }
        return {};
    }

    [[nodiscard]] const AgentGraphResult &result() const { return m_result; }

private:
    [[nodiscard]] bool wasDone(const QString &name) const
    {
        return std::any_of(m_recorded.agents.cbegin(), m_recorded.agents.cend(), [&](const AgentRecord &record) {
            return record.name == name && record.state == AgentState::Done;
        });
    }

    void keep(const QString &name, AgentOutput output)
    {
        m_result.outputs[name] = {std::make_shared<const AgentOutput>(std::move(output)), {}, {}};
    }

    /// As the record of the agent says, not as today's graph does: with a source of prices the financial agent reads
    /// research, too.
    [[nodiscard]] QMap<QString, AgentProduct> inputsOf(const Agent &agent) const
    {
        QMap<QString, AgentProduct> inputs;
        for (const auto &record : m_recorded.agents) {
            if (record.name != agent.name())
                continue;
            for (const auto &name : record.dependsOn) {
                if (const auto found = m_result.outputs.constFind(name); found != m_result.outputs.constEnd())
                    inputs.insert(name, *found);
            }
        }
        return inputs;
    }

    const RecordedAnalysis &m_recorded;
    CancellationToken m_cancel;
    AgentGraphResult m_result;
};

} // namespace

Result<Report> replayAnalysis(const RecordedAnalysis &recorded, const Report &original, const QString &resourceDir,
                              const QString &userFrameworks, const Clock &clock, const CancellationToken &cancel)
{
    auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    // Reports that were sealed before there were such rules judge no figures.
    std::optional<HealthRules> health;
    if (QFileInfo::exists(HealthRules::pathIn(resourceDir))) {
        auto loaded = HealthRules::load(resourceDir, engine->figureIds());
        if (!loaded)
            return tl::unexpected(loaded.error());
        health = std::move(*loaded);
    }
    AgentTools tools;
    tools.store = std::make_shared<const RecordedFacts>(recorded);
    tools.engine = std::make_shared<const FinancialEngine>(*std::move(engine));
    tools.resourceDir = resourceDir;
    tools.frameworks = FrameworkCatalogue::load(resourceDir, userFrameworks);
    Replay replay(recorded, cancel);
    if (const auto done = replay.run(standardAgents(recorded.basis, tools)); !done)
        return tl::unexpected(done.error());
    auto report = assembleReport(recorded.basis, replay.result(), recorded.documents, health ? &*health : nullptr,
                                 clock, original.durationS);
    report.id = original.id;
    report.createdAt = original.createdAt;
    report.served = original.served;
    if (!original.quality)
        return report;
    // Reviewed on the day of the report, as it was then. What persons settled isn't derived: it is the report's.
    const auto quality = makeQualityAgent(resourceDir, tools.store);
    if (!quality)
        return tl::unexpected(quality.error());
    report.quality = original.quality;
    report.quality = quality->review(report, report.createdAt.date());
    return report;
}

} // namespace consultantos
