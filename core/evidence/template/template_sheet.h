// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

struct lxw_worksheet;

namespace consultantos {

class XlsxBook;
enum class CellStyle;

/// What a spreadsheet program lets into a cell and tells who stands on it.
struct CellRule {
    QString title;
    QString message; ///< shown when the cell is chosen
    QString wrong;   ///< shown when something else is typed
};

/// A worksheet of an XlsxBook, which must outlive it. Rows and columns count from 0.
class TemplateSheet {
public:
    TemplateSheet(const XlsxBook &book, lxw_worksheet *sheet);

    void text(int row, int column, const QString &text, CellStyle style) const;
    void number(int row, int column, double value, CellStyle style) const;
    /// An empty cell that shows where to type.
    void blank(int row, int column, CellStyle style) const;
    /// `result` is what is shown until a spreadsheet program computes it.
    void formula(int row, int column, const QString &formula, const QString &result, CellStyle style) const;

    void columnWidth(int first, int last, double characters) const;
    void hideColumn(int column) const;
    void hideRow(int row) const;
    /// What stands above and left of the cell stays in sight.
    void freeze(int row, int column) const;
    void zoomToLandscapePage() const;

    /// Any number; a formula is a number too.
    void allowNumbers(int firstRow, int firstColumn, int lastRow, int lastColumn, const CellRule &rule) const;
    void allowWholeNumbers(int firstRow, int firstColumn, int lastRow, int lastColumn, double least, double most,
                           const CellRule &rule) const;
    void allowDates(int row, int column, const CellRule &rule) const;
    /// One of `choices`, which together may have 250 characters.
    void allowChoices(int row, int column, const QStringList &choices, const CellRule &rule) const;
    /// One of the cells that the formula names; anything else after a question.
    void suggest(int row, int column, const QString &range, const CellRule &rule) const;
    /// Only tells.
    void explain(int row, int column, const CellRule &rule) const;

private:
    struct Validation;
    void validate(int firstRow, int firstColumn, int lastRow, int lastColumn, Validation &validation,
                  const CellRule &rule) const;

    const XlsxBook *m_book;
    lxw_worksheet *m_sheet;
};

} // namespace consultantos
