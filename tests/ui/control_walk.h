// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace consultantos::test {

/// What of a window is wrong for whoever can't see it, point at it or read small letters. Each fault is a line that names the
/// control; an empty list: nothing is wrong. All look at what is visible now.

/// Walks the tree that screen readers walk: a control that can have the focus, an item view or a chart without a name, a role or
/// a place in the tree; a name that is a class's.
[[nodiscard]] QStringList unnamedControls(QWidget &window);
/// Goes through the window by Tab: controls that aren't reached, that don't let go, that don't show that they have the focus,
/// and those that come before what stands above or before them.
[[nodiscard]] QStringList focusFaults(QWidget &window);
/// Labels, buttons, tabs, column heads and group titles with less room than their text takes, unless they cut it with "…" and
/// tell all of it in a tool tip; and those that reach out of what holds them.
[[nodiscard]] QStringList clippedTexts(QWidget &window);
/// Texts of the window, with the control that shows each: of labels, buttons, tabs, column heads, group titles, place holders,
/// tool tips, menus, and the names that are spoken.
struct ShownText {
    QString control;
    QString text;
};
[[nodiscard]] QList<ShownText> shownTexts(QWidget &window);

} // namespace consultantos::test
