// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker_metrics.h"

#include "base/clock.h"
#include "metrics/exposition.h"
#include "server/http/http_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

namespace consultantos {

namespace {

FamilySnapshot family(const char *name, const char *help, MetricKind kind, double value)
{
    FamilySnapshot made;
    made.name = name;
    made.help = help;
    made.kind = kind;
    made.series.append({{}, value, {}, 0, 0});
    return made;
}

FamilySnapshot counter(const char *name, const char *help, qint64 value)
{
    return family(name, help, MetricKind::Counter, static_cast<double>(value));
}

FamilySnapshot gauge(const char *name, const char *help, qint64 value)
{
    return family(name, help, MetricKind::Gauge, static_cast<double>(value));
}

ServerResponse plain(int status, const QByteArray &type, const QByteArray &body)
{
    ServerResponse response;
    response.status = status;
    response.with("Content-Type", type).with("Cache-Control", "no-store");
    response.body = body;
    return response;
}

} // namespace

QList<FamilySnapshot> workerFamilies(const WorkerFigures &figures)
{
    return {counter("consultantos_worker_jobs_total", "Jobs that this worker has ended.", figures.finished),
            counter("consultantos_worker_jobs_failed_total", "Of these, failed.", figures.failed),
            counter("consultantos_worker_jobs_dead_total", "Of these, given up.", figures.dead),
            counter("consultantos_worker_jobs_handed_back_total", "Jobs handed back.", figures.handedBack),
            counter("consultantos_worker_jobs_lost_total", "Jobs that another worker took over.", figures.lost),
            gauge("consultantos_worker_jobs_running", "Jobs that this worker does now.", figures.running)};
}

QList<FamilySnapshot> queueFamilies(const Result<QueueStatus> &status)
{
    QList<FamilySnapshot> families{
        gauge("consultantos_team_queue_up", "Whether the team's queue answers.", status ? 1 : 0)};
    if (status)
        families += {gauge("consultantos_team_queue_waiting", "Jobs that wait for a worker.", status->waiting),
                     gauge("consultantos_team_queue_running", "Jobs that workers do now.", status->running),
                     gauge("consultantos_team_queue_dead_letters", "Jobs given up, the newest thousand at most.",
                           status->deadLetters),
                     gauge("consultantos_team_workers", "Workers seen within a minute.", status->workers.size())};
    return families;
}

struct WorkerMetrics::Private {
    const Worker &worker;
    std::shared_ptr<WorkQueue> queue;
    std::shared_ptr<ProgramMetrics> metrics;
    SystemClock clock;
    QThreadPool pool; ///< the queue is asked here: the server's threads must not wait
    std::unique_ptr<HttpServer> http;

    [[nodiscard]] ServerResponse answer(const ServerRequest &request)
    {
        if (request.method != "GET" && request.method != "HEAD")
            return plain(405, "text/plain; charset=utf-8", "GET alone.\n").with("Allow", "GET, HEAD");
        const bool isHealth = request.path == QLatin1String("/health");
        if (!isHealth && request.path != QLatin1String("/metrics"))
            return plain(404, "text/plain; charset=utf-8", "There are /metrics and /health.\n");
        const auto status = queue->status(clock.nowUtc());
        if (!isHealth)
            return plain(200, PrometheusTextType, prometheusText(metrics->snapshot() + queueFamilies(status)));
        const auto figures = worker.figures();
        const QJsonObject body{
            {QStringLiteral("status"), status ? QStringLiteral("healthy") : QStringLiteral("degraded")},
            {QStringLiteral("queue"), status ? QStringLiteral("reachable") : status.error().message},
            {QStringLiteral("running"), figures.running},
            {QStringLiteral("finished"), figures.finished}};
        return plain(status ? 200 : 503, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
};

WorkerMetrics::WorkerMetrics(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

WorkerMetrics::~WorkerMetrics()
{
    d->http->stop();
    d->pool.waitForDone();
}

Result<std::unique_ptr<WorkerMetrics>> WorkerMetrics::start(quint16 port, const Worker &worker,
                                                            std::shared_ptr<WorkQueue> queue,
                                                            std::shared_ptr<ProgramMetrics> metrics)
{
    auto parts =
        std::unique_ptr<Private>(new Private{worker, std::move(queue), std::move(metrics), SystemClock(), {}, nullptr});
    parts->pool.setMaxThreadCount(1);
    ServerOptions options;
    options.port = port;
    options.threads = 1;
    options.limits.connections = 16;
    ServerHandler handler;
    handler.admit = [](ServerRequest &) { return std::optional<ServerResponse>(); };
    handler.handle = [raw = parts.get()](const ServerRequest &request, const ResponseWriter &writer) {
        raw->pool.start([raw, request, writer] { writer.send(raw->answer(request)); });
    };
    handler.refuse = [](int status, const QString &detail) {
        return plain(status, "text/plain; charset=utf-8", detail.toUtf8() + '\n');
    };
    handler.done = [](const ServedRequest &) {};
    auto http = HttpServer::start(options, std::move(handler));
    if (!http)
        return tl::unexpected(http.error());
    parts->http = *std::move(http);
    return std::unique_ptr<WorkerMetrics>(new WorkerMetrics(std::move(parts)));
}

QString WorkerMetrics::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(d->http->port());
}

} // namespace consultantos
