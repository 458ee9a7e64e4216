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
    QColor edge;       ///< outline of what can be typed in or pressed: 3:1 at least with the ground around it

    [[nodiscard]] static ThemeColors of(const QPalette &palette);
};

[[nodiscard]] bool isDark(const QPalette &palette);
/// "light" or "dark": what `theme` ("light", "dark", "system") means on this machine now.
[[nodiscard]] QString effectiveTheme(const QString &theme);
/// What of the window's look the user chooses, as the settings have it.
struct Appearance {
    QString theme = QStringLiteral("system");
    int textSize = 100; ///< per cent of the system's
    QString motion = QStringLiteral("system");

    bool operator==(const Appearance &) const = default;
};
/// Sets style, palette, style sheet and font of the whole program. The font of the first call counts as the system's.
void applyAppearance(QApplication &application, const Appearance &appearance);
/// Likewise, with text of the system's size and its motion.
void applyTheme(QApplication &application, const QString &theme);

} // namespace consultantos
