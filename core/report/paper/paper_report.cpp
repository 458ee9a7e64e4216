// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/paper/paper_report.h"

#include "report/chart_picture.h"
#include "report/laid_out.h"
#include "report/outline/outline_builder.h"
#include "report/outline/paper_table.h"
#include "report/paper/paper_grid.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace consultantos::paper {

namespace {

using namespace outline;

constexpr double BandHeight = 28; ///< of header and footer
constexpr int TextPixels = 12;
constexpr int NotePixels = 9;
constexpr int TablePixels = 10;
constexpr qsizetype MostNumberColumns = 6;
constexpr double BulletIndent = 16;
constexpr double LongestChart = 0.6; ///< of a page's height

const QColor Muted(0x5d, 0x69, 0x75);

/// In the contents: the same notes below each framework help nobody there.
bool isListed(const Section &section, int level)
{
    return !section.title.isEmpty() && (level == 1 || (level == 2 && !section.isAppendix));
}

QString oneLine(const QString &text)
{
    return QString(text).replace(QLatin1Char('\n'), QChar::LineSeparator);
}

} // namespace

PaperReport::PaperReport(const Report &report, const ExportOptions &options, const QSizeF &area)
    : m_wording(options.wording)
    , m_outline(buildOutline(report, m_wording))
    , m_report(laidOut(report))
    , m_notes(m_report, m_wording)
    , m_footer(options.brand.footer.isEmpty() ? m_outline.engine : options.brand.footer)
    , m_logo(QImage::fromData(options.brand.logo, "PNG"))
    , m_colourName(options.brand.colour)
    , m_colour(QColor::isValidColorName(options.brand.colour) ? QColor(options.brand.colour) : QColor(0x1f, 0x38, 0x64))
    , m_area(area)
    , m_font(options.brand.font.isEmpty() ? QStringLiteral("sans-serif") : options.brand.font)
{
    m_font.setStyleHint(QFont::SansSerif);
    if (m_outline.isOnePage) {
        setOnePage();
        return;
    }
    for (const auto &section : std::as_const(m_outline.sections)) {
        if (isListed(section, 1))
            m_bookmarks.append({section.title, 1, 0});
        for (const auto &part : section.sections) {
            if (isListed(part, 2))
                m_bookmarks.append({part.title, 2, 0});
        }
    }
    setTitle(report);
    setContents();
    // Counted again with the sections, in the same order.
    m_bookmarks.clear();
    for (const auto &section : std::as_const(m_outline.sections))
        setSection(section, 1);
    m_pages = paginated(m_pieces, m_area.height() - 2 * BandHeight);
    for (qsizetype page = 0; page < m_pages.size(); ++page) {
        for (const auto &placed : m_pages[page].pieces) {
            if (placed.piece->bookmark)
                m_bookmarks[*placed.piece->bookmark].page = static_cast<int>(page);
        }
    }
}

QList<PdfBookmark> PaperReport::headings() const
{
    return m_bookmarks;
}

QList<PdfLink> PaperReport::links() const
{
    QList<PdfLink> links;
    for (qsizetype page = 0; page < m_pages.size(); ++page) {
        for (const auto &placed : m_pages[page].pieces) {
            if (const auto heading = placed.piece->leadsTo)
                links.append({static_cast<int>(page),
                              QRectF(0, BandHeight + placed.top, m_area.width(), placed.piece->height),
                              m_bookmarks[*heading].page});
        }
    }
    return links;
}

TextStyle PaperReport::styleOf(int pixels, bool isBold) const
{
    TextStyle style{m_font, Qt::black, 0, m_area.width()};
    style.font.setPixelSize(pixels - m_smaller);
    style.font.setBold(isBold);
    return style;
}

