// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_options.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

namespace {

const QStringList Providers = {QStringLiteral("none"), QStringLiteral("gemini"), QStringLiteral("openai"),
                               QStringLiteral("anthropic"), QStringLiteral("local")};

} // namespace

void addModelOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const QString &description, const QString &value) {
        parser.addOption({QString::fromLatin1(name), description, value});
    };
    add("provider",
        QCoreApplication::translate("Cli", "Language model from: none, gemini, openai (or what speaks its protocol), "
                                           "anthropic, local. Without it, as set."),
        QStringLiteral("name"));
    add("model", QCoreApplication::translate("Cli", "Language model, as its provider names it; of local, its file."),
        QStringLiteral("name"));
    add("base-url",
        QCoreApplication::translate("Cli", "Address of the language model's server, if not its provider's."),
        QStringLiteral("address"));
    add("preset", QCoreApplication::translate("Cli", "Which service speaks OpenAI's protocol, with --provider openai."),
        QStringLiteral("name"));
}

Result<CommandLine> withModelOptions(const CommandLine &line, const QCommandLineParser &parser)
{
    auto changed = line;
    const auto provider = parser.value(QStringLiteral("provider"));
    if (!provider.isEmpty()) {
        if (!Providers.contains(provider))
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "The provider \"%1\" is not known.").arg(provider),
                QCoreApplication::translate("Cli", "Choose one of %1.").arg(Providers.join(QStringLiteral(", "))));
        changed.environment.insert(QStringLiteral("LLM_PROVIDER"), provider);
    }
    if (const auto model = parser.value(QStringLiteral("model")); !model.isEmpty()) {
        if (provider == QLatin1String("local"))
            changed.environment.insert(QStringLiteral("LLM_MODEL_FILE"), QFileInfo(model).absoluteFilePath());
        else
            changed.environment.insert(QStringLiteral("LLM_MODEL"), model);
    }
    const auto preset = parser.value(QStringLiteral("preset"));
    if (const auto address = parser.value(QStringLiteral("base-url")); !address.isEmpty()) {
        changed.environment.insert(QStringLiteral("LLM_BASE_URL"), address);
        // A server of one's own needs no key of OpenAI's, unless there is one in the environment for it.
        if (provider == QLatin1String("openai") && preset.isEmpty() && qEnvironmentVariableIsEmpty("OPENAI_API_KEY"))
            changed.environment.insert(QStringLiteral("LLM_PRESET"), QStringLiteral("other"));
    }
    if (!preset.isEmpty())
        changed.environment.insert(QStringLiteral("LLM_PRESET"), preset);
    return changed;
}

} // namespace consultantos
