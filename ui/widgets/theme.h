// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace consultantos {

/// One grid for all distances, in device-independent pixels.
inline constexpr int GridUnit = 8;

/// Colours beyond those of a palette, for the palette in force. Contrast of text colours with their ground is at least
/// 4.5:1 in both themes.
struct ThemeColors {
    QColor accent;
    QColor border;
    QColor card;  ///< ground of cards and tables' heads
    QColor muted; ///< secondary text
    QColor positive;
    QColor warning;
    QColor negative;
    QColor accentSoft; ///< ground of a chosen card or badge
    QColor mark;       ///< ground of words that a search found and of a passage that is cited

    [[nodiscard]] static ThemeColors of(const QPalette &palette);
};

[[nodiscard]] bool isDark(const QPalette &palette);
/// "light" or "dark": what `theme` ("light", "dark", "system") means on this machine now.
[[nodiscard]] QString effectiveTheme(const QString &theme);
/// Sets style, palette and style sheet of the whole program.
void applyTheme(QApplication &application, const QString &theme);

} // namespace consultantos
