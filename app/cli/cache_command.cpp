// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_command.h"

#include "agents/analysis_service.h"
#include "cache/cache_store.h"
#include "cache/disk/disk_cache.h"
#include "cache_explanation.h"
#include "cache_report.h"
#include "chat_output.h"
#include "cli_services.h"
#include "evidence/fact_store.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

QString usageText()
{
    return QCoreApplication::translate(
        "Cli", "consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | "
               "wrong ID | explain --pairs FILE");
}

ExitCode printStats(CliServices &services, TableFormat format, Terminal &terminal)
{
    const auto stats = services.cache().manager()->stats();
    const auto usage = services.cache().usage();
    terminal.out(format == TableFormat::Json ? QJsonDocument(cacheStatsJson(stats, usage)).toJson()
                                             : cacheStatsText(stats, usage));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// Of a company with figures, or of one that was analysed without any.
Result<QString> companyIdOf(const CliServices &services, const QString &name)
{
    const auto company = services.facts().findCompany(name);
    if (company)
        return company->id;
    if (const auto reports = services.storage().reports->list()) {
        for (const auto &report : *reports) {
            if (report.companyName.compare(name.trimmed(), Qt::CaseInsensitive) == 0)
                return report.companyId;
        }
    }
    return tl::unexpected(company.error());
}

ExitCode clear(CliServices &services, const QCommandLineParser &parser, Terminal &terminal)
{
    QString companyId;
    if (parser.isSet(QStringLiteral("company"))) {
        const auto id = companyIdOf(services, parser.value(QStringLiteral("company")));
        if (!id)
            return failed(terminal, id.error());
        companyId = *id;
    }
    auto &cache = services.cache();
    const auto tag = cacheTag(parser.value(QStringLiteral("kind")).toUtf8(), companyId);
    const auto done = tag.isEmpty() ? cache.clear() : cache.manager()->removeByTag(tag);
    if (!done)
        return failed(terminal, done.error());
    terminal.note(QCoreApplication::translate("Cli", "Cleared. What is needed again is computed anew."));
    return ExitCode::Done;
}

/// The companies that the library has reports of: what is likely to be asked again.
Result<QStringList> companiesOfLibrary(const CliServices &services)
{
    const auto reports = services.storage().reports->list();
    if (!reports)
        return tl::unexpected(reports.error());
    QStringList companies;
    for (const auto &report : *reports)
        companies.append(report.companyName);
    companies.removeDuplicates();
    return companies;
}

ExitCode warm(CliServices &services, QStringList companies, Terminal &terminal)
{
    if (companies.isEmpty()) {
        const auto known = companiesOfLibrary(services);
        if (!known)
            return failed(terminal, known.error());
        companies = *known;
    }
    if (companies.isEmpty()) {
        terminal.note(QCoreApplication::translate("Cli", "The library has no report yet: name the companies."));
        return ExitCode::Done;
    }
    ExitCode worst = ExitCode::Done;
    for (const auto &company : std::as_const(companies)) {
        AnalysisRequest request;
        request.company = company;
        auto report = services.analysis().analyse(request, {}).result();
        if (!report) {
            worst = failed(terminal, report.error());
            continue;
        }
        terminal.note(report->served.isComputed()
                          ? QCoreApplication::translate("Cli", "%1: computed and kept").arg(company)
                          : QCoreApplication::translate("Cli", "%1: was there already").arg(company));
    }
    return worst;
}

/// "Wrong": what a language model wrote for a report, or for the answers of a conversation, is forgotten.
ExitCode forgetWrong(CliServices &services, const QString &id, Terminal &terminal)
{
    QStringList entries;
    if (const auto report = services.storage().reports->load(id)) {
        for (const auto &agent : report->agents)
            entries += agent.model ? agent.model->entries : QStringList();
    } else {
        const auto whole = wholeConversationId(*services.storage().conversations, id);
        const auto conversation = whole ? services.storage().conversations->load(*whole) : Result<Conversation>();
        if (!whole || !conversation)
            return failed(
                terminal,
                {ErrorCode::NotFound,
                 QCoreApplication::translate("Cli", "No report or conversation has the id \"%1\".").arg(id),
                 QCoreApplication::translate("Cli", R"("library list" and "conversations list" show them.)")});
        for (const auto &message : conversation->messages)
            entries += message.reuse.entries;
    }
    if (entries.isEmpty()) {
        terminal.note(QCoreApplication::translate("Cli", "No reply of a language model is kept of it."));
        return ExitCode::Done;
    }
    services.forgetReplies(entries);
    terminal.note(QCoreApplication::translate(
        "Cli", "%n kept reply(s) forgotten; the model is asked anew the next time.", nullptr, int(entries.size())));
    return ExitCode::Done;
}

ExitCode verify(CliServices &services, Terminal &terminal)
{
    auto *disk = services.cache().disk();
    if (disk == nullptr) {
        terminal.note(QCoreApplication::translate("Cli", "There is no cache on disk."));
        return ExitCode::Done;
    }
    const auto result = disk->verify();
    if (!result)
        return failed(terminal, result.error());
    terminal.line(QCoreApplication::translate("Cli", "%n entry(s) checked, %1 damaged and removed.", nullptr,
                                              int(result->checked))
                      .arg(result->removed));
    return ExitCode::Done;
}

} // namespace

