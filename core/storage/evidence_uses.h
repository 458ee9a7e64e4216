// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace consultantos {

class Connection;
struct Report;

/// The tables that lead from a piece of evidence back to the sentences that rest on it: report_claims, evidence (each id
/// once for all reports) and evidence_uses.
[[nodiscard]] QStringList usesMigration();

/// Writes the claims of the report whose row is `number`, and all that each rests on, through its computations. Within
/// the caller's transaction.
[[nodiscard]] Status writeUses(const Connection &connection, qint64 number, const Report &report);

} // namespace consultantos
