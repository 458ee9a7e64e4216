// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/ets_recursion.h"

#include <cmath>

namespace consultantos::forecasting {

EtsState::EtsState(const EtsModel &model)
    : m_form(model.form)
    , m_alpha(model.alpha)
    , m_slopeWeight(model.alpha > 0.0 ? model.beta / model.alpha : 0.0)
    , m_gamma(model.gamma)
    , m_phi(model.form.isDamped ? model.phi : 1.0)
    , m_level(model.level)
    , m_slope(model.slope)
    , m_season(model.season)
{
}

double EtsState::dampedSlope() const
{
    if (m_form.trend == Component::None)
        return 0.0;
    if (m_form.trend == Component::Additive)
        return m_phi * m_slope;
    return m_form.isDamped ? std::pow(m_slope, m_phi) : m_slope;
}

double EtsState::expectedLevel() const
{
    if (m_form.trend == Component::None)
        return m_level;
    return m_form.trend == Component::Additive ? m_level + dampedSlope() : m_level * dampedSlope();
}

double EtsState::forecast() const
{
    const double level = expectedLevel();
    if (m_form.season == Component::None)
        return level;
    return m_form.season == Component::Additive ? level + m_season[m_position] : level * m_season[m_position];
}

bool EtsState::update(double value)
{
    const double damped = dampedSlope();
    const double expected = expectedLevel();
    const double former = m_level;
    double season = 0.0;
    double observed = value;
    if (m_form.season != Component::None) {
        season = m_season[m_position];
        observed = m_form.season == Component::Additive ? value - season : value / season;
    }
    m_level = expected + m_alpha * (observed - expected);
    if (m_form.season != Component::None) {
        const double seen = m_form.season == Component::Additive ? value - expected : value / expected;
        m_season[m_position] = season + m_gamma * (seen - season);
        m_position = m_position + 1 == m_season.size() ? 0 : m_position + 1;
    }
    if (m_form.trend != Component::None) {
        const double seen = m_form.trend == Component::Additive ? m_level - former : m_level / former;
        m_slope = damped + m_slopeWeight * (seen - damped);
    }
    const bool needsPositive = m_form.trend == Component::Multiplicative || m_form.season == Component::Multiplicative;
    return std::isfinite(m_level) && !(needsPositive && m_level <= 0.0)
           && !(m_form.trend == Component::Multiplicative && m_slope <= 0.0);
}

} // namespace consultantos::forecasting
