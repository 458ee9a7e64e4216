// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/filing_identity.h"
#include "evidence/statements/period_words.h"
#include "evidence/statements/printed_lines.h"
#include "model/period.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos::statements {

/// A column of figures of a table.
struct ValueColumn {
    int first = 0; ///< columns of the table that its figures cover
    int last = 0;
    double left = 0; ///< where its figures stand on the page; both 0 where the format has no positions
    double right = 0;
    QString heading;              ///< all that stands over it, from top to bottom
    std::optional<Period> period; ///< empty: a column of changes, notes, percentages
    bool isRestated = false;
    int namedYear =
        0; ///< where the heading is the number of a fiscal year alone, and no day near it says when it ended
};

/// The columns of figures of one table's rows, from the left. Figures that cover a common column are of one.
[[nodiscard]] QList<ValueColumn> valueColumns(const QList<PrintedLine> &rows);

/// Index of the column that a cell stands in or nearest to; −1 if there is none.
[[nodiscard]] qsizetype columnOf(const QList<ValueColumn> &columns, const PrintedCell &cell);

/// What is known of the company's fiscal years beyond one table.
struct YearEnds {
    std::optional<QDate> reference; ///< the end of one fiscal year
    int fiscalYear = 0;             ///< the company's own number of that year
    QList<QDate> known;             ///< ends that stand in full in other headings of the document

    /// The end of a fiscal year of the company's own numbering. Invalid when nothing is known.
    [[nodiscard]] QDate endOf(int fiscalYear) const;
    /// The year in which a day lies; by the calendar when nothing is known.
    [[nodiscard]] int fiscalYearOf(const QDate &day) const;
};

/// The newest of the columns' named years; 0 if there is none.
[[nodiscard]] int namedYear(const QList<ValueColumn> &columns);

/// Finds the heading and the period of each column. `headers` are the rows over the first figures, `context` the lines
/// over the table, nearest first. An instant for a balance sheet, else a duration: the span that the heading names, or
/// a year.
void resolvePeriods(QList<ValueColumn> &columns, const QList<PrintedLine> &headers, const QStringList &context,
                    const YearEnds &years, bool isInstant);

} // namespace consultantos::statements
