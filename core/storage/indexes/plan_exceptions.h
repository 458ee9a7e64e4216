// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/indexes/index_check.h"

namespace consultantos {

/// Why a fault of this statement is allowed; empty if it isn't. All exceptions stand in plan_exceptions.cpp.
[[nodiscard]] QString reasonToAllow(const QString &store, const QString &sql, PlanFault fault);

/// How many there are, for the test that each is still needed.
[[nodiscard]] int planExceptionCount();
/// The number of the exception that allows it; -1: none does.
[[nodiscard]] int planExceptionOf(const QString &store, const QString &sql, PlanFault fault);

} // namespace consultantos
