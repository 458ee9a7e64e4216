// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/clear_style.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace consultantos {

namespace {

/// Fields without a frame are editors within cells of tables, which outline them.
bool isFramedField(QStyle::ComplexControl control, const QStyleOptionComplex *option)
{
    if (control == QStyle::CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        return spin != nullptr && spin->frame;
    }
    if (control == QStyle::CC_ComboBox) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        return combo != nullptr && combo->frame;
    }
    return false;
}

void drawOutline(const QStyleOption &option, QPainter &painter)
{
    constexpr double Radius = 3;
    const auto colors = ThemeColors::of(option.palette);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isFocused = isEnabled && option.state.testFlag(QStyle::State_HasFocus);
    const double width = isFocused ? 2 : 1;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isFocused ? colors.accent : isEnabled ? colors.edge : colors.border, width));
    painter.setBrush(Qt::NoBrush);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), Radius, Radius);
    painter.restore();
}

} // namespace

void ClearStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (isFramedField(control, option))
        drawOutline(*option, *painter);
}

void ClearStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const auto *header = element == CE_HeaderLabel ? qstyleoption_cast<const QStyleOptionHeader *>(option) : nullptr;
    if (header == nullptr || header->sortIndicator == QStyleOptionHeader::None
        || header->orientation != Qt::Horizontal) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    // QCommonStyle makes its place half as wide as the heading is high; the margins beside it are the text's own, too.
    const int height = widget != nullptr ? widget->height() : option->rect.height();
    const int arrow = height / 2;
    const auto before = option->rect.adjusted(0, 0, -std::min(arrow, option->rect.width()), 0);
    const auto drawApart = [&](auto apart) {
        apart.rect = visualRect(option->direction, option->rect, before);
        // Text that is too long would be drawn beyond its place; the tip has all of it.
        if (!apart.text.contains(QLatin1Char('\n')))
            apart.text = painter->fontMetrics().elidedText(apart.text, Qt::ElideRight, apart.rect.width());
        QProxyStyle::drawControl(element, &apart, painter, widget);
    };
    // Copied as what it is: the newer kind says more, and drawing goes by the kind that it claims to be.
    if (const auto *newer = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option))
        drawApart(*newer);
    else
        drawApart(*header);
}

} // namespace consultantos
