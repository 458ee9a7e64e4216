// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/deck_plan.h"

#include "report/outline/paper_table.h"

#include <algorithm>

namespace consultantos::office {

namespace {

using namespace outline;

constexpr qsizetype TitleLength = 170;
constexpr qsizetype LinesBesideTable = 4;
constexpr qsizetype TableNumbers = 6;
constexpr qsizetype CellLength = 46;

void addRefs(DeckSlide &slide, const QStringList &refs)
{
    for (const auto &ref : refs) {
        if (!slide.refs.contains(ref))
            slide.refs.append(ref);
    }
}

qsizetype linesOf(const Block &block, const DeckRoom &room)
{
    return 1 + (plain(block.text).size() + 4 * block.level) / room.lineLength;
}

/// The first words of the message up to the end of a sentence that fits, and the rest.
std::pair<QString, QString> split(const QString &message)
{
    if (message.size() <= TitleLength)
        return {message, {}};
    for (auto at = message.lastIndexOf(QStringLiteral(". "), TitleLength); at > 0;
         at = message.lastIndexOf(QStringLiteral(". "), at - 1))
        return {message.left(at + 1), message.mid(at + 2)};
    for (const auto &mark : {QStringLiteral("; "), QStringLiteral(": "), QStringLiteral(", ")}) {
        const auto at = message.lastIndexOf(mark, TitleLength);
        if (at > TitleLength / 3)
            return {message.left(at) + QChar(0x2026), QChar(0x2026) + message.mid(at + 2)};
    }
    return {message, {}};
}

class DeckPlanner {
public:
    explicit DeckPlanner(const DeckRoom &room)
        : m_room(room)
    {
    }

    void addSection(const Section &section)
    {
        if (section.isAppendix)
            return;
        DeckSlide first;
        const auto message = section.message.isEmpty() ? QString() : section.message.first().text;
        const auto [title, rest] = split(message);
        first.title = title.isEmpty() ? section.title : title;
        if (title.isEmpty() && !section.blocks.isEmpty() && section.blocks.first().kind == Block::Kind::Bullet
            && !refsOf(section.blocks.first().text).isEmpty())
            first.title += QStringLiteral(": ") + split(section.blocks.first().text.first().text).first;
        if (!rest.isEmpty())
            first.lead = {{rest}};
        addRefs(first, refsOf(section.message));

        QList<Block> bullets;
        QList<Table> tables;
        QList<Chart> charts;
        for (const auto &block : section.blocks) {
            if (block.table && !isLeftOut(*block.table))
                tables.append(fittedTo(*block.table, TableNumbers));
            else if (block.chart)
                charts.append(*block.chart);
            else if (!block.table)
                bullets.append(block);
        }
        // A chart says it with the message; the table with the same numbers isn't said again.
        if (!charts.isEmpty() && !section.message.isEmpty()) {
            first.chart = charts.takeFirst();
            addRefs(first, first.chart->refs);
            dropTableOf(*first.chart, tables);
        } else if (!tables.isEmpty() && !section.message.isEmpty()) {
            addTable(first, tables.takeFirst());
        }
        if (!section.message.isEmpty() || !bullets.isEmpty())
            addText(first, bullets);
        for (const auto &chart : std::as_const(charts)) {
            DeckSlide slide;
            slide.title = split(chart.alternative.section(QStringLiteral("Newest: "), -1)).first;
            slide.chart = chart;
            slide.refs = chart.refs;
            dropTableOf(chart, tables);
            m_slides.append(slide);
        }
        for (const auto &table : std::as_const(tables)) {
            DeckSlide slide;
            slide.title = section.title + (table.caption.isEmpty() ? QString() : QStringLiteral(": ") + table.caption);
            addTable(slide, table);
            m_slides.append(slide);
        }
        for (const auto &table : std::as_const(m_overflow))
            addOverflow(table);
        m_overflow.clear();
        for (const auto &part : section.sections)
            addSection(part);
    }

    [[nodiscard]] const QList<DeckSlide> &slides() const { return m_slides; }

private:
    /// Quarters are for the workbook.
    static bool isLeftOut(const Table &table)
    {
        return table.id.startsWith(QStringLiteral("statement-")) && table.id.endsWith(QStringLiteral("quarterly"));
    }

    static void dropTableOf(const Chart &chart, QList<Table> &tables)
    {
        tables.erase(
            std::remove_if(tables.begin(), tables.end(), [&](const Table &table) { return table.id == chart.id; }),
            tables.end());
    }

