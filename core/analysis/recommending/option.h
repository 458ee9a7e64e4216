// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A move that a framework suggests, before it is weighed.
struct Option {
    const FrameworkItem *item = nullptr;
    QString kind;               ///< "swot.so", "ansoff.penetration"
    std::optional<Score> means; ///< the score of its section, where that tells the means for it
    QString ratio;              ///< what it makes use of or mends; empty where it names none
    QString basis;       ///< what that was held against: "peers", "anchor", "history"; "floor"; empty without a ratio
    bool isLead = false; ///< it makes use of an advantage, else it mends or ventures
    bool isLasting = false;                 ///< the advantage has stood for three years or more
    const FrameworkItem *outlook = nullptr; ///< the opportunity or threat that it answers; null if none
    QStringList topics;
    QString move;                  ///< of a framework file's item: what to do
    std::optional<Figure> money{}; ///< the first amount that the item's consequence names, as a size without sign

    [[nodiscard]] QString field(const QString &name) const; ///< of the outlook, else of the item
};

/// The options in what the frameworks found: those of TOWS, and of every other framework one a section, the first item with
/// a field "move" that says what it is worth, else the first with such a field. In the frameworks' order.
[[nodiscard]] QList<Option> findOptions(Workbench &bench, const QList<FrameworkOutput> &frameworks);

/// The ids of all framework items that an option rests on, "swot.so.1".
[[nodiscard]] QStringList linksOf(const Option &option);

} // namespace consultantos
