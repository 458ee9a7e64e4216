// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/expression_evaluator.h"

#include "analysis/computation_builder.h"
#include "analysis/expression.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

using Kind = AskedExpression::Kind;

constexpr int Sum = 1;
constexpr int Product = 2;
constexpr int Power = 3;
constexpr int Atom = 4;
/// Definitions that rest on each other; more is a circle.
constexpr int DeepestDefinition = 12;
/// Years of one average; a span that names more is a slip of the pen.
constexpr int MostYears = 60;

QString bracketed(const QString &text, bool isNeeded)
{
    return isNeeded ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString slug(const QString &text)
{
    static const QRegularExpression Others(QStringLiteral("[^a-z0-9]+"));
    auto name = text.toLower();
    name.replace(Others, QStringLiteral("_"));
    while (name.startsWith(QLatin1Char('_')))
        name.remove(0, 1);
    while (name.endsWith(QLatin1Char('_')))
        name.chop(1);
    if (name.isEmpty() || !name[0].isLetter())
        name.prepend(QStringLiteral("value_"));
    return name;
}

QString number(double value)
{
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

bool isOverTime(Kind kind)
{
    return kind == Kind::Average || kind == Kind::Change || kind == Kind::Growth || kind == Kind::Cagr
           || kind == Kind::Total;
}

bool takesAllYears(Kind kind)
{
    return kind == Kind::Average || kind == Kind::Total;
}

} // namespace

ExpressionEvaluator::ExpressionEvaluator(FigureLedger &ledger, const QList<AskedDefinition> &definitions,
                                         const AskedAveraging &averaging)
    : m_ledger(ledger)
    , m_definitions(definitions)
    , m_averaging(averaging)
{
}

Result<Period> ExpressionEvaluator::named(const PeriodReference &reference) const
{
    if (const auto period = resolvePeriod(reference, m_ledger.calendar()))
        return *period;
    const auto inStore = m_ledger.yearsInStore();
    return fail(ErrorCode::NotDerivable,
                inStore.isEmpty()
                    ? QCoreApplication::translate("Ask", "No annual figures are at hand.")
                    : QCoreApplication::translate("Ask", "No figures for %1 are at hand; there are those of %2.")
                          .arg(reference.label(), inStore),
                QCoreApplication::translate("Ask", "The report for %1 would settle it.").arg(reference.label()));
}

Result<Period> ExpressionEvaluator::before(const Period &period, int years) const
{
    if (const auto earlier = periodBefore(period, years, m_ledger.calendar()))
        return *earlier;
    auto wanted = period;
    wanted.fiscalYear -= years;
    return fail(
        ErrorCode::NotDerivable,
        QCoreApplication::translate("Ask", "No figures for %1 are at hand, and they are needed beside those of %2.")
            .arg(wanted.label(), period.label()),
        QCoreApplication::translate("Ask", "The report for %1 would settle it.").arg(wanted.label()));
}

Result<Period> ExpressionEvaluator::periodOf(const AskedExpression &term, const Period &period) const
{
    auto own = term.periods.isEmpty() ? Result<Period>(period) : named(term.periods.first());
    return own && term.yearsBack > 0 ? before(*own, term.yearsBack) : own;
}

Result<QList<Period>> ExpressionEvaluator::periodsOf(const AskedExpression &expression, const Period &period) const
{
    if (!isOverTime(expression.kind)) {
        const auto own = expression.kind == Kind::Term ? periodOf(expression, period) : Result<Period>(period);
        return own ? Result<QList<Period>>(QList{*own}) : tl::unexpected(own.error());
    }
    QList<Period> periods;
    if (expression.periods.size() >= 2) {
        for (const auto &reference : expression.periods) {
            const auto one = named(reference);
            if (!one)
                return tl::unexpected(one.error());
            periods.append(*one);
        }
    } else {
        const auto last = expression.periods.isEmpty() ? Result<Period>(period) : named(expression.periods.first());
        if (!last)
            return tl::unexpected(last.error());
        const int years =
            expression.spanYears > 1 ? expression.spanYears - (takesAllYears(expression.kind) ? 1 : 0) : 1;
        const auto first = before(*last, years);
        if (!first)
            return tl::unexpected(first.error());
        periods = {*first, *last};
    }
    std::sort(periods.begin(), periods.end(),
              [](const Period &left, const Period &right) { return left.end < right.end; });
    const bool isFilled = takesAllYears(expression.kind) && (expression.isSpan || expression.spanYears > 1);
    if (isFilled && periods.size() == 2) {
        const auto first = periods.first();
        const auto last = periods.last();
        periods = {last};
        for (int back = 1; back <= std::min(last.fiscalYear - first.fiscalYear, MostYears); ++back) {
            const auto earlier = before(last, back);
            if (!earlier)
                return tl::unexpected(earlier.error());
            periods.prepend(*earlier);
        }
    }
    return periods;
}

QString ExpressionEvaluator::definitionName(const PhraseMeaning &term) const
{
    const auto &name = m_definitions[term.id.toLongLong()].name;
    return name.isEmpty() ? QStringLiteral("The figure defined in the question") : name;
}

QString ExpressionEvaluator::title(const AskedExpression &expression) const
{
    const auto of = [this](const AskedExpression &part) { return title(part); };
    switch (expression.kind) {
    case Kind::Term:
        return expression.term.kind == PhraseMeaning::Kind::Definition ? definitionName(expression.term)
                                                                       : m_ledger.label(expression.term);
    case Kind::Average:
        return QStringLiteral("Average of %1").arg(of(*expression.parts.first()));
    case Kind::Change:
        return QStringLiteral("Change in %1").arg(of(*expression.parts.first()));
    case Kind::Growth:
        return QStringLiteral("Growth of %1").arg(of(*expression.parts.first()));
    case Kind::Cagr:
        return QStringLiteral("Growth a year of %1").arg(of(*expression.parts.first()));
    case Kind::Total:
        return QStringLiteral("Total of %1").arg(of(*expression.parts.first()));
    case Kind::Divide:
        if (expression.parts[0]->kind == Kind::Term && expression.parts[1]->kind == Kind::Term)
            return QStringLiteral("%1 to %2").arg(of(*expression.parts[0]), of(*expression.parts[1]));
        break;
    default:
        break;
    }
    return QStringLiteral("The figure asked for");
}

QString ExpressionEvaluator::nameOf(const AskedExpression &term, const Period &period) const
{
    const bool isOurs = term.term.kind == PhraseMeaning::Kind::Line || term.term.kind == PhraseMeaning::Kind::Formula;
    return slug(isOurs ? term.term.id : title(term)) + QLatin1Char('_') + slug(period.label());
}

AskedExpressionPtr ExpressionEvaluator::averaged(const AskedExpression &term) const
{
    if (!m_averaging.isWanted || m_isOverTime)
        return nullptr;
    const bool isNamed = m_averaging.terms.isEmpty() || m_averaging.terms.contains(term.term);
    if (m_ledger.isBalance(term.term))
        return isNamed ? AskedExpression::over(Kind::Average, AskedExpression::ofTerm(term.term), m_averaging.periods,
                                               m_averaging.isSpan)
                       : nullptr;
    return term.term.kind == PhraseMeaning::Kind::Formula ? m_ledger.writtenOut(term.term) : nullptr;
}

/// A line's sum where parts of it are told to be nil: cash and investments of a company without investments.
Result<Figure> ExpressionEvaluator::reported(const PhraseMeaning &term, const Period &period)
{
    auto figure = m_ledger.figure(term, period);
    if (!figure && term.kind == PhraseMeaning::Kind::Formula)
        return despiteSign(term, period, figure.error());
    const auto sum = figure || term.kind != PhraseMeaning::Kind::Line ? nullptr : m_ledger.writtenOut(term);
    if (!sum || sum->kind != Kind::Add || m_depth >= DeepestDefinition)
        return figure;
    ++m_depth;
    const auto derived = evaluate(sum, period, QStringLiteral("asked_") + term.id, m_ledger.label(term));
    --m_depth;
    return derived ? derived : figure;
}

/// A ratio that our reports leave out as its divisor is negative: who asks for it gets the quotient, and is told.
Result<Figure> ExpressionEvaluator::despiteSign(const PhraseMeaning &term, const Period &period, const Error &error)
{
    const auto unit = m_ledger.unitOf(term);
    const auto quotient = unit == units::Ratio || unit == units::Multiple ? m_ledger.writtenOut(term) : nullptr;
    if (!quotient || quotient->kind != Kind::Divide || m_depth >= DeepestDefinition)
        return tl::unexpected(error);
    ++m_depth;
    const auto figure = evaluate(quotient, period, QStringLiteral("asked_") + term.id, m_ledger.label(term), unit);
    --m_depth;
    if (!figure)
        return tl::unexpected(error);
    m_notes.append(error.message);
    return figure;
}

Result<Figure> ExpressionEvaluator::figureOf(const AskedExpression &term, const Period &period)
{
    if (term.term.kind != PhraseMeaning::Kind::Definition)
        return reported(term.term, period);
    const auto place = term.term.id.toLongLong();
    const auto &definition = m_definitions[place];
    if (!definition.expression)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Ask", "The definition of \"%1\" was not understood: %2.")
                        .arg(definition.name, definition.trouble),
                    QCoreApplication::translate(
                        "Ask", "Write it with numbers, + - * / ^, brackets, \"average\", \"change in\" and "
                               "names of statement lines."));
    if (m_depth >= DeepestDefinition)
        return fail(
            ErrorCode::Malformed,
            QCoreApplication::translate("Ask", "The definition of \"%1\" rests on itself.").arg(definition.name));
    ++m_depth;
    const auto name = definitionName(term.term);
    auto figure = evaluate(definition.expression, period, QStringLiteral("asked_%1_%2").arg(place + 1).arg(slug(name)),
                           name, definition.knownAs ? m_ledger.unitOf(*definition.knownAs) : QString());
    --m_depth;
    return figure;
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::writeTerm(const AskedExpression &term, const Period &period,
                                                                    Inputs &inputs)
{
    const auto own = periodOf(term, period);
    if (!own)
        return tl::unexpected(own.error());
    const auto figure = figureOf(term, *own);
    if (!figure)
        return tl::unexpected(figure.error());
    const auto name = nameOf(term, *own);
    inputs.insert(name, *figure);
    return Written{name, AskedUnit::of(figure->unit), Atom};
}

