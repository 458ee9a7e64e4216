// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/fallbacks.h"

#include "llm/providers/anthropic_provider.h"
#include "llm/providers/gemini_provider.h"
#include "llm/providers/openai_provider.h"

#include <QCoreApplication>
#include <QStringList>

namespace consultantos {
namespace {

/// Azure's deployments need more than a name.
bool isKnown(const QString &name)
{
    const auto *preset = findOpenAiPreset(name);
    return name == QLatin1String("gemini") || name == QLatin1String("anthropic") || (preset && !preset->isDeployed);
}

tl::unexpected<Error> notRight(const QString &entry)
{
    QStringList names{QStringLiteral("gemini"), QStringLiteral("anthropic")};
    for (const auto &preset : openAiPresets()) {
        if (!preset.isDeployed)
            names.append(QLatin1String(preset.id));
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Llm", "\"%1\" in the setting llm_fallback is no provider with a model.")
                    .arg(entry),
                QCoreApplication::translate("Llm", "Write NAME:MODEL or NAME:MODEL@ADDRESS, with one of %1; or none.")
                    .arg(names.join(QStringLiteral(", "))));
}

} // namespace

Result<QList<FallbackChoice>> parseFallbacks(const QString &text)
{
    QList<FallbackChoice> choices;
    for (const auto &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto entry = part.trimmed();
        if (entry == QLatin1String("none"))
            break;
        FallbackChoice choice;
        const auto at = entry.indexOf(QLatin1String("@http"));
        const auto named = at < 0 ? entry : entry.left(at);
        choice.name = named.section(QLatin1Char(':'), 0, 0);
        choice.model = named.section(QLatin1Char(':'), 1);
        if (at >= 0)
            choice.address = QUrl(entry.mid(at + 1), QUrl::StrictMode);
        const bool hasGoodAddress = at < 0 || (choice.address.isValid() && !choice.address.host().isEmpty());
        const auto *preset = findOpenAiPreset(choice.name);
        const bool needsAddress = preset && *preset->baseUrl == '\0';
        if (!isKnown(choice.name) || choice.model.isEmpty() || !hasGoodAddress
            || (needsAddress && choice.address.isEmpty()))
            return notRight(entry);
        choices.append(choice);
    }
    return choices;
}

Result<QList<FallbackChoice>> admittedFallbacks(const Settings &settings)
{
    auto choices = parseFallbacks(settings.llmFallback());
    if (!choices)
        return choices;
    const auto &policy = settings.policy();
    choices->removeIf([&policy](const FallbackChoice &choice) {
        const bool isPreset = findOpenAiPreset(choice.name) != nullptr;
        const bool isAdmitted =
            policy.admits(QStringLiteral("llm_provider"), isPreset ? QStringLiteral("openai") : choice.name)
            && (!isPreset || policy.admits(QStringLiteral("llm_preset"), choice.name))
            && policy.admits(QStringLiteral("llm_model"), choice.model)
            && policy.admits(QStringLiteral("llm_base_url"), choice.address.toString());
        return !isAdmitted;
    });
    return choices;
}

std::shared_ptr<const LlmProvider> makeFallback(const FallbackChoice &choice, HttpClient &http,
                                                std::shared_ptr<const SecretStore> secrets)
{
    if (choice.name == QLatin1String("gemini"))
        return std::make_shared<const GeminiProvider>(choice.address, http, std::move(secrets));
    if (choice.name == QLatin1String("anthropic"))
        return std::make_shared<const AnthropicProvider>(choice.address, http, std::move(secrets));
    const OpenAiProvider::Place place{choice.address, {}, {}};
    return std::make_shared<const OpenAiProvider>(*findOpenAiPreset(choice.name), place, http, std::move(secrets));
}

} // namespace consultantos
