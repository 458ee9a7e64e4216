// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QMutex>
#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>

namespace consultantos {

/// The text of each statement that connections prepare, without values, once for each store. Thread-safe.
class StatementRecorder {
public:
    void note(const QString &store, const QString &sql)
    {
        const QMutexLocker lock(&m_mutex);
        m_statements[store].insert(sql.simplified());
    }
    [[nodiscard]] QStringList storeNames() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_statements.keys();
    }
    /// In alphabetical order.
    [[nodiscard]] QStringList of(const QString &store) const
    {
        const QMutexLocker lock(&m_mutex);
        auto statements = m_statements.value(store).values();
        std::sort(statements.begin(), statements.end());
        return statements;
    }

private:
    mutable QMutex m_mutex;
    QMap<QString, QSet<QString>> m_statements;
};

} // namespace consultantos
