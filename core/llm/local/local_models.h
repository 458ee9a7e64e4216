// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/local/local_server.h"

#include <memory>
#include <mutex>

namespace consultantos {

class HttpClient;

/// The models of this machine: a server for replies and, once embeddings are asked for, one for these, as llama-server
/// does either. Make one in a process. Thread-safe.
class LocalModels {
public:
    /// Nothing is started yet. `environment` is the process's.
    LocalModels(const Settings &settings, const QProcessEnvironment &environment, const LocalServerServices &services);
    /// With options of its own for each server, for tests and tools.
    LocalModels(const LocalServerOptions &replies, const LocalServerOptions &embeddings,
                const LocalServerServices &services);

    /// Provider "local" with the settings as they are. Nothing is started before it is asked. `http` outlives it.
    [[nodiscard]] std::shared_ptr<const LlmProvider> provider(HttpClient &http) const;
    /// Takes over other settings. What runs under the former ones is ended, if they differ in what matters here or
    /// choose another provider.
    void apply(const Settings &settings);

    [[nodiscard]] LocalServer &replies() const { return *m_replies; }
    [[nodiscard]] LocalServer &embeddings() const { return *m_embeddings; }

private:
    mutable std::mutex m_mutex;
    LocalServerOptions m_replyOptions;
    LocalServerOptions m_embeddingOptions;
    std::shared_ptr<LocalServer> m_replies;
    std::shared_ptr<LocalServer> m_embeddings;
};

} // namespace consultantos
