// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
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
    /// Takes `page` in the place of the one of its number that was added before.
    void replace(const Page &page);
    /// Text, tables and properties; to be called once, after the last page. At most `maxBlocks` blocks; what is made
    /// when `cancel` is cancelled is of no use.
    [[nodiscard]] Document finished(qint64 maxBlocks, const CancellationToken &cancel);

private:
    [[nodiscard]] RowPage rowPageOf(const Page &page);
    void addPage(const RowPage &page, double bodySize);
    void addFlow(const QList<Row> &rows, int page, double bodySize, bool beginsPage);
    void addTable(BuiltTable built, int page, bool first);
    void append(Block block, int page);
    [[nodiscard]] double bodySize() const;
    /// What the text right before a table on `page` calls it: a heading, or a sentence that ends in a colon.
    [[nodiscard]] QString introduction(int page) const;

    Document m_document;
    QList<RowPage> m_pages;
    std::optional<BuiltTable> m_lastTable; ///< if the text so far ends with it
    int m_cutPages = 0;
    qint64 m_maxBlocks = 0;
    qint64 m_leftOut = 0;
    int m_offset = 0;
    QString m_section;
};

} // namespace consultantos::pdf
