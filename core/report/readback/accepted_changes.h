// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/editing/report_editor.h"
#include "base/result.h"
#include "report/readback/workbook_changes.h"

#include <QList>
#include <QString>

namespace consultantos {

/// Changes of a workbook as one step of its report's editing. `file` is told as where they are from. InvalidArgument for one
/// that can't be accepted. Pure.
[[nodiscard]] Result<ReportChanges> acceptedChanges(const Report &report, const QList<WorkbookChange> &changes,
                                                    const QString &file, const QString &author = {});

} // namespace consultantos
