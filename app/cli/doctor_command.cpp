// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor_command.h"

#include "base/clock.h"
#include "base/paths.h"
#include "cli_services.h"
#include "deployment/deployment_check.h"
#include "deployment/deployment_output.h"
#include "diagnosis/diagnosis.h"
#include "support/support_archive.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QByteArray jsonOf(const Diagnosis &diagnosis)
{
    QJsonArray settings;
    for (const auto &setting : diagnosis.settings)
        settings.append(QJsonObject{{QStringLiteral("key"), setting.key},
                                    {QStringLiteral("environment"), setting.environmentName},
                                    {QStringLiteral("value"), setting.value},
                                    {QStringLiteral("default"), setting.defaultValue},
                                    {QStringLiteral("origin"), settingOriginKey(setting.origin)},
                                    {QStringLiteral("error"), setting.error}});
    QJsonArray findings;
    for (const auto &finding : diagnosis.findings)
        findings.append(QJsonObject{{QStringLiteral("subject"), finding.subject},
                                    {QStringLiteral("state"), finding.state},
                                    {QStringLiteral("fine"), finding.isFine},
                                    {QStringLiteral("advice"), finding.advice}});
    QJsonArray statements;
    for (const auto &one : diagnosis.slowStatements)
        statements.append(QJsonObject{{QStringLiteral("sql"), one.sql},
                                      {QStringLiteral("plan"), QJsonArray::fromStringList(one.plan.split(u'\n'))},
                                      {QStringLiteral("count"), static_cast<qint64>(one.count)},
                                      {QStringLiteral("worst_seconds"), one.worstSeconds},
                                      {QStringLiteral("last"), one.last.toString(Qt::ISODate)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("fine"), diagnosis.isFine()},
                                     {QStringLiteral("slow_statements"), statements},
                                     {QStringLiteral("findings"), findings},
                                     {QStringLiteral("settings"), settings}})
        .toJson();
}

QByteArray textOf(const Diagnosis &diagnosis)
{
    QList<QStringList> findings;
    for (const auto &finding : diagnosis.findings)
        findings.append(
            {finding.isFine ? QCoreApplication::translate("Cli", "ok") : QCoreApplication::translate("Cli", "PROBLEM"),
             finding.subject,
             finding.advice.isEmpty() ? finding.state : finding.state + QStringLiteral(". ") + finding.advice});
    QList<QStringList> settings;
    for (const auto &setting : diagnosis.settings)
        settings.append({setting.environmentName.isEmpty() ? setting.key : setting.environmentName,
                         setting.value.isEmpty() ? QStringLiteral("\"\"") : setting.value,
                         settingOriginName(setting.origin), setting.error});
    QByteArray statements;
    for (const auto &one : diagnosis.slowStatements) {
        statements += QCoreApplication::translate("Cli", "slow, %1 ms, %2 times: %3")
                          .arg(QString::number(qRound(one.worstSeconds * 1'000)), QString::number(one.count), one.sql)
                          .toUtf8()
                      + '\n';
        for (const auto &step : one.plan.split(u'\n', Qt::SkipEmptyParts))
            statements += "    " + step.toUtf8() + '\n';
    }
    return textTable(
               {QString(), QCoreApplication::translate("Cli", "checked"), QCoreApplication::translate("Cli", "state")},
               findings)
           + (statements.isEmpty() ? statements : '\n' + statements) + '\n'
           + textTable({QCoreApplication::translate("Cli", "setting"), QCoreApplication::translate("Cli", "value"),
                        QCoreApplication::translate("Cli", "from"), QCoreApplication::translate("Cli", "problem")},
                       settings);
}

Result<DeploymentOptions> deploymentOptions(const QCommandLineParser &parser)
{
    DeploymentOptions options;
    options.unitPath = parser.value(QStringLiteral("unit"));
    if (!parser.isSet(QStringLiteral("server")))
        return options;
    options.server = QUrl(parser.value(QStringLiteral("server")), QUrl::StrictMode);
    const auto scheme = options.server.scheme();
    if (!options.server.isValid() || options.server.host().isEmpty()
        || (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "--server must be an address such as http://127.0.0.1:8080."));
    return options;
}

/// The archive for whoever helps, with what `diagnosis` found.
Status writeReport(const QString &path, const Diagnosis &diagnosis, const CommandLine &line)
{
    SupportParts parts;
    parts.program = QStringLiteral("consultantos-cli");
    parts.dataDir = dataDir(line.dataDir);
    parts.environment = CliServices::environment(line);
    parts.findings = diagnosis.forSupport();
    return writeSupportArchive(path, parts, SystemClock());
}

ExitCode checkDeployment(const CommandLine &line, const QCommandLineParser &parser, TableFormat format,
                         Terminal &terminal)
{
    const auto options = deploymentOptions(parser);
    if (!options)
        return failed(terminal, options.error());
    const auto check = DeploymentCheck::of(line, *options);
    if (!check)
        return failed(terminal, check.error());
    terminal.out(format == TableFormat::Json ? deploymentJson(*check) : deploymentText(*check));
    return check->isPassed() && !terminal.outputFailed() ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

QString DoctorCommand::name() const
{
    return QStringLiteral("doctor");
}

QString DoctorCommand::summary() const
{
    return QCoreApplication::translate("Cli",
                                       "print every setting with its origin, check stores, resources and performance");
}

void DoctorCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addOption({QStringLiteral("report"),
                      QCoreApplication::translate("Cli", "Write an archive (ZIP) for whoever helps; no secret and no "
                                                         "client's text is in it."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("deployment"),
                      QCoreApplication::translate("Cli", "Walk the checklists for a server instead.")});
    parser.addOption({QStringLiteral("server"),
                      QCoreApplication::translate("Cli", "With --deployment: a running server to ask."),
                      QStringLiteral("address")});
    parser.addOption(
        {QStringLiteral("unit"),
         QCoreApplication::translate("Cli", "With --deployment: its service unit, if systemd doesn't find it."),
         QStringLiteral("file")});
}

ExitCode DoctorCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "doctor takes no argument."),
                          QCoreApplication::translate("Cli", "consultantos-cli doctor [--deployment] [--format json]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    if (parser.isSet(QStringLiteral("deployment")))
        return checkDeployment(line, parser, *format, terminal);
    for (const auto *name : {"server", "unit"}) {
        if (parser.isSet(QLatin1String(name)))
            return wrongUsage(
                terminal, QCoreApplication::translate("Cli", "--%1 belongs to --deployment.").arg(QLatin1String(name)),
                QCoreApplication::translate("Cli", "consultantos-cli doctor [--deployment] [--format json]"));
    }
    const auto diagnosis = Diagnosis::of({dataDir(line.dataDir), line.engagement, CliServices::environment(line)});
    if (const auto path = parser.value(QStringLiteral("report")); !path.isEmpty()) {
        if (const auto written = writeReport(path, diagnosis, line); !written)
            return failed(terminal, written.error());
        terminal.note(QCoreApplication::translate("Cli", "Written: %1. Look into it before you send it.").arg(path));
    }
    terminal.out(*format == TableFormat::Json ? jsonOf(diagnosis) : textOf(diagnosis));
    return diagnosis.isFine() && !terminal.outputFailed() ? ExitCode::Done : ExitCode::Failed;
}

} // namespace consultantos
