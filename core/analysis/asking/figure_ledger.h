// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_expression.h"
#include "analysis/financials/fiscal_calendar.h"
#include "analysis/financials/ratio_calculator.h"
#include "analysis/financials/statement_lines.h"
#include "base/result.h"
#include "model/company.h"
#include "model/evidence.h"

#include <QList>
#include <QMultiHash>
#include <QString>

#include <optional>

namespace consultantos {

/// A row of a document's statement for which concepts.json has no line: its label and its values.
struct StatementRow {
    QString label;
    QList<Fact> facts;
};

/// The figures of one company that a question may use, by line, figure or row and period. A row whose whole label is one
/// of the `phrases` for a line stands for it where no fact gives it. Every figure that it gives
/// stands in evidence(). The references given must outlive it; not copyable, as its parts refer to each other.
class FigureLedger {
public:
    FigureLedger(const Company &company, const QList<Fact> &facts, const QList<StatementRow> &rows,
                 const ConceptCatalogue &lines, const FormulaCatalogue &formulas, const PhraseIndex &phrases);
    /// For facts that don't tell the fiscal years themselves: those of `calendar`.
    FigureLedger(const Company &company, const QList<Fact> &facts, const ConceptCatalogue &lines,
                 const FormulaCatalogue &formulas, FiscalCalendar calendar);
    FigureLedger(const FigureLedger &) = delete;
    FigureLedger &operator=(const FigureLedger &) = delete;

    [[nodiscard]] const FiscalCalendar &calendar() const { return m_calendar; }
    [[nodiscard]] const QString &currency() const { return m_currency; }
    [[nodiscard]] const Company &company() const { return m_company; }
    [[nodiscard]] EvidenceBook &evidence() { return m_book; }

    /// NotDerivable says what is missing, and in its detail which document would settle it. Not for definitions.
    [[nodiscard]] Result<Figure> figure(const PhraseMeaning &term, const Period &period);
    /// "Capital expenditure"; a row's own label.
    [[nodiscard]] QString label(const PhraseMeaning &term) const;
    /// A line of the balance sheet.
    [[nodiscard]] bool isBalance(const PhraseMeaning &term) const;
    /// The formula of a figure, or the first one that derives a line, over lines and figures of the same year; null where
    /// there is none, or it needs other years or functions.
    [[nodiscard]] AskedExpressionPtr writtenOut(const PhraseMeaning &term) const;
    /// The unit of a figure or line; empty for a row.
    [[nodiscard]] QString unitOf(const PhraseMeaning &term) const;
    /// The fiscal years in store, as "FY2017 to FY2019"; empty without any.
    [[nodiscard]] QString yearsInStore() const;

private:
    [[nodiscard]] Result<Figure> line(const QString &id, const Period &period);
    /// Why a line of a divided balance sheet can't be there; empty where the balance sheet is divided, or not at hand.
    [[nodiscard]] std::optional<Error> undivided(const QString &id, const Period &period);
    [[nodiscard]] Result<Figure> row(const StatementRow &row, const Period &period);
    [[nodiscard]] Result<Figure> yearFormula(const FormulaDefinition &formula, const Period &year);
    [[nodiscard]] Result<Figure> quarterFormula(const FormulaDefinition &formula, const Period &quarter, int depth);
    [[nodiscard]] Result<Figure> quarterVariant(const FormulaDefinition &formula, const FormulaVariant &variant,
                                                const Period &quarter, int depth);
    void nameRows(const PhraseIndex &phrases);
    [[nodiscard]] tl::unexpected<Error> missing(const QString &label, const QString &statement,
                                                const Period &period) const;
    void resolveQuarters();

    const Company &m_company;
    const QList<StatementRow> m_rows;
    const ConceptCatalogue &m_concepts;
    const FormulaCatalogue &m_formulas;
    QString m_currency;
    FiscalCalendar m_calendar;
    EvidenceBook m_book;
    StatementLines m_lines;
    RatioCalculator m_ratios;
    QMultiHash<QString, qsizetype> m_rowsOfLine; ///< by the line's id
    bool m_hasQuarters = false;
};

} // namespace consultantos
