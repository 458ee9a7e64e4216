// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QColor>
#include <QPalette>

namespace consultantos {

/// Colours that people with any kind of colour blindness can tell apart (Okabe and Ito, "Color Universal Design", 2008),
/// the darkest left out on dark ground and the lightest on light.
[[nodiscard]] inline QColor chartColor(int place, const QPalette &palette)
{
    static const QColor OnLight[] = {QColor(0x00, 0x72, 0xb2), QColor(0xe6, 0x9f, 0x00), QColor(0x00, 0x9e, 0x73),
                                     QColor(0xd5, 0x5e, 0x00)};
    static const QColor OnDark[] = {QColor(0x56, 0xb4, 0xe9), QColor(0xe6, 0x9f, 0x00), QColor(0x00, 0x9e, 0x73),
                                    QColor(0xcc, 0x79, 0xa7)};
    return (isDark(palette) ? OnDark : OnLight)[place % 4];
}

} // namespace consultantos
