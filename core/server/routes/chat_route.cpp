// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/problem.h"
#include "server/routes/routes.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

Result<ChatQuestion> questionOf(const QJsonObject &body)
{
    const auto textOf = [&](const char *name) { return body.value(QLatin1String(name)); };
    for (const auto *name : {"query", "conversation_id", "filter_company"}) {
        if (const auto value = textOf(name); !value.isUndefined() && !value.isNull() && !value.isString())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Server", "The field %1 must be %2.")
                            .arg(QLatin1String(name), QCoreApplication::translate("Server", "a text")));
    }
    ChatQuestion question{textOf("query").toString().trimmed(),
                          textOf("conversation_id").toString(),
                          textOf("filter_company").toString(),
                          {}};
    constexpr qsizetype Longest = 10'000;
    if (question.query.isEmpty() || question.query.size() > Longest)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "The query must have 1 to %1 characters.").arg(Longest));
    return question;
}

} // namespace

void addChatRoute(Router &router, const std::shared_ptr<RouteContext> &context)
{
    router.add({"POST", QStringLiteral("/conversational/chat"), AccessScope::Run, [context](const ApiCall &call) {
                    auto question = bodyOf(call.request).and_then(questionOf);
                    if (!question)
                        return reply(call, problem(question.error()));
                    question->cancel = call.request.cancel;
                    workFor(context, context->talks, call, [context, call, question = *question] {
                        const auto answer = context->services.chat(question);
                        reply(call, answer ? jsonResponse(200, *answer) : problem(answer.error()));
                    });
                }});
}

} // namespace consultantos
