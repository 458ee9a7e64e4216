// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/reply_builder.h"

#include "llm/structured_reply.h"

#include <QJsonDocument>

#include <algorithm>

namespace consultantos {
namespace {

} // namespace

ReplyBuilder::ReplyBuilder(QString provider, const LlmRequest &request, const LlmProvider::OnText &onText)
    : m_request(request)
    , m_onText(onText)
{
    m_reply.provider = std::move(provider);
    m_reply.model = request.model;
    m_reply.finish = LlmFinish::Other;
}

void ReplyBuilder::addText(const QString &piece)
{
    m_text += piece;
    if (!m_onText)
        return;
    if (const auto shown = m_filter.feed(piece); !shown.isEmpty())
        m_onText(shown);
}

void ReplyBuilder::setModel(const QString &model)
{
    if (!model.isEmpty())
        m_reply.model = model;
}

LlmReply ReplyBuilder::take()
{
    if (m_onText) {
        if (const auto rest = m_filter.finish(); !rest.isEmpty())
            m_onText(rest);
    }
    m_reply.text = withoutThoughts(m_text);
    if (!m_request.schema.isEmpty() && m_reply.finish != LlmFinish::Refused) {
        if (auto object = readStructured(m_reply.text, m_request.schema))
            m_reply.json = std::move(*object);
    }
    return m_reply;
}

/// English takes some four letters a token, German three; other scripts' letters have up to a token for two bytes.
qint64 estimatedTokens(const QString &text)
{
    const auto bytes = text.toUtf8();
    const auto plain =
        std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    return plain / 3 + (bytes.size() - plain) / 2 + 1;
}

qint64 estimatedTokens(const LlmRequest &request)
{
    constexpr qint64 Frame = 8; // role and separators of a message
    qint64 tokens = estimatedTokens(request.system) + Frame;
    for (const auto &message : request.messages)
        tokens += estimatedTokens(message.text) + Frame;
    if (!request.schema.isEmpty())
        tokens += estimatedTokens(QString::fromUtf8(QJsonDocument(request.schema).toJson(QJsonDocument::Compact)));
    return tokens;
}

QJsonObject firstByIndex(const QJsonArray &replies)
{
    for (const auto &reply : replies) {
        if (reply[QStringLiteral("index")].toInt() == 0)
            return reply.toObject();
    }
    return {};
}

qint64 countIn(const QJsonObject &object, const char *field)
{
    return std::max<qint64>(0, object[QLatin1String(field)].toInteger());
}

} // namespace consultantos
