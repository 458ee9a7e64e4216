// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/tavily.h"

#include "evidence/sources/web_hits.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int MaxResults = 20;

} // namespace

Tavily::Tavily(SourceAccess access)
    : m_access(std::move(access))
{
}

QString Tavily::id() const
{
    return m_access.info().id;
}

Result<QList<WebHit>> Tavily::search(const QString &text, int limit, const SourceCall &call) const
{
    if (const auto may = m_access.ready(); !may)
        return tl::unexpected(may.error());
    const auto key = m_access.key();
    if (!key)
        return tl::unexpected(key.error());
    auto request = m_access.request(QStringLiteral("search"), m_access.url(QStringLiteral("/search")), call);
    request.method = HttpMethod::Post;
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + key->reveal().toUtf8()}};
    request.carriesSecret = true;
    request.body = QJsonDocument(QJsonObject{{QStringLiteral("query"), text.simplified()},
                                             {QStringLiteral("max_results"), std::clamp(limit, 1, MaxResults)},
                                             {QStringLiteral("search_depth"), QStringLiteral("basic")},
                                             {QStringLiteral("include_answer"), false}})
                       .toJson(QJsonDocument::Compact);
    const auto answer = m_access.fetchJson(request, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->object()[QStringLiteral("results")].isArray())
        return m_access.unexpectedAnswer();
    return webHits(answer->object()[QStringLiteral("results")].toArray(), QStringLiteral("published_date"), limit,
                   m_access.provenance(request));
}

} // namespace consultantos
