// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "analysis/synthesis.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/financials.h"
#include "model/industry.h"
#include "model/report.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace consultantos {

/// What the research agent found: written knowledge, the user's own words, what the documents say, and what sources of
/// the network gave.
struct ResearchOutput {
    Playbook playbook;
    QList<Passage> passages;             ///< the user's context
    QMap<QString, QList<Passage>> found; ///< in documents, by evidence query, best first
    QList<RiskFactorNews> riskNews;      ///< of the two latest annual reports
    QHash<QString, Source> sources;      ///< what is known of each page and data set of the network: see sourcesOf()
    QList<Passage> news;                 ///< headlines that name the company, newest first
    QList<Fact> countryFacts;            ///< indicators of the region
    std::optional<Fact> price;           ///< of one share
    QStringList limits;                  ///< sources that gave nothing, and why; no figures
    QStringList topics;                  ///< of the question and context, most important first
};

/// What the market agent found: who to compare with, and what is published about the industry and the region.
struct MarketOutput {
    QList<Financials> peers;
    QList<IndustryAnchor> anchors;
    QList<Fact> countryAnchors;
};

/// What the forecasting agent found.
struct ForecastingOutput {
    QList<Forecast> forecasts;
    EvidenceBook evidence;
    QList<DataRequest> requests; ///< of series that can't be forecast

    bool operator==(const ForecastingOutput &) const = default;
};

using AgentOutput = std::variant<std::monostate, ResearchOutput, MarketOutput, Financials, FrameworkOutput,
                                 SynthesisOutput, ForecastingOutput>;

/// An agent's output with where it comes from.
struct AgentProduct {
    std::shared_ptr<const AgentOutput> output;
    /// SHA-256 of the output as bytes: what the keys of the agents that read it are made of. Empty where the output isn't
    /// kept; theirs aren't then, either.
    QByteArray digest;
    ServedFrom served;
};

/// What an agent's output depends on beside the outputs of the agents that it reads, by name.
using AgentInputs = QMap<QString, QString>;

/// What an agent is given while it runs.
class AgentContext {
public:
    using Report = std::function<void(double fraction, const QString &activity)>;

    AgentContext(CancellationToken cancel, Report report, QMap<QString, AgentProduct> inputs)
        : m_cancel(std::move(cancel))
        , m_report(std::move(report))
        , m_inputs(std::move(inputs))
    {
    }

    [[nodiscard]] const CancellationToken &cancel() const { return m_cancel; }
    /// `fraction` of this agent's work is done, 0 … 1; `activity` is translated.
    void report(double fraction, const QString &activity) const { m_report(fraction, activity); }

    /// The output of an agent this one depends on; null if that agent failed or gave another type.
    template <typename T>
    [[nodiscard]] const T *input(const QString &agent) const
    {
        const auto found = m_inputs.constFind(agent);
        return found == m_inputs.constEnd() ? nullptr : std::get_if<T>(found->output.get());
    }
    /// Of the agents this one depends on, those that gave something.
    [[nodiscard]] const QMap<QString, AgentProduct> &inputs() const { return m_inputs; }
    /// The same with another token.
    [[nodiscard]] AgentContext cancelledBy(const CancellationToken &cancel) const
    {
        return {cancel, m_report, m_inputs};
    }

private:
    CancellationToken m_cancel;
    Report m_report;
    QMap<QString, AgentProduct> m_inputs;
};

/// One step of an analysis. Immutable; run() is called once, on any thread.
class Agent {
public:
    virtual ~Agent() = default;

    /// Unique in its graph; shown to the user and written to the report.
    [[nodiscard]] virtual QString name() const = 0;
    /// Agents without whose output this one can't run: it is skipped when one of them fails.
    [[nodiscard]] virtual QStringList needs() const { return {}; }
    /// Agents whose output it uses if there is one: it waits for them and runs in any case.
    [[nodiscard]] virtual QStringList uses() const { return {}; }
    /// What a cache must know to keep its output; empty if it mustn't be kept. An error is of a store that can't be read.
    [[nodiscard]] virtual Result<std::optional<AgentInputs>> cacheInputs() const
    {
        return std::optional<AgentInputs>();
    }
    /// Whether an output of its is all that it could be: what lacks a source that didn't answer isn't kept.
    [[nodiscard]] virtual bool isComplete(const AgentOutput &) const { return true; }
    /// Must look at context.cancel() at least every 50 ms; its result is then ignored.
    [[nodiscard]] virtual Result<AgentOutput> run(const AgentContext &context) const = 0;
};

/// Runs agents, or gets what they would give from elsewhere. Thread-safe.
class AgentRunner {
public:
    virtual ~AgentRunner() = default;
    [[nodiscard]] virtual Result<AgentProduct> run(const Agent &agent, const AgentContext &context) const;
};

} // namespace consultantos
