// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/valuation_anchors.h"

#include "base/json.h"
#include "evidence/published_averages.h"

#include <QDir>

namespace consultantos {

Result<ValuationAnchors> ValuationAnchors::load(const QString &resourceDir)
{
    const auto document =
        json::readObject(QDir(resourceDir).filePath(QStringLiteral("industry/valuation_anchors.json")));
    if (!document)
        return tl::unexpected(document.error());
    const PublishedAverages averages(*document);
    ValuationAnchors anchors;
    for (const auto &row : document->value(QStringLiteral("rows")).toArray())
        anchors.m_rows.insert(row[QStringLiteral("name")].toString(), averages.read(row.toObject()));
    anchors.m_market = averages.read(document->value(QStringLiteral("market")).toObject());
    return anchors;
}

} // namespace consultantos
