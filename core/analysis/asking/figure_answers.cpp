// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/figure_answers.h"

#include "analysis/computation_builder.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

using Kind = AskedExpression::Kind;

QString spanLabel(const QList<Period> &periods)
{
    const auto first = periods.first().label();
    const auto last = periods.last().label();
    return first == last ? first : QCoreApplication::translate("Ask", "%1 to %2").arg(first, last);
}

QString yesOrNo(bool isSo)
{
    return isSo ? QCoreApplication::translate("Ask", "Yes") : QCoreApplication::translate("Ask", "No");
}

} // namespace

FigureAnswers::FigureAnswers(const AskedQuestion &question, FigureLedger &ledger, const QList<Fact> &facts,
                             const ConceptCatalogue &lines, const FormulaCatalogue &formulas,
                             const PassageSearch *passages)
    : m_question(question)
    , m_ledger(ledger)
    , m_facts(facts)
    , m_lines(lines)
    , m_formulas(formulas)
    , m_passages(passages)
    , m_evaluator(ledger, question.definitions, question.averaging)
{
}

Answer FigureAnswers::notAnswerable(const QString &why, const QString &help)
{
    Answer answer;
    answer.explanation = why;
    answer.wouldHelp = help;
    return answer;
}

Answer FigureAnswers::refused(const Error &error) const
{
    return notAnswerable(error.message, error.detail);
}

QString FigureAnswers::formatted(const Figure &figure) const
{
    return formatFigure(figure.value, figure.unit, m_question.format).text;
}

void FigureAnswers::addNotes(Answer &answer) const
{
    for (const auto &note : m_notes + m_evaluator.notes())
        answer.explanation += QLatin1Char(' ') + note;
}

Answer FigureAnswers::given(const Figure &figure, const QString &title, const QString &period)
{
    Answer answer;
    answer.kind = AnswerKind::Figure;
    const auto formatted = formatFigure(figure.value, figure.unit, m_question.format);
    answer.answer = formatted.text;
    answer.value = formatted.value;
    answer.unit = formatted.unit;
    answer.period = period;
    answer.refs = {figure.ref};
    answer.evidence = m_ledger.evidence().reachableFrom(answer.refs);
    answer.explanation =
        QCoreApplication::translate("Ask", "%1 of %2, %3.").arg(title, m_ledger.company().name, period);
    if (const auto *computation = answer.evidence.computation(figure.ref)) {
        answer.formula = computation->formula;
        answer.explanation +=
            QLatin1Char(' ') + QCoreApplication::translate("Ask", "Computed as %1.").arg(computation->formula);
    }
    if (m_question.asksForMore)
        answer.explanation +=
            QLatin1Char(' ')
            + QCoreApplication::translate("Ask", "The first figure alone is answered: ask for one at a time.");
    addNotes(answer);
    return answer;
}

Result<Period> FigureAnswers::mainPeriod()
{
    const auto &calendar = m_ledger.calendar();
    const auto reference = m_question.period.value_or(PeriodReference{PeriodReference::Kind::LatestYear, 0, 0, {}});
    if (const auto period = resolvePeriod(reference, calendar)) {
        if (!m_question.period)
            m_notes.append(QCoreApplication::translate("Ask", "No period was named: this is the latest year at hand."));
        return *period;
    }
    const auto inStore = m_ledger.yearsInStore();
    const bool isLater = !calendar.years.isEmpty() && reference.year > calendar.years.first().fiscalYear;
    return fail(ErrorCode::NotDerivable,
                inStore.isEmpty()
                    ? QCoreApplication::translate("Ask", "No annual figures of %1 are at hand.")
                          .arg(m_ledger.company().name.isEmpty() ? QCoreApplication::translate("Ask", "the company")
                                                                 : m_ledger.company().name)
                    : QCoreApplication::translate("Ask", "No figures for %1 are at hand; there are those of %2.")
                          .arg(reference.label(), inStore),
                isLater
                    ? QCoreApplication::translate(
                          "Ask", "The report for %1 would settle it once it is out; what is not yet reported "
                                 "can only be forecast.")
                          .arg(reference.label())
                    : QCoreApplication::translate("Ask", "The report for %1 would settle it.").arg(reference.label()));
}

