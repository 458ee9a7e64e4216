// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace consultantos {

/// Asks before something is done that nothing brings back: `question` names it, `loss` says what is gone then, `action` is
/// the button that does it. Enter and Escape leave it undone. Returns at once; `agreed` is called later, if at all, and not
/// once `over` is gone.
void confirmLoss(QWidget *over, const QString &question, const QString &loss, const QString &action,
                 const std::function<void()> &agreed);

} // namespace consultantos
