// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_models.h"

#include "llm/local/local_provider.h"

namespace consultantos {

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
    return std::make_shared<const LocalProvider>(m_replies, m_embeddings, m_replyOptions.modelFile, http);
}

void LocalModels::apply(const Settings &settings)
{
    const std::lock_guard lock(m_mutex);
    if (settings.llmProvider() != QLatin1String("local")) {
        m_replies->stop();
        m_embeddings->stop();
        return;
    }
    if (m_replyOptions.program == settings.llamaServerPath() && m_replyOptions.modelFile == settings.llmModelFile())
        return;
    for (auto *options : {&m_replyOptions, &m_embeddingOptions}) {
        options->program = settings.llamaServerPath();
        options->modelFile = settings.llmModelFile();
    }
    m_replies->restartWith(m_replyOptions);
    m_embeddings->restartWith(m_embeddingOptions);
}

} // namespace consultantos
