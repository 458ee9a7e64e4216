// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/page_image.h"

#include "widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace consultantos {

namespace {

constexpr double PointsPerInch = 72;

} // namespace

PageImage::PageImage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("pageImage"));
    setCursor(Qt::PointingHandCursor);
}

void PageImage::setPage(const QImage &image, double dpi)
{
    m_image = image;
    m_dpi = dpi;
    update();
}

void PageImage::setMark(const QRectF &area)
{
    m_mark = area;
    update();
}

void PageImage::setPageWidth(int width)
{
    const auto page = pageSize();
    if (page.isEmpty())
        return;
    setFixedSize(width, int(width * page.height() / page.width()));
}

QSizeF PageImage::pageSize() const
{
    return m_image.isNull() ? QSizeF() : QSizeF(m_image.size()) * PointsPerInch / m_dpi;
}

double PageImage::scale() const
{
    const auto page = pageSize();
    return page.isEmpty() ? 0 : width() / page.width();
}

QRectF PageImage::markRect() const
{
    if (!m_mark.isValid())
        return {};
    const double factor = scale();
    // A little air, so that the outline doesn't cut through the letters.
    return QRectF(m_mark.topLeft() * factor, m_mark.size() * factor).adjusted(-3, -1, 3, 1);
}

void PageImage::paintEvent(QPaintEvent * /*event*/)
{
    if (m_image.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    painter.drawImage(QRectF(rect()), m_image);
    const auto frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(ThemeColors::of(palette()).border);
    painter.drawRect(frame);
    if (const auto mark = markRect(); !mark.isNull()) {
        // The page is paper in either theme: so are the marker's colours.
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.fillRect(mark, QColor(0xff, 0xee, 0xa8));
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter.setPen(QPen(QColor(0xb2, 0x6f, 0x00), 2));
        painter.drawRoundedRect(mark, 2, 2);
    }
}

void PageImage::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && scale() > 0)
        Q_EMIT clicked(event->position() / scale());
    QWidget::mouseReleaseEvent(event);
}

} // namespace consultantos
