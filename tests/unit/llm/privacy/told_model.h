// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"

#include <functional>

namespace consultantos::test {

/// A model that keeps what it was asked and answers as told: stands behind the decorators that are tested.
class ToldModel final : public LanguageModel {
public:
    using Reply = std::function<LlmReply(const LlmRequest &)>;
    Reply reply;
    mutable QList<LlmCall> calls;
    mutable QStringList embedded;
    QStringList pieces; ///< streamed before the reply

    [[nodiscard]] QString providerId() const override { return QStringLiteral("openai"); }
    [[nodiscard]] QString model() const override { return QStringLiteral("told"); }
    [[nodiscard]] QString embeddingModel() const override { return QStringLiteral("told vectors"); }
    [[nodiscard]] QString description() const override { return QStringLiteral("told model"); }
    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &) const override
    {
        calls.append(call);
        for (const auto &piece : pieces) {
            if (call.onText)
                call.onText(piece);
        }
        LlmAnswer answer;
        answer.reply = reply(call.request);
        return answer;
    }
    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override
    {
        return ask(call, cancel);
    }
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &) const override
    {
        embedded += texts;
        return QList<std::vector<float>>(texts.size(), std::vector<float>{1});
    }
    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override
    {
        LlmEstimate estimate;
        for (const auto &message : call.request.messages)
            estimate.inputTokens += message.text.size();
        return estimate;
    }
    void purge(const QByteArray &) const override {}
};

} // namespace consultantos::test
