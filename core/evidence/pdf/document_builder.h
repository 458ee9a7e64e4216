// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"
#include "evidence/pdf/running_lines.h"
#include "model/document.h"

namespace consultantos::pdf {

/// Makes a Document of pages as they come. Not thread-safe.
class DocumentBuilder {
public:
    void setProperties(const Properties &properties);
    void add(const Page &page);

    [[nodiscard]] int pagesRead() const { return int(m_pages.size()); }
    /// Pages that hold no words.
    [[nodiscard]] int emptyPages() const { return m_emptyPages; }
    /// Text, tables and properties; to be called once, after the last page. At most `maxBlocks` blocks.
    [[nodiscard]] Document finished(qint64 maxBlocks);

private:
    void addPage(const RowPage &page, double bodySize);
    void append(Block block, int page);
    [[nodiscard]] double bodySize() const;

    Document m_document;
    QList<RowPage> m_pages;
    int m_emptyPages = 0;
    qint64 m_maxBlocks = 0;
    qint64 m_leftOut = 0;
    int m_offset = 0;
    QString m_section;
};

} // namespace consultantos::pdf
