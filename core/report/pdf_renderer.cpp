// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_renderer.h"

#include "base/whole_file.h"
#include "report/paper/paper_report.h"
#include "report/pdf_outline.h"
#include "report/report_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace consultantos {

namespace {

constexpr double MarginMm = 16;
constexpr int Dpi = 150;
/// Text is laid out in these units an inch, and scaled to the device when painted: the same line breaks everywhere.
constexpr double LayoutDpi = 96;
constexpr double LeastHeight = 200; ///< of a page, in layout units

Error cannotPaint()
{
    return {ErrorCode::Unreadable,
            QCoreApplication::translate("PdfRenderer", "The report could not be painted on this device."),
            QCoreApplication::translate("PdfRenderer", "Choose another printer or file.")};
}

struct PaintedPages {
    QList<PdfBookmark> headings;
    QList<PdfLink> links; ///< in layout units from where may be printed
};

Result<PaintedPages> paintPages(const Report &report, const ExportOptions &options, QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return tl::unexpected(cannotPaint());
    const double scaleX = device.logicalDpiX() / LayoutDpi;
    const double scaleY = device.logicalDpiY() / LayoutDpi;
    const QSizeF area(device.width() / scaleX, device.height() / scaleY);
    if (area.width() <= 0 || area.height() <= LeastHeight)
        return tl::unexpected(cannotPaint());
    const paper::PaperReport set(report, options, area);
    for (int index = 0; index < set.pageCount(); ++index) {
        if (index > 0 && !device.newPage())
            return tl::unexpected(cannotPaint());
        painter.save();
        painter.scale(scaleX, scaleY);
        set.paint(painter, index);
        painter.restore();
    }
    painter.end();
    return PaintedPages{set.headings(), set.links()};
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
    PaintedPages pages;
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
        pages = *painted;
    }
    constexpr double PointsAnInch = 72;
    constexpr double MmAnInch = 25.4;
    const double margin = MarginMm * PointsAnInch / MmAnInch;
    const double scale = PointsAnInch / LayoutDpi;
    for (auto &link : pages.links)
        link.area = QRectF(margin + link.area.left() * scale, margin + link.area.top() * scale,
                           link.area.width() * scale, link.area.height() * scale);
    const auto language = options.wording.isEnglish() ? QStringLiteral("en-GB") : options.wording.language();
    return withPdfOutline(bytes, pages.headings, pages.links, language);
}

Status renderPdf(const Report &report, const QString &path, const ExportOptions &options)
{
    const auto bytes = renderPdf(report, options);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(path, *bytes);
}

} // namespace consultantos
