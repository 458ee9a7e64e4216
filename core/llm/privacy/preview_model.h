// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"

#include <QList>
#include <QString>

#include <memory>
#include <mutex>

namespace consultantos {

/// A prompt as it would be sent.
struct OutgoingPrompt {
    QString agent; ///< whom it is for; empty: not said
    QString system;
    QList<LlmMessage> messages;
    QJsonObject schema;
    LlmEstimate estimate;

    /// Instructions, messages and schema in their order, each under its heading: all that leaves the machine but the
    /// model's name and numbers.
    [[nodiscard]] QString text() const;
    [[nodiscard]] qint64 bytes() const; ///< of the texts and the schema in UTF-8
    bool operator==(const OutgoingPrompt &other) const;
};

/// Where a PreviewModel puts down what it was asked. Thread-safe.
class PromptRecord {
public:
    void add(const OutgoingPrompt &prompt);
    /// In the order in which they were asked, each once.
    [[nodiscard]] QList<OutgoingPrompt> prompts() const;

private:
    mutable std::mutex m_mutex;
    QList<OutgoingPrompt> m_prompts;
};

/// A model that records what it is asked and sends nothing: every call fails with isPreviewError(). Who works with a
/// model goes on without it then, so that a whole analysis can be tried out. Prompts that come of replies, such as a
/// correction, can't be foreseen.
class PreviewModel final : public LanguageModel {
public:
    PreviewModel(std::shared_ptr<const LanguageModel> model, std::shared_ptr<PromptRecord> record);

    [[nodiscard]] QString providerId() const override { return m_model->providerId(); }
    [[nodiscard]] QString model() const override { return m_model->model(); }
    [[nodiscard]] QString embeddingModel() const override { return m_model->embeddingModel(); }
    /// Another than that of the model: what is made without a reply must not be kept as made with it.
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] ModelCapacity capacity() const override { return m_model->capacity(); }
    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override { return m_model->estimate(call); }
    void purge(const QByteArray &) const override {}

private:
    std::shared_ptr<const LanguageModel> m_model;
    std::shared_ptr<PromptRecord> m_record;
};

[[nodiscard]] Error previewError();
[[nodiscard]] bool isPreviewError(const Error &error);

} // namespace consultantos
