// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_expression.h"
#include "analysis/asking/question_items.h"
#include "base/result.h"

#include <QList>
#include <QSet>
#include <QString>

namespace consultantos {

/// Periods for averages and changes that name none themselves.
struct GrammarDefaults {
    QList<PeriodReference> periods;
    bool isSpan = false;
};

/// Reads an expression from the items of a definition or of a question's clause:
///
///     expression = product { (+ | -) product }
///     product    = power { (* | / | "as a % of" | "to") power }
///     power      = operand [ ^ power ]
///     operand    = [period] primary [period] [margin] [growth] ["excluding" primary]
///     primary    = number ["%"] | term | ( expression ) | - operand | average operand | change in operand
///                | ratio of expression to expression | sum of expression and … | difference between expression and …
///
/// Words that are none of these are passed over; those that could change what is meant (`neutral` doesn't hold them) are
/// kept in qualifiers(). What follows the expression is left. Pure.
class ExpressionGrammar {
public:
    ExpressionGrammar(QList<QuestionItem> items, const PhraseIndex *neutral, GrammarDefaults defaults = {});

    /// Malformed where no expression can be read: it says what stands in the way.
    [[nodiscard]] Result<AskedExpressionPtr> read();
    /// Words directly before a term that no rule explains.
    [[nodiscard]] const QStringList &qualifiers() const { return m_qualifiers; }
    /// All words within what was read that no rule explains, and the items after it that have a meaning.
    [[nodiscard]] QStringList unexplained() const;
    /// What follows the expression.
    [[nodiscard]] QList<QuestionItem> rest() const { return m_items.mid(m_at); }

private:
    using Kind = QuestionItem::Kind;

    Result<AskedExpressionPtr> expression();
    Result<AskedExpressionPtr> product();
    Result<AskedExpressionPtr> power();
    Result<AskedExpressionPtr> operand();
    Result<AskedExpressionPtr> primary();
    Result<AskedExpressionPtr> group();
    Result<AskedExpressionPtr> overPeriods(AskedExpression::Kind kind);
    Result<AskedExpressionPtr> listOf(AskedExpression::Kind kind);
    Result<AskedExpressionPtr> ratioOf();
    Result<AskedExpressionPtr> partOf();

    [[nodiscard]] Kind peek();
    /// Passes over what means nothing here.
    void skip();
    void noteQualifiers(qsizetype from, qsizetype to);
    [[nodiscard]] bool isNeutral(const QuestionItem &item) const;
    [[nodiscard]] bool takesPeriods();

    QList<QuestionItem> m_items;
    const PhraseIndex *m_neutral;
    GrammarDefaults m_defaults;
    QStringList m_qualifiers;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_splitsAtTo = false; ///< within "ratio of A to B": "to" ends A
};

/// Takes away bracketed remarks ("in USD millions", "from cash flow statement", "DPO" behind its full name) and lets a
/// bracketed formula stand for the term before it.
[[nodiscard]] QList<QuestionItem> withoutRemarks(const QList<QuestionItem> &items);

} // namespace consultantos
