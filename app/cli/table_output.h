// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// How a command prints a list.
enum class TableFormat { Text, Json, Csv };

/// By the name given to --format; the first of `allowed` when it is empty. InvalidArgument names those allowed.
[[nodiscard]] Result<TableFormat> tableFormat(const QString &name, const QList<TableFormat> &allowed);

/// Columns padded to their widest entry, two blanks between them.
[[nodiscard]] QByteArray textTable(const QStringList &titles, const QList<QStringList> &rows);
/// RFC 4180 with a header line and UTF-8. A text that a spreadsheet would take for a formula gets a leading apostrophe.
[[nodiscard]] QByteArray csvTable(const QStringList &titles, const QList<QStringList> &rows);

} // namespace consultantos
