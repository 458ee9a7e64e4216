// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/gdelt.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int MaxRecords = 250;
constexpr int ShortestKeyword = 3; ///< shorter ones are refused by GDELT

QString stampOf(const QDate &date, const char *time)
{
    return date.toString(QStringLiteral("yyyyMMdd")) + QLatin1String(time);
}

QUrlQuery queryOf(const NewsQuery &query)
{
    auto phrase = query.text.simplified();
    phrase.remove(QLatin1Char('"'));
    QUrlQuery parameters{
        {QStringLiteral("query"), queryText(QStringLiteral("\"%1\"").arg(phrase))},
        {QStringLiteral("mode"), QStringLiteral("artlist")},
        {QStringLiteral("format"), QStringLiteral("json")},
        {QStringLiteral("sort"), QStringLiteral("datedesc")},
        {QStringLiteral("maxrecords"), QString::number(std::clamp(query.limit, 1, MaxRecords))},
    };
    if (query.from)
        parameters.addQueryItem(QStringLiteral("startdatetime"), stampOf(*query.from, "000000"));
    if (query.until)
        parameters.addQueryItem(QStringLiteral("enddatetime"), stampOf(*query.until, "235959"));
    return parameters;
}

tl::unexpected<Error> tooFast()
{
    return fail(ErrorCode::RateLimited, QCoreApplication::translate("Sources", "GDELT asks for fewer requests."),
                QCoreApplication::translate("Sources", "Try again in a minute; what was fetched before is kept."),
                true);
}

tl::unexpected<Error> refused(const QString &text)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Sources", "GDELT does not accept the search for \"%1\".").arg(text),
                QCoreApplication::translate("Sources", "Search for a longer and more usual word or phrase."));
}

} // namespace

Gdelt::Gdelt(SourceAccess access)
    : m_access(std::move(access))
{
}

QString Gdelt::id() const
{
    return m_access.info().id;
}

Result<QList<NewsItem>> Gdelt::news(const NewsQuery &query, const SourceCall &call) const
{
    if (query.text.simplified().size() < ShortestKeyword)
        return refused(query.text);
    auto request = m_access.request(QStringLiteral("news"), m_access.url({}, queryOf(query)), call);
    request.expects = ExpectedContent::DataNotPage;
    const auto response = m_access.fetch(request, call);
    if (!response)
        return tl::unexpected(response.error());
    // What is wrong with a query, and that it came too soon, GDELT says in plain words with the status of success.
    const auto document = QJsonDocument::fromJson(response->body);
    if (!document.isObject())
        return response->body.contains("limit requests") ? tooFast() : refused(query.text);
    const auto from = m_access.provenance(request);
    QList<NewsItem> items;
    for (const auto &value : document.object()[QStringLiteral("articles")].toArray()) {
        const auto article = value.toObject();
        const auto text = [&](const char *key) { return cleanLine(article[QLatin1String(key)].toString()); };
        const NewsItem item{text("title"),
                            webUrl(text("url")),
                            text("domain"),
                            text("language"),
                            text("sourcecountry"),
                            parseTime(text("seendate")),
                            from};
        if (!item.title.isEmpty() && item.url.isValid() && items.size() < query.limit)
            items.append(item);
    }
    return items;
}

} // namespace consultantos
