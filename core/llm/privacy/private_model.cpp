// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/private_model.h"

namespace consultantos {
namespace {

/// What a model has to know of placeholders, so that they come back as they went. For the model: not translated.
const QString PlaceholderInstructions = QStringLiteral(
    "Some names are replaced by placeholders such as \"Company 1\" or \"Person 2\"; a letter behind the "
    "number (\"Company 1b\") marks a shorter form of the same name. Use placeholders exactly as they are "
    "written, in English and with their number, and don't guess whom they stand for.");

LlmRequest redacted(LlmRequest request, Redaction &redaction)
{
    request.system = redaction.redact(request.system);
    for (auto &message : request.messages)
        message.text = redaction.redact(message.text);
    request.schema = redaction.redactSchema(request.schema);
    if (redaction.hasReplaced()) {
        if (!request.system.isEmpty())
            request.system += QStringLiteral("\n\n");
        request.system += PlaceholderInstructions;
    }
    return request;
}

} // namespace

PrivateModel::PrivateModel(std::shared_ptr<const LanguageModel> model, std::shared_ptr<const Redactor> redactor,
                           std::shared_ptr<const SendingRules> rules, Gate gate)
    : m_model(std::move(model))
    , m_redactor(std::move(redactor))
    , m_rules(std::move(rules))
    , m_gate(std::move(gate))
{
}

QString PrivateModel::description() const
{
    const auto names = m_redactor->fingerprint();
    return names.isEmpty() ? m_model->description()
                           : m_model->description() + QStringLiteral("\nwithout names ") + names;
}

Result<LlmAnswer> PrivateModel::ask(const LlmCall &call, const CancellationToken &cancel) const
{
    return askBy(&LanguageModel::ask, call, cancel);
}

Result<LlmAnswer> PrivateModel::askStructured(const LlmCall &call, const CancellationToken &cancel) const
{
    return askBy(&LanguageModel::askStructured, call, cancel);
}

Result<LlmAnswer> PrivateModel::askBy(Ask ask, const LlmCall &call, const CancellationToken &cancel) const
{
    if (const auto allowed = m_gate ? m_gate() : Status(); !allowed)
        return tl::unexpected(allowed.error());
    if (m_redactor->isEmpty())
        return ((*m_model).*ask)(call, cancel);
    Redaction redaction(m_redactor);
    auto hidden = call;
    hidden.request = redacted(call.request, redaction);
    hidden.question = redaction.redact(call.question);
    RestoringStream stream(redaction, call.onText);
    if (call.onText)
        hidden.onText = [&stream](const QString &piece) { stream.feed(piece); };
    auto answer = ((*m_model).*ask)(hidden, cancel);
    stream.finish();
    if (!answer)
        return answer;
    answer->reply.text = redaction.restore(answer->reply.text);
    answer->reply.json = redaction.restore(answer->reply.json);
    answer->earlierPrompt = redaction.restore(answer->earlierPrompt);
    return answer;
}

Result<QList<std::vector<float>>> PrivateModel::embed(const QStringList &texts, const CancellationToken &cancel) const
{
    if (const auto allowed = m_gate ? m_gate() : Status(); !allowed)
        return tl::unexpected(allowed.error());
    QStringList hidden;
    for (const auto &text : texts) {
        // Each for itself: a text's vector must not depend on the others'.
        Redaction redaction(m_redactor);
        hidden.append(redaction.redact(text));
    }
    return m_model->embed(hidden, cancel);
}

LlmEstimate PrivateModel::estimate(const LlmCall &call) const
{
    Redaction redaction(m_redactor);
    auto hidden = call;
    hidden.request = redacted(call.request, redaction);
    hidden.question = redaction.redact(call.question);
    return m_model->estimate(hidden);
}

std::shared_ptr<const LanguageModel> hidingNames(std::shared_ptr<const LanguageModel> model,
                                                 const QStringList &companies)
{
    if (!model)
        return model;
    auto rules = model->rules();
    if (!rules || rules->maySend(SendField::Names) || companies.isEmpty())
        return model;
    auto redactor = std::make_shared<const Redactor>(companies, QStringList());
    return std::make_shared<const PrivateModel>(std::move(model), std::move(redactor), std::move(rules));
}

} // namespace consultantos
