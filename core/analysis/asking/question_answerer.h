// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/figure_ledger.h"
#include "analysis/asking/question_translator.h"
#include "analysis/asking/vocabulary.h"
#include "base/result.h"
#include "model/answer.h"
#include "model/company.h"
#include "model/fact.h"
#include "model/passage_search.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

/// What a question may be answered from.
struct QuestionContext {
    /// Whose facts these are; without a name where it isn't known, and certain by an id of digits (CIK) alone.
    Company company;
    QList<Fact> facts;                       ///< of the company as a whole and of its parts
    QList<StatementRow> rows;                ///< of documents' statements, without a line of ours
    QList<Company> known;                    ///< to tell a question about another company
    const PassageSearch *passages = nullptr; ///< may be null
};

/// Answers questions about a company, in English or German, without a model: understands them (QuestionReader), computes what they ask for from
/// facts (FigureAnswers) or quotes passages, and refuses what can't be answered with a reason. It never guesses: a word
/// that could change what is meant, a missing year or line leads to a refusal. Pure but for the passage search given;
/// deterministic, thread-safe.
class QuestionAnswerer {
public:
    /// Reads concepts.json, formulas.json and questions/*.json of `resourceDir`; an error names file and entry.
    [[nodiscard]] static Result<QuestionAnswerer> load(const QString &resourceDir);

    [[nodiscard]] Answer answer(const QString &question, const QuestionContext &context) const;

private:
    QuestionAnswerer() = default;

    std::shared_ptr<const ConceptCatalogue> m_lines;
    std::shared_ptr<const FormulaCatalogue> m_formulas;
    std::shared_ptr<const Vocabulary> m_vocabulary;
    std::shared_ptr<const QuestionTranslator> m_translator;
};

} // namespace consultantos
