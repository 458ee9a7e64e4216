// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/badge_delegate.h"

#include "widgets/theme.h"

#include <QGuiApplication>
#include <QPainter>

#include <algorithm>

namespace consultantos {

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const int count = index.data(CountRole).toInt();
    if (count <= 0)
        return;
    constexpr int Largest = 99;
    const auto text = count > Largest ? QStringLiteral("%1+").arg(Largest) : QString::number(count);
    auto font = option.font;
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 0.85);
    const QFontMetrics metrics(font);
    const int height = metrics.height() + 2;
    const int width = std::max(height, metrics.horizontalAdvance(text) + GridUnit);
    const QRect atEnd(option.rect.right() - width - GridUnit, option.rect.center().y() - height / 2, width, height);
    const QRect pill = QStyle::visualRect(option.direction, option.rect, atEnd);
    const auto palette = QGuiApplication::palette();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette.color(QPalette::Highlight));
    painter->drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter->setFont(font);
    painter->setPen(palette.color(QPalette::HighlightedText));
    painter->drawText(pill, Qt::AlignCenter, text);
    painter->restore();
}

} // namespace consultantos
