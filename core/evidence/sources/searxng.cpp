// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/searxng.h"

#include "evidence/sources/web_hits.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace consultantos {

SearXng::SearXng(SourceAccess access)
    : m_access(std::move(access))
{
}

QString SearXng::id() const
{
    return m_access.info().id;
}

Result<QList<WebHit>> SearXng::search(const QString &text, int limit, const SourceCall &call) const
{
    const QUrlQuery query{{QStringLiteral("q"), queryText(text.simplified())},
                          {QStringLiteral("format"), QStringLiteral("json")}};
    const auto request =
        m_access.request(QStringLiteral("search"), m_access.url(QStringLiteral("/search"), query), call);
    auto answer = m_access.fetchJson(request, call);
    if (!answer) {
        auto error = answer.error();
        if (error.code == ErrorCode::Denied && m_access.ready())
            error.detail = QCoreApplication::translate(
                "Sources", "Its owner must allow the format json in the server's settings.yml (search.formats).");
        return tl::unexpected(error);
    }
    if (!answer->object()[QStringLiteral("results")].isArray())
        return m_access.unexpectedAnswer();
    return webHits(answer->object()[QStringLiteral("results")].toArray(), QStringLiteral("publishedDate"), limit,
                   m_access.provenance(request));
}

} // namespace consultantos
