// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The identity of the fact that holds a market value of equity as the user gives it: with a request or in a document.
namespace consultantos::market_value {

inline const QString Taxonomy = QStringLiteral("user");
inline const QString Tag = QStringLiteral("MarketCapitalization");

} // namespace consultantos::market_value
