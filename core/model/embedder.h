// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace consultantos {

/// Makes a vector of a text, so that texts of like meaning have like vectors. Thread-safe. An implementation may wait for
/// the network; the built-in one doesn't.
class Embedder {
public:
    virtual ~Embedder() = default;

    /// Names method, version and what it was made with: vectors of different ids are never compared.
    [[nodiscard]] virtual QString id() const = 0;
    /// A vector of length 1, or of zeros for a text that has nothing to go by; always of one dimension.
    [[nodiscard]] virtual Result<std::vector<float>> embed(const QString &text) const = 0;
    /// A vector a text; by default one after the other. One that asks a server sends them together.
    [[nodiscard]] virtual Result<std::vector<std::vector<float>>> embedAll(const QStringList &texts) const;
};

} // namespace consultantos
