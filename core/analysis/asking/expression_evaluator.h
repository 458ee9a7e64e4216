// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/asking/asked_unit.h"
#include "analysis/asking/figure_ledger.h"
#include "base/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Computes what a question asks for: writes the expression as one formula over figures of the ledger and evaluates that
/// very text by ComputationBuilder. A definition of the question becomes a computation of its own that others are
/// bound to.
class ExpressionEvaluator {
public:
    ExpressionEvaluator(FigureLedger &ledger, const QList<AskedDefinition> &definitions,
                        const AskedAveraging &averaging = {});

    /// A term alone gives the figure that stands for it, anything else a computation in the ledger's evidence.
    /// `plainUnit` is the unit of a plain number whose kind the formula leaves open. NotDerivable says what is missing;
    /// Malformed what was not understood.
    [[nodiscard]] Result<Figure> evaluate(const AskedExpressionPtr &expression, const Period &period,
                                          const QString &method, const QString &title, const QString &plainUnit = {});
    /// The periods of a figure over time, oldest first; of one of a single period that one.
    [[nodiscard]] Result<QList<Period>> periodsOf(const AskedExpression &expression, const Period &period) const;
    /// Assumptions that the reader must know of.
    [[nodiscard]] const QStringList &notes() const { return m_notes; }
    /// What it is called: "Capital expenditure", a definition's name, "Growth of Revenue".
    [[nodiscard]] QString title(const AskedExpression &expression) const;

private:
    struct Written {
        QString text;
        AskedUnit unit;
        int strength = 0; ///< of its weakest operator: 1 sum, 2 product, 3 power, 4 none
    };
    using Inputs = QMap<QString, Figure>; ///< by the name in the formula

    Result<Written> write(const AskedExpressionPtr &expression, const Period &period, Inputs &inputs);
    Result<Written> writeTerm(const AskedExpression &term, const Period &period, Inputs &inputs);
    Result<Written> writeSum(const AskedExpression &sum, const Period &period, Inputs &inputs);
    Result<Written> writeProduct(const AskedExpression &product, const Period &period, Inputs &inputs);
    Result<Written> writePower(const AskedExpression &power, const Period &period, Inputs &inputs);
    Result<Written> writeOverTime(const AskedExpression &expression, const Period &period, Inputs &inputs);
    /// What stands for a term where balances are to be averaged; null where the term stays as it is.
    [[nodiscard]] AskedExpressionPtr averaged(const AskedExpression &term) const;
    Result<Figure> reported(const PhraseMeaning &term, const Period &period);
    Result<Figure> despiteSign(const PhraseMeaning &term, const Period &period, const Error &error);
    Result<Figure> figureOf(const AskedExpression &term, const Period &period);
    Result<Period> periodOf(const AskedExpression &term, const Period &period) const;
    Result<Period> named(const PeriodReference &reference) const;
    Result<Period> before(const Period &period, int years) const;
    [[nodiscard]] bool mayBeLeftOut(const AskedExpressionPtr &term, const Period &period, const Error &error);
    [[nodiscard]] QString definitionName(const PhraseMeaning &term) const;
    [[nodiscard]] QString nameOf(const AskedExpression &term, const Period &period) const;

    FigureLedger &m_ledger;
    const QList<AskedDefinition> &m_definitions;
    const AskedAveraging m_averaging;
    QStringList m_notes;
    bool m_isOverTime = false; ///< within an average or a change: balances there are not averaged again
    int m_depth = 0;           ///< of definitions that rest on definitions
};

} // namespace consultantos
