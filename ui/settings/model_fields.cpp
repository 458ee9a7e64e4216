// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/model_fields.h"

#include "llm/providers/openai_preset.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace consultantos {

namespace {

struct Words {
    const char *provider;
    const char *text;
};

constexpr Words Providers[] = {
    {"none", QT_TRANSLATE_NOOP("ModelFields", "The built-in engine makes analyses alone: on this computer, free of "
                                              "charge, and nothing is sent.")},
    {"gemini", QT_TRANSLATE_NOOP("ModelFields", "Google's service. Sent: what agents and questions ask, with the "
                                                "passages and figures that they rest on.")},
    {"openai", QT_TRANSLATE_NOOP("ModelFields", "OpenAI, or any service or server that speaks its protocol. Sent: what "
                                                "agents and questions ask, with the passages and figures that they "
                                                "rest on.")},
    {"anthropic", QT_TRANSLATE_NOOP("ModelFields", "Anthropic's service. Sent: what agents and questions ask, with the "
                                                   "passages and figures that they rest on.")},
    {"local", QT_TRANSLATE_NOOP("ModelFields", "A model file on this computer, run by llama-server, which this program "
                                               "starts and ends. Nothing leaves this computer, also while offline.")},
};

} // namespace

QStringList modelFields(const QString &provider, const QString &preset)
{
    if (provider == QLatin1String("none"))
        return {};
    if (provider == QLatin1String("local"))
        return {QStringLiteral("llm_model_file"), QStringLiteral("llama_server")};
    QStringList fields{QStringLiteral("llm_model"), QStringLiteral("llm_base_url")};
    if (provider != QLatin1String("anthropic")) // which has no embeddings
        fields.append(QStringLiteral("llm_embedding_model"));
    if (provider != QLatin1String("openai"))
        return fields;
    fields.append(QStringLiteral("llm_preset"));
    if (preset == QLatin1String("azure"))
        fields.append(QStringLiteral("llm_api_version"));
    return fields;
}

bool isOwnServer(const QString &provider, const QString &preset)
{
    if (provider != QLatin1String("openai"))
        return false;
    const auto *found = findOpenAiPreset(preset);
    return found != nullptr && QUrl(QLatin1String(found->baseUrl)).host() == QLatin1String("127.0.0.1");
}

QString providerWords(const QString &provider)
{
    const auto *found = std::find_if(std::begin(Providers), std::end(Providers),
                                     [&](const Words &words) { return provider == QLatin1String(words.provider); });
    return found == std::end(Providers) ? QString() : QCoreApplication::translate("ModelFields", found->text);
}

} // namespace consultantos
