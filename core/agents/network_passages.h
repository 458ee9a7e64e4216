// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/feed_news.h"
#include "evidence/sources/source_values.h"
#include "model/evidence.h"
#include "model/report.h"

#include <QHash>
#include <QList>

namespace consultantos {

/// What sources of the network gave as evidence of a report: passages and facts, with what the list of sources says of
/// each. Pure functions.

struct PassageWithSource {
    Passage passage;
    Source source; ///< its id is that of the passage's document
};

/// A headline, whole.
[[nodiscard]] PassageWithSource passageOf(const NewsItem &item);
/// An entry of a feed: its headline, and its text as a passage of its own where it has one.
[[nodiscard]] QList<PassageWithSource> passagesOf(const FeedItem &item);
/// Words of a web page.
[[nodiscard]] PassageWithSource passageOf(const WebHit &hit);

/// Whether a text names the company as users or filings call it.
[[nodiscard]] bool namesCompany(const QString &text, const Company &company);

struct FactWithSource {
    Fact fact;
    Source source; ///< its name is Fact::source
};

/// An indicator in per cent as a published average of a country, its value as a ratio.
[[nodiscard]] FactWithSource factOf(const IndicatorValue &value);
/// The price of one share, in US dollars: for shares of exchanges in the USA alone, as sources don't name the currency.
[[nodiscard]] FactWithSource factOf(const Quote &quote, const Company &company, const QString &sourceTitle);

} // namespace consultantos
