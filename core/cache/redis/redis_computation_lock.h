// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/computation_lock.h"
#include "cache/redis/redis_link.h"

namespace consultantos {

/// The lock across the processes that share a Redis server: a key with a random token and an expiry. Has its own
/// connections, so that the cache's traffic doesn't delay it. While the server is away every grant isAlone.
class RedisComputationLock final : public ComputationLock {
public:
    explicit RedisComputationLock(const RedisEndpoint &endpoint, const RedisLinkOptions &options = {});

    [[nodiscard]] std::optional<Grant> tryAcquire(QByteArrayView key, std::chrono::milliseconds life) override;
    void release(const Grant &grant) override;
    bool extend(const Grant &grant, std::chrono::milliseconds life) override;

private:
    RedisLink m_link;
};

} // namespace consultantos
