// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/local/local_server_options.h"
#include "llm/local/server_board.h"

#include <memory>
#include <optional>

namespace consultantos {

/// A llama-server of ours: started when it is first needed, watched, started again when it fails, ended when it is idle
/// or no longer needed. It listens on this machine alone and wants a key that is new at each start. One of a kind is
/// enough for a process. Thread-safe.
class LocalServer {
public:
    /// The right to use the running server, for as long as it lives: meanwhile the server doesn't count as idle.
    class Lease {
    public:
        Lease(LocalServerPlace place, std::shared_ptr<ServerBoard> board, std::shared_ptr<const Clock> clock);
        ~Lease();
        Lease(Lease &&) = default;
        Lease &operator=(Lease &&) = delete;
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;

        [[nodiscard]] const LocalServerPlace &place() const { return m_place; }

    private:
        LocalServerPlace m_place;
        std::shared_ptr<ServerBoard> m_board;
        std::shared_ptr<const Clock> m_clock;
    };

    /// Nothing is started yet.
    LocalServer(const LocalServerOptions &options, const LocalServerServices &services);
    /// Ends the server, and the waits for it as Cancelled; may take `stopGrace`.
    ~LocalServer();
    LocalServer(const LocalServer &) = delete;
    LocalServer &operator=(const LocalServer &) = delete;

    /// Waits until the server is ready, starting it if need be; several callers wait for the same start. For worker
    /// threads, never the window's. Looks at `cancel` every 20 ms.
    ///
    /// Errors: Cancelled; TimedOut after `limit`, while the start goes on; NotFound, Unreadable or Malformed for what is
    /// missing or wrong with program or model file; Network once it was given up, with its last words.
    [[nodiscard]] Result<Lease> lease(const CancellationToken &cancel, std::chrono::milliseconds limit);
    /// Ends the server at once, also under those who use it; the next lease starts it with these options.
    void restartWith(const LocalServerOptions &options);
    /// Likewise, with the options that it has.
    void stop();

    [[nodiscard]] LocalServerState state() const;
    /// Why it was given up last, unless it was ready since.
    [[nodiscard]] std::optional<Error> lastError() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
