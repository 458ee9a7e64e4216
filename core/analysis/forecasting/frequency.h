// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDate>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace consultantos::forecasting {

/// How far apart a series' values lie.
enum class Frequency : std::uint8_t { None, Yearly, Quarterly, Monthly, Weekly, Daily, Weekdays, Hourly };

/// Values a season: 1 (none, yearly), 4, 12, 52, 7, 5, 24.
[[nodiscard]] std::size_t seasonOf(Frequency frequency);
/// "yearly", "none", …
[[nodiscard]] QString frequencyName(Frequency frequency);
/// InvalidArgument names the known ones.
[[nodiscard]] Result<Frequency> frequencyNamed(const QString &name);

/// A period as it was written.
struct PeriodLabel {
    enum class Kind : std::uint8_t { Index, Year, Quarter, Month, Week, Date, Hour };

    Kind kind = Kind::Index;
    /// Counted in units of the kind: the index itself, the year, quarters, months, weeks and days since an origin of their
    /// own, hours since 1970.
    qint64 ordinal = 0;

    bool operator==(const PeriodLabel &) const = default;
};

/// Reads "2024" (a year from 1500 to 2200, else an index), "2024Q1", "2024-Q1", "Q1 2024", "2024-01", "2024/1", "2024M01",
/// "2024-W05", "2024-01-31", "2024-01-31T13:00" and "17".
[[nodiscard]] std::optional<PeriodLabel> readPeriodLabel(const QString &text);

/// The label's place on an axis whose unit is `frequency`; nothing where it is coarser or another kind of thing. Labels
/// of kind Index and Year count as places on every axis.
[[nodiscard]] std::optional<qint64> placeOf(const PeriodLabel &label, Frequency frequency);
/// The label of a place: "2024", "2024Q1", "2024-01", a date, or the index.
[[nodiscard]] QString labelOf(qint64 place, Frequency frequency, PeriodLabel::Kind writtenAs);

} // namespace consultantos::forecasting
