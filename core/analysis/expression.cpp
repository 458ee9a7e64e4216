// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression.h"

#include "analysis/expression_functions.h"
#include "analysis/expression_parser.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace consultantos {

struct Expression::Node {
    ExpressionNode tree;
};

namespace {

using Kind = ExpressionNode::Kind;

/// One evaluation of a tree. Reasons are in English, as every text of a report: they are printed in place of the value.
class Evaluation {
public:
    Evaluation(const QString &text, const QHash<QString, ExpressionValue> &values)
        : m_text(text)
        , m_values(values)
    {
    }

    [[nodiscard]] Result<double> numberOf(const ExpressionNode &node) const
    {
        switch (node.kind) {
        case Kind::Number:
            return node.number;
        case Kind::Variable:
        case Kind::Call:
            return singleValue(node);
        case Kind::Negative: {
            const auto operand = numberOf(node.parts.front());
            return operand ? Result<double>(-*operand) : operand;
        }
        case Kind::Sum:
        case Kind::Product:
            return chain(node);
        case Kind::Power:
            return power(node);
        case Kind::Comparison:
            return comparison(node);
        }
        return fail(ErrorCode::Internal, QStringLiteral("A formula has a part of an unknown kind."));
    }

private:
    [[nodiscard]] Result<ExpressionValue> valueOf(const ExpressionNode &node) const
    {
        if (node.kind == Kind::Variable)
            return variable(node);
        if (node.kind == Kind::Call)
            return call(node);
        const auto number = numberOf(node);
        if (!number)
            return tl::unexpected(number.error());
        return *number;
    }

    [[nodiscard]] Result<double> singleValue(const ExpressionNode &node) const
    {
        const auto value = valueOf(node);
        if (!value)
            return tl::unexpected(value.error());
        if (const auto *number = std::get_if<double>(&*value))
            return *number;
        return undefined(QStringLiteral("%1 is a list where a single value is needed"), node);
    }

    [[nodiscard]] Result<ExpressionValue> variable(const ExpressionNode &node) const
    {
        const auto found = m_values.constFind(node.name);
        if (found == m_values.constEnd())
            return undefined(QStringLiteral("%1 is missing"), node);
        if (!isFinite(*found))
            return undefined(QStringLiteral("%1 is not a finite number"), node);
        return *found;
    }

    [[nodiscard]] Result<ExpressionValue> call(const ExpressionNode &node) const
    {
        QVarLengthArray<ExpressionValue, 3> arguments;
        for (const auto &part : node.parts) {
            auto argument = valueOf(part);
            if (!argument)
                return argument;
            arguments.append(std::move(*argument));
        }
        auto result = node.function->apply({arguments.constData(), static_cast<std::size_t>(arguments.size())});
        if (!result)
            return undefined(QStringLiteral("%1 is not defined: ") + result.error(), node);
        if (!isFinite(*result))
            return tooLarge(node);
        return std::move(*result);
    }

    [[nodiscard]] Result<double> chain(const ExpressionNode &node) const
    {
        auto result = numberOf(node.parts.front());
        for (std::size_t i = 1; result && i < node.parts.size(); ++i) {
            const auto operand = numberOf(node.parts[i]);
            if (!operand)
                return operand;
            switch (node.operators[i - 1]) {
            case ExpressionOperator::Plus:
                *result += *operand;
                break;
            case ExpressionOperator::Minus:
                *result -= *operand;
                break;
            case ExpressionOperator::Times:
                *result *= *operand;
                break;
            default:
                if (*operand == 0)
                    return undefined(QStringLiteral("division by zero: %1 is zero"), node.parts[i]);
                *result /= *operand;
            }
            // Tested at each step: an infinite part could come out as a finite, wrong whole (1 / infinity).
            if (!std::isfinite(*result))
                return tooLarge(node);
        }
        return result;
    }

    [[nodiscard]] Result<double> power(const ExpressionNode &node) const
    {
        const auto base = numberOf(node.parts[0]);
        if (!base)
            return base;
        const auto exponent = numberOf(node.parts[1]);
        if (!exponent)
            return exponent;
        if (*base == 0 && *exponent < 0)
            return undefined(QStringLiteral("division by zero: %1 is zero and has a negative power"), node.parts[0]);
        if (*base < 0 && *exponent != std::trunc(*exponent))
            return undefined(QStringLiteral("%1 is not defined: a negative number has no fractional power"), node);
        const double result = std::pow(*base, *exponent);
        if (!std::isfinite(result))
            return tooLarge(node);
        return result;
    }

    [[nodiscard]] Result<double> comparison(const ExpressionNode &node) const
    {
        const auto left = numberOf(node.parts[0]);
        if (!left)
            return left;
        const auto right = numberOf(node.parts[1]);
        if (!right)
            return right;
        switch (node.operators.front()) {
        case ExpressionOperator::Greater:
            return *left > *right ? 1.0 : 0.0;
        case ExpressionOperator::GreaterOrEqual:
            return *left >= *right ? 1.0 : 0.0;
        case ExpressionOperator::Less:
            return *left < *right ? 1.0 : 0.0;
        default:
            return *left <= *right ? 1.0 : 0.0;
        }
    }

    [[nodiscard]] static bool isFinite(const ExpressionValue &value)
    {
        if (const auto *number = std::get_if<double>(&value))
            return std::isfinite(*number);
        const auto &list = std::get<QList<double>>(value);
        return std::all_of(list.begin(), list.end(), [](double element) { return std::isfinite(element); });
    }

    [[nodiscard]] tl::unexpected<Error> tooLarge(const ExpressionNode &node) const
    {
        return undefined(QStringLiteral("%1 is too large a number"), node);
    }

    /// `reason` with the part of the formula that it concerns, as it is written there.
    [[nodiscard]] tl::unexpected<Error> undefined(const QString &reason, const ExpressionNode &node) const
    {
        const auto part = abbreviated(QStringView(m_text).mid(node.begin, node.end - node.begin), 120);
        return fail(ErrorCode::NotDerivable, QString(reason).replace(QLatin1String("%1"), part),
                    QStringLiteral("The formula is: %1").arg(abbreviated(m_text, 200)));
    }

    const QString &m_text;
    const QHash<QString, ExpressionValue> &m_values;
};

} // namespace

Result<Expression> Expression::parse(const QString &text)
{
    ExpressionParser parser(text);
    auto tree = parser.parse();
    if (!tree)
        return tl::unexpected(tree.error());
    Expression expression;
    expression.m_root = std::make_shared<const Node>(Node{std::move(*tree)});
    expression.m_text = text;
    expression.m_variables = parser.variables();
    return expression;
}

const QString &Expression::text() const
{
    return m_text;
}

const QStringList &Expression::variables() const
{
    return m_variables;
}

Result<double> Expression::evaluate(const QHash<QString, ExpressionValue> &values) const
{
    if (!m_root)
        return fail(ErrorCode::NotDerivable, QStringLiteral("the formula is empty"));
    auto result = Evaluation(m_text, values).numberOf(m_root->tree);
    // A zero has no sign in a report: -0 would print as "−0".
    if (result && *result == 0)
        *result = 0;
    return result;
}

} // namespace consultantos
