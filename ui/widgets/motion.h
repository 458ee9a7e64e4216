// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>
#include <QString>

class QProgressBar;

namespace consultantos {

/// Whether the desktop asks programs for less motion: Windows' "animation effects", KDE's animation speed, GTK's
/// "enable animations" in its settings file. False where that can't be told: GNOME keeps it in a database of its own, and macOS
/// behind an interface that Qt doesn't pass on.
[[nodiscard]] bool systemReducesMotion();
/// What the setting "motion" ("system", "full", "reduced") means on this machine now.
[[nodiscard]] bool reducesMotion(const QString &motion);

/// A style whose parts (docks, trees, tabs) go to where they belong at once, if motion is reduced.
class MotionStyle : public QProxyStyle {
    Q_OBJECT
public:
    MotionStyle(QStyle *style, bool isReduced);

    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;

private:
    bool m_isReduced;
};

/// Shows that something is being done of which nobody knows how far it is: a bar that runs, or, where motion is reduced, one
/// that stands empty. What is being done must stand beside it in words.
void showBusy(QProgressBar *bar);

} // namespace consultantos
