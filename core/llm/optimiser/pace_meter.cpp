// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/pace_meter.h"

#include <algorithm>

namespace consultantos {
namespace {

constexpr double Kept = 0.9; ///< of what earlier replies weigh, at each new one
constexpr double ReadingShare = 0.25;
/// How firmly the share is held to: as if so much of what was seen had shown it.
constexpr double ShareWeight = 0.02;

} // namespace

void PaceMeter::add(const std::optional<LlmUsage> &usage, std::chrono::nanoseconds took)
{
    if (!usage || usage->output + usage->reasoning <= 0 || took.count() <= 0)
        return;
    const auto input = static_cast<double>(usage->input + usage->cacheWrite);
    const auto output = static_cast<double>(usage->output + usage->reasoning);
    const double seconds = std::chrono::duration<double>(took).count();
    // By its size a long reply would outweigh all others, though it shows the pace no better.
    const double size = ReadingShare * input + output;
    const double weight = 1 / (size * size);
    const std::lock_guard lock(m_mutex);
    const auto sum = [weight](double &of, double product) { of = Kept * of + weight * product; };
    sum(m_inputs, input * input);
    sum(m_outputs, output * output);
    sum(m_both, input * output);
    sum(m_inputTime, input * seconds);
    sum(m_outputTime, output * seconds);
}

std::optional<ModelPace> PaceMeter::pace() const
{
    const std::lock_guard lock(m_mutex);
    if (m_outputs <= 0)
        return std::nullopt;
    // The share as one more equation, reading - share · writing = 0, of a weight that goes with what was seen.
    const double weight = ShareWeight * (m_inputs + m_outputs);
    const double inputs = m_inputs + weight;
    const double both = m_both - weight * ReadingShare;
    const double outputs = m_outputs + weight * ReadingShare * ReadingShare;
    const double determinant = inputs * outputs - both * both;
    ModelPace pace{(m_inputTime * outputs - m_outputTime * both) / determinant,
                   (m_outputTime * inputs - m_inputTime * both) / determinant};
    if (pace.inputToken < 0)
        pace = {0, m_outputTime / m_outputs};
    else if (pace.outputToken < 0)
        pace = {m_inputTime / m_inputs, 0};
    return pace;
}

} // namespace consultantos
