// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace consultantos::bench {

struct Request {
    quint64 key = 0;
    quint32 size = 1; ///< above 0
    float worth = 1;  ///< what a hit saves, above 0
};

/// A cache that keeps no values: told of requests, it says which it would have answered. Not thread-safe.
class CachePolicy {
public:
    virtual ~CachePolicy() = default;

    /// True if the key is kept; if not, it is now, as far as the policy admits it.
    virtual bool request(const Request &request) = 0;
    /// Of what is kept, in the unit of sizes.
    [[nodiscard]] virtual quint64 keptBytes() const = 0;
};

/// "ours", "lru", "s3fifo", "sieve", "wtinylfu"; null for another name. The capacity is in the unit of sizes.
std::unique_ptr<CachePolicy> makePolicy(std::string_view name, quint64 capacity);
const std::vector<std::string> &policyNames();

} // namespace consultantos::bench
