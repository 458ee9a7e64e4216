// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/block_builder.h"

#include <QStringList>

namespace consultantos {

class ImportBudget;
class SafeXmlReader;

/// Reads the content of an OpenDocument text, sheet or presentation (OASIS ODF 1.3 part 3): headings, paragraphs, lists,
/// tables with typed cells, slides; footnotes, comments and speaker's notes as notes. Of one thread.
class OdfBodyReader {
public:
    /// `hasAddresses`: tables are sheets, each one a page, and their cells have addresses.
    OdfBodyReader(BlockBuilder &builder, ImportBudget &budget, bool hasAddresses);

    /// All blocks within the current element, up to its end.
    void readBlocks(SafeXmlReader &xml);
    /// Sheets or slides that were met.
    [[nodiscard]] int pages() const { return m_pages; }

private:
    struct Cell {
        TableCell cell;
        int repeated = 1;
    };

    void readBlock(SafeXmlReader &xml);
    void readParagraph(SafeXmlReader &xml);
    QString readInlines(SafeXmlReader &xml);
    void readNote(SafeXmlReader &xml);
    QString readText(SafeXmlReader &xml);
    void readSlide(SafeXmlReader &xml);
    void readTable(SafeXmlReader &xml);
    void readRows(SafeXmlReader &xml, Table &table, int &row);
    QList<Cell> readRow(SafeXmlReader &xml);
    Cell readCell(SafeXmlReader &xml);
    void addRow(Table &table, const QList<Cell> &cells, int row);

    BlockBuilder &m_builder;
    ImportBudget &m_budget;
    QString *m_text = nullptr; ///< takes paragraphs instead of the builder, within cells and notes
    QStringList m_notes;       ///< of the paragraph or table that is read, to follow it
    int m_listDepth = 0;
    int m_pages = 0;
    bool m_hasAddresses;
};

} // namespace consultantos
