// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/expression_grammar.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// Brackets and prefixes within each other; a question needs a handful.
constexpr int DeepestNesting = 40;

tl::unexpected<Error> notUnderstood(const QString &what)
{
    return fail(ErrorCode::Malformed, what);
}

bool isTermLike(QuestionItem::Kind kind)
{
    return kind == QuestionItem::Kind::Term || kind == QuestionItem::Kind::Number;
}

bool isPassedOver(QuestionItem::Kind kind)
{
    using Kind = QuestionItem::Kind;
    return kind == Kind::Unknown || kind == Kind::Of || kind == Kind::Remark || kind == Kind::Closing
           || kind == Kind::YearCount;
}

bool isOperator(QuestionItem::Kind kind)
{
    using Kind = QuestionItem::Kind;
    return kind == Kind::Plus || kind == Kind::Minus || kind == Kind::Times || kind == Kind::Divide
           || kind == Kind::Power || kind == Kind::ShareOf;
}

AskedExpressionPtr quotient(const AskedExpressionPtr &left, const AskedExpressionPtr &right, bool isShare)
{
    auto expression =
        std::make_shared<AskedExpression>(*AskedExpression::of(AskedExpression::Kind::Divide, {left, right}));
    expression->isShare = isShare;
    return expression;
}

} // namespace

ExpressionGrammar::ExpressionGrammar(QList<QuestionItem> items, const PhraseIndex *neutral, GrammarDefaults defaults)
    : m_items(std::move(items))
    , m_neutral(neutral)
    , m_defaults(std::move(defaults))
{
}

Result<AskedExpressionPtr> ExpressionGrammar::read()
{
    return expression();
}

bool ExpressionGrammar::isNeutral(const QuestionItem &item) const
{
    if (item.kind != Kind::Unknown || item.isPossessive)
        return true;
    const auto tokens = questionTokens(item.written);
    return tokens.isEmpty() || tokens.first().kind != QuestionToken::Kind::Word
           || (m_neutral && m_neutral->longestAt(tokens, 0));
}

void ExpressionGrammar::skip()
{
    const auto from = m_at;
    while (m_at < m_items.size() && isPassedOver(m_items[m_at].kind))
        ++m_at;
    noteQualifiers(from, m_at);
}

void ExpressionGrammar::noteQualifiers(qsizetype from, qsizetype to)
{
    // "iPhone revenue": the words that touch the term; those farther away belong to the sentence.
    const bool isBeforeTerm = to < m_items.size() && m_items[to].kind == Kind::Term;
    for (auto i = to - 1; isBeforeTerm && i >= from; --i) {
        // "days of sales" is not sales either.
        const bool isOf =
            m_items[i].kind == Kind::Of && m_items[i].written.compare(QLatin1String("of"), Qt::CaseInsensitive) == 0;
        if (isOf)
            continue;
        if (m_items[i].kind != Kind::Unknown || isNeutral(m_items[i]))
            break;
        m_qualifiers.prepend(m_items[i].written);
    }
}

ExpressionGrammar::Kind ExpressionGrammar::peek()
{
    skip();
    return m_at < m_items.size() ? m_items[m_at].kind : Kind::End;
}

QStringList ExpressionGrammar::unexplained() const
{
    QStringList words;
    auto end = m_at;
    while (end > 0 && isPassedOver(m_items[end - 1].kind))
        --end;
    for (qsizetype i = 0; i < end; ++i) {
        if (m_items[i].kind == Kind::Unknown && !isNeutral(m_items[i]))
            words.append(m_items[i].written);
    }
    for (auto i = m_at; i < m_items.size() && m_items[i].kind != Kind::Comma; ++i) {
        if (isTermLike(m_items[i].kind) || isOperator(m_items[i].kind) || m_items[i].kind == Kind::Open)
            words.append(m_items[i].written);
    }
    return words;
}

