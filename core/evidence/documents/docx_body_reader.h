// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/block_builder.h"
#include "evidence/documents/docx_styles.h"

namespace consultantos {

class DocxTableGatherer;
class SafeXmlReader;

/// Reads the paragraphs and tables of a part of a Word document: the body, or what stands in a note. Insertions are
/// read, deletions are not; the text of a text box comes before the paragraph that it is anchored in. Of one thread.
class DocxBodyReader {
public:
    DocxBodyReader(const DocxStyles &styles, BlockBuilder &builder);

    /// All blocks within the current element, up to its end.
    void readBlocks(SafeXmlReader &xml);
    /// The same as text only, a line feed between paragraphs.
    [[nodiscard]] QString readText(SafeXmlReader &xml);
    /// The first paragraph that is styled as the document's title; empty if none.
    [[nodiscard]] const QString &title() const { return m_title; }

private:
    struct Paragraph {
        QString text;
        DocxStyle style;
    };

    void readBlock(SafeXmlReader &xml);
    void readParagraph(SafeXmlReader &xml);
    void readParagraphProperties(SafeXmlReader &xml, Paragraph &paragraph) const;
    void readInlines(SafeXmlReader &xml, Paragraph &paragraph);
    void readRunPart(SafeXmlReader &xml, Paragraph &paragraph);
    void readAlternatives(SafeXmlReader &xml, Paragraph *paragraph);
    void readDrawing(SafeXmlReader &xml);
    void readTable(SafeXmlReader &xml);
    void readRows(SafeXmlReader &xml, DocxTableGatherer &gatherer);
    void readCells(SafeXmlReader &xml, DocxTableGatherer &gatherer);
    void emitParagraph(const Paragraph &paragraph);

    const DocxStyles &m_styles;
    BlockBuilder &m_builder;
    QString m_title;
    QString *m_cell = nullptr; ///< takes the text instead of the builder, within a table's cell
};

} // namespace consultantos
