// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/statement_titles.h"

#include <QString>
#include <QStringList>

namespace consultantos::statements {

/// Tells, row by row, in which part of a statement one stands: by the headings, and where a company prints none by the
/// totals that are still to come.
class SectionTracker {
public:
    /// `headings` and `rows` are the normalised labels of all rows without and with figures. `labels` must outlive it.
    SectionTracker(const LabelCatalogue &labels, StatementKind kind, const QStringList &headings,
                   const QStringList &rows);

    void passHeading(const QString &normalisedLabel);
    /// To be called after a row with figures was given its section.
    void passRow(const QString &normalisedLabel);
    [[nodiscard]] const QString &section() const { return m_section; }

private:
    [[nodiscard]] bool isRowOf(const char *id, const QString &label) const;
    void passBalanceRow(const QString &label);
    void passCashFlowRow(const QString &label);

    const LabelCatalogue &m_labels;
    QString m_statement;
    QString m_section;
    bool m_hasCurrentLiabilities = false;
    bool m_hasPassedCurrent = false;
    bool m_hasEquityHeading = false;
};

} // namespace consultantos::statements
