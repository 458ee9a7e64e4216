// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "llm/language_model.h"
#include "llm/privacy/model_destination.h"

#include <QString>

namespace consultantos {

/// "1.25 USD" in the language's form, exact to what can be told; small amounts keep their first digits: "0.0004 USD".
[[nodiscard]] QString moneyText(qint64 microUnits, const QString &currency);
/// "0.01 – 0.02 USD", "nothing: a kept reply answers", or "price unknown"; "at most 0.02 USD" where the least isn't known.
[[nodiscard]] QString costText(const LlmEstimate &estimate);
/// "OpenAI, gpt-4o (api.openai.com)"; "None" without a model.
[[nodiscard]] QString destinationText(const ModelDestination &destination);
/// Which names are hidden, what of a request is never sent, and that documents are marked, as sentences; empty: nothing is
/// held back. `markedDocuments`: how many are.
[[nodiscard]] QString heldBackText(const Settings &settings, int markedDocuments);
/// What a provider is called: "OpenAI" of "openai"; others as they are.
[[nodiscard]] QString providerTitle(const QString &id);
/// The same of a model behind its provider's id, as the ledger has it: "OpenAI gpt-4o" of "openai gpt-4o".
[[nodiscard]] QString modelTitle(const QString &key);
/// What an agent is called: "Five forces", "Summary"; others as they are.
[[nodiscard]] QString agentTitle(const QString &agent);

/// An amount as a setting has it, such as "2.50", in micro-units; nothing if it is none.
[[nodiscard]] std::optional<qint64> microUnits(const QString &amount);

} // namespace consultantos
