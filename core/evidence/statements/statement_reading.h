// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"
#include "model/period.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A figure of a printed row, in units (not in thousands or millions), with the sign that the page shows.
struct PrintedStatementValue {
    Period period;
    double value = 0;
    QString unit;    ///< "USD", "USD/shares", "shares"
    FactPlace place; ///< cell: the row's label and the column's heading

    bool operator==(const PrintedStatementValue &) const = default;
};

/// A row of one of the three statements, mapped to a concept or not.
struct PrintedStatementLine {
    QString label;     ///< as shown, without footnote marks
    QString statement; ///< "income", "balance", "cash_flow"
    QString section;   ///< the heading above the row, as shown; empty if none
    QString concept_;  ///< id of resources/concepts.json; empty where none fits
    int page = 0;
    QList<PrintedStatementValue> values;

    bool operator==(const PrintedStatementLine &) const = default;
};

/// What the printed statements of one document say. A value type.
struct StatementReading {
    QString company;                ///< as on the cover; empty when no line names it
    QString form;                   ///< "10-K", …; empty for other documents
    std::optional<QDate> periodEnd; ///< of the report
    int fiscalYear = 0;             ///< of the report, by the company's own numbering; 0 when unknown
    QString fiscalYearEnd;          ///< MMDD; empty when unknown
    QString currency;               ///< ISO 4217
    double scale = 1;               ///< what the income statement's money figures were multiplied by
    /// taxonomy "statement", tag a concept's id: resources/concepts.json reads them. Ordered by id; signs as the concept's
    /// us-gaap tags have them.
    QList<Fact> facts;
    QList<PrintedStatementLine> lines; ///< every row with figures, statement by statement
    QStringList warnings;              ///< translated sentences: what was not found, what doesn't add up

    bool operator==(const StatementReading &) const = default;
};

} // namespace consultantos
