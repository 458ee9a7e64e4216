// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/document.h"
#include "model/document_importer.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace consultantos {

/// The worksheets of an XLSX file in the order of their tabs, each with its name: values, texts and formulas, also those of
/// which the file has no result, as programs that don't compute save them. `name` is what errors call the file. Malformed,
/// Unreadable or Cancelled as of any import; a file past its limits is an error, nothing is left out. Thread-safe.
[[nodiscard]] Result<QList<Table>> readWorkbookTables(const QByteArray &content, const QString &name,
                                                      const ImportLimits &limits, const CancellationToken &cancel = {});

} // namespace consultantos
