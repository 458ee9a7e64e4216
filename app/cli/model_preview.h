// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli_services.h"
#include "exit_code.h"
#include "llm/privacy/preview_model.h"
#include "model/request.h"

#include <QList>

namespace consultantos {

/// Says on stderr where what a language model is asked goes, if there is one; nothing of a model on this computer. A model
/// that can't be used is told, too: the built-in engine then works alone.
void tellModel(CliServices &services, Terminal &terminal);

/// What is printed of a trial.
enum class TrialOutput { Prompts, Estimate, EstimateJson };

/// Tries the analyses out and prints the prompts that `record` holds then, which services.previewPrompts() was given, or
/// for each agent what they would come to.
[[nodiscard]] ExitCode tryOut(const QList<AnalysisRequest> &requests, CliServices &services, const PromptRecord &record,
                              TrialOutput output, const CancellationToken &cancel, Terminal &terminal);

} // namespace consultantos
