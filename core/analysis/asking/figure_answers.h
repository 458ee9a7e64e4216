// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/asking/expression_evaluator.h"
#include "analysis/asking/figure_ledger.h"
#include "analysis/asking/part_figures.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "model/answer.h"

#include <QList>

namespace consultantos {

class PassageSearch;

/// Answers questions that a figure answers. What can't be answered says why and what would help. The references given
/// must outlive it; `passages`, which may be null, tell how the documents write the names of parts.
class FigureAnswers {
public:
    FigureAnswers(const AskedQuestion &question, FigureLedger &ledger, const QList<Fact> &facts,
                  const ConceptCatalogue &lines, const FormulaCatalogue &formulas,
                  const PassageSearch *passages = nullptr);

    [[nodiscard]] Answer answer();

private:
    Answer figure(const Period &period);
    /// Zero where the question wants it for a line that the statement at hand doesn't have; else why there is no figure.
    Answer noneOrRefused(const Error &error, const Period &period);
    Answer list(const Period &period);
    Answer comparison(const Period &period);
    Answer overTime(const Period &period);
    Answer against(const Period &period);
    Answer extreme();
    Answer segment(const Period &period);
    Answer ofPart(const Period &period);
    /// Everything else that can be asked of a part: the part is taken for a company.
    Answer computedOfPart(const Period &period);
    [[nodiscard]] QString called(const PartFact &part) const;
    [[nodiscard]] Answer askedOf(const PartFact &part) const;
    Answer shareOfPart(const PartFact &part, const Figure &figure, const Figure &whole, const QString &label);
    [[nodiscard]] Answer noSuchPart(const PartChoice &choice, const QList<PartFact> &parts) const;
    /// The line that is asked for as it is; null where something is computed.
    [[nodiscard]] const ConceptDefinition *plainLine() const;
    /// The tag of the line's own value: its parts are looked for under that first.
    [[nodiscard]] QString tagOfWhole(const Period &period);
    /// Nothing is left to explain once the company's name is known by the question alone.
    [[nodiscard]] bool namesCompanyOnly(const Period &period);

    [[nodiscard]] Result<Period> mainPeriod();
    [[nodiscard]] Answer given(const Figure &figure, const QString &title, const QString &period);
    [[nodiscard]] static Answer notAnswerable(const QString &why, const QString &help);
    [[nodiscard]] Answer refused(const Error &error) const;
    [[nodiscard]] QString formatted(const Figure &figure) const;
    /// 1 where more is better, −1 where less is, 0 where neither can be said.
    [[nodiscard]] int betterDirection(const AskedExpression &expression) const;
    void addNotes(Answer &answer) const;

    const AskedQuestion &m_question;
    FigureLedger &m_ledger;
    const QList<Fact> &m_facts;
    const ConceptCatalogue &m_lines;
    const FormulaCatalogue &m_formulas;
    const PassageSearch *m_passages = nullptr;
    ExpressionEvaluator m_evaluator;
    QStringList m_notes;
};

} // namespace consultantos
