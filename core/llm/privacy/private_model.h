// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "llm/privacy/redactor.h"
#include "llm/privacy/sending_rules.h"

#include <functional>
#include <memory>

namespace consultantos {

/// A model that never learns the names it must not: everything that goes to it is redacted, everything that comes from it
/// restored, streams, structured replies and vectors among it. What the model behind it keeps is of redacted prompts.
class PrivateModel final : public LanguageModel {
public:
    /// Asked before anything is sent; an error refuses it. May do I/O. Empty: everything may go.
    using Gate = std::function<Status()>;

    /// `rules` may be null.
    PrivateModel(std::shared_ptr<const LanguageModel> model, std::shared_ptr<const Redactor> redactor,
                 std::shared_ptr<const SendingRules> rules, Gate gate = {});

    [[nodiscard]] QString providerId() const override { return m_model->providerId(); }
    [[nodiscard]] QString model() const override { return m_model->model(); }
    [[nodiscard]] QString embeddingModel() const override { return m_model->embeddingModel(); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] ModelCapacity capacity() const override { return m_model->capacity(); }
    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override;
    [[nodiscard]] std::shared_ptr<const SendingRules> rules() const override { return m_rules; }
    void purge(const QByteArray &entry) const override { m_model->purge(entry); }

private:
    using Ask = Result<LlmAnswer> (LanguageModel::*)(const LlmCall &, const CancellationToken &) const;
    [[nodiscard]] Result<LlmAnswer> askBy(Ask ask, const LlmCall &call, const CancellationToken &cancel) const;

    std::shared_ptr<const LanguageModel> m_model;
    std::shared_ptr<const Redactor> m_redactor;
    std::shared_ptr<const SendingRules> m_rules;
    Gate m_gate;
};

/// The model as an analysis of `companies` may use it: where the rules say that names are never sent, theirs are hidden,
/// too. The model itself where nothing more is to be hidden; null stays null.
[[nodiscard]] std::shared_ptr<const LanguageModel> hidingNames(std::shared_ptr<const LanguageModel> model,
                                                               const QStringList &companies);

} // namespace consultantos
