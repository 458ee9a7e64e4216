// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chat_controller.h"

#include "widgets/async.h"

#include <QTimer>

#include <chrono>
#include <mutex>

namespace consultantos {

namespace {

/// Often enough to look alive, seldom enough to lay text out without the window noticing.
constexpr std::chrono::milliseconds StreamInterval{80};

} // namespace

/// The text as it comes: the pool writes, the window reads.
struct ChatController::Stream {
    void append(const QString &piece)
    {
        const std::lock_guard lock(mutex);
        text += piece;
        hasNews = true;
    }

    bool takeNews(QString &all)
    {
        const std::lock_guard lock(mutex);
        if (!hasNews)
            return false;
        hasNews = false;
        all = text;
        return true;
    }

    std::mutex mutex;
    QString text;
    bool hasNews = false;
};

ChatController::ChatController(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_polling(new QTimer(this))
{
    m_polling->setInterval(StreamInterval);
    connect(m_polling, &QTimer::timeout, this, &ChatController::pollStream);
}

ChatController::~ChatController()
{
    m_cancel.cancel();
}

void ChatController::ask(const ChatTurn &turn)
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_cancel = CancellationSource();
    m_stream = std::make_shared<Stream>();
    m_polling->start();
    Q_EMIT started();
    using Replied = std::shared_ptr<const Result<ChatReply>>;
    runAsync(
        m_services.pool, this,
        [converse = m_services.converse, turn, stream = m_stream, token = m_cancel.token()]() -> Replied {
            if (!converse)
                return std::make_shared<const Result<ChatReply>>(
                    fail(ErrorCode::Internal, tr("This program can't answer questions.")));
            return std::make_shared<const Result<ChatReply>>(converse(
                turn, [stream](const QString &piece) { stream->append(piece); }, token));
        },
        [this](const Replied &reply) {
            m_isRunning = false;
            m_polling->stop();
            if (*reply)
                Q_EMIT answered(std::shared_ptr<const ChatReply>(reply, &**reply));
            else
                Q_EMIT failed(reply->error());
        });
}

void ChatController::stop()
{
    m_cancel.cancel();
}

void ChatController::pollStream()
{
    QString text;
    if (m_stream && m_stream->takeNews(text))
        Q_EMIT written(text);
}

} // namespace consultantos
