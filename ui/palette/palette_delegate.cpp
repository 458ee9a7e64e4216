// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_delegate.h"

#include "palette/palette_model.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace consultantos {

namespace {

/// The letters in bold. Laid out to know the width, too.
void layOut(QTextLayout &layout, const QList<qsizetype> &letters)
{
    QList<QTextLayout::FormatRange> formats;
    for (const auto letter : letters) {
        QTextLayout::FormatRange range;
        range.start = int(letter);
        range.length = 1;
        range.format.setFontWeight(QFont::Bold);
        formats.append(range);
    }
    layout.setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
}

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {0, option.fontMetrics.lineSpacing() + 2 * GridUnit};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const auto *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const auto group = isEnabled ? QPalette::Active : QPalette::Disabled;
    const auto strong = option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const auto faint = isSelected || !isEnabled ? strong : ThemeColors::of(option.palette).muted;
    const auto &metrics = option.fontMetrics;
    auto area = option.rect.adjusted(GridUnit + GridUnit / 2, 0, -(GridUnit + GridUnit / 2), 0);
    const bool isRightToLeft = option.direction == Qt::RightToLeft;

    painter->save();
    // From the far end: what kind it is and its shortcut, which always fit.
    auto side = index.data(PaletteModel::KindRole).toString();
    if (const auto shortcut = index.data(PaletteModel::ShortcutRole).toString(); !shortcut.isEmpty())
        side = shortcut + QStringLiteral("   ") + side;
    const int sideWidth = metrics.horizontalAdvance(side);
    painter->setPen(faint);
    painter->drawText(area, int(Qt::AlignVCenter | (isRightToLeft ? Qt::AlignLeft : Qt::AlignRight)), side);
    const int reserved = sideWidth + 2 * GridUnit;
    area = isRightToLeft ? area.adjusted(reserved, 0, 0, 0) : area.adjusted(0, 0, -reserved, 0);

    auto text = index.data(Qt::DisplayRole).toString();
    auto letters = index.data(PaletteModel::LettersRole).value<QList<qsizetype>>();
    const auto shown = metrics.elidedText(text, Qt::ElideRight, area.width());
    if (shown != text)
        letters.removeIf([&shown](qsizetype letter) { return letter >= shown.size() - 1; });
    QTextLayout layout(shown, option.font, painter->device());
    layOut(layout, letters);
    const auto line = layout.lineAt(0);
    const int width = int(line.naturalTextWidth()) + 1;
    painter->setPen(strong);
    const qreal left = isRightToLeft ? area.right() - width : area.left();
    layout.draw(painter, QPointF(left, area.top() + (area.height() - line.height()) / 2));
    const int rest = area.width() - width - 2 * GridUnit;
    const auto detail = index.data(PaletteModel::DetailRole).toString();
    if (rest > metrics.averageCharWidth() * 6 && !detail.isEmpty()) {
        painter->setPen(faint);
        const auto place = isRightToLeft ? area.adjusted(0, 0, -(width + 2 * GridUnit), 0)
                                         : area.adjusted(width + 2 * GridUnit, 0, 0, 0);
        painter->drawText(place, int(Qt::AlignVCenter | (isRightToLeft ? Qt::AlignRight : Qt::AlignLeft)),
                          metrics.elidedText(detail, Qt::ElideRight, rest));
    }
    painter->restore();
}

} // namespace consultantos
