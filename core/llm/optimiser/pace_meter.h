// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_types.h"
#include "llm/model_capacity.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace consultantos {

/// How fast a model is, by its replies: least squares over their tokens and times, newer replies counting more (recursive
/// least squares with forgetting, S. Haykin, "Adaptive Filter Theory", 1996, ch. 13). Where replies are too alike to tell
/// reading from writing apart, a token read is taken for a quarter of one written. Thread-safe.
class PaceMeter {
public:
    /// A reply and the time that its attempt took; one that says nothing of its tokens teaches nothing.
    void add(const std::optional<LlmUsage> &usage, std::chrono::nanoseconds took);
    /// Empty before the first reply.
    [[nodiscard]] std::optional<ModelPace> pace() const;

private:
    mutable std::mutex m_mutex;
    double m_inputs = 0; ///< sums of squares and products, each with its forgetting
    double m_outputs = 0;
    double m_both = 0;
    double m_inputTime = 0;
    double m_outputTime = 0;
};

} // namespace consultantos
