// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/printed_lines.h"
#include "evidence/statements/statement_titles.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos::statements {

/// A stretch of a document that may be one statement: from its title to the next one, over tables and pages.
struct StatementRegion {
    std::optional<StatementKind> kind; ///< by its title; empty for a table without one
    QString title;
    QStringList before;  ///< up to three lines above the title on its page: a company's name, a schedule's number
    QStringList heading; ///< text lines between the title and the first figures
    QList<PrintedLine> rows;
    int firstPage = 0;
    int lastPage = 0;

    [[nodiscard]] bool hasAmounts() const;
};

/// The regions with figures, in the order of the document. A statement that goes on over the page without a title of
/// its own stays one region; one whose title comes again ("continued") is a region of its own (joinContinued()).
[[nodiscard]] QList<StatementRegion> statementRegions(const QList<PrintedLine> &lines);

/// Whether `next` is the rest of `region`: its title says so, or it is of the same kind on the next page and begins
/// with another part of the statement.
[[nodiscard]] bool isContinuation(const StatementRegion &region, const StatementRegion &next);

} // namespace consultantos::statements
