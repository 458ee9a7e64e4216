// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/web_hits.h"

#include "evidence/sources/source_access.h"

#include <QJsonObject>

namespace consultantos {

QList<WebHit> webHits(const QJsonArray &results, const QString &timeKey, int limit, const Provenance &from)
{
    QList<WebHit> hits;
    for (const auto &value : results) {
        const auto result = value.toObject();
        const WebHit hit{cleanLine(result[QStringLiteral("title")].toString()),
                         webUrl(result[QStringLiteral("url")].toString()),
                         cleanLine(result[QStringLiteral("content")].toString()),
                         parseTime(result[timeKey].toString()),
                         parseNumber(result[QStringLiteral("score")]),
                         from};
        if (hit.url.isValid() && hits.size() < limit)
            hits.append(hit);
    }
    return hits;
}

} // namespace consultantos
