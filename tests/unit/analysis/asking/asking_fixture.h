// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_answerer.h"
#include "model/answer.h"

#include <QString>

namespace consultantos::test {

/// Carter Tools, an invented company with statements for FY2017 to FY2020, quarters of 2020, and revenue by segment and
/// country for 2020. In 2020 it has no short-term investments.
[[nodiscard]] QuestionContext carter();

/// Each computation of the answer's evidence, evaluated again from its printed formula and what it is bound to. Empty if
/// all come out and every reference is there; else what is wrong.
[[nodiscard]] QString traceFaults(const Answer &answer);

} // namespace consultantos::test
