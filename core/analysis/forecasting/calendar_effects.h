// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/frequency.h"
#include "analysis/forecasting/method_forecast.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace consultantos::forecasting {

/// Where a dated series lies on its axis.
struct CalendarAxis {
    Frequency frequency = Frequency::None;
    qint64 firstPlace = 0; ///< see placeOf()
    QString country{};     ///< see isPublicHoliday(); empty: holidays aren't known
};

/// What the calendar does to a dated series beside its season: months with more working days, leap years, an Easter in March,
/// days about Easter and the turn of the year. Estimated by regression on a series that an airline model with fixed
/// parameters has filtered, as the regressors are, which is nearly what a regression with ARIMA errors does: Bell and Hillmer
/// (1983), J. American Statistical Association 78; Findley, Monsell, Bell, Otto and Chen (1998), J. Business and Economic
/// Statistics 16. Values that are all positive are moved by shares, others by amounts.
class CalendarEffects {
public:
    enum class Kind : std::uint8_t {
        WorkingDays, ///< of a month: Mondays to Fridays against Saturdays and Sundays
        MonthLength, ///< of a month: what its length differs from that of the same month in a mean year
        EasterMonth, ///< of a month: the eight days before Easter
        EasterDays,  ///< of days: Good Friday to Easter Monday
        TurnOfYear,  ///< of days: 24 to 26 December, 31 December and 1 January
        Holidays,    ///< of days: the country's public holidays, but for those of the two above
    };
    struct Effect {
        Kind kind = Kind::WorkingDays;
        double coefficient = 0.0; ///< of the regressor, on logarithms where the effects are multiplicative
    };

    /// None.
    CalendarEffects() = default;
    CalendarEffects(CalendarAxis axis, bool isMultiplicative, std::vector<Effect> effects);

    [[nodiscard]] bool isEmpty() const { return m_effects.empty(); }
    [[nodiscard]] const std::vector<Effect> &effects() const { return m_effects; }
    [[nodiscard]] bool isMultiplicative() const { return m_isMultiplicative; }
    /// The values without, or with, the effects; `first` is the series' place (from 0) of the first of them.
    [[nodiscard]] Values removedFrom(Series values, std::size_t first) const;
    [[nodiscard]] Values addedTo(Series values, std::size_t first) const;
    /// With the effects in means, and their share in deviations where they are multiplicative.
    void addTo(MethodForecast &forecast, std::size_t first) const;
    /// A translated sentence for each.
    [[nodiscard]] QStringList inWords() const;

private:
    [[nodiscard]] double at(std::size_t place) const;

    CalendarAxis m_axis;
    bool m_isMultiplicative = false;
    std::vector<Effect> m_effects;
};

/// The value of a kind's regressor at a place (see placeOf()) of the axis; that of months is 0 on the long average.
[[nodiscard]] double calendarRegressor(CalendarEffects::Kind kind, const CalendarAxis &axis, qint64 place);

/// A shorter series of days shows no effect.
inline constexpr std::size_t FewestDaysOfEffects = 400;

/// The effects that a series of months or days shows: those that are significant on the whole and by which forecasts one
/// period ahead, from what was known before, are better by a twentieth over the later half of the series, where the effect
/// touches it. None for other frequencies and for series that are too short (four years of months, 13 months of days).
[[nodiscard]] CalendarEffects findCalendarEffects(Series values, const CalendarAxis &axis);

} // namespace consultantos::forecasting
