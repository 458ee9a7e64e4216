// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/valuation_case.h"

#include <QDate>
#include <QString>

namespace consultantos {

class FactStore;

/// A peer's multiples from its stored figures and a price of its share that somebody gives, in the currency that it reports in: each a
/// computation of price, shares, debt, cash and what it is a multiple of, whose facts say their filings. What can't be said is in
/// `left` with the reason; so is everything where the company isn't known or its statements lack shares, debt or cash. Reads files.
[[nodiscard]] KnownPeer knownPeer(const FactStore &facts, const QString &resourceDir, QDate date,
                                  const QString &company, double price);

} // namespace consultantos
