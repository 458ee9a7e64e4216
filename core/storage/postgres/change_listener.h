// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/postgres/postgres_url.h"

#include <QString>
#include <QStringList>
#include <QThread>

#include <functional>
#include <memory>

namespace consultantos {

/// Hears of the changes that any process makes to stores on a server (LISTEN), so that what is kept of them can be let
/// go. It has a connection and a thread of its own. Where the connection is lost it makes a new one, and tells of what it
/// missed by the stores' change counters. Thread-safe.
class ChangeListener {
public:
    /// Called in the listener's thread, with a store's schema and its change counter. Must not wait for the listener.
    using Told = std::function<void(const QString &schema, qint64 changes)>;

    /// Listens until it is destroyed. `schemas`: those of which missed changes are told; of others only what is heard.
    ChangeListener(PostgresUrl url, QStringList schemas, Told told);
    ~ChangeListener();
    ChangeListener(const ChangeListener &) = delete;
    ChangeListener &operator=(const ChangeListener &) = delete;

    /// Whether it hears now: if not, what is kept must be checked by the counter.
    [[nodiscard]] bool isListening() const;

private:
    class Ear;
    std::unique_ptr<Ear> m_ear;
    QThread m_thread;
};

} // namespace consultantos
