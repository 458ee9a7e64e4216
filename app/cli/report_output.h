// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "command_line.h"
#include "report/report_file.h"
#include "terminal.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {

/// Where and in which format a command writes reports.
struct ReportOutput {
    ReportFormat format = ReportFormat::Json;
    QString path;          ///< empty: standard output
    bool isFolder = false; ///< a file a report in `path`
    ExportOptions look{};  ///< of what isn't text
    QStringList written;   ///< files written so far, so that two reports never share one
    /// Makes sealed files in place of `format`; set by who knows what the reports were derived from.
    std::function<Result<QByteArray>(const Report &)> seal;
    bool wantsSeal = false; ///< --format sealed

    /// From --format and --output; without --format the file's suffix decides, JSON where it says nothing. `look` is lookOf(),
    /// with the policy that write() asks.
    [[nodiscard]] static Result<ReportOutput> of(const QString &formatName, const QString &path, bool isSeveral,
                                                 const ExportOptions &look);
    /// The look of documents that the settings ask for.
    [[nodiscard]] static Result<ExportOptions> lookOf(const CommandLine &line);
    /// Before anything is analysed: Denied where the policy doesn't let reports be written so. Makes the folder if one is needed.
    [[nodiscard]] Status prepare() const;
    [[nodiscard]] Status write(const Report &report, Terminal &terminal);
    [[nodiscard]] bool isSealed() const { return wantsSeal; }
    /// Of its files.
    [[nodiscard]] QString suffix() const;

private:
    [[nodiscard]] Result<QByteArray> bytesOf(const Report &report) const;
};

/// --report-language, of analyses and of what is shown of the library.
void addReportLanguage(QCommandLineParser &parser);
/// The language asked for; else the usual one. Empty: English. InvalidArgument: reports can't be written in it.
[[nodiscard]] Result<QString> reportLanguage(const QCommandLineParser &parser, const ExportOptions &look);

} // namespace consultantos
