// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace consultantos {

struct ExpressionFunction;

enum class ExpressionOperator { Plus, Minus, Times, Divide, Greater, GreaterOrEqual, Less, LessOrEqual };

/// A part of a parsed formula. A sum or product of many terms is one node, not a chain of them, so that a tree is never
/// deeper than the formula's nesting, which the parser limits.
struct ExpressionNode {
    enum class Kind { Number, Variable, Negative, Sum, Product, Power, Comparison, Call };

    Kind kind = Kind::Number;
    double number = 0;
    QString name; ///< of a variable
    const ExpressionFunction *function = nullptr;
    std::vector<ExpressionOperator> operators; ///< between the parts of a sum, product or comparison
    std::vector<ExpressionNode> parts;
    qsizetype begin = 0; ///< where it stands in the formula's text, for messages
    qsizetype end = 0;
};

/// The beginning of a text that a message quotes: a formula of somebody else's may be long.
[[nodiscard]] inline QString abbreviated(QStringView text, qsizetype longest)
{
    if (text.size() <= longest)
        return text.toString();
    const auto kept = text[longest - 1].isHighSurrogate() ? longest - 1 : longest;
    return text.left(kept).toString() + QStringLiteral(" …");
}

} // namespace consultantos