Answer FigureAnswers::answer()
{
    const auto period = mainPeriod();
    if (!period)
        return refused(period.error());
    if (!m_question.qualifiers.isEmpty() && !namesCompanyOnly(*period))
        return ofPart(*period);
    switch (m_question.kind) {
    case AskedQuestion::Kind::Comparison:
        return comparison(*period);
    case AskedQuestion::Kind::Segment:
        return segment(*period);
    case AskedQuestion::Kind::Extreme:
        return extreme();
    default:
        break;
    }
    return m_question.listed.isEmpty() ? figure(*period) : list(*period);
}

Answer FigureAnswers::list(const Period &period)
{
    AskedExpression spanned;
    spanned.kind = Kind::Total;
    spanned.parts = {m_question.expression};
    spanned.periods = m_question.listed;
    spanned.isSpan = m_question.isListSpan;
    const auto periods = m_evaluator.periodsOf(spanned, period);
    if (!periods)
        return refused(periods.error());
    const auto title = m_evaluator.title(*m_question.expression);
    QStringList texts;
    QStringList refs;
    Figure last;
    for (const auto &one : *periods) {
        const auto found = m_evaluator.evaluate(m_question.expression, one, QStringLiteral("asked_of_year"), title);
        if (!found)
            return refused(found.error());
        last = *found;
        refs.append(found->ref);
        texts.append(QCoreApplication::translate("Ask", "%1 in %2").arg(formatted(*found), one.label()));
    }
    auto answer = given(last, title, spanLabel(*periods));
    answer.answer = texts.join(QStringLiteral("; "));
    answer.refs = refs;
    answer.evidence = m_ledger.evidence().reachableFrom(refs);
    return answer;
}

Answer FigureAnswers::noneOrRefused(const Error &error, const Period &period)
{
    const auto *line = m_question.wantsZero && error.code == ErrorCode::NotDerivable ? plainLine() : nullptr;
    // The statement that would have the line must be there.
    const PhraseMeaning first{PhraseMeaning::Kind::Line,
                              line && line->isInstant ? QStringLiteral("total_assets") : QStringLiteral("revenue")};
    const auto statement = line ? m_ledger.figure(first, period) : Result<Figure>(tl::unexpected(error));
    if (!statement)
        return refused(error);
    ComputationBuilder builder(m_ledger.company().id, QStringLiteral("asked_none"), line->label);
    builder.period(period).bind(QStringLiteral("statement"), *statement);
    const auto none = builder.evaluate(QStringLiteral("0 * statement"), m_ledger.currency(), m_ledger.evidence());
    if (!none)
        return refused(error);
    m_notes.append(QCoreApplication::translate("Ask", "The statement at hand has no line \"%1\"; for that case the "
                                                      "question wants 0.")
                       .arg(line->label));
    return given(*none, line->label, period.label());
}

Answer FigureAnswers::figure(const Period &period)
{
    auto expression = m_question.expression;
    const auto unit = expression->kind == Kind::Term ? m_ledger.unitOf(expression->term) : QString();
    auto found =
        m_evaluator.evaluate(expression, period, QStringLiteral("asked"), m_evaluator.title(*expression), unit);
    // "Change in revenue, in percent": of an amount, that is its growth.
    const bool isGrowth = found && expression->kind == Kind::Change && m_question.format.isPercent
                          && !AskedUnit::of(found->unit).isPlain();
    if (isGrowth) {
        auto growth = std::make_shared<AskedExpression>(*expression);
        growth->kind = Kind::Growth;
        expression = growth;
        found =
            m_evaluator.evaluate(expression, period, QStringLiteral("asked_growth"), m_evaluator.title(*expression));
    }
    if (!found)
        return noneOrRefused(found.error(), period);
    const auto periods = m_evaluator.periodsOf(*expression, period);
    return given(*found, m_evaluator.title(*expression), periods ? spanLabel(*periods) : period.label());
}

