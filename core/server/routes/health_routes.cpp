// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "base/version.h"
#include "server/api/problem.h"
#include "server/routes/routes.h"

#include <mutex>

namespace consultantos {
namespace {

/// What is asked often and changes seldom, made anew after a while.
class Briefly {
public:
    Briefly(std::shared_ptr<const Clock> clock, std::chrono::milliseconds time, std::function<ServerResponse()> make)
        : m_clock(std::move(clock))
        , m_time(time)
        , m_make(std::move(make))
    {
    }

    [[nodiscard]] ServerResponse get()
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_clock->steadyNow();
        if (m_response.body.isEmpty() || now - m_madeAt > m_time) {
            m_response = m_make();
            m_madeAt = now;
        }
        return m_response;
    }

private:
    std::shared_ptr<const Clock> m_clock;
    std::chrono::milliseconds m_time;
    std::function<ServerResponse()> m_make;
    std::mutex m_mutex;
    ServerResponse m_response;
    std::chrono::nanoseconds m_madeAt{0};
};

ServerResponse health(const RouteContext &context)
{
    const auto load = context.jobs.load();
    const auto up = std::chrono::duration<double>(context.services.clock->steadyNow() - context.startedAt);
    return jsonResponse(200, {{QStringLiteral("status"), QStringLiteral("healthy")},
                              {QStringLiteral("version"), QString::fromLatin1(Version)},
                              {QStringLiteral("uptime_seconds"), std::floor(up.count())},
                              {QStringLiteral("running"), load.running},
                              {QStringLiteral("waiting"), load.waiting}})
        .with("Cache-Control", "no-store");
}

} // namespace

void addHealthRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    constexpr std::chrono::milliseconds Fresh{200};
    const auto kept =
        std::make_shared<Briefly>(context->services.clock, Fresh, [raw = context.get()] { return health(*raw); });
    router.add({"GET", QStringLiteral("/health"), {}, [kept](const ApiCall &call) { reply(call, kept->get()); }});
    router.add({"GET", QStringLiteral("/health/live"), {}, [](const ApiCall &call) {
                    reply(call, jsonResponse(200, {{QStringLiteral("status"), QStringLiteral("alive")}})
                                    .with("Cache-Control", "no-store"));
                }});
    router.add({"GET", QStringLiteral("/health/ready"), {}, [context](ApiCall call) {
                    context->pool.start([context, call = std::move(call)] {
                        const auto faults = context->services.faults ? context->services.faults() : QStringList();
                        const auto state = faults.isEmpty() ? QStringLiteral("ready") : QStringLiteral("not_ready");
                        reply(call, jsonResponse(faults.isEmpty() ? 200 : 503, {{QStringLiteral("status"), state}})
                                        .with("Cache-Control", "no-store"));
                    });
                }});
}

} // namespace consultantos
