// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/database.h"

namespace consultantos::test {

/// Fills a library with `count` reports of invented companies, the newest last, some seconds a hundred thousand: rows,
/// bodies that all say the same, and what full text finds. The same count gives the same reports. Company names, questions,
/// frameworks and depths repeat as a consultancy's would; every seventh report is partial.
[[nodiscard]] Status fillLibrary(const Database &library, int count);

} // namespace consultantos::test
