// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/asked_expression.h"

namespace consultantos {

AskedExpressionPtr AskedExpression::ofNumber(double number)
{
    auto expression = std::make_shared<AskedExpression>();
    expression->kind = Kind::Number;
    expression->number = number;
    return expression;
}

AskedExpressionPtr AskedExpression::ofTerm(const PhraseMeaning &term)
{
    auto expression = std::make_shared<AskedExpression>();
    expression->kind = Kind::Term;
    expression->term = term;
    return expression;
}

AskedExpressionPtr AskedExpression::of(Kind kind, const QList<AskedExpressionPtr> &parts)
{
    auto expression = std::make_shared<AskedExpression>();
    expression->kind = kind;
    expression->parts = parts;
    return expression;
}

AskedExpressionPtr AskedExpression::over(Kind kind, const AskedExpressionPtr &part,
                                         const QList<PeriodReference> &periods, bool isSpan)
{
    auto expression = std::make_shared<AskedExpression>();
    expression->kind = kind;
    expression->parts = {part};
    expression->periods = periods;
    expression->isSpan = isSpan;
    return expression;
}

} // namespace consultantos
