// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/concentration.h"

#include "model/units.h"

namespace consultantos {

std::optional<Figure> knownCompaniesHhi(Workbench &bench)
{
    QList<Figure> revenues;
    if (const auto own = bench.line(QStringLiteral("revenue")))
        revenues.append(*own);
    if (revenues.isEmpty())
        return std::nullopt;
    const auto period = revenues.first().period;
    for (const auto &peer : bench.peers()) {
        const auto revenue = peer.financials->annual(QStringLiteral("revenue"), peer.fiscalYear);
        // Currencies are never added without a stored, dated rate.
        if (revenue && revenue->unit == revenues.first().unit && revenue->value > 0)
            revenues.append(*revenue);
    }
    if (revenues.size() < 2)
        return std::nullopt;

    QList<Figure> shares;
    for (qsizetype i = 0; i < revenues.size(); ++i) {
        const auto share =
            bench.compute(QStringLiteral("known_share"), QStringLiteral("Share in the known companies' revenue"),
                          QStringLiteral("revenue / sum(known)"), units::Ratio,
                          {one(QStringLiteral("revenue"), revenues[i]), many(QStringLiteral("known"), revenues)},
                          period, QString::number(i));
        if (!share)
            return std::nullopt;
        shares.append(*share);
    }
    return bench.compute(QStringLiteral("hhi"), QStringLiteral("Herfindahl-Hirschman index of the known companies"),
                         QStringLiteral("hhi(shares)"), units::Index, {many(QStringLiteral("shares"), shares)}, period);
}

} // namespace consultantos
