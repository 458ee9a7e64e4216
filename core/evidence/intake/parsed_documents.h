// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "cache/cache_access.h"
#include "model/document.h"

#include <QString>

#include <functional>

namespace consultantos {

/// Documents that were parsed before, by their files' content: a file that comes with each analysis is parsed once.
/// Thread-safe.
class ParsedDocuments {
public:
    /// `options` names the settings that change what a parser gives, such as whether scanned pages are read.
    ParsedDocuments(CacheAccess cache, QString options);

    using Parse = std::function<Result<Document>(const QString &path, const CancellationToken &cancel)>;
    /// What `parse` gives for the file at `path`. Without a cache always by parsing. What is incomplete isn't kept.
    [[nodiscard]] Result<Document> get(const QString &path, const Parse &parse, const CancellationToken &cancel) const;

private:
    CacheAccess m_cache;
    QString m_options;
};

} // namespace consultantos
