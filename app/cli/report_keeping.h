// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/editing/report_editor.h"
#include "analysis/exhibits/exhibit.h"
#include "base/result.h"

#include <QCommandLineParser>
#include <QString>

namespace consultantos {

class CliServices;
class ReportRepository;
class Terminal;

/// The whole id of the one report whose id begins so; NotFound or InvalidArgument where there is none or several.
[[nodiscard]] Result<QString> completeReportId(const ReportRepository &reports, const QString &prefix);

/// The option --keep REPORT.
void describeKeeping(QCommandLineParser &parser);
/// Adds something to the report that --keep names, as a step of its history, and tells so; does nothing without it.
[[nodiscard]] Status keepInReport(CliServices &services, const QCommandLineParser &parser,
                                  const ReportEditor::Adding &add, Terminal &terminal);
/// Puts the exhibit into the report that --keep names, and tells so; does nothing without it.
[[nodiscard]] Status keepAsAsked(CliServices &services, const QCommandLineParser &parser, const Exhibit &exhibit,
                                 Terminal &terminal);

} // namespace consultantos
