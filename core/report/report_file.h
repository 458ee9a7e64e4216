// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The formats that a report can be written in.
enum class ReportFormat { Json, Markdown, Html, Pdf };

/// "json", "md", "html", "pdf": the command line's names, which are the files' suffixes too.
[[nodiscard]] QString reportFormatName(ReportFormat format);
[[nodiscard]] QStringList reportFormatNames();
/// InvalidArgument names the formats there are.
[[nodiscard]] Result<ReportFormat> reportFormatFromName(const QString &name);

/// The report in `format`, text as UTF-8. Only Pdf can fail; it needs a QGuiApplication.
[[nodiscard]] Result<QByteArray> renderReport(const Report &report, ReportFormat format);

/// renderReport() into a file in one step: it is either whole or as it was before.
[[nodiscard]] Status writeReport(const Report &report, ReportFormat format, const QString &path);

/// Any bytes into a file in one step. Errors: DiskFull, ReadOnly, Unreadable.
[[nodiscard]] Status writeFile(const QString &path, const QByteArray &bytes);

/// The company's name as a file's name, without suffix: "general-electric". Never empty, safe on every platform.
[[nodiscard]] QString reportFileStem(const Report &report);

/// A name for the report's file, without folder: "tesla-2026-01-31-1a2b3c4d.html". Never empty, safe on every platform.
[[nodiscard]] QString reportFileName(const Report &report, ReportFormat format);

} // namespace consultantos
