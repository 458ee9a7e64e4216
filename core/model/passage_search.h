// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

namespace consultantos {

/// Finds passages of documents by words. Implemented where documents are kept; thread-safe.
class PassageSearch {
public:
    virtual ~PassageSearch() = default;

    /// The passages that fit `query` best, best first, at most `limit`; none is no error. `query` is plain words without
    /// any syntax.
    [[nodiscard]] virtual Result<QList<Passage>> find(const QString &query, int limit) const = 0;
};

} // namespace consultantos
