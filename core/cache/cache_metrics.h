// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager_stats.h"
#include "metrics/metric_snapshot.h"

#include <QList>

namespace consultantos {

/// What the cache counted as families: the reference's hits and misses, and each level's own. Pure.
[[nodiscard]] QList<FamilySnapshot> cacheFamilies(const CacheManagerStats &stats);

} // namespace consultantos
