// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financials/concept_catalogue.h"
#include "evidence/template/company_sheet.h"
#include "model/document.h"
#include "model/period.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace consultantos {
class CountryCatalogue;
namespace statements {
class LabelCatalogue;
}
} // namespace consultantos

namespace consultantos::client_workbook {

class WorkbookFindings;

/// What the readers of the sheets work with. Keeps references; all must outlive it.
struct WorkbookContext {
    const Document &document;
    const CompanySheet &company;
    const ConceptCatalogue &concepts;
    const statements::LabelCatalogue &labels; ///< knows which lines are costs and payments
    const CountryCatalogue &countries;
    WorkbookFindings &findings;
};

/// Makes facts of cells, each once: a second cell for the same line and year is left out with a warning. The facts are
/// of no company yet.
class CellFacts {
public:
    CellFacts(const WorkbookContext &context, const SheetGrid &sheet);

    struct Line {
        QString taxonomy;   ///< "statement", or "row" for a row of the user's own
        QString tag;        ///< id of a concept, or the row's label
        QString dimensions; ///< see Fact::dimensions
        QString currency;
        Measure measure = Measure::Money;
        bool isInstant = false;
    };
    [[nodiscard]] Line lineOf(const ConceptDefinition &definition) const;

    /// `value` as it stands in the cell, before the scale.
    void add(const Line &line, const Period &period, double value, int row, int column);
    /// The same of a value that several cells give together.
    void add(const Line &line, const Period &period, double value, const QString &cells);

    [[nodiscard]] const QList<Fact> &facts() const { return m_facts; }

private:
    const WorkbookContext &m_context;
    const SheetGrid &m_sheet;
    QList<Fact> m_facts;
    QSet<QString> m_known;
};

/// Whether all figures of a cost or payment, which facts hold as positive numbers, are negative: the user has shown
/// deductions as such.
[[nodiscard]] bool isShownAsDeduction(const WorkbookContext &context, const QString &conceptId,
                                      const QList<double> &values);

} // namespace consultantos::client_workbook
