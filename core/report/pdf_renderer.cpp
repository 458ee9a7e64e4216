// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_renderer.h"

#include "report/html_renderer.h"
#include "report/pdf_outline.h"
#include "report/report_file.h"
#include "report/report_text.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImage>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double MarginMm = 16;
constexpr int Dpi = 150;
/// Text is laid out in these units an inch, and scaled to the device when painted: the same line breaks everywhere.
constexpr double LayoutDpi = 96;
constexpr double ChartScale = 3;  ///< image pixels for each layout unit, so that charts stay sharp on paper
constexpr double BandHeight = 26; ///< of header and footer, in layout units

QImage drawn(const SvgChart &chart)
{
    QImage image(static_cast<int>(chart.width * ChartScale), static_cast<int>(chart.height * ChartScale),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QSvgRenderer renderer(chart.svg.toUtf8());
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

Error cannotPaint()
{
    return {ErrorCode::Unreadable,
            QCoreApplication::translate("PdfRenderer", "The report could not be painted on this device."),
            QCoreApplication::translate("PdfRenderer", "Choose another printer or file.")};
}

/// The report laid out for pages of one size. Painted in layout units.
class PaperReport {
public:
    PaperReport(const Report &report, const ExportOptions &options, const QSizeF &area)
        : m_wording(options.wording)
        , m_title(report_text::title(report))
        , m_made(options.wording.date(report.createdAt.toUTC().date()))
        , m_footer(options.brand.footer.isEmpty() ? QStringLiteral("ConsultantOS ") + report.engineVersion
                                                  : options.brand.footer)
        , m_logo(QImage::fromData(options.brand.logo, "PNG"))
        , m_colour(QColor::isValidColorName(options.brand.colour) ? options.brand.colour : QString())
        , m_area(area)
        , m_page(area.width(), area.height() - 2 * BandHeight)
        , m_font(options.brand.font.isEmpty() ? QStringLiteral("sans-serif") : options.brand.font)
    {
        m_font.setStyleHint(QFont::SansSerif);
        m_font.setPointSizeF(9);
        const auto paper = renderPaperHtml(report, options.wording);
        for (auto it = paper.charts.cbegin(); it != paper.charts.cend(); ++it)
            m_body.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("chart:") + it.key()),
                               drawn(it.value()));
        layOut(m_body, paper.html);
        colourHeadings();
        findHeadings();
        // The contents' own pages move all others, and how many they are doesn't depend on the numbers in them.
        layOut(m_contents, contentsHtml(0));
        layOut(m_contents, contentsHtml(m_contents.pageCount()));
        for (auto &heading : m_headings)
            heading.page += m_contents.pageCount();
    }

    [[nodiscard]] int pageCount() const { return m_contents.pageCount() + m_body.pageCount(); }
    [[nodiscard]] const QList<PdfBookmark> &headings() const { return m_headings; }

    void paint(QPainter &painter, int index) const
    {
        QFont small(m_font);
        small.setPixelSize(10);
        const QFontMetricsF metrics(small);
        painter.setFont(small);
        painter.setPen(QColor(0x5d, 0x69, 0x75));
        const QRectF header(0, 0, m_area.width(), BandHeight - 8);
        painter.drawText(header, Qt::AlignLeft | Qt::AlignTop,
                         metrics.elidedText(m_title, Qt::ElideRight, m_area.width() * 0.75));
        if (m_logo.isNull())
            painter.drawText(header, Qt::AlignRight | Qt::AlignTop, m_made);
        else
            painter.drawImage(logoBox(header), m_logo);
        const QRectF footer(0, m_area.height() - BandHeight + 8, m_area.width(), BandHeight - 8);
        painter.drawText(footer, Qt::AlignLeft | Qt::AlignBottom, m_footer);
        painter.drawText(footer, Qt::AlignRight | Qt::AlignBottom,
                         m_wording.say(QStringLiteral("Page %1 of %2").arg(index + 1).arg(pageCount())));
        const bool isContents = index < m_contents.pageCount();
        const auto &document = isContents ? m_contents : m_body;
        const double top = (isContents ? index : index - m_contents.pageCount()) * m_page.height();
        painter.translate(0, BandHeight - top);
        const QRectF clip(0, top, m_page.width(), m_page.height());
        painter.setClipRect(clip);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = clip;
        context.palette.setColor(QPalette::Text, Qt::black);
        document.documentLayout()->draw(&painter, context);
    }

private:
    void layOut(QTextDocument &document, const QString &html) const
    {
        document.setDocumentMargin(0);
        document.setDefaultFont(m_font);
        document.setHtml(html);
        document.setPageSize(m_page);
    }

    void colourHeadings()
    {
        if (m_colour.isEmpty())
            return;
        for (auto block = m_body.begin(); block.isValid(); block = block.next()) {
            if (block.blockFormat().headingLevel() < 1 || block.blockFormat().headingLevel() > 2)
                continue;
            QTextCursor cursor(block);
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setForeground(QColor(m_colour));
            cursor.mergeCharFormat(format);
        }
    }

    void findHeadings()
    {
        for (auto block = m_body.begin(); block.isValid(); block = block.next()) {
            const int level = block.blockFormat().headingLevel();
            if (level != 2 && level != 3)
                continue;
            const auto box = m_body.documentLayout()->blockBoundingRect(block);
            m_headings.append({block.text().simplified(), level - 1, static_cast<int>(box.top() / m_page.height())});
        }
    }

    [[nodiscard]] QString contentsHtml(int pagesBefore) const
    {
        auto html = QStringLiteral("<h2>") + m_wording.say(QStringLiteral("Contents"))
                    + QStringLiteral("</h2><table width=\"100%\" cellpadding=\"1\">");
        for (const auto &heading : m_headings) {
            const auto title = heading.title.toHtmlEscaped();
            html += QStringLiteral("<tr><td>")
                    + (heading.level == 1 ? QStringLiteral("<b>%1</b>").arg(title)
                                          : QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;") + title)
                    + QStringLiteral("</td><td align=\"right\">%1</td></tr>").arg(heading.page + pagesBefore + 1);
        }
        return html + QStringLiteral("</table>");
    }

    [[nodiscard]] QRectF logoBox(const QRectF &header) const
    {
        const double height = header.height();
        const double width = std::min(120.0, height * m_logo.width() / std::max(1, m_logo.height()));
        return {header.right() - width, header.top(), width, height};
    }

    Wording m_wording;
    QString m_title;
    QString m_made;
    QString m_footer;
    QImage m_logo;
    QString m_colour;
    QSizeF m_area;
    QSizeF m_page;
    QFont m_font;
    QTextDocument m_body;
    QTextDocument m_contents;
    QList<PdfBookmark> m_headings;
};

Result<QList<PdfBookmark>> paintPages(const Report &report, const ExportOptions &options, QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return tl::unexpected(cannotPaint());
    const double scaleX = device.logicalDpiX() / LayoutDpi;
    const double scaleY = device.logicalDpiY() / LayoutDpi;
    const QSizeF area(device.width() / scaleX, device.height() / scaleY);
    if (area.width() <= 0 || area.height() <= 2 * BandHeight)
        return tl::unexpected(cannotPaint());
    const PaperReport paper(report, options, area);
    for (int index = 0; index < paper.pageCount(); ++index) {
        if (index > 0 && !device.newPage())
            return tl::unexpected(cannotPaint());
        painter.save();
        painter.scale(scaleX, scaleY);
        paper.paint(painter, index);
        painter.restore();
    }
    painter.end();
    return paper.headings();
}

} // namespace

Status paintReport(const Report &report, QPagedPaintDevice &device)
{
    const auto painted = paintPages(report, {}, device);
    return painted ? Status() : tl::unexpected(painted.error());
}

Result<QByteArray> renderPdf(const Report &report, const ExportOptions &options)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Report", "This program has no fonts to write a PDF with."));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QList<PdfBookmark> headings;
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setTitle(report_text::title(report));
        writer.setCreator(QStringLiteral("ConsultantOS ") + report.engineVersion);
        writer.setResolution(Dpi);
        const auto size = options.paper == PaperSize::Letter ? QPageSize::Letter : QPageSize::A4;
        writer.setPageLayout(QPageLayout(QPageSize(size), QPageLayout::Portrait,
                                         QMarginsF(MarginMm, MarginMm, MarginMm, MarginMm), QPageLayout::Millimeter));
        const auto painted = paintPages(report, options, writer);
        if (!painted)
            return tl::unexpected(painted.error());
        headings = *painted;
    }
    return withPdfOutline(bytes, headings, QStringLiteral("en-GB"));
}

Status renderPdf(const Report &report, const QString &path, const ExportOptions &options)
{
    const auto bytes = renderPdf(report, options);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(path, *bytes);
}

} // namespace consultantos
