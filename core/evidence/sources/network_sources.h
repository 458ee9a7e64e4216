// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

#include <memory>
#include <vector>

namespace consultantos {

/// The network sources that are switched on (for a trial: all), by what they give, in the order of the catalogue. Made
/// anew when settings change. The services outlive it.
struct NetworkSources {
    std::vector<std::unique_ptr<FilingSource>> filings;
    std::vector<std::unique_ptr<NewsSource>> news;
    std::vector<std::unique_ptr<IndicatorSource>> indicators;
    std::vector<std::unique_ptr<WebSearch>> webSearches;
    std::vector<std::unique_ptr<QuoteSource>> quotes;
    std::unique_ptr<FeedSource> feeds; ///< empty while feeds are off

    [[nodiscard]] static NetworkSources make(const SourceServices &services, const Settings &settings);
    [[nodiscard]] bool isEmpty() const;
};

} // namespace consultantos
