// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/local/local_server.h"
#include "llm/providers/openai_provider.h"

#include <memory>

namespace consultantos {

/// Provider "local": the OpenAI-compatible client against a server that is started when it is first asked. A call's time
/// limit holds for the start, too. The model is the file of the settings, whatever a request names.
///
/// Errors beside LlmProvider's: NotFound, Unreadable or Malformed for what is wrong with llama-server or the model file.
class LocalProvider final : public LlmProvider {
public:
    /// `http` outlives it.
    LocalProvider(std::shared_ptr<LocalServer> replies, std::shared_ptr<LocalServer> embeddings, QString modelFile,
                  QString embeddingFile, HttpClient &http);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<LlmReply> complete(const LlmRequest &request, const OnText &onText,
                                            const CancellationToken &cancel) const override;
    /// By a server of its own, as llama-server does either, and of the settings' file, whatever `model` names. A model that
    /// was made for replies makes poor vectors.
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] Result<qint64> countTokens(const LlmRequest &request, const CancellationToken &cancel) const override;
    /// The one of the settings' file; nothing is started.
    [[nodiscard]] Result<QStringList> models(const CancellationToken &cancel) const override;
    /// By the model's file: small is one of fewer bytes than SmallModel.
    [[nodiscard]] ModelCapacity capacity() const override;
    /// Some three thousand million parameters at four bits each.
    static constexpr qint64 SmallModel = 2'000'000'000;

private:
    [[nodiscard]] OpenAiProvider clientOf(const LocalServerPlace &place) const;

    std::shared_ptr<LocalServer> m_replies;
    std::shared_ptr<LocalServer> m_embeddings;
    QString m_modelFile;
    QString m_embeddingFile;
    HttpClient &m_http;
};

} // namespace consultantos
