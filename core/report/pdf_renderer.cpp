// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_renderer.h"

#include "report/html_renderer.h"
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
#include <QTextDocument>
#include <QUrl>

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

} // namespace

Status paintReport(const Report &report, QPagedPaintDevice &device)
{
    const auto paper = renderPaperHtml(report);
    QPainter painter;
    if (!painter.begin(&device))
        return tl::unexpected(cannotPaint());

    const double scaleX = device.logicalDpiX() / LayoutDpi;
    const double scaleY = device.logicalDpiY() / LayoutDpi;
    const QSizeF area(device.width() / scaleX, device.height() / scaleY);
    const QSizeF page(area.width(), area.height() - 2 * BandHeight);
    if (page.width() <= 0 || page.height() <= 0)
        return tl::unexpected(cannotPaint());

    QTextDocument document;
    document.setDocumentMargin(0);
    QFont font(QStringLiteral("sans-serif"));
    font.setStyleHint(QFont::SansSerif);
    font.setPointSizeF(9);
    document.setDefaultFont(font);
    for (auto it = paper.charts.cbegin(); it != paper.charts.cend(); ++it)
        document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("chart:") + it.key()),
                             drawn(it.value()));
    document.setHtml(paper.html);
    document.setPageSize(page);

    const auto title = report_text::title(report);
    const auto made = report.createdAt.toUTC().toString(QStringLiteral("yyyy-MM-dd"));
    const int pages = document.pageCount();
    QFont small(font);
    small.setPixelSize(10);
    const QFontMetricsF metrics(small);
    const QColor muted(0x5d, 0x69, 0x75);
    for (int index = 0; index < pages; ++index) {
        if (index > 0 && !device.newPage())
            return tl::unexpected(cannotPaint());
        painter.save();
        painter.scale(scaleX, scaleY);
        painter.setFont(small);
        painter.setPen(muted);
        const QRectF header(0, 0, area.width(), BandHeight - 8);
        painter.drawText(header, Qt::AlignLeft | Qt::AlignTop,
                         metrics.elidedText(title, Qt::ElideRight, area.width() * 0.75));
        painter.drawText(header, Qt::AlignRight | Qt::AlignTop, made);
        const QRectF footer(0, area.height() - BandHeight + 8, area.width(), BandHeight - 8);
        painter.drawText(footer, Qt::AlignLeft | Qt::AlignBottom,
                         QStringLiteral("ConsultantOS ") + report.engineVersion);
        painter.drawText(footer, Qt::AlignRight | Qt::AlignBottom,
                         QStringLiteral("Page %1 of %2").arg(index + 1).arg(pages));
        painter.translate(0, BandHeight - index * page.height());
        const QRectF clip(0, index * page.height(), page.width(), page.height());
        painter.setClipRect(clip);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = clip;
        context.palette.setColor(QPalette::Text, Qt::black);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
    painter.end();
    return {};
}

Result<QByteArray> renderPdf(const Report &report)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Report", "This program has no fonts to write a PDF with."));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setTitle(report_text::title(report));
        writer.setCreator(QStringLiteral("ConsultantOS ") + report.engineVersion);
        writer.setResolution(Dpi);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                         QMarginsF(MarginMm, MarginMm, MarginMm, MarginMm), QPageLayout::Millimeter));
        if (const auto painted = paintReport(report, writer); !painted)
            return tl::unexpected(painted.error());
    }
    return bytes;
}

Status renderPdf(const Report &report, const QString &path)
{
    const auto bytes = renderPdf(report);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(path, *bytes);
}

} // namespace consultantos
