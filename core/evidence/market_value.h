// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The identities of facts about what a company is worth.
namespace consultantos::market_value {

/// A market value of equity as the user gives it: with a request or in a document.
inline const QString Taxonomy = QStringLiteral("user");
inline const QString Tag = QStringLiteral("MarketCapitalization");
/// The price of one share as a source of quotes gives it.
inline const QString PriceTaxonomy = QStringLiteral("market");
inline const QString PriceTag = QStringLiteral("SharePrice");

} // namespace consultantos::market_value