void PaperReport::setOnePage()
{
    constexpr int MostSmaller = 4;
    // Texts of companies differ in length.
    for (m_smaller = 0; m_smaller <= MostSmaller; ++m_smaller) {
        m_pieces.clear();
        m_tables = 0;
        auto title = styleOf(20, true);
        title.colour = m_colour;
        append(oneLine(m_outline.title), {}, title, 0, {}, true);
        auto about = styleOf(TextPixels);
        about.colour = Muted;
        append(m_wording.date(m_outline.date) + QStringLiteral(" · ") + m_outline.engine, {}, about, 4, {}, true);
        for (const auto &section : std::as_const(m_outline.sections)) {
            setText(section.message, styleOf(TextPixels + 1, true), 8);
            for (const auto &block : section.blocks)
                setBlock(block);
        }
        m_pages = paginated(m_pieces, m_area.height() - 2 * BandHeight);
        if (m_pages.size() <= 1)
            break;
    }
    m_bookmarks = {{m_outline.title, 1, 0}};
}

void PaperReport::setTitle(const Report &report)
{
    auto style = styleOf(24, true);
    style.colour = m_colour;
    append(oneLine(m_outline.company), {}, style, 0, {}, true);
    auto under = styleOf(TextPixels);
    // What the title says behind the company's name: the frameworks, which may be many.
    auto rest = m_outline.title;
    if (rest.startsWith(m_outline.company + QStringLiteral(": ")))
        rest.remove(0, m_outline.company.size() + 2);
    append(oneLine(rest), {}, under, 6, {}, true);
    under.colour = Muted;
    append(m_wording.date(m_outline.date) + QStringLiteral(" · ") + m_outline.engine, {}, under, 6, {}, true);
    if (!report.request.question.isEmpty())
        append(oneLine(report.request.question), {}, styleOf(14), 14, {}, true);
}

/// The pages are known when the contents are painted.
void PaperReport::setContents()
{
    auto head = styleOf(16, true);
    head.colour = m_colour;
    append(m_wording.say(QStringLiteral("Contents")), {}, head, 28, {}, true);
    for (int i = 0; i < m_bookmarks.size(); ++i) {
        const int level = m_bookmarks[i].level;
        auto style = styleOf(TextPixels - 1, level == 1);
        style.lineHeight = 1.1;
        style.indent = level == 1 ? 0 : 18;
        style.width = m_area.width() - style.indent - 60;
        const auto title = QFontMetricsF(style.font).elidedText(m_bookmarks[i].title, Qt::ElideRight, style.width);
        const auto text = std::make_shared<const SetText>(title, QList<Look>(), style);
        Piece piece;
        piece.height = text->lineHeight();
        piece.before = level == 1 ? 4 : 0;
        piece.leadsTo = i;
        piece.keepsWithNext = level == 1 && i + 1 < m_bookmarks.size() && m_bookmarks[i + 1].level == 2;
        piece.draw = [this, i, text, style](QPainter &painter, double top) {
            text->draw(painter, 0, 0, top);
            painter.setFont(style.font);
            painter.setPen(Qt::black);
            painter.drawText(QRectF(0, top, m_area.width(), text->lineHeight()), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(m_bookmarks[i].page + 1));
        };
        m_pieces.append(piece);
    }
}

void PaperReport::setSection(const Section &section, int level)
{
    constexpr int Pixels[] = {20, 15, 13};
    auto style = styleOf(Pixels[std::min(level, 3) - 1], true);
    style.colour = level <= 2 ? m_colour : QColor(Qt::black);
    const auto first = m_pieces.size();
    append(oneLine(section.title), {}, style, level == 1 ? 22 : 16, {}, true);
    if (first < m_pieces.size() && isListed(section, level)) {
        m_pieces[first].bookmark = static_cast<int>(m_bookmarks.size());
        m_bookmarks.append({section.title, level, 0});
    }
    // The summary begins behind the contents.
    if (first < m_pieces.size() && level == 1 && m_bookmarks.size() == 1)
        m_pieces[first].startsPage = true;
    if (!section.message.isEmpty()) {
        const auto message = m_pieces.size();
        setText(section.message, styleOf(level == 1 ? TextPixels + 1 : TextPixels), 6);
        if (section.blocks.isEmpty() && message < m_pieces.size() && !section.sections.isEmpty())
            m_pieces.last().keepsWithNext = m_pieces.size() - message < 4;
    }
    for (const auto &block : section.blocks)
        setBlock(block);
    for (const auto &part : section.sections)
        setSection(part, level + 1);
}

