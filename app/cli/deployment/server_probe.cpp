// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/server_probe.h"

#include "base/clock.h"
#include "egress/egress_settings.h"
#include "egress/http_client.h"

#include <utility>

namespace consultantos {

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

HttpRequest requestTo(const QUrl &server, const QString &path, const Headers &headers = {})
{
    using namespace std::chrono_literals;
    HttpRequest request;
    request.url = server;
    request.url.setPath(path);
    request.headers = headers;
    request.kind = QStringLiteral("doctor");
    request.limits = {3s, 5s, 1, 10s};
    request.maxAttempts = 1;
    request.hasOwnPace = true;
    request.wantsFailedAnswers = true;
    return request;
}

} // namespace

ServerProbe ServerProbe::ask(const QUrl &address, const Settings &settings)
{
    ServerProbe probe;
    probe.address = address;
    const auto options = egressOptions(settings);
    if (!options) {
        probe.failure = options.error();
        return probe;
    }
    // What asks whether the server runs is no work for a client: it isn't in an engagement's ledger.
    HttpClient client(*options, EgressServices::standard(std::make_shared<SystemClock>(), nullptr));
    const auto statusOf = [&](const QString &path, const Headers &headers = {}) {
        const auto answer = client.fetch(requestTo(address, path, headers));
        return answer ? answer->status : 0;
    };
    const auto ready = client.fetch(requestTo(address, QStringLiteral("/health/ready")));
    if (!ready) {
        probe.failure = ready.error();
        return probe;
    }
    probe.readyStatus = ready->status;
    probe.strangerStatus = statusOf(QStringLiteral("/reports"));
    if (const auto metrics = client.fetch(requestTo(address, QStringLiteral("/metrics")))) {
        probe.compresses = metrics->header("Content-Encoding") == "gzip";
        probe.metrics = ServedMetrics::parse(metrics->body);
    }
    probe.foreignHostStatus = statusOf(QStringLiteral("/health"), {{"Host", "elsewhere.example"}});
    return probe;
}

} // namespace consultantos
