// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline_delegate.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <optional>

namespace consultantos {

SparklineDelegate::SparklineDelegate(int role, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_role(role)
{
}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto values = index.data(m_role).toList();
    double low = 0;
    double high = 0;
    int count = 0;
    for (const auto &value : values) {
        if (!value.isValid())
            continue;
        low = count == 0 ? value.toDouble() : std::min(low, value.toDouble());
        high = count == 0 ? value.toDouble() : std::max(high, value.toDouble());
        ++count;
    }
    if (count < 2)
        return;
    const auto frame = QRectF(option.rect).adjusted(GridUnit, GridUnit / 2.0, -GridUnit, -GridUnit / 2.0);
    const double span = high > low ? high - low : 1;
    QPainterPath path;
    std::optional<QPointF> last;
    bool isDrawing = false;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!values[i].isValid()) {
            isDrawing = false;
            continue;
        }
        const QPointF point(frame.left()
                                + frame.width() * double(i) / double(std::max<qsizetype>(values.size() - 1, 1)),
                            frame.bottom() - frame.height() * (values[i].toDouble() - low) / span);
        isDrawing ? path.lineTo(point) : path.moveTo(point);
        isDrawing = true;
        last = point;
    }
    const auto colors = ThemeColors::of(option.palette);
    const auto color =
        option.state & QStyle::State_Selected ? option.palette.color(QPalette::HighlightedText) : colors.accent;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5));
    painter->drawPath(path);
    painter->setBrush(color);
    painter->drawEllipse(*last, 2.5, 2.5);
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {option.fontMetrics.averageCharWidth() * 14, option.fontMetrics.lineSpacing() + GridUnit};
}

} // namespace consultantos
