// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_answers.h"

#include "model/document_passages.h"
#include "sample_documents.h"

#include <algorithm>

namespace consultantos::test {

namespace {

Fact cell(const QString &tag, double millions, const QString &label, int line)
{
    Fact fact;
    fact.companyId = QStringLiteral("1318605");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(2023, 1, 1);
    fact.end = QDate(2023, 12, 31);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    fact.latest.value = millions * 1e6;
    fact.latest.form = QStringLiteral("10-K");
    fact.latest.fiscalYear = 2023;
    fact.source = sampleAnnualReport().name;
    // Where the sample sets its second column: see PageSetter and drawBlock().
    fact.latest.place = {sampleAnnualReport().id, label + QStringLiteral(", 2023"), 2,
                         QRectF(330, 115.5 + 15 * line, 60, 12)};
    return fact;
}

} // namespace

Fact sampleRevenue()
{
    return cell(QStringLiteral("Revenues"), 96'773, QStringLiteral("Total revenues"), 0);
}

Answer sampleFigureAnswer()
{
    const auto revenue = sampleRevenue();
    const auto gross = cell(QStringLiteral("GrossProfit"), 17'660, QStringLiteral("Gross profit"), 2);
    Answer answer;
    answer.kind = AnswerKind::Figure;
    answer.question = QStringLiteral("What was Tesla's gross margin in 2023?");
    answer.answer = QStringLiteral("18.2 %");
    answer.value = 18.2489; // percent
    answer.unit = QStringLiteral("percent");
    answer.period = QStringLiteral("FY2023");
    answer.formula = QStringLiteral("gross_profit / revenue");
    answer.explanation = QStringLiteral("Gross margin is gross profit as a share of revenue.");
    answer.evidence.add(revenue);
    answer.evidence.add(gross);
    Computation computation;
    computation.id = QStringLiteral("c/1318605/gross_margin/FY2023");
    computation.method = QStringLiteral("gross_margin");
    computation.title = QStringLiteral("Gross margin");
    computation.formula = answer.formula;
    computation.bindings = {{QStringLiteral("gross_profit"), {gross.id}, false},
                            {QStringLiteral("revenue"), {revenue.id}, false}};
    computation.value = 17'660.0 / 96'773.0;
    computation.unit = QStringLiteral("ratio");
    computation.period = {QDate(2023, 1, 1), QDate(2023, 12, 31), 2023, QStringLiteral("FY")};
    answer.evidence.add(computation);
    answer.refs = QStringList{computation.id};
    return answer;
}

Answer sampleTextAnswer()
{
    Answer answer;
    answer.kind = AnswerKind::Text;
    answer.question = QStringLiteral("What does Tesla say about its suppliers?");
    const auto passages = passagesOf(sampleAnnualReport());
    const auto found = std::find_if(passages.begin(), passages.end(), [](const PlacedPassage &placed) {
        return placed.passage.text.contains(QStringLiteral("suppliers"));
    });
    answer.answer = found->passage.text;
    answer.explanation = QStringLiteral("Quoted as it stands in the document.");
    answer.evidence.add(found->passage);
    answer.refs = QStringList{found->passage.id};
    return answer;
}

Answer sampleRefusal()
{
    Answer answer;
    answer.question = QStringLiteral("How many employees left in 2023?");
    answer.explanation = QStringLiteral("No document says how many employees left.");
    answer.wouldHelp = QStringLiteral("A sustainability report of 2023.");
    return answer;
}

Result<Answer> answerSample(const QuestionScope &question)
{
    const auto words = question.question.toLower();
    auto answer = words.contains(QLatin1String("margin"))     ? sampleFigureAnswer()
                  : words.contains(QLatin1String("supplier")) ? sampleTextAnswer()
                                                              : sampleRefusal();
    answer.question = question.question;
    return answer;
}

} // namespace consultantos::test
