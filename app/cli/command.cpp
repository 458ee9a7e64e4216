// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "analyze_command.h"
#include "ask_command.h"
#include "audit_command.h"
#include "cache_command.h"
#include "check_command.h"
#include "companies_command.h"
#include "completion_command.h"
#include "conversations_command.h"
#include "doctor_command.h"
#include "facts_command.h"
#include "import_command.h"
#include "library_command.h"
#include "models_command.h"
#include "serve_command.h"
#include "sources_command.h"
#include "template_command.h"
#include "usage_command.h"
#include "users_command.h"
#include "worker_command.h"

namespace consultantos {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<AnalyzeCommand>());
    commands.push_back(std::make_unique<AskCommand>());
    commands.push_back(std::make_unique<ConversationsCommand>());
    commands.push_back(std::make_unique<CheckCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<FactsCommand>());
    commands.push_back(std::make_unique<CompaniesCommand>());
    commands.push_back(std::make_unique<LibraryCommand>());
    commands.push_back(std::make_unique<TemplateCommand>());
    commands.push_back(std::make_unique<CacheCommand>());
    commands.push_back(std::make_unique<ModelsCommand>());
    commands.push_back(std::make_unique<UsageCommand>());
    commands.push_back(std::make_unique<SourcesCommand>());
    commands.push_back(std::make_unique<ServeCommand>());
    commands.push_back(std::make_unique<WorkerCommand>());
    commands.push_back(std::make_unique<UsersCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    commands.push_back(std::make_unique<DoctorCommand>());
    commands.push_back(std::make_unique<CompletionCommand>());
    return commands;
}

QStringList laterCommands()
{
    return {QStringLiteral("forecast"), QStringLiteral("monitor"), QStringLiteral("alerts"), QStringLiteral("backup"),
            QStringLiteral("restore"),  QStringLiteral("indexes"), QStringLiteral("metrics")};
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
