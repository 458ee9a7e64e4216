// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/frequency.h"
#include "analysis/forecasting/method_forecast.h"
#include "analysis/forecasting/table_number.h"
#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace consultantos::forecasting {

/// One value as it came: both texts may be anything.
struct Observation {
    QString period;
    QString value;
};

/// What a series is of, as far as its interval depends on it: companies' figures move by more than what other series of a
/// frequency do, and most of all what is a difference of amounts.
enum class SeriesKind : std::uint8_t {
    Any,
    CompanyAmount, ///< revenue, costs, assets
    CompanyResult, ///< profits and cash flows
};

/// By the name of a statement's line or its tag: "revenue", "NetIncomeLoss". Never Any.
[[nodiscard]] SeriesKind companyLineKind(const QString &concept_);

/// A series as it came, its observations in any order.
struct RawSeries {
    QString name;
    QList<Observation> observations;
    SeriesKind kind = SeriesKind::Any;
    QString country{}; ///< whose public holidays count in days; empty: none are known
};

/// An evenly spaced series without gaps.
struct PreparedSeries {
    QString name;
    Frequency frequency = Frequency::None;
    PeriodLabel::Kind writtenAs = PeriodLabel::Kind::Index;
    qint64 firstPlace = 0; ///< on the axis of the frequency
    qint64 stride = 1;     ///< places from a value to the next: of an index that counts in tens, 10
    Values values;
    QStringList notes; ///< what was changed, translated sentences
    SeriesKind kind = SeriesKind::Any;
    QString country{}; ///< as of RawSeries

    /// Label of the value at `place` (from 0), or of a later period.
    [[nodiscard]] QString labelAt(std::size_t place) const;
    /// Label of the period `step` (from 0) after the last value.
    [[nodiscard]] QString labelAfter(std::size_t step) const;
};

/// Orders the observations, takes the last of those that repeat a period, fills up to a third of missing ones on the line
/// between their neighbours (of the same season where there is one). `frequency` empty: from the labels. An error of code
/// Malformed or NotDerivable says, in words for the user, why the series can't be forecast. Pure.
[[nodiscard]] Result<PreparedSeries> prepareSeries(const RawSeries &raw, std::optional<Frequency> frequency);

} // namespace consultantos::forecasting
