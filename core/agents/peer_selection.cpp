// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/peer_selection.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int HalfAYear = 183;      // days
constexpr int EighteenMonths = 548; // days

template <typename Value>
void dropFront(QList<Value> &list, qsizetype count)
{
    list.remove(0, std::min(count, list.size()));
}

} // namespace

Financials alignedTo(const Financials &financials, const QDate &end)
{
    const auto latestAllowed = end.addDays(HalfAYear);
    auto aligned = financials;
    aligned.statements.removeIf(
        [](const Statement &statement) { return statement.frequency != QLatin1String("annual"); });
    for (auto &statement : aligned.statements) {
        const auto late = std::count_if(statement.periods.begin(), statement.periods.end(),
                                        [&](const Period &period) { return period.end > latestAllowed; });
        dropFront(statement.periods, late);
        for (auto &line : statement.lines)
            dropFront(line.values, late);
    }
    for (auto &ratio : aligned.ratios)
        ratio.values.removeIf([&](const RatioValue &value) { return value.period.end > latestAllowed; });
    aligned.identities.removeIf([&](const IdentityCheck &check) { return check.period.end > latestAllowed; });
    return aligned;
}

QList<Financials> comparablePeers(const QList<Financials> &candidates, const std::optional<QDate> &end)
{
    QList<Financials> peers;
    for (const auto &candidate : candidates) {
        auto peer = end ? alignedTo(candidate, *end) : candidate;
        const auto periods = peer.annualPeriods();
        if (periods.isEmpty() || (end && periods.first().end < end->addDays(-EighteenMonths)))
            continue;
        peers.append(std::move(peer));
    }
    std::sort(peers.begin(), peers.end(),
              [](const Financials &a, const Financials &b) { return a.companyId < b.companyId; });
    return peers;
}

} // namespace consultantos
