// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/local/local_server_options.h"
#include "llm/local/server_board.h"
#include "llm/local/server_process.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <functional>
#include <memory>

namespace consultantos {

/// Starts a llama-server when it is wanted, waits until it is ready, looks after it, starts it again when it fails and
/// ends it when nobody needs it; all of it in its own thread, telling the board.
///
/// Looks at the server's health go past HttpClient: they are asked of a process of ours on this machine, hold nothing, and
/// would fill the ledger of what left it.
class ServerSupervisor final : public QObject {
    Q_OBJECT

public:
    ServerSupervisor(LocalServerOptions options, LocalServerServices services, std::shared_ptr<ServerBoard> board);
    ~ServerSupervisor() override;

    /// Somebody put a ticket on the board.
    void takeWant();
    /// Ends the server; the next want starts it, with these options.
    void restartWith(const LocalServerOptions &options);
    void stop();

private:
    enum class Phase { Stopped, Starting, Ready, Waiting, Stopping, Failed };

    void begin();
    void enterStopped();
    void probe();
    void checkDoor();
    void setReady();
    void tick();
    void takeHealth(bool isHealthy);
    void takeEnd(const QString &how);
    void failOnce(const QString &how);
    void giveUp(const Error &error, std::chrono::milliseconds coolDown);
    /// Asks for `path` without a key; `then` gets the status, 0 without an answer, unless another phase has begun.
    void ask(const QString &path, std::function<void(int status)> then);
    void after(std::chrono::milliseconds wait, std::function<void()> then);
    void enter(Phase phase);
    [[nodiscard]] std::chrono::nanoseconds now() const { return m_services.clock->steadyNow(); }

    LocalServerOptions m_options;
    LocalServerServices m_services;
    std::shared_ptr<ServerBoard> m_board;
    ServerProcess m_process;
    QNetworkAccessManager m_network;
    Phase m_phase = Phase::Stopped;
    quint64 m_epoch = 0; ///< counts phases: what was begun in an earlier one is void
    LocalServerPlace m_place;
    quint64 m_generation = 0; ///< of the board
    int m_failures = 0;
    int m_silentChecks = 0;
    std::chrono::nanoseconds m_since{0};     ///< the present start or readiness
    std::chrono::nanoseconds m_retryFrom{0}; ///< of one that was given up
};

} // namespace consultantos
