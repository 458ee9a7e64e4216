// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace consultantos {

/// A round factor that numbers are written and typed with; its text is of the context "LargeNumber".
struct LargeNumber {
    double factor;
    const char *text;
    char letter; ///< by which it is typed in every language, where no longer word of the window's own fits; 0: by none
};

/// Smallest first.
inline constexpr LargeNumber LargeNumbers[] = {
    {1e3, QT_TRANSLATE_NOOP("LargeNumber", "%1 k"), 'k'},
    {1e6, QT_TRANSLATE_NOOP("LargeNumber", "%1 M"), 'M'},
    {1e9, QT_TRANSLATE_NOOP("LargeNumber", "%1 B"), 'B'},
    {1e12, QT_TRANSLATE_NOOP("LargeNumber", "%1 T"), 0},
};

} // namespace consultantos
