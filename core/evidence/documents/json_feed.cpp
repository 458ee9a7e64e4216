// SPDX-License-Identifier: GPL-3.0-or-later
// readJsonFeed(): JSON Feed, and RSS turned into JSON.
#include "evidence/documents/feed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <initializer_list>

namespace consultantos {

namespace {

/// The text of the first of these keys that has any.
QString firstText(const QJsonObject &object, std::initializer_list<const char *> keys)
{
    for (const auto *key : keys) {
        const auto value = object.value(QLatin1String(key));
        const auto text =
            value.isObject() ? value.toObject().value(QLatin1String("name")).toString() : value.toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString authorOf(const QJsonObject &object)
{
    const auto authors = object.value(QLatin1String("authors")).toArray();
    return authors.isEmpty() ? firstText(object, {"author", "creator", "dc:creator"})
                             : firstText(authors.first().toObject(), {"name"});
}

FeedEntry entryOf(const QJsonObject &object)
{
    FeedEntry entry;
    entry.title = firstText(object, {"title"});
    entry.link = firstText(object, {"url", "link", "external_url", "id"});
    entry.author = authorOf(object);
    entry.date =
        firstText(object, {"date_published", "isoDate", "pubDate", "date", "published", "date_modified", "updated"});
    entry.summary = firstText(object, {"summary", "description", "contentSnippet"});
    entry.content = firstText(object, {"content_html", "content:encoded", "content_text", "content"});
    return entry;
}

/// The object that holds the entries: the whole, or what a converter put around it.
QJsonObject holderOf(const QJsonObject &root)
{
    for (const auto *key : {"rss", "feed", "channel"}) {
        const auto inner = root.value(QLatin1String(key));
        if (inner.isObject())
            return holderOf(inner.toObject());
    }
    return root;
}

} // namespace

std::optional<Feed> readJsonFeed(const QByteArray &json)
{
    const auto holder = holderOf(QJsonDocument::fromJson(json).object());
    const auto items = holder.value(QLatin1String(holder.contains(QLatin1String("items")) ? "items" : "item"));
    if (!items.isArray())
        return std::nullopt;
    Feed feed;
    feed.title = firstText(holder, {"title"});
    feed.author = authorOf(holder);
    feed.date = firstText(holder, {"lastBuildDate", "updated", "pubDate"});
    for (const auto &item : items.toArray())
        feed.entries.append(entryOf(item.toObject()));
    return feed;
}

} // namespace consultantos