Result<AskedExpressionPtr> ExpressionGrammar::expression()
{
    auto left = product();
    while (left && (peek() == Kind::Plus || peek() == Kind::Minus)) {
        const auto kind =
            m_items[m_at++].kind == Kind::Plus ? AskedExpression::Kind::Add : AskedExpression::Kind::Subtract;
        const auto right = product();
        if (!right)
            return right;
        left = AskedExpression::of(kind, {*left, *right});
    }
    return left;
}

Result<AskedExpressionPtr> ExpressionGrammar::product()
{
    auto left = power();
    while (left) {
        auto kind = peek();
        // "R&D in FY2019, as a percentage of revenue"
        if (kind == Kind::Comma && m_at + 1 < m_items.size() && m_items[m_at + 1].kind == Kind::ShareOf) {
            ++m_at;
            kind = Kind::ShareOf;
        }
        const bool isQuotient = kind == Kind::Divide || kind == Kind::ShareOf || (kind == Kind::To && !m_splitsAtTo);
        if (kind != Kind::Times && !isQuotient)
            break;
        ++m_at;
        const auto right = power();
        if (!right && kind == Kind::To)
            break; // "compared to the year before": not a quotient
        if (!right)
            return right;
        left = isQuotient ? quotient(*left, *right, kind == Kind::ShareOf)
                          : AskedExpression::of(AskedExpression::Kind::Multiply, {*left, *right});
    }
    return left;
}

Result<AskedExpressionPtr> ExpressionGrammar::power()
{
    const auto base = operand();
    if (!base || peek() != Kind::Power)
        return base;
    ++m_at;
    if (++m_depth > DeepestNesting)
        return notUnderstood(QCoreApplication::translate("Ask", "it is nested too deeply"));
    const auto exponent = power();
    --m_depth;
    if (!exponent)
        return exponent;
    return AskedExpression::of(AskedExpression::Kind::Power, {*base, *exponent});
}

bool ExpressionGrammar::takesPeriods()
{
    auto at = m_at;
    while (at < m_items.size()
           && (m_items[at].kind == Kind::Of || m_items[at].kind == Kind::From || m_items[at].kind == Kind::Between
               || m_items[at].kind == Kind::Remark || (m_items[at].kind == Kind::Unknown && isNeutral(m_items[at]))))
        ++at;
    if (at >= m_items.size() || m_items[at].kind != Kind::Periods)
        return false;
    // A period before the next term belongs to that one: "FY2019 COGS / FY2018 inventory" has an operator between.
    if (at + 1 < m_items.size() && m_items[at + 1].kind == Kind::Term && m_items[at].periods.size() == 1)
        return false;
    m_items[at].isSpan = m_items[at].isSpan || (at > 0 && m_items[at - 1].kind == Kind::Between);
    m_at = at;
    return true;
}

Result<AskedExpressionPtr> ExpressionGrammar::operand()
{
    QList<PeriodReference> periods;
    int yearsBack = 0;
    for (auto kind = peek(); kind == Kind::Periods || kind == Kind::Opening || kind == Kind::From; kind = peek()) {
        if (kind == Kind::Periods && m_items[m_at].periods.size() == 1)
            periods = m_items[m_at].periods;
        yearsBack += kind == Kind::Opening ? 1 : 0;
        ++m_at;
    }
    auto result = primary();
    if (!result)
        return result;
    const bool isTerm = (*result)->kind == AskedExpression::Kind::Term;
    if (isTerm && periods.isEmpty() && takesPeriods() && m_items[m_at].periods.size() == 1)
        periods = m_items[m_at++].periods;
    if (isTerm && (!periods.isEmpty() || yearsBack > 0)) {
        auto dated = std::make_shared<AskedExpression>(**result);
        dated->periods = periods;
        dated->yearsBack = yearsBack;
        result = AskedExpressionPtr(dated);
    }
    if (peek() == Kind::Margin) {
        ++m_at;
        const auto revenue = AskedExpression::ofTerm({PhraseMeaning::Kind::Line, QStringLiteral("revenue")});
        result = quotient(*result, revenue, true);
    }
    if (peek() == Kind::Growth) {
        ++m_at;
        result = AskedExpression::over(AskedExpression::Kind::Growth, *result, m_defaults.periods, m_defaults.isSpan);
    }
    while (peek() == Kind::Without) {
        ++m_at;
        const auto part = primary();
        if (!part)
            return part;
        result = AskedExpression::of(AskedExpression::Kind::Subtract, {*result, *part});
    }
    return result;
}

