// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metrics_history.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <mutex>

namespace consultantos {

/// The stores' statements that were too slow, each once. Thread-safe; fast statements never come here.
class SlowStatements {
public:
    static constexpr qsizetype Most = 50; ///< what comes beyond is logged alone

    /// Whether the statement's plan is not known yet.
    [[nodiscard]] bool isNew(const QString &sql) const;
    void add(const QString &sql, const QString &plan, double seconds, const QDateTime &when);
    /// All since the program's start, the slowest first.
    [[nodiscard]] QList<SlowStatement> all() const;
    /// What came since the last call, for a history.
    [[nodiscard]] QList<SlowStatement> take();

private:
    mutable std::mutex m_mutex;
    QHash<QString, SlowStatement> m_all;
    QHash<QString, SlowStatement> m_new;
};

} // namespace consultantos
