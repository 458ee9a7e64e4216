// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/source_trial.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {
namespace {

const QString KnownCompany = QStringLiteral("0000320193"); ///< a CIK that EDGAR will go on having
const QString KnownLei = QStringLiteral("W38RGI023J3WT1HWRP32");
const QString KnownShare = QStringLiteral("AAPL");
const QString KnownWord = QStringLiteral("economy");

template <typename T>
Status statusOf(const Result<T> &result)
{
    return result ? Status() : tl::unexpected(result.error());
}

template <typename List>
auto *find(const List &sources, const QString &id)
{
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const auto &one) { return one->id() == id; });
    return found == sources.end() ? nullptr : found->get();
}

Status tryFilings(const FilingSource &source, const SourceCall &call)
{
    if (source.id() == QLatin1String("sec_edgar"))
        return statusOf(source.filings(KnownCompany, {{}, {}, 1}, call));
    return statusOf(source.companies(KnownLei, call));
}

Status tryFeeds(const FeedSource &source, const SourceCall &call)
{
    const auto feeds = source.feeds();
    if (feeds.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Sources", "No feed was asked: there are no addresses of feeds."),
                    QCoreApplication::translate("Sources", "Give them in the settings (feed_urls)."));
    for (const auto &feed : feeds) {
        if (const auto fetched = source.fetch(feed, call); !fetched)
            return tl::unexpected(fetched.error());
    }
    return {};
}

} // namespace

Status trySource(const NetworkSources &sources, const QString &sourceId, const SourceCall &call)
{
    if (const auto *filings = find(sources.filings, sourceId))
        return tryFilings(*filings, call);
    if (const auto *news = find(sources.news, sourceId))
        return statusOf(news->news({KnownWord, {}, {}, 1}, call));
    if (const auto *indicators = find(sources.indicators, sourceId))
        return statusOf(indicators->values({QStringLiteral("SP.POP.TOTL"), {QStringLiteral("WLD")}, 2020, 2020}, call));
    if (const auto *search = find(sources.webSearches, sourceId))
        return statusOf(search->search(KnownWord, 1, call));
    if (const auto *quotes = find(sources.quotes, sourceId))
        return statusOf(quotes->quote(KnownShare, call));
    if (sources.feeds && sources.feeds->id() == sourceId)
        return tryFeeds(*sources.feeds, call);
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Sources", "There is no source called \"%1\".").arg(sourceId));
}

} // namespace consultantos
