// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/thread_connections.h"

#include <QMutex>
#include <QSet>
#include <QThreadStorage>

#include <map>

namespace consultantos::thread_connections {
namespace {

using Connections = std::map<quint64, std::unique_ptr<Connection>>;

// A QThreadStorage must outlive every thread that used it, or the thread's data leaks: hence one for the process rather
// than one in each Database. It holds handles only; what they mean is known to the Database alone.
QThreadStorage<Connections> &ofThisThread()
{
    static QThreadStorage<Connections> storage;
    return storage;
}

struct Pools {
    QMutex mutex;
    quint64 next = 1;
    QSet<quint64> open;
};

Pools &pools()
{
    static Pools all;
    return all;
}

} // namespace

quint64 newPool()
{
    auto &all = pools();
    const QMutexLocker lock(&all.mutex);
    const auto pool = all.next++;
    all.open.insert(pool);
    return pool;
}

Result<Connection *> get(quint64 pool, const Opener &open)
{
    auto &connections = ofThisThread().localData();
    if (const auto known = connections.find(pool); known != connections.end())
        return known->second.get();
    {
        auto &all = pools();
        const QMutexLocker lock(&all.mutex);
        std::erase_if(connections, [&](const auto &entry) { return !all.open.contains(entry.first); });
    }
    auto opened = open();
    if (!opened)
        return tl::unexpected(opened.error());
    return connections.emplace(pool, std::move(*opened)).first->second.get();
}

void closePool(quint64 pool)
{
    {
        auto &all = pools();
        const QMutexLocker lock(&all.mutex);
        all.open.remove(pool);
    }
    ofThisThread().localData().erase(pool);
}

} // namespace consultantos::thread_connections
