// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/clause_reader.h"

#include "analysis/asking/expression_grammar.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

using Kind = QuestionItem::Kind;
using ExpressionKind = AskedExpression::Kind;

/// Bracket depth before each item.
QList<int> depths(const QList<QuestionItem> &items)
{
    QList<int> result;
    int depth = 0;
    for (const auto &item : items) {
        depth -= item.kind == Kind::Close ? 1 : 0;
        result.append(depth);
        depth += item.kind == Kind::Open ? 1 : 0;
    }
    return result;
}

bool holds(const QList<QuestionItem> &items, Kind kind)
{
    return std::any_of(items.cbegin(), items.cend(), [kind](const QuestionItem &item) { return item.kind == kind; });
}

/// Nothing in it names a period.
bool isTimeless(const AskedExpression &expression)
{
    return expression.periods.isEmpty() && expression.yearsBack == 0
           && std::all_of(expression.parts.cbegin(), expression.parts.cend(),
                          [](const AskedExpressionPtr &part) { return isTimeless(*part); });
}

/// An operator whose left side was not understood; a sign before a term may be a bullet or a dash.
bool isDanglingOperator(Kind kind)
{
    return kind == Kind::Times || kind == Kind::Divide || kind == Kind::Power || kind == Kind::ShareOf;
}

/// A term without the period that was attached to it.
AskedExpressionPtr undated(const AskedExpressionPtr &expression)
{
    if (expression->kind != ExpressionKind::Term)
        return expression;
    auto term = std::make_shared<AskedExpression>(*expression);
    term->periods.clear();
    return term;
}

} // namespace

ClauseReader::ClauseReader(const Vocabulary &vocabulary, const PhraseScope &scope, QList<QuestionToken> clause,
                           QList<QuestionItem> elsewhere)
    : m_vocabulary(vocabulary)
    , m_scope(scope)
    , m_tokens(std::move(clause))
    , m_items(withoutRemarks(questionItems(m_tokens, scope)))
    , m_elsewhere(std::move(elsewhere))
{
}

bool ClauseReader::has(Kind kind) const
{
    return holds(m_items, kind);
}

qsizetype ClauseReader::wordPlace(QLatin1String word, qsizetype from) const
{
    for (auto i = from; i < m_tokens.size(); ++i) {
        if (m_tokens[i].isWord(word))
            return i;
    }
    return -1;
}

/// Of the number behind `from`: 1e6 for "5 million", 0.01 for "20 %".
double ClauseReader::numberScale(qsizetype from) const
{
    for (auto i = from; i + 1 < m_tokens.size(); ++i) {
        if (m_tokens[i].kind != QuestionToken::Kind::Number)
            continue;
        const auto &unit = m_tokens[i + 1];
        if (unit.isSign('%') || unit.isWord(QLatin1String("percent")))
            return 0.01;
        return unit.isWord(QLatin1String("billion"))    ? 1e9
               : unit.isWord(QLatin1String("million"))  ? 1e6
               : unit.isWord(QLatin1String("thousand")) ? 1e3
                                                        : 1.0;
    }
    return 1.0;
}

bool ClauseReader::isYesNo() const
{
    static const QStringList Verbs{QStringLiteral("did"),  QStringLiteral("doe"),  QStringLiteral("do"),
                                   QStringLiteral("does"), QStringLiteral("is"),   QStringLiteral("are"),
                                   QStringLiteral("was"),  QStringLiteral("were"), QStringLiteral("has"),
                                   QStringLiteral("have"), QStringLiteral("had")};
    for (const auto &token : m_tokens) {
        if (token.kind == QuestionToken::Kind::Word)
            return Verbs.contains(token.written.toLower()) || Verbs.contains(token.text);
    }
    return false;
}

