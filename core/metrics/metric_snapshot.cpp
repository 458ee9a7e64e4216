// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric_snapshot.h"

namespace consultantos {

double quantileOf(const std::vector<quint64> &counts, const std::vector<double> &bounds, double quantile)
{
    quint64 total = 0;
    for (const auto count : counts)
        total += count;
    if (total == 0 || bounds.empty())
        return 0;
    const auto rank = quantile * static_cast<double>(total);
    double below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto count = static_cast<double>(counts[i]);
        if (below + count < rank || counts[i] == 0) {
            below += count;
            continue;
        }
        if (i >= bounds.size())
            break;
        const auto lower = i == 0 ? 0.0 : bounds[i - 1];
        return lower + (bounds[i] - lower) * (rank - below) / count;
    }
    return bounds.back();
}

} // namespace consultantos
