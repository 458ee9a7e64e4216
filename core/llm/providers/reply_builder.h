// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/think_filter.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace consultantos {

/// Puts a reply together from the pieces of a stream, or from a whole answer as one piece. Not thread-safe.
class ReplyBuilder {
public:
    /// `request` and `onText` outlive it.
    ReplyBuilder(QString provider, const LlmRequest &request, const LlmProvider::OnText &onText);

    /// Text of the reply; what it thinks aloud is taken out.
    void addText(const QString &piece);
    void setModel(const QString &model);
    void setFinish(LlmFinish finish) { m_reply.finish = finish; }
    /// The newest word on usage counts: streams give running totals.
    void setUsage(const LlmUsage &usage) { m_reply.usage = usage; }
    [[nodiscard]] const std::optional<LlmUsage> &usage() const { return m_reply.usage; }
    /// The reply, once: its text without thoughts, its object if one was asked for and is valid.
    [[nodiscard]] LlmReply take();

private:
    const LlmRequest &m_request;
    const LlmProvider::OnText &m_onText;
    ThinkFilter m_filter;
    QString m_text;
    LlmReply m_reply;
};

/// Tokens of a request where nobody counts them: by its bytes, rather too many.
[[nodiscard]] qint64 estimatedTokens(const LlmRequest &request);
/// Likewise of a text.
[[nodiscard]] qint64 estimatedTokens(const QString &text);

/// Of several replies the one that is index 0, or has no index; empty if there is none. Streams may bring them in turn,
/// each with its index, and no order is promised.
[[nodiscard]] QJsonObject firstByIndex(const QJsonArray &replies);

/// Whole numbers of a JSON object; 0 where there is none, or less.
[[nodiscard]] qint64 countIn(const QJsonObject &object, const char *field);

} // namespace consultantos
