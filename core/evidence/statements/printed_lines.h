// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/number_text.h"
#include "model/document.h"

#include <QList>
#include <QRectF>
#include <QString>

#include <optional>

namespace consultantos::statements {

/// A cell whose torn parts ("$", "(", "547", ")", "%") are put together again.
struct PrintedCell {
    int first = 0; ///< columns that it covers
    int last = 0;
    QString text;
    std::optional<PrintedNumber> number;
    QRectF area;
    QString address;

    /// A figure, and not the year of a heading.
    [[nodiscard]] bool isAmount() const { return number && !number->isPlainYear; }
};

/// A line of text or a row of a table, in reading order.
struct PrintedLine {
    int table = -1; ///< in Document::tables; -1 for text outside of tables
    int page = 0;
    QString section; ///< sheet or named part
    QString text;    ///< the cells joined by blanks
    QList<PrintedCell> cells;
    QRectF area;

    [[nodiscard]] bool isRow() const { return table >= 0; }
    [[nodiscard]] bool hasAmount() const;
};

/// A document as one column of lines: text and rows where they stand between each other. Tables whose place among the
/// blocks can't be told stand before the first block below them or of a later page. Pure and thread-safe.
[[nodiscard]] QList<PrintedLine> printedLines(const Document &document);

} // namespace consultantos::statements
