// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/answer.h"

namespace consultantos::test {

/// Gross margin of 2023 from two cells of sampleAnnualReport().
[[nodiscard]] Answer sampleFigureAnswer();
/// Quotes the sentence on suppliers of sampleAnnualReport().
[[nodiscard]] Answer sampleTextAnswer();
[[nodiscard]] Answer sampleRefusal();
/// The one of the three that fits: by the words "margin" and "supplier".
[[nodiscard]] Result<Answer> answerSample(const QuestionScope &question);
/// Total revenues of 2023 with its cell.
[[nodiscard]] Fact sampleRevenue();

} // namespace consultantos::test
