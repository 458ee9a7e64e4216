// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "alerts_command.h"
#include "analyze_command.h"
#include "ask_command.h"
#include "audit_command.h"
#include "backup_command.h"
#include "cache_command.h"
#include "check_command.h"
#include "companies_command.h"
#include "compare_command.h"
#include "completion_command.h"
#include "conversations_command.h"
#include "doctor_command.h"
#include "engagement_command.h"
#include "facts_command.h"
#include "forecast_command.h"
#include "import_command.h"
#include "indexes_command.h"
#include "library_command.h"
#include "metrics_command.h"
#include "models_command.h"
#include "monitor_command.h"
#include "restore_command.h"
#include "retention_command.h"
#include "scenario_command.h"
#include "serve_command.h"
#include "sources_command.h"
#include "store_command.h"
#include "template_command.h"
#include "usage_command.h"
#include "users_command.h"
#include "value_command.h"
#include "worker_command.h"

namespace consultantos {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<AnalyzeCommand>());
    commands.push_back(std::make_unique<AskCommand>());
    commands.push_back(std::make_unique<ConversationsCommand>());
    commands.push_back(std::make_unique<CheckCommand>());
    commands.push_back(std::make_unique<ForecastCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<FactsCommand>());
    commands.push_back(std::make_unique<ValueCommand>());
    commands.push_back(std::make_unique<ScenarioCommand>());
    commands.push_back(std::make_unique<CompaniesCommand>());
    commands.push_back(std::make_unique<CompareCommand>());
    commands.push_back(std::make_unique<LibraryCommand>());
    commands.push_back(std::make_unique<MonitorCommand>());
    commands.push_back(std::make_unique<AlertsCommand>());
    commands.push_back(std::make_unique<TemplateCommand>());
    commands.push_back(std::make_unique<CacheCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    commands.push_back(std::make_unique<RestoreCommand>());
    commands.push_back(std::make_unique<EngagementCommand>());
    commands.push_back(std::make_unique<RetentionCommand>());
    commands.push_back(std::make_unique<StoreCommand>());
    commands.push_back(std::make_unique<IndexesCommand>());
    commands.push_back(std::make_unique<ModelsCommand>());
    commands.push_back(std::make_unique<UsageCommand>());
    commands.push_back(std::make_unique<SourcesCommand>());
    commands.push_back(std::make_unique<ServeCommand>());
    commands.push_back(std::make_unique<WorkerCommand>());
    commands.push_back(std::make_unique<UsersCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    commands.push_back(std::make_unique<MetricsCommand>());
    commands.push_back(std::make_unique<DoctorCommand>());
    commands.push_back(std::make_unique<CompletionCommand>());
    return commands;
}

ExitCode wrongUsage(Terminal &terminal, const QString &message, const QString &advice)
{
    terminal.error({ErrorCode::InvalidArgument, message, advice});
    return ExitCode::WrongUsage;
}

ExitCode failed(Terminal &terminal, const Error &error)
{
    terminal.error(error);
    return exitCodeFor(error);
}

} // namespace consultantos
