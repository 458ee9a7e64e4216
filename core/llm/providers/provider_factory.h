// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "egress/http_client.h"
#include "llm/llm_provider.h"

#include <memory>

namespace consultantos {

class LocalModels;

/// The provider that the settings name; null for "none". "openai" is whatever llm_preset names, at llm_base_url where one
/// is given; "local" is that of `local`, told the settings before, and NotFound without it. Nothing is sent or started.
/// `http` outlives it.
[[nodiscard]] Result<std::shared_ptr<const LlmProvider>> makeProvider(const Settings &settings, HttpClient &http,
                                                                      std::shared_ptr<const SecretStore> secrets,
                                                                      const LocalModels *local = nullptr);

} // namespace consultantos
