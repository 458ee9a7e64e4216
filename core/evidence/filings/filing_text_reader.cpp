// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_text_reader.h"

#include "evidence/filings/xbrl_names.h"

namespace consultantos {

namespace {

constexpr qsizetype LongestName = 200;
constexpr int RunInLevel = 4; // below headings that stand alone

int spanOf(QStringView text)
{
    bool isNumber = false;
    const int span = text.toInt(&isNumber);
    return isNumber ? span : 1;
}

} // namespace

FilingTextReader::FilingTextReader(const ParseBudget &budget)
    : m_budget(budget)
{
}

std::optional<Error> FilingTextReader::failure() const
{
    return m_result.blocks.size() > m_budget.blocks() ? std::optional(m_budget.tooManyBlocks()) : std::nullopt;
}

void FilingTextReader::startElement(const MarkupElement &element)
{
    Open open;
    open.style = m_styles.within(m_open.isEmpty() ? TextStyle() : m_open.last().style,
                                 element.attribute(QLatin1String("style")));
    open.headingLevel = m_open.isEmpty() ? 0 : m_open.last().headingLevel;
    switch (element.kind) {
    case ElementKind::Bold:
        open.style.isBold = true;
        break;
    case ElementKind::Italic:
        open.style.isItalic = true;
        break;
    case ElementKind::Underline:
        open.style.isUnderlined = true;
        break;
    case ElementKind::InlineHeader:
    case ElementKind::NotShown:
        open.style.isHidden = true;
        break;
    case ElementKind::Heading:
        open.headingLevel = element.name.last(1).toInt();
        break;
    case ElementKind::Unknown:
        if (open.style.hasGap)
            currentLine().appendBlank();
        break;
    default:
        break;
    }
    const bool isShown = !open.style.isHidden;
    m_open.append(open);
    if (open.style.breaksPageBefore && isShown)
        breakPage();
    if (isShown)
        startStructure(element);
}

void FilingTextReader::startStructure(const MarkupElement &element)
{
    switch (element.kind) {
    case ElementKind::Block:
    case ElementKind::Heading:
    case ElementKind::Rule:
        breakLine();
        break;
    case ElementKind::ListItem:
        breakLine();
        m_isListItem = true;
        break;
    case ElementKind::LineBreak:
        ++m_lineBreaks;
        currentLine().appendBlank();
        if (m_lineBreaks > 1)
            breakLine();
        break;
    case ElementKind::Title:
        m_inTitle = true;
        break;
    case ElementKind::Table:
        beginTable();
        break;
    case ElementKind::Row:
        if (!m_tables.isEmpty())
            m_tables.last().builder.beginRow();
        break;
    case ElementKind::Cell:
        if (!m_tables.isEmpty())
            m_tables.last().builder.beginCell(spanOf(element.attribute(QLatin1String("colspan"))),
                                              spanOf(element.attribute(QLatin1String("rowspan"))));
        break;
    default:
        break;
    }
}

void FilingTextReader::endElement(ElementKind kind)
{
    if (m_open.isEmpty())
        return;
    const auto style = m_open.last().style;
    if (!style.isHidden) {
        switch (kind) {
        case ElementKind::Block:
        case ElementKind::Heading:
        case ElementKind::ListItem:
            breakLine();
            break;
        case ElementKind::Title:
            m_inTitle = false;
            break;
        case ElementKind::Table:
            endTable();
            break;
        default:
            break;
        }
        if (style.breaksPageAfter)
            breakPage();
    }
    m_open.removeLast();
}

void FilingTextReader::text(QStringView piece)
{
    if (m_open.isEmpty() || m_open.last().style.isHidden)
        return;
    if (m_inTitle) {
        m_result.title += piece.left(LongestName);
        return;
    }
    auto &line = currentLine();
    line.append(piece, m_open.last().style);
    if (!piece.trimmed().isEmpty())
        m_lineBreaks = 0;
}

TextLine &FilingTextReader::currentLine()
{
    auto *cell = m_tables.isEmpty() ? nullptr : m_tables.last().builder.line();
    return cell == nullptr ? m_line : *cell;
}

void FilingTextReader::breakLine()
{
    m_lineBreaks = 0;
    if (!m_tables.isEmpty()) {
        currentLine().appendBlank();
        return;
    }
    emitLine(m_line, m_open.isEmpty() ? 0 : m_open.last().headingLevel, m_isListItem, m_page);
    m_line = {};
    m_isListItem = false;
}

void FilingTextReader::breakPage()
{
    breakLine();
    ++m_page;
    m_hasPages = true;
}

void FilingTextReader::emitLine(const TextLine &line, int headingLevel, bool isListItem, int page)
{
    if (line.isEmpty())
        return;
    Block block;
    block.text = line.text();
    block.page = page;
    const auto item = withoutBullet(block.text);
    if (!item.isEmpty() || isListItem) {
        block.kind = BlockKind::ListItem;
        if (!item.isEmpty())
            block.text = item;
    } else if (const int level = headingLevel > 0 ? headingLevel : line.headingLevel(); level > 0) {
        block.kind = BlockKind::Heading;
        block.level = level;
    } else if (const auto runIn = line.runInHeading(); runIn > 0) {
        Block heading = block;
        heading.kind = BlockKind::Heading;
        heading.level = RunInLevel;
        heading.text.truncate(runIn);
        m_result.blocks.append(heading);
        block.text = block.text.mid(runIn).trimmed();
    }
    m_result.blocks.append(block);
}

void FilingTextReader::beginTable()
{
    breakLine();
    m_tables.append({{}, tableName(), m_page});
}

QString FilingTextReader::tableName() const
{
    for (auto tag = m_textTags.crbegin(); tag != m_textTags.crend(); ++tag) {
        if (tag->endsWith(QLatin1String("TextBlock")))
            return wordsOfTag(*tag).left(LongestName);
    }
    return {};
}

void FilingTextReader::setCellValue(double value)
{
    if (!m_tables.isEmpty() && !m_open.isEmpty() && !m_open.last().style.isHidden)
        m_tables.last().builder.setValue(value);
}

void FilingTextReader::endTable()
{
    if (m_tables.isEmpty())
        return;
    auto table = m_tables.takeLast();
    table.builder.finish();
    emitTable(std::move(table));
}

void FilingTextReader::emitTable(OpenTable &&open)
{
    if (!open.builder.isData()) {
        emitLayout(open.builder, open.page);
        return;
    }
    auto table = open.builder.table();
    table.name = open.name;
    table.page = open.page;
    m_result.tableStarts.append(m_result.blocks.size());
    int row = -1;
    for (const auto &cell : std::as_const(table.cells)) {
        if (cell.row != row) {
            Block block;
            block.kind = BlockKind::TableRow;
            block.page = open.page;
            block.text = cell.text;
            m_result.blocks.append(block);
        } else {
            m_result.blocks.last().text += u'\t' + cell.text;
        }
        row = cell.row;
    }
    m_result.tables.append(std::move(table));
}

void FilingTextReader::emitLayout(const FilingTableBuilder &builder, int page)
{
    const auto &cells = builder.cells();
    for (qsizetype i = 0; i < cells.size();) {
        const int row = cells[i].row;
        const bool hasSeveral = i + 1 < cells.size() && cells[i + 1].row == row;
        const bool isListItem = hasSeveral && isListMark(cells[i].line.text());
        const bool isBullet =
            isListItem && !cells[i].line.text()[0].isLetterOrNumber() && cells[i].line.text().size() == 1;
        TextLine line;
        for (i += isBullet ? 1 : 0; i < cells.size() && cells[i].row == row; ++i)
            line.append(cells[i].line);
        emitLine(line, 0, isListItem, page);
    }
}

FilingText FilingTextReader::take()
{
    while (!m_tables.isEmpty())
        endTable();
    breakLine();
    m_result.title = m_result.title.simplified();
    if (!m_hasPages) {
        for (auto &block : m_result.blocks)
            block.page = 0;
        for (auto &table : m_result.tables)
            table.page = 0;
    }
    return std::exchange(m_result, {});
}

} // namespace consultantos
