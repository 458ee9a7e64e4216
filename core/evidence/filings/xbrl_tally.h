// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <set>

namespace consultantos {

/// What reading the facts of one report met that isn't as it should be, counted. Nothing is dropped in silence.
struct XbrlTally {
    int read = 0;           ///< numbers with a value, as often as they stand there
    int nil = 0;            ///< declared to have no value: no fault
    int unreadable = 0;     ///< the text isn't what its format demands
    int withoutContext = 0; ///< names a context or unit that isn't there
    int withoutPeriod = 0;  ///< its context has no period that can be read
    int contradictory = 0;  ///< facts whose values in one report differ by more than rounding
    int unknownFormats = 0;
    std::set<QString> formats; ///< the unknown ones

    /// One translated sentence for each kind that was met, always in the same order.
    [[nodiscard]] QStringList warnings() const;
};

} // namespace consultantos