/// An average of the whole: "3 year average of capex as a % of revenue", not "net income / average total assets".
bool ClauseReader::isAverageLoose() const
{
    const auto isAverage = [](const QuestionItem &item) { return item.kind == Kind::Average; };
    const auto count = std::count_if(m_items.cbegin(), m_items.cend(), isAverage);
    if (count != 1)
        return false;
    const auto place = std::find_if(m_items.cbegin(), m_items.cend(), isAverage) - m_items.cbegin();
    if (depths(m_items)[place] > 0)
        return false;
    const bool hasTermBefore = holds(m_items.mid(0, place), Kind::Term);
    return !hasTermBefore || !holds(m_items.mid(place), Kind::Term);
}

void ClauseReader::readPeriods(AskedQuestion &question)
{
    const auto depth = depths(m_items);
    const bool isTight = has(Kind::Average) && !isAverageLoose();
    auto &singles = m_singles;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const auto &item = m_items[i];
        if (item.kind == Kind::YearCount)
            m_yearCount = static_cast<int>(item.number);
        if (item.kind != Kind::Periods || depth[i] > 0)
            continue;
        if (item.periods.size() > 1 && !isTight && m_span.isEmpty()) {
            m_span = item.periods;
            m_isSpan = item.isSpan || (i > 0 && m_items[i - 1].kind == Kind::Between);
        } else if (item.periods.size() == 1 && !singles.contains(item.periods.first())) {
            singles.append(item.periods.first());
        }
    }
    if (singles.isEmpty() && m_span.isEmpty() && !isTight) {
        for (const auto &item : m_elsewhere) {
            if (item.kind != Kind::Periods)
                continue;
            if (item.periods.size() == 1)
                singles.append(item.periods.first());
            else if (m_span.isEmpty()) {
                m_span = item.periods;
                m_isSpan = item.isSpan;
            }
        }
        singles = singles.mid(0, 1);
    }
    if (!singles.isEmpty())
        question.period = *std::max_element(
            singles.cbegin(), singles.cend(), [](const PeriodReference &left, const PeriodReference &right) {
                return std::pair(left.year, left.quarter) < std::pair(right.year, right.quarter);
            });
    else if (!m_span.isEmpty())
        question.period = m_span.last();
    // One period alone is that of the whole; several stay with their terms.
    const bool keepsSingles = singles.size() > 1;
    QList<QuestionItem> kept;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const auto &item = m_items[i];
        const bool isWhole =
            item.kind == Kind::Periods && depth[i] == 0 && (item.periods.size() > 1 ? !isTight : !keepsSingles);
        if (!isWhole)
            kept.append(item);
    }
    m_items = kept;
}

AskedExpressionPtr ClauseReader::wrapped(const AskedExpressionPtr &inner, bool isAveraged) const
{
    const auto over = [this](ExpressionKind kind, const AskedExpressionPtr &part, bool takesSpan) {
        auto whole = std::make_shared<AskedExpression>(
            *AskedExpression::over(kind, part, takesSpan ? m_span : QList<PeriodReference>(), m_isSpan));
        if (takesSpan && m_span.isEmpty())
            whole->spanYears = m_yearCount;
        return AskedExpressionPtr(whole);
    };
    auto result = inner;
    const bool isGrown = inner->kind == ExpressionKind::Growth || inner->kind == ExpressionKind::Cagr
                         || inner->kind == ExpressionKind::Change;
    if (has(Kind::Cagr) && !isGrown)
        return over(ExpressionKind::Cagr, result, true);
    if (has(Kind::Growth) && !isGrown)
        result = over(ExpressionKind::Growth, result, !isAveraged);
    if (isAveraged)
        return over(ExpressionKind::Average, result, true);
    const bool isTimeless = result->kind == ExpressionKind::Growth || isGrown;
    const bool isSummed = has(Kind::Sum) && (m_span.size() > 1 || m_yearCount > 1);
    if (!isTimeless && isSummed && inner->kind != ExpressionKind::Add)
        return over(ExpressionKind::Total, result, true);
    return result;
}

