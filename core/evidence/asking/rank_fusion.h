// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <algorithm>

namespace consultantos {

/// Reciprocal rank fusion of several lists of ids, each best first (Cormack, Clarke and Büttcher, SIGIR 2009): an id has
/// the sum of 1 / (60 + rank) over the lists that it is in. Best first; equal ones in the order in which they first come.
[[nodiscard]] inline QList<QString> fuseRanks(const QList<QList<QString>> &lists)
{
    constexpr double Damping = 60;
    QHash<QString, double> scores;
    QList<QString> fused;
    for (const auto &list : lists) {
        for (qsizetype rank = 0; rank < list.size(); ++rank) {
            if (!scores.contains(list[rank]))
                fused.append(list[rank]);
            scores[list[rank]] += 1 / (Damping + static_cast<double>(rank) + 1);
        }
    }
    std::stable_sort(fused.begin(), fused.end(),
                     [&](const QString &a, const QString &b) { return scores[a] > scores[b]; });
    return fused;
}

} // namespace consultantos
