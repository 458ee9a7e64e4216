// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QByteArray>

namespace consultantos {

enum class JsonStyle { Indented, Compact };

/// The analysis JSON that docs/report.schema.json describes: UTF-8, keys sorted, so that equal reports are equal bytes.
/// Ends with a newline. Pure and thread-safe.
[[nodiscard]] QByteArray renderJson(const Report &report, JsonStyle style = JsonStyle::Indented);

} // namespace consultantos
