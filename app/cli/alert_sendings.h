// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "table_output.h"

#include <QString>
#include <QStringList>

namespace consultantos {

class MonitorService;

/// `alerts unsent`: what could not be sent, why, and when it is tried again.
[[nodiscard]] ExitCode listUnsent(const MonitorService &service, TableFormat format, Terminal &terminal);
/// `alerts resend [ID…]`: now; without ids, all. Failed if something still could not be sent.
[[nodiscard]] ExitCode resend(MonitorService &service, const QStringList &ids, TableFormat format, Terminal &terminal);
/// `alerts discard ID…`
[[nodiscard]] ExitCode discardUnsent(MonitorService &service, const QStringList &ids, Terminal &terminal);
/// Lines below an alert: where it has still to go.
void printUnsent(const MonitorService &service, const QString &alertId, Terminal &terminal);

} // namespace consultantos