AskedExpressionPtr ClauseReader::expressionOf(const QList<QuestionItem> &items, AskedQuestion &question) const
{
    // From the first thing that can begin an expression.
    const auto begins = [](const QuestionItem &item) {
        switch (item.kind) {
        case Kind::Term:
        case Kind::Open:
        case Kind::Average:
        case Kind::Change:
        case Kind::Sum:
        case Kind::Ratio:
        case Kind::Difference:
        case Kind::Opening:
        case Kind::Periods:
        case Kind::PartBefore:
            return true;
        default:
            return false;
        }
    };
    auto first = std::find_if(items.cbegin(), items.cend(), begins) - items.cbegin();
    // "365 * inventory / COGS": a number begins one where an operator follows.
    const auto number =
        std::find_if(items.cbegin(), items.cend(), [](const QuestionItem &item) { return item.kind == Kind::Number; })
        - items.cbegin();
    if (number < first && number + 1 < items.size()
        && (isDanglingOperator(items[number + 1].kind) || items[number + 1].kind == Kind::Minus
            || items[number + 1].kind == Kind::Plus))
        first = number;
    while (first > 0 && (items[first - 1].kind == Kind::Unknown || items[first - 1].kind == Kind::Of))
        --first; // qualifiers of the first term
    if (first > 0 && first < items.size() && isDanglingOperator(items[first - 1].kind)) {
        question.trouble =
            QCoreApplication::translate("Ask", "what stands before \"%1\" is not known").arg(items[first - 1].written);
        return nullptr;
    }
    ExpressionGrammar grammar(items.mid(first), m_vocabulary.cue(QLatin1String("neutral")), {m_span, m_isSpan});
    const auto expression = grammar.read();
    if (!expression) {
        question.trouble = expression.error().message;
        return nullptr;
    }
    question.qualifiers += grammar.qualifiers();
    readRest(grammar.rest(), question);
    return *expression;
}

/// What follows the expression may change it: "return on equity using average equity" is refused, a second figure named.
void ClauseReader::readRest(const QList<QuestionItem> &rest, AskedQuestion &question) const
{
    if (!holds(rest, Kind::Term))
        return;
    if (holds(rest, Kind::Average))
        question.trouble =
            QCoreApplication::translate("Ask", "what is to be averaged is not clear; define the ratio in the question");
    question.asksForMore = rest.first().kind == Kind::And || rest.first().kind == Kind::Comma;
}

void ClauseReader::readFigure(AskedQuestion &question)
{
    const bool isAveraged = isAverageLoose();
    // "revenue growth plus EBITDA margin": there the growth belongs to its term.
    const bool isGrowthTight = has(Kind::Plus) || has(Kind::Minus);
    QList<QuestionItem> items;
    for (const auto &item : std::as_const(m_items)) {
        const bool isLoose = (item.kind == Kind::Growth && !isGrowthTight) || item.kind == Kind::Cagr
                             || (item.kind == Kind::Average && isAveraged)
                             || (item.kind == Kind::Sum && (m_span.size() > 1 || m_yearCount > 1));
        if (!isLoose)
            items.append(item);
    }
    const auto inner = expressionOf(items, question);
    if (!inner || !question.trouble.isEmpty()) {
        question.kind = AskedQuestion::Kind::Unclear;
        return;
    }
    question.kind = AskedQuestion::Kind::Figure;
    question.expression = isGrowthTight ? inner : wrapped(inner, isAveraged);
    readShare(question);
    // "How much did revenue rise", "the revenue change": in percent where percent is asked for.
    const bool asksHowMuch = direction() && m_vocabulary.mentions(QLatin1String("how_much"), m_tokens);
    const bool isChange =
        (asksHowMuch || has(Kind::Change)) && question.expression == inner && inner->kind == ExpressionKind::Term;
    if (isChange) {
        const auto periods = m_span.isEmpty() && m_singles.size() == 2 ? m_singles : m_span;
        question.expression = AskedExpression::over(ExpressionKind::Change, undated(inner), periods, m_isSpan);
    }
    // "revenue for FY2018, FY2019 and FY2020": one answer each.
    if (question.expression == inner && m_span.size() > 1 && isTimeless(*inner)) {
        question.listed = m_span;
        question.isListSpan = m_isSpan;
    }
}

