// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/editing/report_editor.h"
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

/// Of the library that the command works on, for as long as `services` live.
[[nodiscard]] ReportEditor editorOf(CliServices &services);

/// "edit", "edits", "targets", "undo", "redo", "resolve" and "answer".
[[nodiscard]] QList<EditingAction> editingActions();
/// Adds the options that these actions read.
void describeEditing(QCommandLineParser &parser);

/// Runs one of them. `arguments` are those behind the id, `report` is the whole id.
[[nodiscard]] ExitCode runEditing(CliServices &services, const QString &action, const QString &report,
                                  const QStringList &arguments, const QCommandLineParser &parser, TableFormat format,
                                  Terminal &terminal);

} // namespace consultantos
