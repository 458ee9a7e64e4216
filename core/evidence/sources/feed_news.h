// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "evidence/sources/source_values.h"

#include <QList>

namespace consultantos {

/// An entry of a feed as a piece of news, with what it says below its title.
struct FeedItem {
    NewsItem news;
    QString text; ///< without HTML; may be empty
};

/// The entries of a fetched feed that have a title and an address, in the feed's order. Malformed for what is no feed.
/// Pure.
[[nodiscard]] Result<QList<FeedItem>> feedItems(const FetchedDocument &feed, const CancellationToken &cancel = {});

} // namespace consultantos
