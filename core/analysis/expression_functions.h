// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression.h"

#include <QStringView>

#include <span>

namespace consultantos {

/// A function's value, or in plain words why it has none. English, as all texts that get into a report.
using FunctionResult = tl::expected<ExpressionValue, QString>;

/// A function of the formula language.
struct ExpressionFunction {
    static constexpr int OneOrMore = -1;

    QLatin1String name;
    int arguments; ///< how many it takes, or OneOrMore
    FunctionResult (*apply)(std::span<const ExpressionValue> arguments);
};

/// nullptr when the language has no such function.
[[nodiscard]] const ExpressionFunction *findExpressionFunction(QStringView name);

} // namespace consultantos
