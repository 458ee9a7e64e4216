// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/exponential_smoothing.h"

namespace consultantos::forecasting {

/// The states of an ETS model on the way through a series. Within this folder only.
class EtsState {
public:
    explicit EtsState(const EtsModel &model);

    /// One step ahead.
    [[nodiscard]] double forecast() const;
    /// Takes the value of the period that forecast() was for. False where a state left what its form can have.
    bool update(double value);

private:
    [[nodiscard]] double dampedSlope() const;
    [[nodiscard]] double expectedLevel() const;

    EtsForm m_form;
    double m_alpha;
    double m_slopeWeight; ///< beta / alpha
    double m_gamma;
    double m_phi;
    double m_level;
    double m_slope;
    Values m_season;
    std::size_t m_position = 0;
};

} // namespace consultantos::forecasting
