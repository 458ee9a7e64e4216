// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/selected_data.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace consultantos::statements {

namespace {

constexpr double Rounding = 0.0005;

bool agree(double left, double right)
{
    return std::abs(left - right) <= Rounding * std::max(std::abs(left), std::abs(right));
}

} // namespace

QList<Fact> borneOut(const QList<Fact> &selected, const QList<Fact> &ofStatements)
{
    QHash<QString, double> known;
    for (const auto &fact : ofStatements)
        known.insert(fact.id, fact.value());
    QMap<QString, QList<Fact>> byTag;
    for (const auto &fact : selected)
        byTag[fact.tag].append(fact);
    QList<Fact> result;
    for (const auto &facts : std::as_const(byTag)) {
        QList<Fact> added;
        int agreeing = 0;
        int differing = 0;
        for (const auto &fact : facts) {
            const auto same = known.constFind(fact.id);
            if (same == known.cend())
                added.append(fact);
            else
                ++(agree(*same, fact.value()) ? agreeing : differing);
        }
        if (agreeing > 0 && differing == 0)
            result += added;
    }
    return result;
}

} // namespace consultantos::statements