    [[nodiscard]] qsizetype rowWeight(const Table &table, const QList<Cell> &row) const
    {
        int widths = 0;
        for (const auto &column : table.columns)
            widths += column.width;
        qsizetype lines = 1;
        for (qsizetype i = 0; i < std::min(row.size(), table.columns.size()); ++i) {
            const auto room = std::max<qsizetype>(6, m_room.lineLength * table.columns[i].width / std::max(1, widths));
            lines = std::max(lines, 1 + row[i].text.size() / room);
        }
        return lines;
    }

    /// As many rows as fit; the rest waits for a slide of its own.
    void addTable(DeckSlide &slide, const Table &table)
    {
        auto part = table;
        part.rows.clear();
        auto rest = part;
        qsizetype lines = 0;
        for (const auto &row : table.rows) {
            lines += rowWeight(table, row);
            (rest.rows.isEmpty() && (lines <= m_room.tableRows || part.rows.isEmpty()) ? part : rest).rows.append(row);
        }
        slide.table = part;
        for (const auto &row : std::as_const(part.rows)) {
            for (const auto &cell : row) {
                if (!cell.ref.isEmpty())
                    addRefs(slide, {cell.ref});
            }
        }
        if (!rest.rows.isEmpty())
            m_overflow.append(rest);
    }

    void addOverflow(Table table)
    {
        while (!table.rows.isEmpty()) {
            const auto waiting = std::exchange(m_overflow, {});
            DeckSlide slide;
            slide.title = table.caption + QStringLiteral(" (continued)");
            addTable(slide, table);
            m_slides.append(slide);
            table.rows.clear();
            if (!m_overflow.isEmpty())
                table = m_overflow.takeFirst();
            m_overflow = waiting;
        }
    }

    void addText(DeckSlide slide, const QList<Block> &bullets)
    {
        const auto title = slide.title;
        auto room = slide.chart ? qsizetype(0) : slide.table ? LinesBesideTable : m_room.textLines;
        if (slide.table && slide.table->rows.size() > 6)
            room = 2;
        room -= 1 + plain(slide.lead).size() / m_room.lineLength;
        bool isEmpty = !slide.chart && !slide.table;
        for (const auto &bullet : bullets) {
            const auto lines = linesOf(bullet, m_room);
            if (lines > room && !isEmpty) {
                m_slides.append(slide);
                slide = {};
                slide.title =
                    title.endsWith(QStringLiteral("(continued)")) ? title : title + QStringLiteral(" (continued)");
                room = m_room.textLines;
            }
            slide.bullets.append(bullet);
            addRefs(slide, refsOf(bullet.text));
            room -= lines;
            isEmpty = false;
        }
        m_slides.append(slide);
    }

    DeckRoom m_room;
    QList<DeckSlide> m_slides;
    QList<Table> m_overflow;
};

} // namespace

namespace {

/// What fits on one slide: the message as its title, then bullets as far as there is room. The options' table stands as lines.
DeckSlide oneSlide(const Section &section, const DeckRoom &room)
{
    DeckSlide slide;
    const auto message = plain(section.message);
    const auto [title, rest] = split(message.isEmpty() ? section.title : message);
    slide.title = title;
    qsizetype lines = room.textLines;
    const auto add = [&](const Block &block) {
        lines -= linesOf(block, room);
        if (lines >= 0)
            slide.bullets.append(block);
    };
    for (const auto &block : section.blocks) {
        if (!block.table) {
            add(block);
            continue;
        }
        for (const auto &row : block.table->rows) {
            QStringList told;
            for (qsizetype i = 1; i < row.size(); ++i)
                told.append(block.table->columns[i].title.toLower() + QLatin1Char(' ') + row[i].text);
            Block line{Block::Kind::Bullet};
            line.text = {{row.first().text, true}, {QStringLiteral(": ") + told.join(QStringLiteral(", "))}};
            add(line);
        }
    }
    return slide;
}

} // namespace

QList<DeckSlide> planDeck(const Outline &outline, const DeckRoom &room)
{
    if (outline.isOnePage && !outline.sections.isEmpty())
        return {oneSlide(outline.sections.first(), room)};
    DeckPlanner planner(room);
    for (const auto &section : outline.sections)
        planner.addSection(section);
    return planner.slides();
}

} // namespace consultantos::office