int FigureAnswers::betterDirection(const AskedExpression &expression) const
{
    static const QStringList MoreIsBetter{QStringLiteral("revenue"),
                                          QStringLiteral("gross_profit"),
                                          QStringLiteral("operating_income"),
                                          QStringLiteral("pretax_income"),
                                          QStringLiteral("profit"),
                                          QStringLiteral("net_income"),
                                          QStringLiteral("eps_diluted"),
                                          QStringLiteral("eps_basic"),
                                          QStringLiteral("operating_cash_flow"),
                                          QStringLiteral("equity"),
                                          QStringLiteral("retained_earnings"),
                                          QStringLiteral("cash"),
                                          QStringLiteral("dividends_per_share")};
    static const QStringList LessIsBetter{QStringLiteral("interest_expense"),    QStringLiteral("total_liabilities"),
                                          QStringLiteral("long_term_debt"),      QStringLiteral("restructuring"),
                                          QStringLiteral("goodwill_impairment"), QStringLiteral("asset_impairment")};
    if (expression.kind != Kind::Term)
        return expression.isShare && expression.parts.size() == 2 ? betterDirection(*expression.parts.first()) : 0;
    if (const auto *formula = m_formulas.find(expression.term.id);
        formula && expression.term.kind == PhraseMeaning::Kind::Formula)
        return formula->higherIsBetter ? 1 : -1;
    return MoreIsBetter.contains(expression.term.id) ? 1 : LessIsBetter.contains(expression.term.id) ? -1 : 0;
}

Answer FigureAnswers::comparison(const Period &period)
{
    return m_question.other ? against(period) : overTime(period);
}

Answer FigureAnswers::overTime(const Period &period)
{
    AskedExpression spanned;
    spanned.kind = Kind::Change;
    spanned.parts = {m_question.expression};
    spanned.periods = m_question.compared;
    auto periods = m_evaluator.periodsOf(spanned, period);
    if (!periods)
        return refused(periods.error());
    // periodsOf() puts the earlier first; "higher in FY2016 than in FY2017" asks the other way round.
    if (m_question.compared.size() == 2
        && resolvePeriod(m_question.compared.first(), m_ledger.calendar()) == periods->last())
        std::reverse(periods->begin(), periods->end());
    const auto title = m_evaluator.title(*m_question.expression);
    const auto before =
        m_evaluator.evaluate(m_question.expression, periods->first(), QStringLiteral("asked_before"), title);
    if (!before)
        return refused(before.error());
    const auto now = m_evaluator.evaluate(m_question.expression, periods->last(), QStringLiteral("asked_now"), title);
    if (!now)
        return refused(now.error());
    ComputationBuilder builder(m_ledger.company().id, QStringLiteral("asked_change"),
                               QStringLiteral("Change in %1").arg(title));
    builder.period(periods->last()).bind(QStringLiteral("now"), *now).bind(QStringLiteral("before"), *before);
    const auto unit = AskedUnit::of(now->unit).difference().text(m_ledger.currency());
    const auto change = builder.evaluate(QStringLiteral("now - before"), unit, m_ledger.evidence());
    if (!change)
        return refused(change.error());
    auto answer = given(*change, title, spanLabel(*periods));
    const bool isQuality =
        m_question.direction == AskedDirection::Better || m_question.direction == AskedDirection::Worse;
    const int better = betterDirection(*m_question.expression);
    const bool wantsMore = isQuality ? (m_question.direction == AskedDirection::Better) == (better > 0)
                                     : m_question.direction == AskedDirection::Higher;
    const bool isSo = wantsMore ? change->value > 0 : change->value < 0;
    const auto numbers =
        QCoreApplication::translate("Ask", "%1 in %2, %3 in %4")
            .arg(formatted(*now), periods->last().label(), formatted(*before), periods->first().label());
    if (isQuality && better == 0) {
        const auto word = change->value > 0   ? QCoreApplication::translate("Ask", "It rose")
                          : change->value < 0 ? QCoreApplication::translate("Ask", "It fell")
                                              : QCoreApplication::translate("Ask", "It stayed the same");
        answer.answer = word + QStringLiteral(": ") + numbers;
        answer.explanation +=
            QLatin1Char(' ')
            + QCoreApplication::translate("Ask", "Whether more of it is better depends on the business.");
    } else {
        answer.answer = yesOrNo(isSo) + QStringLiteral(": ") + numbers;
    }
    return answer;
}

