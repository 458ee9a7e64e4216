// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"

#include <QByteArray>
#include <QString>

class QPagedPaintDevice;

namespace consultantos {

/// A report as the bytes of a PDF file, A4, with a header and page numbers. Needs a QGuiApplication for its fonts (the
/// offscreen platform will do). Any thread, as long as each call has its own report.
[[nodiscard]] Result<QByteArray> renderPdf(const Report &report);

/// Writes renderPdf() to `path` in one step: the file is either whole or as it was before.
[[nodiscard]] Status renderPdf(const Report &report, const QString &path);

/// Paints the same pages on a device that is open, such as a printer; its page layout decides on their size.
[[nodiscard]] Status paintReport(const Report &report, QPagedPaintDevice &device);

} // namespace consultantos
