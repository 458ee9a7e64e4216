// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/feeds.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

constexpr qint64 MaxFeedBytes = 16LL * 1024 * 1024;

/// A name whose ending tells the importer what it is.
QString nameOf(const QUrl &feed, const QString &mediaType)
{
    const bool isJson = mediaType.contains(QLatin1String("json"));
    return feed.host() + (isJson ? QStringLiteral(".json") : QStringLiteral(".xml"));
}

} // namespace

Feeds::Feeds(SourceAccess access)
    : m_access(std::move(access))
{
}

QString Feeds::id() const
{
    return m_access.info().id;
}

QList<QUrl> Feeds::feeds() const
{
    return m_access.settings().feedUrls();
}

Result<FetchedDocument> Feeds::fetch(const QUrl &feed, const SourceCall &call) const
{
    if (const auto may = m_access.ready(); !may)
        return tl::unexpected(may.error());
    if (!feeds().contains(feed))
        return fail(ErrorCode::Denied,
                    QCoreApplication::translate("Sources", "%1 was not asked: it is none of the feeds in the settings.")
                        .arg(feed.host()),
                    QCoreApplication::translate("Sources", "Add its address to the settings (feed_urls)."));
    auto request = m_access.request(QStringLiteral("feed"), feed, call);
    request.headers = {
        {"Accept",
         "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"}};
    request.expects = ExpectedContent::DataNotPage;
    request.maxBodyBytes = MaxFeedBytes;
    return m_access.fetchDocument(request, {}, call).map([&](FetchedDocument document) {
        document.name = nameOf(feed, document.mediaType);
        return document;
    });
}

} // namespace consultantos