Answer FigureAnswers::against(const Period &period)
{
    const auto title = m_evaluator.title(*m_question.expression);
    const auto left = m_evaluator.evaluate(m_question.expression, period, QStringLiteral("asked_left"), title);
    if (!left)
        return refused(left.error());
    const bool wantsMore =
        m_question.direction == AskedDirection::Higher || m_question.direction == AskedDirection::Better;
    if (m_question.other->kind == Kind::Number) {
        auto answer = given(*left, title, period.label());
        const auto bound = m_question.other->number;
        const bool isSo = wantsMore ? left->value > bound : left->value < bound;
        answer.answer = yesOrNo(isSo) + QStringLiteral(": ") + formatted(*left);
        return answer;
    }
    const auto otherTitle = m_evaluator.title(*m_question.other);
    const auto right = m_evaluator.evaluate(m_question.other, period, QStringLiteral("asked_right"), otherTitle);
    if (!right)
        return refused(right.error());
    const auto unit = AskedUnit::of(left->unit).plus(AskedUnit::of(right->unit));
    if (!unit)
        return refused(
            {ErrorCode::Malformed,
             QCoreApplication::translate("Ask", "\"%1\" and \"%2\" have different units and can't be compared.")
                 .arg(title, otherTitle),
             {},
             false});
    ComputationBuilder builder(m_ledger.company().id, QStringLiteral("asked_difference"),
                               QStringLiteral("%1 less %2").arg(title, otherTitle));
    builder.period(period).bind(QStringLiteral("one"), *left).bind(QStringLiteral("other"), *right);
    const auto difference = builder.evaluate(QStringLiteral("one - other"),
                                             unit->difference().text(m_ledger.currency()), m_ledger.evidence());
    if (!difference)
        return refused(difference.error());
    auto answer = given(*difference, title, period.label());
    answer.answer = QStringLiteral("%1: %2 %3, %4 %5")
                        .arg(yesOrNo(wantsMore ? difference->value > 0 : difference->value < 0), title,
                             formatted(*left), otherTitle, formatted(*right));
    return answer;
}

Answer FigureAnswers::extreme()
{
    m_notes.clear(); // all years are meant where none is named
    auto periods = m_ledger.calendar().years;
    if (!m_question.compared.isEmpty()) {
        const auto first = resolvePeriod(m_question.compared.first(), m_ledger.calendar());
        const auto last = resolvePeriod(m_question.compared.last(), m_ledger.calendar());
        periods.removeIf(
            [&](const Period &year) { return !first || !last || year.end < first->end || year.end > last->end; });
    }
    const auto title = m_evaluator.title(*m_question.expression);
    QList<Figure> figures;
    QList<Period> known;
    for (const auto &year : std::as_const(periods)) {
        const auto figure = m_evaluator.evaluate(m_question.expression, year, QStringLiteral("asked_of_year"), title);
        if (!figure)
            continue;
        figures.append(*figure);
        known.prepend(year);
    }
    if (figures.isEmpty())
        return notAnswerable(
            QCoreApplication::translate("Ask", "\"%1\" is not known for any year asked about.").arg(title),
            QCoreApplication::translate("Ask", "The annual reports of these years would settle it."));
    const auto isLess = [](const Figure &left, const Figure &right) { return left.value < right.value; };
    const auto best = m_question.wantsLeast ? std::min_element(figures.cbegin(), figures.cend(), isLess)
                                            : std::max_element(figures.cbegin(), figures.cend(), isLess);
    ComputationBuilder builder(
        m_ledger.company().id, QStringLiteral("asked_extreme"),
        (m_question.wantsLeast ? QStringLiteral("Least of %1") : QStringLiteral("Most of %1")).arg(title));
    builder.period(best->period).bindList(QStringLiteral("years"), figures);
    const auto chosen =
        builder.evaluate(m_question.wantsLeast ? QStringLiteral("minimum(years)") : QStringLiteral("maximum(years)"),
                         best->unit, m_ledger.evidence());
    if (!chosen)
        return refused(chosen.error());
    auto answer = given(*chosen, title, best->period.label());
    answer.answer = QStringLiteral("%1: %2").arg(best->period.label(), formatted(*chosen));
    answer.explanation +=
        QLatin1Char(' ') + QCoreApplication::translate("Ask", "Years compared: %1.").arg(spanLabel(known));
    return answer;
}

} // namespace consultantos
