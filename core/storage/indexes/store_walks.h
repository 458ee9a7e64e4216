// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <memory>

/// What CheckedStore::walk does, a function a store.
namespace consultantos::store_walks {

[[nodiscard]] Status library(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status conversations(const std::shared_ptr<Database> &database,
                                   const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status jobs(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status monitors(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status users(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status originals(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status facts(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status documents(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status egress(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status money(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);
[[nodiscard]] Status metrics(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock);

/// The first failure of several calls.
[[nodiscard]] inline Status firstFailure(std::initializer_list<Status> calls)
{
    for (const auto &call : calls) {
        if (!call)
            return call;
    }
    return {};
}

/// What a call gave doesn't matter to a walk.
template <class T>
[[nodiscard]] Status done(const Result<T> &result)
{
    return result ? Status() : tl::unexpected(result.error());
}

} // namespace consultantos::store_walks
