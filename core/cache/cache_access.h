// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_key.h"

#include <QString>

#include <memory>

namespace consultantos {

class CacheManager;

/// What the keys of one program's cached work have in common.
struct CacheScope {
    QString engagement; ///< its wall: nothing is found from another one
    QString engine;     ///< changes with the program's code
    QString resources;  ///< changes with the resources that are read

    /// Of this build and the files in `resourceDir` (their names, sizes and times).
    [[nodiscard]] static CacheScope of(const QString &engagement, const QString &resourceDir);

    /// A key that holds all of this; the caller adds what is special to the value.
    [[nodiscard]] CacheKeyBuilder key(QByteArrayView kind, int formatVersion) const;
    /// By which a value is removed again; `companyId` is empty for a value that is of none.
    [[nodiscard]] QByteArrayList tags(const QByteArray &kind, const QString &companyId = {}) const;
};

/// The tag of all values of a kind, of a company, or of both.
[[nodiscard]] QByteArray cacheTag(const QByteArray &kind, const QString &companyId);

/// The cache as those see it who keep derived values. Cheap to copy.
struct CacheAccess {
    std::shared_ptr<CacheManager> manager; ///< null: nothing is kept
    CacheScope scope;
};

} // namespace consultantos
