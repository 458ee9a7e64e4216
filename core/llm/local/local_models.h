// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/local/local_server.h"

#include <memory>

namespace consultantos {

/// The models of this machine: a server for replies and, once embeddings are asked for, one for these, as llama-server
/// does either. Make one in a process. Thread-safe.
class LocalModels {
public:
    /// Nothing is started yet. `http` outlives it. `environment` is the process's.
    LocalModels(const Settings &settings, const QProcessEnvironment &environment, const LocalServerServices &services,
                HttpClient &http);
    /// With options of its own for each server, for tests and tools.
    LocalModels(const LocalServerOptions &replies, const LocalServerOptions &embeddings,
                const LocalServerServices &services, HttpClient &http);

    /// Provider "local". It shares this object's servers, which outlive it. Nothing is started before it is asked.
    [[nodiscard]] std::shared_ptr<const LlmProvider> provider();
    /// Takes over other settings: what runs under the former ones is ended, if they differ in what matters here.
    void apply(const Settings &settings);

    [[nodiscard]] LocalServer &replies() { return m_replies; }
    [[nodiscard]] LocalServer &embeddings() { return m_embeddings; }

private:
    HttpClient &m_http;
    std::mutex m_mutex;
    LocalServerOptions m_replyOptions;
    LocalServerOptions m_embeddingOptions;
    LocalServer m_replies;
    LocalServer m_embeddings;
};

} // namespace consultantos
