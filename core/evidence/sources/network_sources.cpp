// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/network_sources.h"

#include "evidence/sources/alpha_vantage.h"
#include "evidence/sources/feeds.h"
#include "evidence/sources/finnhub.h"
#include "evidence/sources/gdelt.h"
#include "evidence/sources/searxng.h"
#include "evidence/sources/sec_edgar.h"
#include "evidence/sources/tavily.h"
#include "evidence/sources/world_bank.h"
#include "evidence/sources/xbrl_filings.h"

namespace consultantos {
namespace {

template <typename Source, typename List>
void addIfOn(List &list, const char *id, const SourceServices &services, const Settings &settings)
{
    const QString name = QLatin1String(id);
    if (services.isTrial || settings.isSourceEnabled(name))
        list.push_back(std::make_unique<Source>(SourceAccess(services, settings, name)));
}

} // namespace

NetworkSources NetworkSources::make(const SourceServices &services, const Settings &settings)
{
    NetworkSources sources;
    addIfOn<SecEdgar>(sources.filings, "sec_edgar", services, settings);
    addIfOn<XbrlFilings>(sources.filings, "xbrl_filings", services, settings);
    addIfOn<Gdelt>(sources.news, "gdelt", services, settings);
    addIfOn<WorldBank>(sources.indicators, "world_bank", services, settings);
    addIfOn<Tavily>(sources.webSearches, "tavily", services, settings);
    addIfOn<SearXng>(sources.webSearches, "searxng", services, settings);
    addIfOn<Finnhub>(sources.quotes, "finnhub", services, settings);
    addIfOn<AlphaVantage>(sources.quotes, "alpha_vantage", services, settings);
    if (const auto feeds = QStringLiteral("feeds"); services.isTrial || settings.isSourceEnabled(feeds))
        sources.feeds = std::make_unique<Feeds>(SourceAccess(services, settings, feeds));
    return sources;
}

bool NetworkSources::isEmpty() const
{
    return filings.empty() && news.empty() && indicators.empty() && webSearches.empty() && quotes.empty() && !feeds;
}

} // namespace consultantos
