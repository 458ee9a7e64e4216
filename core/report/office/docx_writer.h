// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"

#include <QByteArray>

namespace consultantos {

/// A report as a Word document (ISO/IEC 29500, transitional): styles, a contents field, native tables that repeat their
/// heads, footnotes with what each claim stands on, header and footer. Needs a QGuiApplication for its charts' fonts. The
/// same report gives the same bytes. Any thread.
[[nodiscard]] Result<QByteArray> renderDocx(const Report &report, const ExportOptions &options);

} // namespace consultantos
