// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/company.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a company's equity is worth on the market, from what is stored and what a source of quotes gives. Pure functions.

/// The currency that most facts are in; US dollars where none is.
[[nodiscard]] QString reportingCurrency(const QList<Fact> &facts);
/// The newest market value among the company's facts, if its own documents give one.
[[nodiscard]] const Fact *storedMarketValue(const QList<Fact> &facts);
/// Price of one share times the shares outstanding of the newest filing's cover, as a computation in `book`. Empty
/// where the company reports in another currency than the price's, or no count of all shares within a year and a
/// quarter of the price's day is stored: companies with several classes of shares mostly give none.
[[nodiscard]] std::optional<Figure> marketValueFrom(const Fact &price, const Company &company, const QList<Fact> &facts,
                                                    EvidenceBook &book);

} // namespace consultantos
