// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "egress/egress_options.h"
#include "egress/http_message.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <atomic>
#include <mutex>

namespace consultantos {

/// The host of an address for messages, ledger and rate limits: lower case, with the port where it isn't the scheme's.
[[nodiscard]] QString hostLabel(const QUrl &url);
/// Whether the address is of this machine by its form alone ("localhost", 127.0.0.0/8, ::1): no name is looked up.
[[nodiscard]] bool isLoopback(const QUrl &url);

/// Who started a server of this machine: what others did may hand on to anywhere, so that an administrator's list of hosts
/// holds for it, too.
enum class ServerStart { ByOthers, ByProgram };

/// Decides whether a request may go out at all, before any name is looked up or socket made. Thread-safe.
class EgressGate {
public:
    explicit EgressGate(const EgressOptions &options);

    /// Does nothing where an administrator has decided.
    void setOffline(bool isOffline);
    [[nodiscard]] bool isOffline() const { return m_isOffline; }

    /// Whether the administrator's policy names the host, or no hosts at all.
    [[nodiscard]] bool allowsHost(const QString &host) const;

    /// See HttpClient::ownServer().
    void addOwnServer(const QUrl &address, ServerStart start);
    void removeOwnServer(const QUrl &address, ServerStart start);
    [[nodiscard]] bool isOwnServer(const QUrl &address) const;

    /// Denied for a host that the administrator's policy doesn't name, Offline, or InvalidArgument for what is no proper request, or Denied for a key that would go out in the clear.
    [[nodiscard]] Status admit(const HttpRequest &request) const;
    /// Whether an answer of `from` may send us on to `to`: the same host, and never from encrypted to not. Denied else.
    [[nodiscard]] static Status admitRedirect(const QUrl &from, const QUrl &to);

private:
    [[nodiscard]] bool isStartedByProgram(const QUrl &address) const;

    std::atomic<bool> m_isOffline;
    bool m_isOfflineLocked;
    QStringList m_offlineHosts;
    std::optional<QStringList> m_allowedHosts;
    mutable std::mutex m_mutex;
    QHash<QString, int> m_ownServers;     ///< as hostLabel() names them; how often each was added
    QHash<QString, int> m_startedServers; ///< those of them that the program has started
};

} // namespace consultantos