bool ExpressionEvaluator::mayBeLeftOut(const AskedExpressionPtr &term, const Period &period, const Error &error)
{
    // Lines that many balance sheets don't have because there is nothing of the kind.
    static const QStringList Optional{QStringLiteral("short_term_investments"),
                                      QStringLiteral("long_term_investments"),
                                      QStringLiteral("commercial_paper"),
                                      QStringLiteral("short_term_borrowings"),
                                      QStringLiteral("short_term_debt"),
                                      QStringLiteral("long_term_debt_current"),
                                      QStringLiteral("minority_interest"),
                                      QStringLiteral("goodwill"),
                                      QStringLiteral("intangibles")};
    const bool isOptional = term->kind == Kind::Term && term->term.kind == PhraseMeaning::Kind::Line
                            && Optional.contains(term->term.id) && error.code == ErrorCode::NotDerivable;
    const auto own = isOptional ? periodOf(*term, period) : Result<Period>(period);
    const PhraseMeaning balance{PhraseMeaning::Kind::Line, QStringLiteral("total_assets")};
    if (!isOptional || !own || !m_ledger.figure(balance, *own))
        return false;
    const auto note = QCoreApplication::translate("Ask", "The balance sheet of %1 has no line \"%2\"; it is left out.")
                          .arg(own->label(), m_ledger.label(term->term));
    if (!m_notes.contains(note))
        m_notes.append(note);
    return true;
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::writeSum(const AskedExpression &sum, const Period &period,
                                                                   Inputs &inputs)
{
    const bool isDifference = sum.kind == Kind::Subtract;
    const auto left = write(sum.parts[0], period, inputs);
    const auto right = write(sum.parts[1], period, inputs);
    if (!left && right && !isDifference && mayBeLeftOut(sum.parts[0], period, left.error()))
        return right;
    if (left && !right && mayBeLeftOut(sum.parts[1], period, right.error()))
        return left;
    if (!left)
        return left;
    if (!right)
        return right;
    const auto unit = left->unit.plus(right->unit);
    if (!unit)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Ask", "\"%1\" and \"%2\" have different units and can't be added.")
                        .arg(title(*sum.parts[0]), title(*sum.parts[1])));
    const bool isOfShares = isDifference && !left->unit.isLiteral() && !right->unit.isLiteral();
    return Written{left->text + (isDifference ? QStringLiteral(" - ") : QStringLiteral(" + "))
                       + bracketed(right->text, right->strength <= Sum && isDifference),
                   isOfShares ? unit->difference() : *unit, Sum};
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::writeProduct(const AskedExpression &product,
                                                                       const Period &period, Inputs &inputs)
{
    const auto left = write(product.parts[0], period, inputs);
    if (!left)
        return left;
    const auto right = write(product.parts[1], period, inputs);
    if (!right)
        return right;
    const bool isQuotient = product.kind == Kind::Divide;
    return Written{bracketed(left->text, left->strength < Product)
                       + (isQuotient ? QStringLiteral(" / ") : QStringLiteral(" * "))
                       + bracketed(right->text, right->strength <= Product),
                   isQuotient ? left->unit.over(right->unit, product.isShare) : left->unit.times(right->unit), Product};
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::writePower(const AskedExpression &power, const Period &period,
                                                                     Inputs &inputs)
{
    const auto base = write(power.parts[0], period, inputs);
    if (!base)
        return base;
    const auto exponent = write(power.parts[1], period, inputs);
    if (!exponent)
        return exponent;
    if (!base->unit.isPlain() || !exponent->unit.isPlain())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Ask", "A power of an amount of money has no meaning."));
    return Written{bracketed(base->text, base->strength <= Power) + QStringLiteral(" ^ ")
                       + bracketed(exponent->text, exponent->strength < Atom),
                   base->unit, Power};
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::writeOverTime(const AskedExpression &expression,
                                                                        const Period &period, Inputs &inputs)
{
    const auto periods = periodsOf(expression, period);
    if (!periods)
        return tl::unexpected(periods.error());
    QList<Written> values;
    const bool wasOverTime = std::exchange(m_isOverTime, true);
    for (const auto &one : *periods) {
        const auto value = write(expression.parts.first(), one, inputs);
        if (!value) {
            m_isOverTime = wasOverTime;
            return value;
        }
        values.append(*value);
    }
    m_isOverTime = wasOverTime;
    const auto &first = values.first();
    const auto &last = values.last();
    const auto factor = [](const Written &value) { return bracketed(value.text, value.strength <= Product); };
    switch (expression.kind) {
    case Kind::Average:
    case Kind::Total: {
        QStringList texts;
        for (const auto &value : values)
            texts.append(value.text);
        const auto total = texts.join(QStringLiteral(" + "));
        return expression.kind == Kind::Total
                   ? Written{total, first.unit, Sum}
                   : Written{QStringLiteral("(%1) / %2").arg(total).arg(values.size()), first.unit, Product};
    }
    case Kind::Change:
        return Written{last.text + QStringLiteral(" - ") + bracketed(first.text, first.strength <= Sum),
                       first.unit.difference(), Sum};
    default:
        break;
    }
    // Growth: of what isn't positive it has no meaning.
    QHash<QString, ExpressionValue> bound;
    for (auto input = inputs.cbegin(); input != inputs.cend(); ++input)
        bound.insert(input.key(), input->value);
    const auto base = Expression::parse(first.text);
    const auto baseValue = base ? base->evaluate(bound) : Result<double>(0.0);
    if (!baseValue || *baseValue <= 0)
        return fail(
            ErrorCode::NotDerivable,
            QCoreApplication::translate("Ask", "The value of %1 is not positive, so a growth from it has no meaning.")
                .arg(periods->first().label()));
    const auto quotient = factor(last) + QStringLiteral(" / ") + factor(first);
    const auto share = AskedUnit::of(QStringLiteral("ratio"));
    const int years = periods->last().fiscalYear - periods->first().fiscalYear;
    if (expression.kind == Kind::Growth || years <= 1)
        return Written{quotient + QStringLiteral(" - 1"), share, Sum};
    return Written{QStringLiteral("(%1) ^ (1 / %2) - 1").arg(quotient).arg(years), share, Sum};
}

Result<ExpressionEvaluator::Written> ExpressionEvaluator::write(const AskedExpressionPtr &expression,
                                                                const Period &period, Inputs &inputs)
{
    switch (expression->kind) {
    case Kind::Number:
        return Written{number(expression->number), AskedUnit::ofNumber(expression->number), Atom};
    case Kind::Term:
        if (const auto whole = averaged(*expression))
            return write(whole, period, inputs);
        return writeTerm(*expression, period, inputs);
    case Kind::Negative: {
        auto part = write(expression->parts.first(), period, inputs);
        if (part)
            *part =
                Written{QStringLiteral("(-%1)").arg(bracketed(part->text, part->strength < Atom)), part->unit, Atom};
        return part;
    }
    case Kind::Add:
    case Kind::Subtract:
        return writeSum(*expression, period, inputs);
    case Kind::Multiply:
    case Kind::Divide:
        return writeProduct(*expression, period, inputs);
    case Kind::Power:
        return writePower(*expression, period, inputs);
    default:
        return writeOverTime(*expression, period, inputs);
    }
}

Result<Figure> ExpressionEvaluator::evaluate(const AskedExpressionPtr &expression, const Period &period,
                                             const QString &method, const QString &title, const QString &plainUnit)
{
    if (expression->kind == Kind::Term && !averaged(*expression)) {
        const auto own = periodOf(*expression, period);
        return own ? figureOf(*expression, *own) : tl::unexpected(own.error());
    }
    Inputs inputs;
    const auto written = write(expression, period, inputs);
    if (!written)
        return tl::unexpected(written.error());
    auto unit = written->unit.text(m_ledger.currency());
    if (unit == units::Multiple && AskedUnit::of(plainUnit).isPlain() && !plainUnit.isEmpty())
        unit = plainUnit;
    if (unit.isEmpty())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Ask", "The result would be money times money, which has no meaning."));
    const auto periods = periodsOf(*expression, period);
    const auto formula = Expression::parse(written->text);
    if (!formula)
        return tl::unexpected(formula.error());
    ComputationBuilder builder(m_ledger.company().id, method, title);
    builder.period(periods ? periods->last() : period);
    for (auto input = inputs.cbegin(); input != inputs.cend(); ++input) {
        // Inputs of a part that was left out are not in the formula.
        if (formula->variables().contains(input.key()))
            builder.bind(input.key(), *input);
    }
    return builder.evaluate(written->text, unit, m_ledger.evidence());
}

} // namespace consultantos
