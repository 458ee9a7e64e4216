// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_edits.h"

#include <QString>

namespace consultantos {

/// A step of a report's history as its row keeps it: without number and whether it is undone, which have columns.
[[nodiscard]] QString toJsonText(const EditEntry &entry);
[[nodiscard]] EditEntry editEntryFromJson(qint64 number, bool isUndone, const QString &text);

} // namespace consultantos
