// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/frequency.h"
#include "analysis/forecasting/period_label.h"
#include "base/result.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace consultantos::forecasting {

/// The gap that most neighbours have; 1 for a single place.
[[nodiscard]] qint64 usualGap(std::vector<qint64> places);

/// By the kind of the labels, which are all of one kind, and the gaps of dates. Nothing for dates that keep no measure.
[[nodiscard]] std::optional<Frequency> frequencyOf(const std::vector<PeriodLabel> &labels);

/// How the labels of a series that can be read in two ways are meant, as the others and their gaps show: 13/01/2024 tells
/// that the day stands first, and what is a month each one way and a day each from January the other, is said to be open.
/// `notes` gets a sentence on what was decided. NotDerivable where nothing decides it.
[[nodiscard]] Result<PeriodStyle> styleOf(const QStringList &labels, std::optional<Frequency> frequency,
                                          QStringList &notes);

/// Why most of these labels can't be read, with what to do.
[[nodiscard]] Error unreadablePeriods(const QStringList &labels);

} // namespace consultantos::forecasting
