// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/period_label.h"
#include "base/result.h"

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

/// The label's place on an axis whose unit is `frequency`; nothing where it is coarser or another kind of thing. Labels
/// of kind Index and Year count as places on every axis.
[[nodiscard]] std::optional<qint64> placeOf(const PeriodLabel &label, Frequency frequency);
/// The label of a place: "2024", "2024Q1", "2024-01", "2024-W05" (where weeks were written so, else its Monday), a date, or
/// the index.
[[nodiscard]] QString labelOf(qint64 place, Frequency frequency, PeriodLabel::Kind writtenAs);

} // namespace consultantos::forecasting
