// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/feed_news.h"

#include "evidence/documents/feed.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/mime_header.h"
#include "evidence/documents/text_decoding.h"
#include "evidence/sources/source_access.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

constexpr qsizetype MaxTextLength = 2'000;

tl::unexpected<Error> noFeed(const FetchedDocument &feed)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Sources", "%1 answered with something that is no feed.").arg(feed.from.url.host()),
        QCoreApplication::translate("Sources", "Check the address of the feed in the settings (feed_urls)."));
}

std::optional<Feed> feedOf(const QByteArray &content, ImportBudget &budget)
{
    if (content.trimmed().startsWith('{'))
        return readJsonFeed(content);
    QString fault;
    auto feed = readXmlFeed(decodeText(content, declaredCharset(content)).text, budget, fault);
    // One that breaks off is read up to there, as for files.
    if (feed.entries.isEmpty() && (!fault.isEmpty() || feed.title.isEmpty()))
        return std::nullopt;
    return feed;
}

} // namespace

Result<QList<FeedItem>> feedItems(const FetchedDocument &document, const CancellationToken &cancel)
{
    ImportBudget budget(document.name, {}, cancel);
    const auto feed = feedOf(document.content, budget);
    if (!feed)
        return noFeed(document);
    QList<FeedItem> items;
    for (const auto &entry : feed->entries) {
        if (budget.isSpent())
            break;
        FeedItem item;
        item.news.title = cleanLine(plainFeedText(entry.title, budget));
        item.news.url = webUrl(entry.link);
        item.news.publisher = document.from.url.host();
        if (const auto when = internetDate(entry.date))
            item.news.seenAt = when->toUTC();
        item.news.from = document.from;
        const auto &text = entry.summary.isEmpty() ? entry.content : entry.summary;
        item.text = cleanLine(plainFeedText(text, budget), MaxTextLength);
        if (!item.news.title.isEmpty() && item.news.url.isValid())
            items.append(item);
    }
    if (const auto status = budget.status(); !status)
        return tl::unexpected(status.error());
    return items;
}

} // namespace consultantos