Result<AskedExpressionPtr> ExpressionGrammar::primary()
{
    if (++m_depth > DeepestNesting)
        return notUnderstood(QCoreApplication::translate("Ask", "it is nested too deeply"));
    const auto kind = peek();
    if (m_at >= m_items.size()) {
        --m_depth;
        return notUnderstood(QCoreApplication::translate("Ask", "a term is missing at its end"));
    }
    const auto &item = m_items[m_at++];
    Result<AskedExpressionPtr> result =
        notUnderstood(QCoreApplication::translate("Ask", "\"%1\" stands where a term is expected").arg(item.written));
    switch (kind) {
    case Kind::Number: {
        double number = item.number;
        if (m_at < m_items.size() && m_items[m_at].written == QLatin1String("%")) {
            number /= 100;
            ++m_at;
        }
        result = AskedExpression::ofNumber(number);
        break;
    }
    case Kind::Term:
        result = AskedExpression::ofTerm(item.term);
        break;
    case Kind::Open:
        result = group();
        break;
    case Kind::Minus:
    case Kind::Plus:
        result = operand();
        if (result && kind == Kind::Minus)
            result = AskedExpression::of(AskedExpression::Kind::Negative, {*result});
        break;
    case Kind::Average:
        result = overPeriods(AskedExpression::Kind::Average);
        break;
    case Kind::Change:
        result = overPeriods(AskedExpression::Kind::Change);
        break;
    case Kind::Growth:
        result = overPeriods(AskedExpression::Kind::Growth);
        break;
    case Kind::Cagr:
        result = overPeriods(AskedExpression::Kind::Cagr);
        break;
    case Kind::Sum:
        result = listOf(AskedExpression::Kind::Add);
        break;
    case Kind::Difference:
        result = listOf(AskedExpression::Kind::Subtract);
        break;
    case Kind::Ratio:
        result = ratioOf();
        break;
    case Kind::PartBefore:
        result = partOf();
        break;
    default:
        break;
    }
    --m_depth;
    return result;
}

Result<AskedExpressionPtr> ExpressionGrammar::group()
{
    const bool splitsAtTo = std::exchange(m_splitsAtTo, false);
    auto inner = expression();
    m_splitsAtTo = splitsAtTo;
    if (!inner)
        return inner;
    if (peek() != Kind::Close)
        return notUnderstood(QCoreApplication::translate("Ask", "a bracket is not closed"));
    ++m_at;
    return inner;
}

Result<AskedExpressionPtr> ExpressionGrammar::overPeriods(AskedExpression::Kind kind)
{
    auto periods = m_defaults.periods;
    bool isSpan = m_defaults.isSpan;
    const auto take = [&] {
        periods = m_items[m_at].periods;
        isSpan = m_items[m_at].isSpan;
        ++m_at;
    };
    if (takesPeriods() && m_items[m_at].periods.size() > 1)
        take();
    const auto part = peek() == Kind::Open ? primary() : operand();
    if (!part)
        return part;
    if (takesPeriods() && m_items[m_at].periods.size() > 1)
        take();
    return AskedExpression::over(kind, *part, periods, isSpan);
}

