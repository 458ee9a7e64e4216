// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/provider_factory.h"

#include "llm/local/local_models.h"
#include "llm/providers/anthropic_provider.h"
#include "llm/providers/gemini_provider.h"
#include "llm/providers/openai_provider.h"

#include <QCoreApplication>

namespace consultantos {

Result<std::shared_ptr<const LlmProvider>> makeProvider(const Settings &settings, HttpClient &http,
                                                        std::shared_ptr<const SecretStore> secrets,
                                                        const LocalModels *local)
{
    const auto name = settings.llmProvider();
    const auto address = settings.llmBaseUrl();
    if (name == QLatin1String("gemini"))
        return std::make_shared<const GeminiProvider>(address, http, std::move(secrets));
    if (name == QLatin1String("anthropic"))
        return std::make_shared<const AnthropicProvider>(address, http, std::move(secrets));
    if (name == QLatin1String("openai")) {
        const auto *preset = findOpenAiPreset(settings.llmPreset());
        if (!preset)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Llm", "There is no preset %1.").arg(settings.llmPreset()));
        const OpenAiProvider::Place place{address, settings.llmApiVersion(), {}};
        return std::make_shared<const OpenAiProvider>(*preset, place, http, std::move(secrets));
    }
    if (name == QLatin1String("local") && local)
        return local->provider(http);
    if (name == QLatin1String("local"))
        return fail(
            ErrorCode::NotFound, QCoreApplication::translate("Llm", "No local model is running; nothing was asked."),
            QCoreApplication::translate("Llm", "Start llama-server and choose provider openai with preset llamacpp."));
    return std::shared_ptr<const LlmProvider>();
}

} // namespace consultantos
