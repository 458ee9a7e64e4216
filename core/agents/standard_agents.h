// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "agents/request_basis.h"
#include "analysis/evidence_queries.h"
#include "analysis/financial_engine.h"

#include <QList>

#include <chrono>
#include <memory>

namespace consultantos {

class ContrarySearch;
class DocumentRepository;
class FactStore;
class ModelWriter;
class FrameworkCatalogue;
class HealthRules;
class NetworkResearch;

/// What the agents of one analysis share: immutable and thread-safe.
struct AgentTools {
    std::shared_ptr<const FactStore> store;
    std::shared_ptr<const FinancialEngine> engine;
    std::shared_ptr<const QuestionTopics> topics;
    std::shared_ptr<const EvidenceQueries> queries;
    std::shared_ptr<const DocumentRepository> documents;    ///< null where no documents are kept
    std::shared_ptr<NetworkResearch> network{};             ///< null where there is no network
    std::chrono::milliseconds networkLimit{0};              ///< how long an agent may wait for it
    std::shared_ptr<const ContrarySearch> contrary{};       ///< null where no documents are kept
    std::shared_ptr<const ModelWriter> writer{};            ///< null where there is no language model
    std::shared_ptr<const HealthRules> health{};            ///< null: reports judge no figures
    QString resourceDir{};                                  ///< where published growth is read, if it is asked for
    std::shared_ptr<const FrameworkCatalogue> frameworks{}; ///< null: those that come with the program
};

namespace agent_names {
inline const QString Research = QStringLiteral("research");
inline const QString Market = QStringLiteral("market");
inline const QString Financial = QStringLiteral("financial");
inline const QString Forecasting = QStringLiteral("forecasting"); ///< only where the request asks for it
inline const QString FrameworkPrefix = QStringLiteral("framework:");
inline const QString Synthesis = QStringLiteral("synthesis");
} // namespace agent_names

/// The agents of an analysis: research, market, financial and, if wanted, forecasting beside each other, a framework each as soon as what it
/// reads is there, and synthesis.
[[nodiscard]] QList<std::shared_ptr<const Agent>> standardAgents(const RequestBasis &basis, const AgentTools &tools);

/// Those of them that read the stores and the network: what all others depend on.
[[nodiscard]] QList<std::shared_ptr<const Agent>> readingAgents(const RequestBasis &basis, const AgentTools &tools);

/// What a framework and the synthesis read, from the outputs of the first three agents. An output that is missing
/// leaves its part empty.
[[nodiscard]] FrameworkInput frameworkInput(const RequestBasis &basis, const ResearchOutput *research,
                                            const MarketOutput *market, const Financials *own);

} // namespace consultantos
