// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLayout;
class QUndoStack;
class QWidget;

namespace consultantos {

/// Puts the two buttons of a page that undoes its own steps into `row`. Their shortcuts hold where the focus is in `page`.
void addUndoButtons(QUndoStack &steps, QWidget *page, QLayout *row);

} // namespace consultantos
