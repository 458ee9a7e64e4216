// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "table_output.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

class CliServices;

/// An action of the library that shows or changes what persons set in a report.
struct EditingAction {
    QString name;
    QString arguments; ///< as the usage shows them, the report's id first
    qsizetype least = 1;
    qsizetype most = 1;
};

/// "edit", "edits", "targets", "undo", "redo", "resolve" and "answer".
[[nodiscard]] QList<EditingAction> editingActions();
/// Adds the options that these actions read.
void describeEditing(QCommandLineParser &parser);

/// Runs one of them. `arguments` are those behind the id, `report` is the whole id.
[[nodiscard]] ExitCode runEditing(CliServices &services, const QString &action, const QString &report,
                                  const QStringList &arguments, const QCommandLineParser &parser, TableFormat format,
                                  Terminal &terminal);

} // namespace consultantos
