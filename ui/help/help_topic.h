// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "help/guide_book.h"

class QWidget;

namespace consultantos {

/// Says where in the guides a widget, and all in it that says nothing else, is explained: "user-guide#ask".
void setHelpTopic(QWidget *widget, const QString &topic);
/// Of the widget, or of the nearest one around it, over the borders of windows, that says one; the guides' beginning where
/// none does. Null is allowed.
[[nodiscard]] HelpTopic helpTopicOf(const QWidget *widget);

} // namespace consultantos
