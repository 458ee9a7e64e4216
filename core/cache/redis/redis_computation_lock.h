// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/computation_lock.h"
#include "cache/redis/redis_link.h"

#include <memory>

namespace consultantos {

/// The lock across the processes that share a Redis server: a key with a random token and an expiry. While the server is
/// away every grant isAlone.
class RedisComputationLock final : public ComputationLock {
public:
    /// Over the connections of a cache, so that a server that is away is found out once for both.
    explicit RedisComputationLock(std::shared_ptr<RedisLink> link);
    explicit RedisComputationLock(const RedisEndpoint &endpoint, const RedisLinkOptions &options = {});

    [[nodiscard]] std::optional<Grant> tryAcquire(QByteArrayView key, std::chrono::milliseconds life) override;
    void release(const Grant &grant) override;
    bool extend(const Grant &grant, std::chrono::milliseconds life) override;

private:
    std::shared_ptr<RedisLink> m_link;
};

} // namespace consultantos
