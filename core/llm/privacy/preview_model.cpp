// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/preview_model.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

QString OutgoingPrompt::text() const
{
    QStringList parts;
    const auto add = [&parts](const QString &title, const QString &text) {
        if (!text.isEmpty())
            parts.append(QStringLiteral("[%1]\n%2").arg(title, text));
    };
    add(QStringLiteral("system"), system);
    for (const auto &message : messages)
        add(message.role == LlmRole::User ? QStringLiteral("user") : QStringLiteral("assistant"), message.text);
    if (!schema.isEmpty())
        add(QStringLiteral("schema"), QString::fromUtf8(QJsonDocument(schema).toJson(QJsonDocument::Indented)));
    return parts.join(QStringLiteral("\n\n"));
}

qint64 OutgoingPrompt::bytes() const
{
    qint64 bytes = system.toUtf8().size();
    for (const auto &message : messages)
        bytes += message.text.toUtf8().size();
    return schema.isEmpty() ? bytes : bytes + QJsonDocument(schema).toJson(QJsonDocument::Compact).size();
}

bool OutgoingPrompt::operator==(const OutgoingPrompt &other) const
{
    return agent == other.agent && system == other.system && messages == other.messages && schema == other.schema;
}

void PromptRecord::add(const OutgoingPrompt &prompt)
{
    const std::lock_guard lock(m_mutex);
    if (!m_prompts.contains(prompt))
        m_prompts.append(prompt);
}

QList<OutgoingPrompt> PromptRecord::prompts() const
{
    const std::lock_guard lock(m_mutex);
    return m_prompts;
}

PreviewModel::PreviewModel(std::shared_ptr<const LanguageModel> model, std::shared_ptr<PromptRecord> record)
    : m_model(std::move(model))
    , m_record(std::move(record))
{
}

QString PreviewModel::description() const
{
    return m_model->description() + QStringLiteral("\npreview");
}

Result<LlmAnswer> PreviewModel::ask(const LlmCall &call, const CancellationToken &) const
{
    const auto &request = call.request;
    // A trial of an analysis reads nothing of the cache; the analysis proper does.
    auto proper = call;
    if (proper.reuse == LlmReuse::None)
        proper.reuse = LlmReuse::Exact;
    m_record->add({request.agent, request.system, request.messages, request.schema, m_model->estimate(proper)});
    return tl::unexpected(previewError());
}

Result<LlmAnswer> PreviewModel::askStructured(const LlmCall &call, const CancellationToken &cancel) const
{
    return ask(call, cancel);
}

Result<QList<std::vector<float>>> PreviewModel::embed(const QStringList &texts, const CancellationToken &) const
{
    OutgoingPrompt prompt;
    for (const auto &text : texts)
        prompt.messages.append({LlmRole::User, text});
    m_record->add(prompt);
    return tl::unexpected(previewError());
}

Error previewError()
{
    return {ErrorCode::Denied,
            QCoreApplication::translate("Llm", "This is a preview: nothing was sent to the language model."),
            {},
            false};
}

bool isPreviewError(const Error &error)
{
    return error == previewError();
}

} // namespace consultantos
