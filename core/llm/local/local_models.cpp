// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_models.h"

#include "llm/local/local_provider.h"

namespace consultantos {
namespace {

void takeOver(const Settings &settings, LocalServerOptions &options, LocalServer &server)
{
    const auto changed = localServerOptions(settings, options.use, options.environment);
    if (changed.program == options.program && changed.modelFile == options.modelFile)
        return;
    options.program = changed.program;
    options.modelFile = changed.modelFile;
    server.restartWith(options);
}

} // namespace

LocalModels::LocalModels(const Settings &settings, const QProcessEnvironment &environment,
                         const LocalServerServices &services)
    : LocalModels(localServerOptions(settings, LocalServerUse::Replies, environment),
                  localServerOptions(settings, LocalServerUse::Embeddings, environment), services)
{
}

LocalModels::LocalModels(const LocalServerOptions &replies, const LocalServerOptions &embeddings,
                         const LocalServerServices &services)
    : m_replyOptions(replies)
    , m_embeddingOptions(embeddings)
    , m_replies(std::make_shared<LocalServer>(replies, services))
    , m_embeddings(std::make_shared<LocalServer>(embeddings, services))
{
}

std::shared_ptr<const LlmProvider> LocalModels::provider(HttpClient &http) const
{
    const std::lock_guard lock(m_mutex);
    return std::make_shared<const LocalProvider>(m_replies, m_embeddings, m_replyOptions.modelFile,
                                                 m_embeddingOptions.modelFile, http);
}

void LocalModels::apply(const Settings &settings)
{
    const std::lock_guard lock(m_mutex);
    if (settings.llmProvider() != QLatin1String("local")) {
        m_replies->stop();
        m_embeddings->stop();
        return;
    }
    takeOver(settings, m_replyOptions, *m_replies);
    takeOver(settings, m_embeddingOptions, *m_embeddings);
}

} // namespace consultantos
