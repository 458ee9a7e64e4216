// SPDX-License-Identifier: GPL-3.0-or-later
#include "companies_command.h"

#include "base/json.h"
#include "cli_services.h"
#include "evidence/fact_store.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace consultantos {

QString CompaniesCommand::name() const
{
    return QStringLiteral("companies");
}

QString CompaniesCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list the companies known");
}

void CompaniesCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default), json or csv."),
                      QStringLiteral("format")});
}

ExitCode CompaniesCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "companies takes no argument."),
                          QCoreApplication::translate("Cli", "consultantos-cli companies [--format json]"));
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    auto companies = (*services)->facts().companies();
    std::stable_sort(companies.begin(), companies.end(), [](const Company &left, const Company &right) {
        return left.name.compare(right.name, Qt::CaseInsensitive) < 0;
    });
    if (*format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("companies"), json::fromList(companies)}}).toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    const QStringList titles{QStringLiteral("name"),   QStringLiteral("ticker"),   QStringLiteral("id"),
                             QStringLiteral("sector"), QStringLiteral("industry"), QStringLiteral("legal_name")};
    QList<QStringList> rows;
    for (const auto &company : std::as_const(companies))
        rows.append({company.name, company.ticker, company.id, company.sector, company.industry, company.legalName});
    terminal.out(*format == TableFormat::Csv ? csvTable(titles, rows) : textTable(titles, rows));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