void PaperReport::setBlock(const Block &block)
{
    switch (block.kind) {
    case Block::Kind::Paragraph:
        return setText(block.text, styleOf(TextPixels), 6);
    case Block::Kind::Bullet: {
        auto style = styleOf(TextPixels);
        style.indent = BulletIndent * (1 + std::min(block.level, 2));
        style.width = m_area.width() - style.indent;
        return setText(block.text, style, block.level == 0 ? 5 : 2, QString(QChar(block.level == 0 ? 0x2022 : 0x2013)));
    }
    case Block::Kind::Table:
        return setTable(fittedTo(*block.table, MostNumberColumns));
    case Block::Kind::Chart:
        return setChart(*block.chart);
    }
}

std::pair<int, QList<NoteLine>> PaperReport::noteOf(const QString &text)
{
    if (const auto said = m_said.constFind(text); said != m_said.constEnd())
        return {*said, {}};
    const int number = ++m_noteCount;
    m_said.insert(text, number);
    auto style = styleOf(NotePixels);
    style.colour = QColor(0x33, 0x3d, 0x47);
    style.lineHeight = 1.1;
    return {number, noteLines(number, oneLine(text), style)};
}

void PaperReport::setText(const Text &text, const TextStyle &style, double space, const QString &before)
{
    QString written;
    QList<Look> looks;
    QList<std::pair<qsizetype, QList<NoteLine>>> notes;
    for (const auto &run : text) {
        if (run.isStrong || run.isMuted)
            looks.append({written.size(), run.text.size(), run.isStrong, run.isMuted});
        written += oneLine(run.text);
        if (const auto note = run.refs.isEmpty() ? QString() : m_notes.note(run.refs); !note.isEmpty()) {
            const auto [number, lines] = noteOf(note);
            notes.append({written.size(), lines});
            written += noteSign(number);
        }
    }
    const auto first = m_pieces.size();
    append(written, looks, style, space, notes, false);
    if (before.isEmpty() || first == m_pieces.size())
        return;
    auto sign = style;
    sign.indent = style.indent - BulletIndent + 4;
    const auto bullet = std::make_shared<const SetText>(before, QList<Look>(), sign);
    m_pieces[first].draw = [bullet, draw = m_pieces[first].draw](QPainter &painter, double top) {
        bullet->draw(painter, 0, 0, top);
        draw(painter, top);
    };
}

void PaperReport::append(const QString &text, const QList<Look> &looks, const TextStyle &style, double space,
                         const QList<std::pair<qsizetype, QList<NoteLine>>> &notes, bool keepsWithNext)
{
    if (text.isEmpty())
        return;
    const auto set = std::make_shared<const SetText>(text, looks, style);
    const int count = set->lineCount();
    for (int line = 0; line < count; ++line) {
        Piece piece;
        piece.height = set->lineHeight();
        piece.before = line == 0 ? space : 0;
        piece.draw = [set, line](QPainter &painter, double top) { set->draw(painter, line, 0, top); };
        // No single line alone on a page.
        piece.keepsWithNext = line + 1 == count ? keepsWithNext : keepsWithNext || line == 0 || line + 2 == count;
        const auto [from, to] = set->range(line);
        for (const auto &[at, lines] : notes) {
            if (at >= from && (at < to || line + 1 == count))
                piece.notes += lines;
        }
        m_pieces.append(piece);
    }
}

