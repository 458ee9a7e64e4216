// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of FigureAnswers that are about parts of the company: segments, products, regions.
#include "analysis/asking/figure_answers.h"
#include "analysis/asking/part_figures.h"
#include "analysis/asking/part_spelling.h"
#include "analysis/computation_builder.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MostNames = 12;

QString listed(QStringList names)
{
    names.removeDuplicates();
    const bool isLong = names.size() > MostNames;
    return names.mid(0, MostNames).join(QStringLiteral(", ")) + (isLong ? QStringLiteral(", …") : QString());
}

} // namespace

QString FigureAnswers::called(const PartFact &part) const
{
    return spelledAsWritten(part.name, m_passages);
}

const ConceptDefinition *FigureAnswers::plainLine() const
{
    const auto &expression = *m_question.expression;
    const bool isLine =
        expression.kind == AskedExpression::Kind::Term && expression.term.kind == PhraseMeaning::Kind::Line;
    return isLine ? m_lines.find(expression.term.id) : nullptr;
}

QString FigureAnswers::tagOfWhole(const Period &period)
{
    const auto whole = m_ledger.figure(m_question.expression->term, period);
    const auto *fact = whole ? m_ledger.evidence().fact(whole->ref) : nullptr;
    return fact ? fact->taxonomy + QLatin1Char(':') + fact->tag : QString();
}

bool FigureAnswers::namesCompanyOnly(const Period &period)
{
    if (m_question.wantsShare || m_question.companyWords != m_question.qualifiers)
        return false;
    const auto *line = plainLine();
    const auto choice = line ? partNamed({m_question.qualifiers, m_question.partKind, m_question.searchWords},
                                         allPartFacts(*line, m_facts, period, tagOfWhole(period)))
                             : PartChoice();
    if (choice.part || !choice.rivals.isEmpty())
        return false;
    m_notes.append(QCoreApplication::translate("Ask", "\"%1\" is taken for the company's name.")
                       .arg(m_question.companyWords.join(QLatin1Char(' '))));
    return true;
}

Answer FigureAnswers::segment(const Period &period)
{
    const auto *line = plainLine();
    const auto parts =
        line ? partFacts(*line, m_facts, period, m_question.part, tagOfWhole(period)) : QList<PartFact>();
    if (parts.isEmpty())
        return notAnswerable(QCoreApplication::translate("Ask", "What is at hand doesn't split \"%1\" for %2 that way.")
                                 .arg(m_evaluator.title(*m_question.expression), period.label()),
                             QCoreApplication::translate(
                                 "Ask", "The 10-K for %1 in inline XBRL (HTML) with its segment note would settle it.")
                                 .arg(period.label()));
    const auto best =
        std::max_element(parts.cbegin(), parts.cend(), [this](const PartFact &left, const PartFact &right) {
            return m_question.wantsLeast ? left.fact.value() > right.fact.value()
                                         : left.fact.value() < right.fact.value();
        });
    QList<Figure> figures;
    QStringList others;
    for (const auto &part : parts) {
        figures.append(m_ledger.evidence().add(part.fact, period));
        if (part.name != best->name)
            others.append(QStringLiteral("%1 %2").arg(called(part), formatted(figures.last())));
    }
    const auto title =
        m_question.wantsLeast ? QStringLiteral("Least %1 of a part") : QStringLiteral("Most %1 of a part");
    ComputationBuilder builder(m_ledger.company().id, QStringLiteral("asked_part"), title.arg(line->label));
    builder.period(period).bindList(QStringLiteral("parts"), figures);
    const auto chosen =
        builder.evaluate(m_question.wantsLeast ? QStringLiteral("minimum(parts)") : QStringLiteral("maximum(parts)"),
                         figures.first().unit, m_ledger.evidence());
    if (!chosen)
        return refused(chosen.error());
    auto answer = given(*chosen, line->label, period.label());
    answer.answer = QStringLiteral("%1: %2").arg(called(*best), formatted(*chosen));
    if (!others.isEmpty())
        answer.explanation +=
            QLatin1Char(' ')
            + QCoreApplication::translate("Ask", "The others: %1.").arg(others.join(QStringLiteral("; ")));
    return answer;
}

