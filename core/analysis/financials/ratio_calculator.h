// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financials/formula_catalogue.h"
#include "analysis/financials/statement_lines.h"
#include "model/company.h"
#include "model/financials.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// Computes the figures of the formula catalogue for a company's fiscal years. What can't be computed says why, in
/// English as all texts of a report. The references given must outlive it.
class RatioCalculator {
public:
    RatioCalculator(const FormulaCatalogue &formulas, const ConceptCatalogue &concepts, const StatementLines &lines,
                    const QList<Period> &years, const Company &company, const QString &currency,
                    const std::optional<Figure> &marketCap, EvidenceBook &book);

    /// `year` is one of the years given.
    [[nodiscard]] RatioValue value(const FormulaDefinition &formula, const Period &year);
    /// A currency's code where the formula is in the reporting currency.
    [[nodiscard]] QString unitOf(const FormulaDefinition &formula) const;

private:
    struct Outcome {
        std::optional<Figure> figure;
        QStringList reasons; ///< why there is none, each completing "not derivable: "
        QStringList missing; ///< ids of lines that aren't reported
    };

    [[nodiscard]] Outcome outcome(const FormulaDefinition &formula, const Period &year);
    [[nodiscard]] Outcome compute(const FormulaDefinition &formula, const FormulaVariant &variant, const Period &year);
    [[nodiscard]] Outcome resolve(const FormulaVariable &variable, const Period &year);

    const FormulaCatalogue &m_formulas;
    const ConceptCatalogue &m_concepts;
    const StatementLines &m_lines;
    const QList<Period> &m_years;
    const Company &m_company;
    QString m_currency;
    std::optional<Figure> m_marketCap;
    EvidenceBook &m_book;
    QHash<QString, Outcome> m_known; ///< by formula id and year
};

} // namespace consultantos
