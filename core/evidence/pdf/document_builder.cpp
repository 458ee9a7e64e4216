// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/document_builder.h"

#include "evidence/pdf/page_flow.h"
#include "evidence/pdf/part_name.h"
#include "evidence/pdf/table_builder.h"
#include "evidence/pdf/table_finder.h"
#include "evidence/pdf/text_blocks.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// A page of the densest print has some thousands.
constexpr qsizetype MaxWordsOfPage = 20'000;

int codePoints(const QString &text)
{
    return int(std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); }));
}

} // namespace

void DocumentBuilder::setProperties(const Properties &properties)
{
    m_document.title = properties.title;
    m_document.author = properties.author;
    m_document.pages = properties.pages;
    if (properties.created.isValid())
        m_document.date = properties.created.date();
}

RowPage DocumentBuilder::rowPageOf(const Page &page)
{
    auto words = page.words;
    if (words.size() > MaxWordsOfPage) {
        words.resize(MaxWordsOfPage);
        ++m_cutPages;
    }
    RowPage rows{page.number, page.size, {}};
    for (const auto &flow : flowsOf(words))
        rows.flows.append(rowsOf(flow));
    return rows;
}

void DocumentBuilder::add(const Page &page)
{
    m_pages.append(rowPageOf(page));
}

void DocumentBuilder::replace(const Page &page)
{
    const auto same = std::find_if(m_pages.begin(), m_pages.end(),
                                   [&page](const RowPage &other) { return other.number == page.number; });
    if (same != m_pages.end())
        *same = rowPageOf(page);
}

Document DocumentBuilder::finished(qint64 maxBlocks, const CancellationToken &cancel)
{
    m_maxBlocks = maxBlocks;
    dropRunningLines(m_pages);
    const auto size = bodySize();
    for (const auto &page : std::as_const(m_pages)) {
        if (cancel.isCancelled())
            break;
        addPage(page, size);
    }
    if (m_cutPages > 0)
        m_document.warnings.append(QCoreApplication::translate(
            "Evidence", "%n page(s) hold more words than are read of one page.", nullptr, m_cutPages));
    if (m_leftOut > 0)
        m_document.warnings.append(QCoreApplication::translate(
            "Evidence", "%n paragraph(s) past the limit were left out.", nullptr, int(m_leftOut)));
    return m_document;
}

double DocumentBuilder::bodySize() const
{
    QMap<int, qsizetype> characters; // by tenths of a point
    for (const auto &page : m_pages) {
        for (const auto &flow : page.flows) {
            for (const auto &row : flow)
                characters[qRound(row.fontSize * 10)] += row.text().size();
        }
    }
    const auto usual = std::max_element(characters.cbegin(), characters.cend());
    return usual == characters.cend() ? 0 : usual.key() / 10.0;
}

void DocumentBuilder::addPage(const RowPage &page, double bodySize)
{
    bool first = true;
    for (const auto &flow : page.flows) {
        addFlow(flow, page.number, bodySize, first);
        first = first && flow.isEmpty();
    }
}

void DocumentBuilder::addFlow(const QList<Row> &rows, int page, double bodySize, bool beginsPage)
{
    const auto lines = tableLines(rows);
    int next = 0;
    const auto addText = [&](int end) {
        if (end == next)
            return;
        m_lastTable.reset();
        for (auto &block : textBlocks(rows.mid(next, end - next), bodySize))
            append(std::move(block), page);
    };
    for (const auto &region : findTables(lines)) {
        addText(region.first);
        addTable(buildTable(lines, region), page, beginsPage && region.first == 0);
        next = region.last + 1;
    }
    addText(int(rows.size()));
}

void DocumentBuilder::addTable(BuiltTable built, int page, bool first)
{
    auto &table = built.table;
    table.page = page;
    table.section = m_section;
    if (table.name.isEmpty())
        table.name = introduction(page);
    for (auto &block : rowBlocks(table))
        append(std::move(block), page);
    if (first && m_lastTable && goesOn(*m_lastTable, built)) {
        repeatHeadings(table, *m_lastTable);
        built.headRows += m_lastTable->headRows;
    }
    m_document.tables.append(table);
    m_lastTable = std::move(built);
}

QString DocumentBuilder::introduction(int page) const
{
    if (m_document.blocks.isEmpty())
        return {};
    const auto &before = m_document.blocks.last();
    const bool introduces = before.kind == BlockKind::Heading || before.text.endsWith(QLatin1Char(':'));
    if (before.page != page || before.kind == BlockKind::TableRow || !introduces)
        return {};
    return before.text.mid(before.text.lastIndexOf(QStringLiteral(". ")) + 1).trimmed();
}

void DocumentBuilder::append(Block block, int page)
{
    if (m_document.blocks.size() >= m_maxBlocks) {
        ++m_leftOut;
        return;
    }
    if (block.kind == BlockKind::Heading && block.level == 1)
        m_section = sectionName(block.text);
    block.page = page;
    block.section = m_section;
    block.offset = m_offset;
    m_offset += codePoints(block.text) + 1;
    m_document.blocks.append(std::move(block));
}

} // namespace consultantos::pdf
