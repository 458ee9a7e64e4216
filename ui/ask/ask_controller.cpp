// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/ask_controller.h"

#include "widgets/async.h"

namespace consultantos {

AskController::AskController(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void AskController::ask(const QuestionScope &question)
{
    using Answered = std::shared_ptr<const Result<Answer>>;
    runAsync(
        m_services.pool, this,
        [ask = m_services.ask, question]() -> Answered {
            if (!ask)
                return std::make_shared<const Result<Answer>>(
                    fail(ErrorCode::Internal, tr("This program can't answer questions.")));
            return std::make_shared<const Result<Answer>>(ask(question));
        },
        [this, query = ++m_query](const Answered &answer) {
            if (query != m_query)
                return;
            if (*answer)
                Q_EMIT answered(std::shared_ptr<const Answer>(answer, &**answer));
            else
                Q_EMIT failed(answer->error());
        });
}

} // namespace consultantos
