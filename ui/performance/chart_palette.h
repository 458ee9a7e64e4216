// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QColor>
#include <QPalette>

namespace consultantos {

/// Colours that people with any kind of colour blindness can tell apart (Okabe and Ito, "Color Universal Design", 2008), each
/// with a contrast of at least 3:1 to the theme's grounds: the darkest are left out on dark ground, and on light ground a brown
/// stands for their orange, which has 2.2:1 there.
[[nodiscard]] inline QColor chartColor(int place, const QPalette &palette)
{
    static const QColor OnLight[] = {QColor(0x00, 0x72, 0xb2), QColor(0x5c, 0x3a, 0x1e), QColor(0x00, 0x9e, 0x73),
                                     QColor(0xd5, 0x5e, 0x00)};
    static const QColor OnDark[] = {QColor(0x56, 0xb4, 0xe9), QColor(0xe6, 0x9f, 0x00), QColor(0x00, 0x9e, 0x73),
                                    QColor(0xcc, 0x79, 0xa7)};
    return (isDark(palette) ? OnDark : OnLight)[place % 4];
}

} // namespace consultantos
