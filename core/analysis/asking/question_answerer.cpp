// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_answerer.h"

#include "analysis/asking/company_mention.h"
#include "analysis/asking/figure_answers.h"
#include "analysis/asking/question_reader.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostPassages = 3;

Answer refusal(const QString &why, const QString &help)
{
    Answer answer;
    answer.explanation = why;
    answer.wouldHelp = help;
    return answer;
}

QString quotedWord(const QString &word)
{
    return QChar(0x201C) + word + QChar(0x201D);
}

QString quoted(const Passage &passage)
{
    const auto place = passage.page > 0
                           ? QCoreApplication::translate("Ask", "%1, page %2").arg(passage.document).arg(passage.page)
                           : passage.document;
    return QStringLiteral("“%1” (%2)").arg(passage.text, place);
}

/// The passages that fit best, verbatim.
Answer textAnswer(const AskedQuestion &question, const QStringList &ownWords, const QuestionContext &context)
{
    const auto help = QCoreApplication::translate(
        "Ask", "A document that speaks of it would: an annual report, a presentation, notes.");
    if (!context.passages || (question.searchWords.isEmpty() && ownWords.isEmpty()))
        return refusal(QCoreApplication::translate(
                           "Ask", "No figure answers this question, and no document was given to quote from."),
                       help);
    // A question in German is looked for in German, then in English: most filings are.
    auto found = context.passages->find((ownWords.isEmpty() ? question.searchWords : ownWords).join(QLatin1Char(' ')),
                                        MostPassages);
    if (found && found->isEmpty() && !ownWords.isEmpty() && !question.searchWords.isEmpty())
        found = context.passages->find(question.searchWords.join(QLatin1Char(' ')), MostPassages);
    if (!found)
        return refusal(found.error().message, found.error().detail);
    if (found->isEmpty())
        return refusal(QCoreApplication::translate("Ask", "No passage of the documents at hand speaks of it."), help);
    Answer answer;
    answer.kind = AnswerKind::Text;
    QStringList quotes;
    for (const auto &passage : *found) {
        quotes.append(quoted(passage));
        answer.refs.append(passage.id);
        answer.evidence.add(passage);
    }
    answer.answer = quotes.join(QStringLiteral("\n\n"));
    answer.explanation =
        QCoreApplication::translate("Ask", "Passages that fit the question best, quoted word for word.");
    return answer;
}

/// A reason not to compute anything; an empty explanation where there is none.
Answer objection(const AskedQuestion &asked, const QString &question, const QuestionContext &context)
{
    if (question.trimmed().isEmpty())
        return refusal(QCoreApplication::translate("Ask", "The question is empty."),
                       QCoreApplication::translate(
                           "Ask", "Ask for a figure and a year, e.g. \"What was the FY2021 gross margin?\""));
    if (asked.kind == AskedQuestion::Kind::Unclear)
        return refusal(QCoreApplication::translate("Ask", "The question was not understood: %1.").arg(asked.trouble),
                       QCoreApplication::translate(
                           "Ask", "Ask for a figure and a year, e.g. \"What was the FY2021 gross margin?\""));
    const auto other = companyMentioned(question, context.known);
    if (other && isRegistered(context.company) && other->id != context.company.id
        && !companyMentioned(question, {context.company}))
        return refusal(QCoreApplication::translate("Ask", "The question is about %1, and what is at hand is of %2.")
                           .arg(other->name, context.company.name),
                       QCoreApplication::translate("Ask", "A report of %1 would settle it.").arg(other->name));
    if (asked.isAboutFuture)
        return refusal(
            QCoreApplication::translate("Ask", "The question is about the future, which no report gives."),
            QCoreApplication::translate("Ask", "A forecast may help; reported figures can be asked for by year."));
    if (asked.wantsAdjusted)
        return refusal(QCoreApplication::translate(
                           "Ask", "Adjusted figures are the company's own measures; they are not in its statements."),
                       QCoreApplication::translate(
                           "Ask", "Define in the question how it is computed, or add the release that reconciles it."));
    return {};
}

} // namespace

Result<QuestionAnswerer> QuestionAnswerer::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    auto lines = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!lines)
        return tl::unexpected(lines.error());
    auto formulas = FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), *lines);
    if (!formulas)
        return tl::unexpected(formulas.error());
    auto vocabulary = Vocabulary::load(resourceDir, *lines, *formulas);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    auto translator = QuestionTranslator::load(resourceDir, *lines, *formulas);
    if (!translator)
        return tl::unexpected(translator.error());
    QuestionAnswerer answerer;
    answerer.m_translator = std::make_shared<const QuestionTranslator>(std::move(*translator));
    answerer.m_lines = std::make_shared<const ConceptCatalogue>(std::move(*lines));
    answerer.m_formulas = std::make_shared<const FormulaCatalogue>(std::move(*formulas));
    answerer.m_vocabulary = std::make_shared<const Vocabulary>(std::move(*vocabulary));
    return answerer;
}

Answer QuestionAnswerer::answer(const QString &question, const QuestionContext &context) const
{
    QStringList labels;
    for (const auto &row : context.rows)
        labels.append(row.label);
    const auto asked = QuestionReader(*m_vocabulary).read(m_translator->inEnglish(question), context.company, labels);
    auto answer = objection(asked, question, context);
    const auto untold = m_translator->untold(question);
    if (answer.explanation.isEmpty() && asked.kind != AskedQuestion::Kind::Text && !untold.isEmpty()) {
        answer =
            refusal(QCoreApplication::translate("Ask", "The question was not understood: %1.").arg(quotedWord(untold)),
                    QCoreApplication::translate(
                        "Ask", "Ask for a figure and a year, e.g. \"What was the FY2021 gross margin?\""));
    } else if (answer.explanation.isEmpty()) {
        if (asked.kind == AskedQuestion::Kind::Text) {
            answer = textAnswer(asked, m_translator->searchWords(question), context);
        } else {
            FigureLedger ledger(context.company, context.facts, context.rows, *m_lines, *m_formulas,
                                m_vocabulary->phrases());
            answer = FigureAnswers(asked, ledger, context.facts, *m_lines, *m_formulas, context.passages).answer();
        }
    }
    if (answer.kind == AnswerKind::NotAnswerable && m_translator->isForeign(question))
        answer.wouldHelp =
            QStringList({answer.wouldHelp,
                         QCoreApplication::translate("Ask", "Questions are understood in English and German.")})
                .join(QLatin1Char(' '))
                .trimmed();
    answer.question = question;
    return answer;
}

} // namespace consultantos
