// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_preview.h"

#include "agents/analysis_service.h"
#include "command.h"
#include "llm/privacy/model_destination.h"

#include <QCoreApplication>
#include <QFuture>

namespace consultantos {

namespace {

/// "in 812, out at most 2048 tokens, at most 0.012345 USD".
QString estimateText(const LlmEstimate &estimate)
{
    if (estimate.isKept)
        return QCoreApplication::translate("Cli", "a kept reply answers it, nothing is sent");
    constexpr double Unit = 1e6;
    constexpr int Decimals = 6;
    const auto cost = estimate.worstCase ? QCoreApplication::translate("Cli", "at most %1 %2")
                                               .arg(static_cast<double>(*estimate.worstCase) / Unit, 0, 'f', Decimals)
                                               .arg(estimate.currency)
                                         : QCoreApplication::translate("Cli", "price unknown");
    return QCoreApplication::translate("Cli", "about %1 tokens in, at most %2 out, %3")
        .arg(QString::number(estimate.inputTokens), QString::number(estimate.maxOutputTokens), cost);
}

QString placeText(const ModelDestination &destination)
{
    return destination.host.isEmpty() ? destination.service
                                      : QStringLiteral("%1 (%2)").arg(destination.service, destination.host);
}

} // namespace

void tellModel(CliServices &services, Terminal &terminal)
{
    if (services.settings().llmProvider() == QLatin1String("none"))
        return;
    const auto model = services.model();
    if (!model) {
        terminal.error(model.error());
        return;
    }
    const auto destination = services.modelDestination();
    if (!*model || destination.isThisComputer || services.settings().offline())
        return;
    const auto place = placeText(destination);
    terminal.note(
        destination.model.isEmpty()
            ? QCoreApplication::translate("Cli", "Prompts go to %1.").arg(place)
            : QCoreApplication::translate("Cli", "Prompts go to %1, model %2.").arg(place, destination.model));
}

ExitCode previewPrompts(const QList<AnalysisRequest> &requests, CliServices &services, const PromptRecord &record,
                        const CancellationToken &cancel, Terminal &terminal)
{
    if (const auto model = services.model(); !model)
        return failed(terminal, model.error());
    for (const auto &request : requests) {
        auto future = services.analysis().analyse(request, cancel, {}, CacheUse::Bypass);
        future.waitForFinished();
        if (const auto report = future.takeResult(); !report)
            return failed(terminal, report.error());
    }
    const auto prompts = record.prompts();
    if (prompts.isEmpty()) {
        terminal.line(QCoreApplication::translate("Cli", "A language model would be asked nothing."));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    qint64 bytes = 0;
    for (const auto &prompt : prompts) {
        bytes += prompt.bytes();
        terminal.line(QStringLiteral("===== %1: %2 =====").arg(prompt.agent, estimateText(prompt.estimate)));
        terminal.line(prompt.text());
        terminal.line({});
    }
    terminal.note(QCoreApplication::translate("Cli", "%n prompt(s), %1 bytes, would go to %2. Nothing was sent.",
                                              nullptr, int(prompts.size()))
                      .arg(QString::number(bytes), placeText(services.modelDestination())));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
