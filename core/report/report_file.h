// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The formats that a report can be written in.
enum class ReportFormat { Json, Markdown, Html, Pdf, Docx, Xlsx, Pptx };

/// "json", "md", "html", "pdf", "docx", "xlsx", "pptx": the command line's names, which are the files' suffixes too.
[[nodiscard]] QString reportFormatName(ReportFormat format);
[[nodiscard]] QStringList reportFormatNames();
/// InvalidArgument names the formats there are.
[[nodiscard]] Result<ReportFormat> reportFormatFromName(const QString &name);

/// Whether `format` is of bytes that no terminal shows.
[[nodiscard]] bool isBinary(ReportFormat format);

/// The report in `format`, text as UTF-8, in its language or that of `options`. Denied where the policy of `options` forbids
/// the format; otherwise text fails only with a language that isn't known. What isn't text has the look of `options`; Pdf
/// and Docx need a QGuiApplication.
[[nodiscard]] Result<QByteArray> renderReport(const Report &report, ReportFormat format,
                                              const ExportOptions &options = {});

/// renderReport() into a file in one step: it is either whole or as it was before.
[[nodiscard]] Status writeReport(const Report &report, ReportFormat format, const QString &path,
                                 const ExportOptions &options = {});

/// The company's name as a file's name, without suffix: "general-electric". Never empty, safe on every platform.
[[nodiscard]] QString reportFileStem(const Report &report);

/// A name for the report's file, without folder: "tesla-2026-01-31-1a2b3c4d.html". Never empty, safe on every platform.
[[nodiscard]] QString reportFileName(const Report &report, ReportFormat format);

} // namespace consultantos
