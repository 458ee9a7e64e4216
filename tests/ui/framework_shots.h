// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace consultantos::test {

/// Pictures of the framework editor, where `pages` names "frameworks": a shipped one's drivers, a copy's weights that don't sum
/// to one, a block's sentences and thresholds, conditions as fields, several faults in the text.
void shootFrameworks(AppServices &services, const QStringList &pages,
                     const std::function<void(QWidget *, const QString &)> &visit);

} // namespace consultantos::test
