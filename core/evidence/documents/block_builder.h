// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace consultantos {

class ImportBudget;

[[nodiscard]] TableCell textCell(int row, int column, const QString &text);

/// The one way in which importers add text and tables to a document: it keeps the rules of Block (blanks, offsets,
/// sections) and the limits. Of one thread; document and budget must outlive it.
class BlockBuilder {
public:
    BlockBuilder(Document &document, ImportBudget &budget);

    /// What is added from now on stands on this page, slide or sheet and begins a new section. False, and nothing more
    /// is taken, past ImportLimits::pages.
    bool beginPage(int page, const QString &section = {});
    /// Whether the limits still let text in; where not, a reader may stop early.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] int page() const { return m_page; }
    [[nodiscard]] const QString &section() const { return m_section; }
    void setSection(const QString &section);

    /// Text without any letter, digit or sign adds nothing.
    void add(BlockKind kind, const QString &text, const QRectF &area = {});
    /// Also begins the section that is named by it. `level` from 1, the highest.
    void addHeading(const QString &text, int level, const QRectF &area = {});
    /// The table and a TableRow for each of its rows. Page and section are filled in, cells are put in order, blanks
    /// are mended, empty cells dropped. A table without any cell adds nothing.
    void addTable(Table table);

private:
    void append(Block block);
    void appendRows(const Table &table);

    Document &m_document;
    ImportBudget &m_budget;
    QString m_section;
    int m_page = 0;
    int m_offset = 0;
    bool m_isOpen = true;
};

} // namespace consultantos
