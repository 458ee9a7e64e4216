// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/connection.h"

#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

/// Where a Database lies: a file, or a schema on a server. Thread-safe.
class StoreBackend {
public:
    virtual ~StoreBackend() = default;

    /// A connection for the calling thread, until the last copy of the pointer goes. Asked again within that time, a
    /// thread gets the same one.
    [[nodiscard]] virtual Result<std::shared_ptr<Connection>> connection() const = 0;
    /// The file, or the schema and its server without a password.
    [[nodiscard]] virtual QString place() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    /// What the user must know about how it was opened.
    [[nodiscard]] virtual const std::optional<Error> &notice() const = 0;
    /// Slow on large stores. Corrupt carries the first findings.
    [[nodiscard]] virtual Status checkIntegrity() const = 0;
};

} // namespace consultantos
