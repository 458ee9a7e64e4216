// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <variant>

namespace consultantos {

/// What a variable of an expression stands for.
using ExpressionValue = std::variant<double, QList<double>>;

/// A parsed formula, e.g. "(revenue - cost_of_revenue) / revenue". The same text is printed in reports, so that anyone
/// can evaluate it again.
///
/// Grammar: numbers with a decimal point, names [a-z][a-z0-9_]*, + - * / ^ (right-associative), unary minus, parentheses,
/// comparisons > >= < <= (1 or 0, lowest precedence, not chained), and functions: min max abs ln sqrt; over a list:
/// sum mean median count stdev (n − 1) minimum maximum; percentile_rank(x, list) = (values below x + half of those equal to
/// x) / count; lower_quartile and upper_quartile (Hyndman and Fan 1996, type 7); hhi(list) = 10,000 · Σ(share²); slope(list) = least-squares slope over 0, 1, 2, … ;
/// slope_xy(xs, ys) = least-squares slope of y on x; mad(list) = median absolute deviation · 1.4826; clamp(x, low, high);
/// forecast(list, values per year, horizon, step, quantile): see forecasting/forecast_function.h.
/// chosen_forecast(list, season, horizon, step, quantile, method): see forecasting/chosen_forecast.h.
/// Immutable and thread-safe.
class Expression {
public:
    [[nodiscard]] static Result<Expression> parse(const QString &text);

    [[nodiscard]] const QString &text() const;
    /// The names it uses, each once, in order of appearance.
    [[nodiscard]] const QStringList &variables() const;
    /// ErrorCode::NotDerivable when a variable is missing or a division by zero, logarithm of a non-positive number or
    /// other undefined operation occurs; the result is always finite.
    [[nodiscard]] Result<double> evaluate(const QHash<QString, ExpressionValue> &values) const;

private:
    struct Node;
    std::shared_ptr<const Node> m_root;
    QString m_text;
    QStringList m_variables;
};

} // namespace consultantos
