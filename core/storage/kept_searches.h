// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_access.h"
#include "storage/document_repository.h"

#include <functional>

namespace consultantos {

/// Searches that were made before on the same documents. Thread-safe.
class KeptSearches {
public:
    explicit KeptSearches(CacheAccess cache)
        : m_cache(std::move(cache))
    {
    }

    /// `version` stands for all documents that the search reads. Without a cache always by searching.
    [[nodiscard]] Result<PassageHits> get(const PassageFilter &filter, const QString &version,
                                          const std::function<Result<PassageHits>()> &search) const;

private:
    CacheAccess m_cache;
};

} // namespace consultantos
