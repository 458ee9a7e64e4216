// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>
#include <QWidget>

namespace consultantos {

/// A page as a picture with an area marked. As wide as it is told; what it draws is scaled from the picture.
class PageImage : public QWidget {
    Q_OBJECT
public:
    explicit PageImage(QWidget *parent = nullptr);

    /// `dpi` of the picture: how its pixels and the areas' points belong together.
    void setPage(const QImage &image, double dpi);
    void setMark(const QRectF &area);
    /// Width in device-independent pixels.
    void setPageWidth(int width);
    [[nodiscard]] QSizeF pageSize() const; ///< in points; empty without a picture
    /// The marked area in the widget's coordinates; null if nothing is marked.
    [[nodiscard]] QRectF markRect() const;

Q_SIGNALS:
    /// In points from the page's top left.
    void clicked(const QPointF &point);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] double scale() const; ///< device-independent pixels a point

    QImage m_image;
    double m_dpi = 0;
    QRectF m_mark;
};

} // namespace consultantos
