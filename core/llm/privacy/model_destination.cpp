// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/model_destination.h"

#include "llm/providers/anthropic_provider.h"
#include "llm/providers/gemini_provider.h"
#include "llm/providers/openai_preset.h"

#include <QHostAddress>
#include <QUrl>

namespace consultantos {
namespace {

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

QString ModelDestination::key() const
{
    return provider + QLatin1Char(' ') + host;
}

ModelDestination modelDestination(const Settings &settings)
{
    return modelDestination(settings.llmProvider(), settings.llmPreset(), settings.llmBaseUrl(), settings.llmModel());
}

ModelDestination modelDestination(const QString &provider, const QString &preset, QUrl address, const QString &model)
{
    ModelDestination destination;
    if (provider == QLatin1String("none"))
        return destination;
    destination.provider = provider;
    destination.model = model;
    if (provider == QLatin1String("local")) {
        destination.service = QStringLiteral("llama-server");
        destination.isThisComputer = true;
        return destination;
    }
    if (provider == QLatin1String("gemini")) {
        destination.service = QStringLiteral("Google Gemini");
        if (address.isEmpty())
            address = QUrl(QLatin1String(GeminiAddress));
    } else if (provider == QLatin1String("anthropic")) {
        destination.service = QStringLiteral("Anthropic");
        if (address.isEmpty())
            address = QUrl(QLatin1String(AnthropicAddress));
    } else if (const auto *found = findOpenAiPreset(preset)) {
        destination.service = QString::fromUtf8(found->name);
        if (address.isEmpty())
            address = QUrl(QLatin1String(found->baseUrl));
    }
    destination.host = address.host();
    if (address.port() > 0)
        destination.host += QStringLiteral(":%1").arg(address.port());
    destination.isThisComputer = isLoopback(address.host());
    return destination;
}

QString modelKeyName(const Settings &settings)
{
    return modelKeyName(settings.llmProvider(), settings.llmPreset());
}

QString modelKeyName(const QString &provider, const QString &preset)
{
    if (provider == QLatin1String("gemini") || provider == QLatin1String("anthropic"))
        return provider + QStringLiteral("_api_key");
    const auto *found = provider == QLatin1String("openai") ? findOpenAiPreset(preset) : nullptr;
    return found != nullptr ? QString::fromLatin1(found->secretName) : QString();
}

} // namespace consultantos
