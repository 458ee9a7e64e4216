// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/redis_probe.h"

#include "cache/redis/redis_connection.h"

#include <QHostAddress>

#include <algorithm>

namespace consultantos {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds Limit{3};

/// The value of the one setting that was asked for; empty where the server doesn't tell it.
std::optional<QByteArray> settingOf(const RedisReply &reply)
{
    if (reply.kind != RedisReply::Kind::Array || reply.elements.size() != 2)
        return std::nullopt;
    return reply.elements[1].text;
}

} // namespace

RedisProbe RedisProbe::ask(const QString &url)
{
    RedisProbe probe;
    const auto endpoint = RedisEndpoint::parse(url);
    if (!endpoint) {
        probe.failure = endpoint.error();
        return probe;
    }
    probe.place = endpoint->toText();
    const auto host = QString::fromUtf8(endpoint->host);
    probe.isLocal =
        !endpoint->socketPath.isEmpty() || host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
    probe.hasPassword = !endpoint->password.isEmpty();
    const auto connection = RedisConnection::open(*endpoint, Limit, Limit);
    if (!connection) {
        probe.failure = connection.error();
        return probe;
    }
    // The first exchange pays for what is only paid once.
    constexpr int Pings = 5;
    probe.roundTrip = Limit;
    for (int ping = 0; ping < Pings; ++ping) {
        const auto begun = Clock::now();
        (*connection)->add({"PING"});
        const auto answered = (*connection)->exchange(begun + Limit);
        if (!answered) {
            probe.failure = answered.error();
            return probe;
        }
        probe.roundTrip =
            std::min(probe.roundTrip, std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun));
    }
    for (const auto *name : {"maxmemory", "maxmemory-policy", "save", "appendonly"})
        (*connection)->add({"CONFIG", "GET", name});
    const auto told = (*connection)->exchange(Clock::now() + Limit);
    if (!told || told->size() != 4)
        return probe;
    if (const auto most = settingOf((*told)[0]))
        probe.maxMemory = most->toULongLong();
    probe.policy = settingOf((*told)[1]).value_or(QByteArray());
    const auto snapshots = settingOf((*told)[2]);
    const auto log = settingOf((*told)[3]);
    if (snapshots && log)
        probe.isPersistent = !snapshots->isEmpty() || *log == "yes";
    return probe;
}

} // namespace consultantos