QString CacheCommand::name() const
{
    return QStringLiteral("cache");
}

QString CacheCommand::summary() const
{
    return QCoreApplication::translate("Cli", "show, empty, fill and check the cache");
}

void CacheCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"),
                      QCoreApplication::translate("Cli", "stats: text (the default) or json; explain: text or csv."),
                      QStringLiteral("format")});
    parser.addOption({QStringLiteral("kind"),
                      QCoreApplication::translate("Cli", "clear: only this kind: analysis, agent, document, search or "
                                                         "model_reply."),
                      QStringLiteral("kind")});
    parser.addOption({QStringLiteral("company"),
                      QCoreApplication::translate("Cli", "clear: only what was made for this company."),
                      QStringLiteral("company")});
    parser.addOption({QStringLiteral("pairs"),
                      QCoreApplication::translate(
                          "Cli", "explain: a CSV file with the columns a and b, a pair of prompts a row; - reads "
                                 "standard input."),
                      QStringLiteral("file")});
    parser.addPositionalArgument(
        QStringLiteral("action"),
        QCoreApplication::translate(
            "Cli", "stats, clear, warm (the library's companies, or those named), verify (of the "
                   "entries on disk), wrong (forgets what a language model wrote for the report or "
                   "conversation with this ID) or explain (whether one prompt's reply would be given to "
                   "another)."),
        QStringLiteral("stats|clear|warm [COMPANY…]|verify|wrong ID|explain"));
}

ExitCode CacheCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const auto action = arguments.value(0);
    const bool isWarm = action == QLatin1String("warm");
    const QStringList actions{QStringLiteral("stats"),  QStringLiteral("clear"), QStringLiteral("warm"),
                              QStringLiteral("verify"), QStringLiteral("wrong"), QStringLiteral("explain")};
    if (!actions.contains(action))
        return wrongUsage(terminal,
                          action.isEmpty() ? QCoreApplication::translate("Cli", "What shall be done with the cache?")
                                           : QCoreApplication::translate("Cli", "The cache can't \"%1\".").arg(action),
                          usageText());
    const bool isWrong = action == QLatin1String("wrong");
    if (isWrong && arguments.size() != 2)
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "What was wrong? Name one report or conversation by its id."),
            usageText());
    if (!isWarm && !isWrong && arguments.size() != 1)
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "cache %1 takes no argument.").arg(action),
                          usageText());
    const auto kind = parser.value(QStringLiteral("kind"));
    const QStringList kinds{QStringLiteral("analysis"), QStringLiteral("agent"), QStringLiteral("document"),
                            QStringLiteral("search"), QStringLiteral("model_reply")};
    if (parser.isSet(QStringLiteral("kind")) && !kinds.contains(kind))
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "The cache keeps nothing of the kind \"%1\".").arg(kind),
                          QCoreApplication::translate("Cli", "Kinds are %1.").arg(kinds.join(QStringLiteral(", "))));
    if (parser.isSet(QStringLiteral("company")) && parser.value(QStringLiteral("company")).trimmed().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "--company names no company."), usageText());
    const bool isExplain = action == QLatin1String("explain");
    const auto pairs = parser.value(QStringLiteral("pairs"));
    if (isExplain && pairs.isEmpty())
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "Which pairs of prompts? Name their file by --pairs."),
                          usageText());
    const auto format = tableFormat(parser.value(QStringLiteral("format")),
                                    {TableFormat::Text, isExplain ? TableFormat::Csv : TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (action == QLatin1String("stats"))
        return printStats(**services, *format, terminal);
    if (isExplain)
        return explainPairs(**services, pairs, *format, terminal);
    if (action == QLatin1String("clear"))
        return clear(**services, parser, terminal);
    if (isWrong)
        return forgetWrong(**services, arguments[1], terminal);
    return isWarm ? warm(**services, arguments.mid(1), terminal) : verify(**services, terminal);
}

} // namespace consultantos