void PaperReport::setCaption(const QString &caption, const QStringList &refs)
{
    if (caption.isEmpty())
        return;
    QString written = oneLine(m_wording.sayParts(caption));
    QList<std::pair<qsizetype, QList<NoteLine>>> notes;
    if (const auto origins = m_notes.origins(refs); !origins.isEmpty()) {
        const auto [number, lines] = noteOf(origins);
        notes.append({written.size(), lines});
        written += noteSign(number);
    }
    append(written, {}, styleOf(TextPixels - 1, true), 12, notes, true);
}

void PaperReport::setTable(const Table &table)
{
    if (table.rows.isEmpty())
        return;
    setCaption(table.caption, table.refs);
    auto pieces = gridPieces(table, {styleOf(TablePixels).font, m_colour, m_area.width()}, m_tables++);
    if (!pieces.isEmpty()) {
        pieces.first().before = 4;
        pieces.last().height += 6;
    }
    m_pieces += pieces;
}

void PaperReport::setChart(const Chart &chart)
{
    const auto drawing = drawingOf(chart, paletteOf(m_colourName));
    if (drawing.svg.isEmpty() || drawing.width <= 0)
        return;
    setCaption(chart.title, chart.refs);
    double width = std::min<double>(drawing.width, m_area.width());
    double height = width * drawing.height / drawing.width;
    if (const double most = m_area.height() * LongestChart; height > most) {
        width *= most / height;
        height = most;
    }
    const auto renderer = std::make_shared<QSvgRenderer>(drawing.svg.toUtf8());
    Piece piece;
    piece.height = height;
    piece.before = 6;
    piece.draw = [renderer, width, height](QPainter &painter, double top) {
        renderer->render(&painter, QRectF(0, top, width, height));
    };
    m_pieces.append(piece);
}

QRectF PaperReport::logoBox(const QRectF &header) const
{
    const double height = header.height();
    const double width = std::min(120.0, height * m_logo.width() / std::max(1, m_logo.height()));
    return {header.right() - width, header.top(), width, height};
}

void PaperReport::paint(QPainter &painter, int index) const
{
    const auto small = styleOf(10).font;
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    painter.setPen(Muted);
    const QRectF header(0, 0, m_area.width(), BandHeight - 10);
    painter.drawText(header, Qt::AlignLeft | Qt::AlignTop,
                     metrics.elidedText(m_outline.company, Qt::ElideRight, m_area.width() * 0.75));
    const auto date = m_wording.date(m_outline.date);
    if (m_logo.isNull())
        painter.drawText(header, Qt::AlignRight | Qt::AlignTop, date);
    else
        painter.drawImage(logoBox(header), m_logo);
    const QRectF footer(0, m_area.height() - BandHeight + 10, m_area.width(), BandHeight - 10);
    painter.drawText(footer, Qt::AlignLeft | Qt::AlignBottom,
                     metrics.elidedText(m_footer, Qt::ElideRight, m_area.width() * 0.75));
    painter.drawText(footer, Qt::AlignRight | Qt::AlignBottom,
                     m_wording.say(QStringLiteral("Page %1 of %2").arg(index + 1).arg(pageCount())));
    const auto &page = m_pages[index];
    painter.translate(0, BandHeight);
    for (const auto &placed : page.pieces)
        placed.piece->draw(painter, placed.top);
    if (page.notes.isEmpty())
        return;
    double top = m_area.height() - 2 * BandHeight - heightOf(page.notes);
    painter.setPen(QPen(QColor(0xa0, 0xa8, 0xb0), 0.6));
    painter.drawLine(QPointF(0, top + 4), QPointF(m_area.width() / 4, top + 4));
    top += heightOf({page.notes.first()}) - page.notes.first().height;
    for (const auto &line : page.notes) {
        line.draw(painter, top);
        top += line.height;
    }
}

} // namespace consultantos::paper
