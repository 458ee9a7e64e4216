// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealed_reports.h"

#include "agents/analysis_service.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/policy.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "report/sealed/seal_words.h"
#include "report_output.h"
#include "sealing_desk.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFuture>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

Result<SealVerdict> verdictOn(const QString &path)
{
    const InterruptWatcher interrupt;
    return verifySealedFile(path, SystemClock(), interrupt.token());
}

QJsonObject jsonOf(const SealVerdict &verdict)
{
    return {{QStringLiteral("verified"), verdict.isVerified()},
            {QStringLiteral("intact"), verdict.check.isIntact()},
            {QStringLiteral("rebuilt"), verdict.isSame},
            {QStringLiteral("faults"), json::fromStrings(verdict.check.faults)},
            {QStringLiteral("differences"), json::fromStrings(verdict.differences)},
            {QStringLiteral("sections"), json::fromStrings(verdict.check.names)},
            {QStringLiteral("signer"), verdict.check.signer}};
}

/// The signature that --key asks for.
Status wantedSigner(const SealVerdict &verdict, const QString &keyPath)
{
    if (keyPath.isEmpty())
        return {};
    const auto wanted = keyFingerprint(keyPath);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (verdict.check.signer == *wanted)
        return {};
    return fail(
        ErrorCode::Denied,
        verdict.check.signer.isEmpty()
            ? QCoreApplication::translate("Cli", "The report is not signed.")
            : QCoreApplication::translate("Cli", "The report is signed by another key: %1").arg(verdict.check.signer));
}

} // namespace

ExitCode replaySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal)
{
    const auto policy = Policy::ofSystem();
    if (!policy)
        return failed(terminal, policy.error());
    ExportOptions look;
    look.policy = *policy;
    auto output =
        ReportOutput::of(parser.value(QStringLiteral("format")), parser.value(QStringLiteral("output")), false, look);
    if (!output)
        return failed(terminal, output.error());
    if (output->isSealed())
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "A sealed report is replayed as another format."),
                          QCoreApplication::translate("Cli", "Choose json, md or html by --format."));
    if (const auto prepared = output->prepare(); !prepared)
        return failed(terminal, prepared.error());
    const auto verdict = verdictOn(path);
    if (!verdict)
        return failed(terminal, verdict.error());
    if (!verdict->isVerified())
        return failed(terminal, notVerified(path, *verdict));
    output->look.languages = verdict->languages;
    if (const auto written = output->write(*verdict->report, terminal); !written)
        return failed(terminal, written.error());
    return ExitCode::Done;
}

ExitCode verifySealedReport(const QString &path, const QCommandLineParser &parser, Terminal &terminal)
{
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto verdict = verdictOn(path);
    if (!verdict)
        return failed(terminal, verdict.error());
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(jsonOf(*verdict)).toJson());
    if (!verdict->isVerified())
        return failed(terminal, notVerified(path, *verdict));
    if (const auto signer = wantedSigner(*verdict, parser.value(QStringLiteral("key"))); !signer)
        return failed(terminal, signer.error());
    if (*format == TableFormat::Text)
        terminal.out(verifiedText(*verdict).toUtf8() + '\n');
    terminal.note(signatureText(*verdict));
    return ExitCode::Done;
}

Status openSealing(CliServices &services, const QString &keyPath, ReportOutput &output)
{
    auto desk = SealingDesk::withKey(keyPath);
    if (!desk)
        return tl::unexpected(desk.error());
    services.recordAnalyses(*desk);
    output.seal = [desk = *desk](const Report &report) { return desk->seal(report); };
    return {};
}

Status analyseAgain(CliServices &services, const Report &report)
{
    const InterruptWatcher interrupt;
    auto again = services.analysis().revise(report, {report.edits}, interrupt.token()).takeResult();
    return again ? Status() : tl::unexpected(again.error());
}

} // namespace consultantos
