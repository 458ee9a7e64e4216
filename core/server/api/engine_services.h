// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/conversation_service.h"
#include "server/routes/routes.h"
#include "team/job_backend.h"

namespace consultantos {

/// The program's engine, as the window or a command has put it together. All of it may be used by several threads at once.
struct EngineParts {
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<ReportRepository> reports;
    std::shared_ptr<ProgramMetrics> metrics;
    AnalyseJob analyse;
    std::function<Result<ExportOptions>()> exportLook{}; ///< see ApiServices
    std::function<QStringList()> frameworks{};           ///< as in ApiServices
    std::shared_ptr<const ReportDesk> desk{};            ///< null: reports are only read
    std::shared_ptr<MonitorService> monitors{};          ///< null: none are kept
    /// Empty: there are no forecasts.
    std::function<Result<QJsonObject>(const ForecastOrder &order, const CancellationToken &cancel)> forecast{};
    std::function<Result<ChatReply>(const ChatTurn &turn, const CancellationToken &cancel)> converse;
};

/// What the API answers with, by that engine.
[[nodiscard]] ApiServices engineServices(EngineParts parts);

} // namespace consultantos