/// "What share of revenue came from China", "China revenue as a % of revenue": of a part in the whole, as nothing else is
/// named that it could be of.
void ClauseReader::readShare(AskedQuestion &question) const
{
    const auto &whole = *question.expression;
    const bool isOfItself =
        whole.kind == ExpressionKind::Divide && whole.isShare && whole.parts.first()->kind == ExpressionKind::Term
        && whole.parts.last()->kind == ExpressionKind::Term && whole.parts.first()->term == whole.parts.last()->term;
    if (isOfItself)
        question.expression = AskedExpressionPtr(whole.parts.last());
    question.wantsShare = isOfItself || (has(Kind::PartBefore) && whole.kind == ExpressionKind::Term);
}

std::optional<AskedDirection> ClauseReader::direction(qsizetype *place) const
{
    static const QList<QPair<QLatin1String, AskedDirection>> Cues{{QLatin1String("improve"), AskedDirection::Better},
                                                                  {QLatin1String("worsen"), AskedDirection::Worse},
                                                                  {QLatin1String("rise"), AskedDirection::Higher},
                                                                  {QLatin1String("fall"), AskedDirection::Lower}};
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        for (const auto &[cue, direction] : Cues) {
            const auto length = m_vocabulary.cueAt(cue, m_tokens, i);
            if (length == 0)
                continue;
            if (place)
                *place = i + length;
            return direction;
        }
    }
    return std::nullopt;
}

/// "Does it have an improving margin": there the word is the question's, and no kind of margin.
QList<QuestionItem> ClauseReader::withoutDirection(QList<QuestionItem> items) const
{
    items.removeIf([this](const QuestionItem &item) {
        const auto word = questionTokens(item.written);
        return item.kind == Kind::Unknown && word.size() == 1
               && (m_vocabulary.cueAt(QLatin1String("improve"), word, 0) > 0
                   || m_vocabulary.cueAt(QLatin1String("worsen"), word, 0) > 0);
    });
    return items;
}

/// "Does it have positive working capital?" holds it against nothing.
bool ClauseReader::readSign(AskedQuestion &question)
{
    const bool isPositive = wordPlace(QLatin1String("positive"), 0) >= 0;
    if (!isYesNo() || (!isPositive && wordPlace(QLatin1String("negative"), 0) < 0))
        return false;
    auto items = m_items;
    items.removeIf([](const QuestionItem &item) {
        return item.kind == Kind::Unknown
               && (item.written.compare(QLatin1String("positive"), Qt::CaseInsensitive) == 0
                   || item.written.compare(QLatin1String("negative"), Qt::CaseInsensitive) == 0);
    });
    AskedQuestion scratch;
    const auto expression = expressionOf(items, scratch);
    if (!expression)
        return false;
    question.qualifiers += scratch.qualifiers;
    question.expression = expression;
    question.other = AskedExpression::ofNumber(0);
    question.direction = isPositive ? AskedDirection::Higher : AskedDirection::Lower;
    question.kind = AskedQuestion::Kind::Comparison;
    return true;
}

