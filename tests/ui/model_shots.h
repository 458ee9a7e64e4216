// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "test_services.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {
class MainWindow;
} // namespace consultantos

namespace consultantos::test {

/// Pictures of what language models cost and may be sent, as far as `pages` names them: no_usage, usage, model_brief, model,
/// prompts.
void shootModel(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
                const std::function<void(const QString &)> &shoot);

} // namespace consultantos::test