Answer FigureAnswers::noSuchPart(const PartChoice &choice, const QList<PartFact> &parts) const
{
    const auto words = m_question.qualifiers.join(QLatin1Char(' '));
    const auto title = m_evaluator.title(*m_question.expression);
    if (!choice.rivals.isEmpty())
        return notAnswerable(QCoreApplication::translate("Ask", "\"%1\" may be one of several parts of \"%2\": %3.")
                                 .arg(words, title, listed(choice.rivals)),
                             QCoreApplication::translate("Ask", "Ask for one of them by its full name."));
    auto why = QCoreApplication::translate(
                   "Ask", "The word \"%1\" may change what is meant by \"%2\", and no figure at hand is of it.")
                   .arg(words, title);
    QStringList names;
    for (const auto &part : parts)
        names.append(called(part));
    if (!names.isEmpty())
        why += QLatin1Char(' ')
               + QCoreApplication::translate("Ask", "The parts at hand are called: %1.").arg(listed(names));
    return notAnswerable(why,
                         QCoreApplication::translate("Ask", "Ask without \"%1\" for the company as a whole, or add "
                                                            "the report that gives it by part.")
                             .arg(words));
}

Answer FigureAnswers::shareOfPart(const PartFact &part, const Figure &figure, const Figure &whole, const QString &label)
{
    const auto title = QStringLiteral("Share of %1 in %2").arg(called(part), label);
    ComputationBuilder builder(m_ledger.company().id, QStringLiteral("asked_share"), title);
    builder.period(whole.period).bind(QStringLiteral("part"), figure).bind(QStringLiteral("whole"), whole);
    const auto share = builder.evaluate(QStringLiteral("part / whole"), units::Ratio, m_ledger.evidence());
    if (!share)
        return refused(share.error());
    auto answer = given(*share, title, whole.period.label());
    answer.explanation +=
        QLatin1Char(' ')
        + QCoreApplication::translate("Ask", "%1: %2 of %3.").arg(called(part), formatted(figure), formatted(whole));
    return answer;
}

Answer FigureAnswers::askedOf(const PartFact &part) const
{
    auto company = m_ledger.company();
    company.name = QCoreApplication::translate("Ask", "%1 of %2").arg(called(part), company.name);
    auto question = m_question;
    question.qualifiers.clear();
    question.companyWords.clear();
    question.partKind.reset();
    const auto facts = factsOfPart(part, m_facts);
    FigureLedger ledger(company, facts, m_lines, m_formulas, m_ledger.calendar());
    auto answer = FigureAnswers(question, ledger, facts, m_lines, m_formulas, m_passages).answer();
    // As evidence the facts stand as they were reported, with their dimensions.
    EvidenceBook evidence;
    for (const auto &fact : m_facts) {
        if (answer.evidence.fact(fact.id))
            evidence.add(fact);
    }
    for (const auto &computation : answer.evidence.computations())
        evidence.add(computation);
    answer.evidence = evidence;
    if (answer.kind == AnswerKind::NotAnswerable)
        answer.explanation =
            QCoreApplication::translate("Ask", "For \"%1\" alone: %2").arg(called(part), answer.explanation);
    return answer;
}

Answer FigureAnswers::computedOfPart(const Period &period)
{
    if (m_question.wantsShare || m_question.kind == AskedQuestion::Kind::Segment)
        return noSuchPart({}, {});
    const auto parts = partsAtHand(m_lines, m_facts, period);
    const auto named = partsNamed({m_question.qualifiers, m_question.partKind, m_question.searchWords}, parts);
    std::optional<Answer> given;
    std::optional<Answer> refused;
    QStringList rivals;
    for (const auto &part : named) {
        auto answer = askedOf(part);
        if (answer.kind == AnswerKind::NotAnswerable) {
            refused = std::move(answer);
            continue;
        }
        if (given && given->answer == answer.answer)
            continue;
        rivals.append(called(part));
        given = std::move(answer);
    }
    if (given && rivals.size() == 1)
        return *given;
    if (!given && named.size() == 1 && refused)
        return *refused;
    return noSuchPart({std::nullopt, rivals}, given ? QList<PartFact>() : parts);
}

Answer FigureAnswers::ofPart(const Period &period)
{
    const auto *line = plainLine();
    const bool isOneFigure = m_question.kind == AskedQuestion::Kind::Figure && m_question.listed.isEmpty();
    if (!line || !isOneFigure)
        return computedOfPart(period);
    const auto parts = allPartFacts(*line, m_facts, period, tagOfWhole(period));
    const auto choice = partNamed({m_question.qualifiers, m_question.partKind, m_question.searchWords}, parts);
    if (!choice.part)
        return noSuchPart(choice, parts);
    const auto figure = m_ledger.evidence().add(choice.part->fact, period);
    if (!m_question.wantsShare)
        return given(figure, QStringLiteral("%1, %2").arg(line->label, called(*choice.part)), period.label());
    const auto whole = m_ledger.figure(m_question.expression->term, period);
    if (!whole)
        return refused(whole.error());
    return shareOfPart(*choice.part, figure, *whole, line->label);
}

} // namespace consultantos
