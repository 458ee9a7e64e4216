// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/conversation_service.h"
#include "app_services.h"
#include "base/cancellation.h"

#include <QObject>

#include <memory>

class QTimer;

namespace consultantos {

/// Asks within a conversation on the pool, one question at a time. Everything that it tells comes in the GUI thread.
class ChatController : public QObject {
    Q_OBJECT
public:
    explicit ChatController(const AppServices &services, QObject *parent = nullptr);
    ~ChatController() override;

    /// Ignored while one is running.
    void ask(const ChatTurn &turn);
    /// What was written until now is checked and becomes the answer.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void started();
    /// All of the model's text that is there so far, not checked yet; a few times a second.
    void written(const QString &text);
    void answered(const std::shared_ptr<const consultantos::ChatReply> &reply);
    void failed(const consultantos::Error &error);

private:
    struct Stream;
    void pollStream();

    const AppServices &m_services;
    std::shared_ptr<Stream> m_stream;
    CancellationSource m_cancel;
    QTimer *m_polling = nullptr;
    bool m_isRunning = false;
};

} // namespace consultantos
