// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_values.h"

#include <QJsonArray>
#include <QList>
#include <QString>

namespace consultantos {

/// The results of a web search as engines commonly give them: {title, url, content, score} and the time of publication
/// under `timeKey`. Those without a usable address are left out; at most `limit`. Pure.
[[nodiscard]] QList<WebHit> webHits(const QJsonArray &results, const QString &timeKey, int limit,
                                    const Provenance &from);

} // namespace consultantos
