// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace consultantos {

/// The style below, with what Fusion leaves hard to see made clear: fields that the style sheet can't outline without
/// taking their arrows away (spin boxes, dates, combo boxes) have the outline of all other fields, and a heading's text
/// ends before its sort arrow.
class ClearStyle : public QProxyStyle {
    Q_OBJECT
public:
    using QProxyStyle::QProxyStyle;

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
};

} // namespace consultantos