bool ClauseReader::readComparison(AskedQuestion &question)
{
    qsizetype behind = 0;
    const auto found = isYesNo() ? direction(&behind) : std::nullopt;
    if (!found)
        return false;
    question.direction = *found;
    const auto itemsOf = [this](const QList<QuestionToken> &tokens) {
        return withoutRemarks(questionItems(tokens, m_scope));
    };
    // "higher revenue than costs": what is held against it stands behind "than".
    if (const auto than = wordPlace(QLatin1String("than"), behind); than >= 0)
        behind = than + 1;
    const auto left = itemsOf(m_tokens.mid(0, behind));
    const auto right = itemsOf(m_tokens.mid(behind));
    const auto number =
        std::find_if(right.cbegin(), right.cend(), [](const QuestionItem &item) { return item.kind == Kind::Number; });
    AskedQuestion scratch;
    bool isSplit = holds(left, Kind::Term) && (holds(right, Kind::Term) || number != right.cend());
    if (isSplit && holds(right, Kind::Term))
        question.other = expressionOf(right, scratch);
    else if (isSplit)
        question.other = AskedExpression::ofNumber(number->number * numberScale(behind));
    auto items = withoutDirection(isSplit ? left : m_items);
    items.removeIf([](const QuestionItem &item) {
        return item.kind == Kind::Growth || item.kind == Kind::Change
               || (item.kind == Kind::Periods && item.periods.size() > 1);
    });
    question.expression = expressionOf(items, question);
    if (!question.expression)
        return false;
    // "increase by more than 10 %": the growth is held against the number.
    const bool isGrowth = question.other && number != right.cend() && wordPlace(QLatin1String("by"), 0) >= 0;
    if (isGrowth)
        question.expression = AskedExpression::over(ExpressionKind::Growth, question.expression, m_span, m_isSpan);
    else if (!question.other && m_span.size() > 1)
        question.compared = {m_span.first(), m_span.last()};
    else if (!question.other && m_singles.size() > 1)
        question.compared = {m_singles[1], m_singles[0]};
    if (!question.compared.isEmpty())
        question.expression = undated(question.expression);
    question.kind = AskedQuestion::Kind::Comparison;
    return true;
}

bool ClauseReader::readSegment(AskedQuestion &question)
{
    static const QList<QPair<QLatin1String, AskedPart>> Parts{{QLatin1String("segment"), AskedPart::Segment},
                                                              {QLatin1String("geography"), AskedPart::Geography},
                                                              {QLatin1String("product"), AskedPart::Product}};
    const bool asksWhich = m_vocabulary.mentions(QLatin1String("which"), m_tokens);
    const bool wantsLeast = m_vocabulary.mentions(QLatin1String("which_least"), m_tokens);
    if (!asksWhich || (!wantsLeast && !m_vocabulary.mentions(QLatin1String("which_most"), m_tokens)))
        return false;
    for (const auto &[cue, part] : Parts) {
        if (!m_vocabulary.mentions(cue, m_tokens))
            continue;
        AskedQuestion scratch;
        const auto expression = expressionOf(m_items, scratch);
        question.expression =
            expression ? expression : AskedExpression::ofTerm({PhraseMeaning::Kind::Line, QStringLiteral("revenue")});
        question.part = part;
        question.wantsLeast = wantsLeast;
        question.kind = AskedQuestion::Kind::Segment;
        return true;
    }
    return false;
}

/// "In which year was the margin highest?"
bool ClauseReader::readExtreme(AskedQuestion &question)
{
    const bool wantsLeast = m_vocabulary.mentions(QLatin1String("which_least"), m_tokens);
    if (!m_vocabulary.mentions(QLatin1String("which_year"), m_tokens)
        || (!wantsLeast && !m_vocabulary.mentions(QLatin1String("which_most"), m_tokens)))
        return false;
    question.expression = expressionOf(m_items, question);
    if (!question.expression)
        return false;
    question.wantsLeast = wantsLeast;
    question.compared = m_span;
    question.kind = AskedQuestion::Kind::Extreme;
    return true;
}

void ClauseReader::readInto(AskedQuestion &question)
{
    readPeriods(question);
    if (readSegment(question) || readExtreme(question) || readSign(question) || readComparison(question))
        return;
    readFigure(question);
}

} // namespace consultantos