Result<AskedExpressionPtr> ExpressionGrammar::listOf(AskedExpression::Kind kind)
{
    if (peek() == Kind::Between)
        ++m_at;
    auto whole = product();
    bool isList = false;
    while (whole && (peek() == Kind::And || peek() == Kind::Comma || peek() == Kind::To)) {
        const auto back = m_at++;
        if (peek() == Kind::And)
            ++m_at; // "A, B and C"
        const auto part = product();
        if (!part) {
            m_at = back; // the sentence goes on
            break;
        }
        isList = true;
        whole = AskedExpression::of(kind, {*whole, *part});
    }
    // "difference in revenue between FY2018 and FY2019": of one thing over time.
    if (whole && !isList && kind == AskedExpression::Kind::Subtract && takesPeriods()) {
        const auto &item = m_items[m_at++];
        return AskedExpression::over(AskedExpression::Kind::Change, *whole, item.periods, item.isSpan);
    }
    return whole;
}

Result<AskedExpressionPtr> ExpressionGrammar::ratioOf()
{
    const bool splitsAtTo = std::exchange(m_splitsAtTo, true);
    if (peek() == Kind::Between)
        ++m_at;
    const auto left = product();
    m_splitsAtTo = splitsAtTo;
    if (!left)
        return left;
    if (peek() != Kind::To && peek() != Kind::And)
        return left; // "ratio of A / B"
    ++m_at;
    const auto right = product();
    if (!right)
        return right;
    return quotient(*left, *right, false);
}

/// "what percent of revenue is R&D": the second to the first.
Result<AskedExpressionPtr> ExpressionGrammar::partOf()
{
    const auto whole = operand();
    if (!whole || peek() != Kind::Term)
        return whole;
    const auto part = operand();
    if (!part)
        return part;
    return quotient(*part, *whole, true);
}

QList<QuestionItem> withoutRemarks(const QList<QuestionItem> &items)
{
    using Kind = QuestionItem::Kind;
    QList<QuestionItem> kept;
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (items[i].kind != Kind::Open) {
            kept.append(items[i]);
            continue;
        }
        qsizetype close = i + 1;
        for (int depth = 1; close < items.size(); ++close) {
            depth += items[close].kind == Kind::Open ? 1 : items[close].kind == Kind::Close ? -1 : 0;
            if (depth == 0)
                break;
        }
        const auto inner = items.mid(i + 1, close - i - 1);
        const auto count = [&inner](auto predicate) { return std::count_if(inner.cbegin(), inner.cend(), predicate); };
        const auto terms = count([](const QuestionItem &item) { return item.kind == Kind::Term; });
        const auto values = count([](const QuestionItem &item) { return isTermLike(item.kind); });
        const auto operators = count([](const QuestionItem &item) { return isOperator(item.kind); });
        const bool followsTerm = !kept.isEmpty() && kept.last().kind == Kind::Term;
        const bool isIntroduced =
            !inner.isEmpty()
            && (inner.first().kind == Kind::From || inner.first().kind == Kind::Of
                || (inner.first().kind == Kind::Unknown
                    && inner.first().written.compare(QLatin1String("using"), Qt::CaseInsensitive) == 0));
        const bool isWordsOnly = terms == 0 && (values == 0 || operators == 0) && !inner.isEmpty()
                                 && inner.first().kind != Kind::Number && inner.first().kind != Kind::Open;
        const bool isOtherName = followsTerm && terms == 1 && operators == 0;
        if (isOtherName && !isIntroduced) {
            const auto name = std::find_if(inner.cbegin(), inner.cend(),
                                           [](const QuestionItem &item) { return item.kind == Kind::Term; });
            const bool isOperand = kept.size() > 1 && isOperator(kept[kept.size() - 2].kind);
            if (name->term.kind == PhraseMeaning::Kind::Definition && !isOperand)
                kept.last() = *name;
        }
        if (isIntroduced || isWordsOnly || isOtherName) {
            i = close;
            continue;
        }
        const bool isFormulaOfTerm = followsTerm && values >= 2 && operators > 0;
        if (isFormulaOfTerm)
            kept.removeLast();
        kept.append(items[i]);
    }
    return kept;
}

} // namespace consultantos
