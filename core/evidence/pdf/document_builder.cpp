// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/document_builder.h"

#include "evidence/pdf/table_builder.h"
#include "evidence/pdf/table_finder.h"
#include "evidence/pdf/text_blocks.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos::pdf {

namespace {

int codePoints(const QString &text)
{
    return int(std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); }));
}

/// "Item 7" of a heading "ITEM 7. Management's discussion …", else the heading.
QString sectionName(const QString &heading)
{
    static const QRegularExpression item(QStringLiteral("^item\\s+(\\d+[a-c]?)\\b"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = item.match(heading);
    return match.hasMatch() ? QStringLiteral("Item ") + match.captured(1).toUpper() : heading;
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

void DocumentBuilder::add(const Page &page)
{
    m_emptyPages += page.words.isEmpty() ? 1 : 0;
    m_pages.append({page.number, page.size, rowsOf(page.words)});
}

Document DocumentBuilder::finished(qint64 maxBlocks)
{
    m_maxBlocks = maxBlocks;
    dropRunningLines(m_pages);
    const auto size = bodySize();
    for (const auto &page : std::as_const(m_pages))
        addPage(page, size);
    if (m_leftOut > 0)
        m_document.warnings.append(QCoreApplication::translate(
            "PdfImporter", "%n paragraph(s) past the limit were left out.", nullptr, int(m_leftOut)));
    return m_document;
}

double DocumentBuilder::bodySize() const
{
    QMap<int, qsizetype> characters; // by tenths of a point
    for (const auto &page : m_pages) {
        for (const auto &row : page.rows)
            characters[qRound(row.fontSize * 10)] += row.text().size();
    }
    const auto usual = std::max_element(characters.cbegin(), characters.cend());
    return usual == characters.cend() ? 0 : usual.key() / 10.0;
}

void DocumentBuilder::addPage(const RowPage &page, double bodySize)
{
    const auto lines = tableLines(page.rows);
    int next = 0;
    const auto addText = [&](int end) {
        for (auto &block : textBlocks(page.rows.mid(next, end - next), bodySize))
            append(std::move(block), page.number);
    };
    for (const auto &region : findTables(lines)) {
        addText(region.first);
        addTable(buildTable(lines, region), page.number, region.first == 0);
        next = region.last + 1;
    }
    if (next < page.rows.size() || next == 0)
        m_lastTable.reset();
    addText(int(page.rows.size()));
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
