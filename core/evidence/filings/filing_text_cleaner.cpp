// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_text_cleaner.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype EdgeBlocks = 4; // so many at either end of a page can be running lines
constexpr int FewestRepeats = 5;
constexpr int ShareOfPages = 8;           // on an eighth of all pages
constexpr qsizetype LongestCaption = 120; // a longer line that ends without a full stop goes on
constexpr qsizetype LongestTableName = 200;
constexpr qsizetype LongestRunningLine = 150;

void erase(FilingText &text, const QSet<qsizetype> &dropped)
{
    if (dropped.isEmpty())
        return;
    QList<Block> kept;
    kept.reserve(text.blocks.size() - dropped.size());
    QList<qsizetype> starts;
    qsizetype table = 0;
    for (qsizetype i = 0; i < text.blocks.size(); ++i) {
        for (; table < text.tableStarts.size() && text.tableStarts[table] == i; ++table)
            starts.append(kept.size());
        if (!dropped.contains(i))
            kept.append(std::move(text.blocks[i]));
    }
    text.blocks = kept;
    text.tableStarts = starts;
}

QString pattern(const QString &line)
{
    static const QRegularExpression digits(QStringLiteral("\\d+"));
    return QString(line).replace(digits, QStringLiteral("#"));
}

/// The places of the blocks at the edges of each page, with the number of pages.
QList<qsizetype> edges(const QList<Block> &blocks, int &pages)
{
    QList<qsizetype> places;
    pages = 0;
    for (qsizetype first = 0; first < blocks.size();) {
        qsizetype end = first;
        while (end < blocks.size() && blocks[end].page == blocks[first].page)
            ++end;
        ++pages;
        for (qsizetype i = first; i < end; ++i) {
            const bool isEdge = i - first < EdgeBlocks || end - i <= EdgeBlocks;
            if (isEdge && blocks[i].kind != BlockKind::TableRow && blocks[i].text.size() <= LongestRunningLine)
                places.append(i);
        }
        first = end;
    }
    return places;
}

/// A line drawn of underscores, a lonely dash.
bool isOrnament(const Block &block)
{
    return block.kind != BlockKind::TableRow
           && std::none_of(block.text.begin(), block.text.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

/// "(in millions)" stands above many tables and names none.
bool canNameTable(const Block &block)
{
    return block.kind == BlockKind::Heading && !block.text.startsWith(u'(');
}

bool isOpenEnd(const QString &text)
{
    static constexpr QStringView sentenceEnds = u".!?:;\u201D\")";
    return !text.isEmpty() && !sentenceEnds.contains(text.back());
}

} // namespace

void removeRunningLines(FilingText &text)
{
    int pages = 0;
    const auto places = edges(text.blocks, pages);
    QHash<QString, QSet<int>> pagesOf;
    for (const auto place : places)
        pagesOf[pattern(text.blocks[place].text)].insert(text.blocks[place].page);
    const auto least = std::max(FewestRepeats, pages / ShareOfPages);
    QSet<qsizetype> dropped;
    for (const auto place : places) {
        if (pagesOf.value(pattern(text.blocks[place].text)).size() >= least)
            dropped.insert(place);
    }
    for (qsizetype i = 0; i < text.blocks.size(); ++i) {
        if (isOrnament(text.blocks[i]))
            dropped.insert(i);
    }
    erase(text, dropped);
}

void nameTables(FilingText &text)
{
    for (qsizetype i = 0; i < text.tables.size(); ++i) {
        if (!text.tables[i].name.isEmpty())
            continue;
        auto above = text.tableStarts[i];
        while (above > 0 && !canNameTable(text.blocks[above - 1]))
            --above;
        if (above > 0)
            text.tables[i].name = text.blocks[above - 1].text.left(LongestTableName);
    }
}

void joinBrokenParagraphs(FilingText &text)
{
    QSet<qsizetype> dropped;
    qsizetype whole = 0;
    for (qsizetype i = 1; i < text.blocks.size(); ++i) {
        auto &before = text.blocks[whole];
        const auto &after = text.blocks[i];
        const bool isCut = after.page > text.blocks[i - 1].page && after.kind == BlockKind::Paragraph
                           && (before.kind == BlockKind::Paragraph || before.kind == BlockKind::ListItem)
                           && isOpenEnd(before.text)
                           && (after.text[0].isLower() || before.text.size() > LongestCaption);
        if (isCut) {
            before.text += u' ' + after.text;
            dropped.insert(i);
        } else {
            whole = i;
        }
    }
    erase(text, dropped);
}

} // namespace consultantos
