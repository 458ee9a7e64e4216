// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// RFC 4180 with a header line and UTF-8. A text that a spreadsheet would take for a formula gets a leading apostrophe.
[[nodiscard]] QByteArray csvText(const QStringList &titles, const QList<QStringList> &rows);

} // namespace consultantos
