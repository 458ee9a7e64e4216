// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"

#include <QByteArray>
#include <QString>

class QPagedPaintDevice;

namespace consultantos {

/// A report as the bytes of a PDF file on the paper that the options name, with contents, header, page numbers, and an outline that a
/// reader shows beside the pages. Needs a QGuiApplication for its fonts (the
/// offscreen platform will do). Any thread, as long as each call has its own report.
[[nodiscard]] Result<QByteArray> renderPdf(const Report &report, const ExportOptions &options = {});

/// Writes renderPdf() to `path` in one step: the file is either whole or as it was before.
[[nodiscard]] Status renderPdf(const Report &report, const QString &path, const ExportOptions &options = {});

/// Paints the same pages on a device that is open, such as a printer; its page layout decides on their size.
[[nodiscard]] Status paintReport(const Report &report, QPagedPaintDevice &device);

} // namespace consultantos
