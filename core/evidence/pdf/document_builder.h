// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"
#include "evidence/pdf/running_lines.h"
#include "evidence/pdf/table_builder.h"
#include "model/document.h"

#include <optional>

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
    void addTable(BuiltTable built, int page, bool first);
    void append(Block block, int page);
    [[nodiscard]] double bodySize() const;
    /// What the text right before a table on `page` calls it: a heading, or a sentence that ends in a colon.
    [[nodiscard]] QString introduction(int page) const;

    Document m_document;
    QList<RowPage> m_pages;
    std::optional<BuiltTable> m_lastTable; ///< if the page so far ends with it
    int m_emptyPages = 0;
    qint64 m_maxBlocks = 0;
    qint64 m_leftOut = 0;
    int m_offset = 0;
    QString m_section;
};

} // namespace consultantos::pdf
