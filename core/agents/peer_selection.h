// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/financials.h"

#include <QDate>
#include <QList>

#include <optional>

namespace consultantos {

/// Cuts the years of `financials` that end more than half a year after `end` from its front, so that its newest year is the one to
/// hold against a fiscal year ending on `end`. Quarterly statements are dropped: peers are compared by fiscal year.
[[nodiscard]] Financials alignedTo(const Financials &financials, const QDate &end);

/// Those of `candidates` that can be compared with a company whose newest fiscal year ends on `end`: aligned, and
/// with a fiscal year that ends at most 18 months before it. Without `end` all candidates, newest years first. Ordered by company id.
[[nodiscard]] QList<Financials> comparablePeers(const QList<Financials> &candidates, const std::optional<QDate> &end);

} // namespace consultantos
