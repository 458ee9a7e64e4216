// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "egress/http_client.h"
#include "llm/llm_provider.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <memory>

namespace consultantos {

/// A provider that is asked where those before it can't be had.
struct FallbackChoice {
    QString name; ///< a provider, or a preset of OpenAI's protocol
    QString model;
    QUrl address; ///< empty: its own

    bool operator==(const FallbackChoice &) const = default;
};

/// The setting llm_fallback: "NAME:MODEL" or "NAME:MODEL@ADDRESS", in the order of asking, separated by commas; "none"
/// ends the list: the program then goes on without a model. InvalidArgument names the entry that isn't right.
[[nodiscard]] Result<QList<FallbackChoice>> parseFallbacks(const QString &text);

/// Those of the settings that the administrator's policy lets stand in for the provider that is set: whatever it says of
/// llm_provider, llm_preset, llm_model and llm_base_url holds for them, too.
[[nodiscard]] Result<QList<FallbackChoice>> admittedFallbacks(const Settings &settings);

/// Sends nothing. `http` outlives it.
[[nodiscard]] std::shared_ptr<const LlmProvider> makeFallback(const FallbackChoice &choice, HttpClient &http,
                                                              std::shared_ptr<const SecretStore> secrets);

} // namespace consultantos
