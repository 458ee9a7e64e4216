// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// A straight axis: values between `low` and `high` onto pixels between `from` and `to`.
struct ChartScale {
    double low = 0;
    double high = 1;
    double from = 0;
    double to = 1;

    [[nodiscard]] double at(double value) const
    {
        return high > low ? from + (value - low) / (high - low) * (to - from) : (from + to) / 2;
    }
};

/// Round values (1, 2 or 5 times a power of ten apart) within the range, at most `most`; empty for a range that is none.
[[nodiscard]] QList<double> niceTicks(double low, double high, int most);
/// A value as an axis or a cell says it: shownValue() where there is a unit, else six digits and signs of thousands.
[[nodiscard]] QString quantityText(double value, const QString &unit);
/// As short as an axis needs it, in the form of the window's language: "120 k", "3.5 M", "12 %".
[[nodiscard]] QString tickText(double value, const QString &unit);

} // namespace consultantos
