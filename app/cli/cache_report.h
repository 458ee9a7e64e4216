// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager_stats.h"
#include "cache/cache_usage.h"

#include <QByteArray>
#include <QJsonObject>

namespace consultantos {

/// The reference's keys (l1_hits … hit_rate, l1_available …) over all that the record of use holds, then ours: what each
/// level holds, how calls of each kind were served, what was saved.
[[nodiscard]] QJsonObject cacheStatsJson(const CacheManagerStats &stats, const CacheUsage &usage);
/// The same for people.
[[nodiscard]] QByteArray cacheStatsText(const CacheManagerStats &stats, const CacheUsage &usage);

} // namespace consultantos
