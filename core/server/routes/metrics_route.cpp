// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"
#include "server/api/response_encoding.h"
#include "server/routes/routes.h"

#include <mutex>

namespace consultantos {
namespace {

/// The page as text and packed, made anew when it is asked for a moment later: scrapes come seconds apart and get fresh
/// figures, a flood of them costs little.
class MetricsPage {
public:
    explicit MetricsPage(ApiServices services)
        : m_services(std::move(services))
    {
    }

    [[nodiscard]] ServerResponse get(const ServerRequest &request)
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_services.clock->steadyNow();
        if (m_text.isEmpty() || now - m_madeAt > Fresh) {
            m_text = prometheusText(m_services.metrics->snapshot());
            m_packed.clear();
            m_madeAt = now;
        }
        const bool isPacked = acceptsGzip(request.header("Accept-Encoding"));
        if (isPacked && m_packed.isEmpty())
            m_packed = gzipped(m_text);
        ServerResponse response;
        response.with("Content-Type", PrometheusTextType)
            .with("Cache-Control", "no-store")
            .with("Vary", "Accept-Encoding");
        if (isPacked)
            response.with("Content-Encoding", "gzip");
        response.body = isPacked ? m_packed : m_text;
        return response;
    }

private:
    static constexpr std::chrono::milliseconds Fresh{100};

    ApiServices m_services;
    std::mutex m_mutex;
    QByteArray m_text;
    QByteArray m_packed;
    std::chrono::nanoseconds m_madeAt{0};
};

} // namespace

void addMetricsRoute(Router &router, const std::shared_ptr<RouteContext> &context)
{
    const auto page = std::make_shared<MetricsPage>(context->services);
    router.add({"GET", QStringLiteral("/metrics"), {}, [page](const ApiCall &call) {
                    call.writer.send(page->get(call.request));
                }});
}

} // namespace consultantos
