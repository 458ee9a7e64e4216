// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"

#include <QByteArray>

namespace consultantos {

/// A report as a presentation (ISO/IEC 29500, transitional): a slide a message with native tables and charts, their sources
/// in the notes; the brand's template is honoured: masters, layouts, colours, fonts and logo. Any thread. Errors: those of
/// a template that can't be read.
[[nodiscard]] Result<QByteArray> renderPptx(const Report &report, const ExportOptions &options);

} // namespace consultantos
