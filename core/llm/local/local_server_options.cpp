// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_server_options.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QTimer>

namespace consultantos {

LocalServerOptions localServerOptions(const Settings &settings, LocalServerUse use,
                                      const QProcessEnvironment &environment)
{
    LocalServerOptions options;
    options.program = settings.llamaServerPath();
    options.modelFile = settings.llmModelFile();
    options.use = use;
    if (const auto own = settings.llmEmbeddingModel(); use == LocalServerUse::Embeddings && QFileInfo(own).isAbsolute())
        options.modelFile = own;
    options.environment = environment;
    return options;
}

LocalServerServices LocalServerServices::standard(std::shared_ptr<const Clock> clock)
{
    return {std::move(clock), [] { return QRandomGenerator::global()->generateDouble(); },
            [](std::chrono::milliseconds wait, QObject *context, std::function<void()> then) {
                QTimer::singleShot(wait, context, std::move(then));
            }};
}

} // namespace consultantos
