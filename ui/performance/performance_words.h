// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/performance_figures.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace consultantos {

/// What a chart's values are.
enum class ChartQuantity { PerMinute, Seconds, Bytes, Share, Count };

/// How an axis shows values up to some largest one: each divided by `divisor`, written by a format of QValueAxis.
struct AxisUnit {
    double divisor = 1;
    QString format;
};
[[nodiscard]] AxisUnit axisUnit(ChartQuantity quantity, double largest);

/// "0.42 s", "3 ms", "12.4 MB", "61 %", "4.2 per minute", in the language's form.
[[nodiscard]] QString quantityText(ChartQuantity quantity, double value);
/// "850 ms", "12.5 s", "4 min", "3.2 h".
[[nodiscard]] QString spanText(double seconds);
/// Of a limit: "2 s", "100 ms".
[[nodiscard]] QString limitText(double seconds);
[[nodiscard]] QString rangeText(std::chrono::seconds range);

/// "99.95 %": of a share near 1, to two places.
[[nodiscard]] QString shareText(double share);

/// "Half of the requests under 2 s"
[[nodiscard]] QString serviceLevelTitle(const ServiceLevel &level);
/// "0.42 s", or a dash.
[[nodiscard]] QString serviceLevelValue(const ServiceLevel &level);
/// "met", "missed", "not measured".
[[nodiscard]] QString serviceLevelState(const ServiceLevel &level);

/// All of it as plain text, to be pasted into a mail or a ticket.
[[nodiscard]] QString performanceSummary(const PerformanceFigures &figures);
/// The places of the charts, a row each, for programs: names and numbers are not of the user's language.
[[nodiscard]] QByteArray performanceCsv(const PerformanceFigures &figures);

} // namespace consultantos
