// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_level.h"

namespace consultantos {

QList<CacheLookup> CacheLevel::getMany(const QByteArrayList &keys)
{
    QList<CacheLookup> found;
    found.reserve(keys.size());
    for (const auto &key : keys)
        found.append(get(key));
    return found;
}

Status CacheLevel::setMany(const QList<CacheWrite> &writes)
{
    Status first;
    for (const auto &write : writes) {
        const auto status = set(write);
        if (!status && first)
            first = status;
    }
    return first;
}

} // namespace consultantos
