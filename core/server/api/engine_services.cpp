// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/engine_services.h"

#include "base/json.h"

#include <QJsonArray>

namespace consultantos {
namespace {

QJsonObject chatAnswer(const ChatReply &reply, const Clock &clock)
{
    const auto &message = reply.answer;
    return {{QStringLiteral("response"), message.text},
            {QStringLiteral("conversation_id"), reply.conversationId},
            {QStringLiteral("sources"), json::fromList(message.sources)},
            {QStringLiteral("grade"), gradeName(message.grade)},
            {QStringLiteral("struck"), json::fromList(message.struck)},
            {QStringLiteral("note"), message.note},
            {QStringLiteral("timestamp"), clock.nowUtc().toString(Qt::ISODateWithMs)}};
}

} // namespace

ApiServices engineServices(EngineParts parts)
{
    ApiServices api;
    api.clock = parts.clock;
    api.reports = parts.reports;
    api.metrics = std::move(parts.metrics);
    api.analyse = std::move(parts.analyse);
    api.frameworks = std::move(parts.frameworks);
    api.forecast = std::move(parts.forecast);
    api.exportLook = std::move(parts.exportLook);
    api.monitors = std::move(parts.monitors);
    api.desk = std::move(parts.desk);
    api.chat = [converse = std::move(parts.converse), clock = parts.clock](const ChatQuestion &question) {
        ChatTurn turn;
        turn.question = question.query;
        turn.conversationId = question.conversationId;
        if (question.conversationId.isEmpty() || !question.company.isEmpty())
            turn.scope = ConversationScope{question.company, {}, {}};
        return converse(turn, question.cancel).map([&](const ChatReply &reply) { return chatAnswer(reply, *clock); });
    };
    api.faults = [reports = parts.reports] {
        const auto counter = reports->changeCounter();
        return counter ? QStringList() : QStringList{counter.error().message};
    };
    return api;
}

} // namespace consultantos
