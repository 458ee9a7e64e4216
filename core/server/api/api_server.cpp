// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/api_server.h"

#include "base/logging.h"
#include "base/private_files.h"
#include "server/api/audit_writer.h"
#include "server/api/problem.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QLockFile>
#include <QThreadPool>

#include <mutex>

namespace consultantos {
namespace {

/// What admit() found out of a request.
struct Admission {
    Router::Match match;
    ApiCaller caller;
};

/// The queue of a server, for the measurements, which may outlive it.
class MeasuredQueue {
public:
    void use(const JobBackend *queue)
    {
        const std::lock_guard lock(m_mutex);
        m_queue = queue;
    }
    [[nodiscard]] QList<FamilySnapshot> families() const
    {
        const std::lock_guard lock(m_mutex);
        const auto load = m_queue ? m_queue->load() : JobBackend::Load();
        return {gauge("consultantos_analyses_running", "Analyses of the API under way.", load.running),
                gauge("consultantos_analyses_waiting", "Analyses of the API that wait for their turn.", load.waiting)};
    }

private:
    static FamilySnapshot gauge(const char *name, const char *help, int value)
    {
        FamilySnapshot family;
        family.name = name;
        family.help = help;
        family.kind = MetricKind::Gauge;
        family.series.append({{}, static_cast<double>(value), {}, 0, 0});
        return family;
    }

    mutable std::mutex m_mutex;
    const JobBackend *m_queue = nullptr;
};

/// Names that anybody may make up are no labels.
QByteArray methodLabel(const QByteArray &method)
{
    static const QByteArrayList Known{"GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"};
    return Known.contains(method) ? method : QByteArray("other");
}

HeaderList commonHeaders()
{
    return {{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}};
}

Status checkExposure(const ApiOptions &options, bool isInsecure)
{
    if (QHostAddress(options.server.host).isLoopback() || isInsecure)
        return {};
    if (options.server.certificatePath.isEmpty())
        return fail(
            ErrorCode::Denied,
            QCoreApplication::translate("Server", "%1 is reached from other machines, and there is no TLS; the "
                                                  "server did not start.")
                .arg(options.server.host),
            QCoreApplication::translate("Server", "Give --tls-cert and --tls-key, or --insecure behind a proxy."));
    if (options.access.allowsAnonymous)
        return fail(ErrorCode::Denied,
                    QCoreApplication::translate("Server",
                                                "Anonymous callers are allowed on this machine alone; the server "
                                                "did not start."),
                    QCoreApplication::translate("Server", "Leave --allow-anonymous out, or listen on 127.0.0.1."));
    return {};
}

void addRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    addHealthRoutes(router, context);
    addMetricsRoute(router, context);
    addAnalyzeRoutes(router, context);
    addJobRoutes(router, context);
    addReportRoutes(router, context);
    if (context->services.desk)
        addReportDeskRoutes(router, context);
    addMonitorRoutes(router, context);
    if (context->services.chat)
        addChatRoute(router, context);
    if (context->services.forecast)
        addForecastRoutes(router, context);
    addDescriptionRoutes(router);
}

} // namespace

struct ApiServer::Private {
    ApiServices services;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<AuditWriter> auditWriter; ///< null: nothing is put down; outlives the pool's work
    QThreadPool pool;
    EventStreams streams;
    QThreadPool talks; ///< apart: questions that wait for a model must not hold up who wants to read
    std::unique_ptr<JobBackend> jobs;
    std::shared_ptr<MeasuredQueue> measuredQueue = std::make_shared<MeasuredQueue>();
    Router router;
    std::unique_ptr<AccessGuard> guard;
    QString scheme;
    QString host;
    std::unique_ptr<HttpServer> http; ///< goes first

    /// Of this process alone: no other server may do the same work.
    [[nodiscard]] Status beginQueue(std::shared_ptr<JobRepository> repository, const ApiServices &by,
                                    const ApiOptions &options);
    [[nodiscard]] ServerHandler handler();
    [[nodiscard]] std::optional<ServerResponse> admit(ServerRequest &head);
    void handle(const ServerRequest &request, const ResponseWriter &writer);
    void done(const ServedRequest &served);
    /// Puts down who asked for what, unless it was only to read.
    void audit(const ServedRequest &served, const Admission &admission);
};

Status ApiServer::Private::beginQueue(std::shared_ptr<JobRepository> repository, const ApiServices &by,
                                      const ApiOptions &options)
{
    lock = std::make_unique<QLockFile>(QDir(options.storeFolder).filePath(QStringLiteral("serve.lock")));
    lock->setStaleLockTime(0);
    if (!lock->tryLock())
        return fail(
            ErrorCode::Busy,
            QCoreApplication::translate("Server", "Another server works on these stores; this one did not start."),
            QCoreApplication::translate("Server", "End it, or give this one a data folder or engagement of its "
                                                  "own."));
    withdrawFromOthers(lock->fileName());
    if (const auto interrupted = repository->interruptAll(by.clock->nowUtc()); !interrupted)
        return tl::unexpected(interrupted.error());
    else if (*interrupted > 0)
        qCInfo(lcServer) << *interrupted << "jobs were interrupted by the end of the server before";
    auto keep = [reports = by.reports](const Report &report) {
        auto kept = reports->keep(report);
        if (!kept)
            qCWarning(lcServer) << "a report could not be kept:" << kept.error().message;
        return kept;
    };
    jobs = std::make_unique<JobQueue>(std::move(repository), by.analyse, std::move(keep), by.clock, options.jobs);
    return {};
}

ServerHandler ApiServer::Private::handler()
{
    ServerHandler handler;
    handler.admit = [this](ServerRequest &head) { return admit(head); };
    handler.handle = [this](const ServerRequest &request, const ResponseWriter &writer) { handle(request, writer); };
    handler.refuse = [](int status, const QString &detail) { return problem(status, detail); };
    handler.done = [this](const ServedRequest &served) { done(served); };
    handler.lagged = [metrics = services.metrics](std::chrono::nanoseconds lag) {
        metrics->loopLagged("server", std::chrono::duration<double>(lag).count());
    };
    return handler;
}

std::optional<ServerResponse> ApiServer::Private::admit(ServerRequest &head)
{
    services.metrics->requestBegan();
    auto admission = std::make_shared<Admission>();
    admission->match = router.find(head.method, head.path);
    auto decision = guard->decide(head, admission->match.route);
    admission->caller = std::move(decision.caller);
    const auto *route = admission->match.route;
    head.tag = std::move(admission);
    if (decision.refusal)
        return std::move(decision.refusal);
    // Never unpacked: a small body could be any size.
    if (const auto encoding = head.header("Content-Encoding").toLower(); !encoding.isEmpty() && encoding != "identity")
        return problem(415, QCoreApplication::translate("Server", "The body must not be compressed."))
            .with("Accept-Encoding", "identity");
    if (!route || (route->method != "POST" && route->method != "PATCH"))
        return std::nullopt;
    // No form of a web page can send this type.
    const auto type = head.header("Content-Type").toLower();
    if (!type.isEmpty() && type != "application/json" && !type.startsWith("application/json;"))
        return problem(415, QCoreApplication::translate("Server", "The body must be application/json."));
    return std::nullopt;
}

void ApiServer::Private::handle(const ServerRequest &request, const ResponseWriter &writer)
{
    const auto admission = std::static_pointer_cast<const Admission>(request.tag);
    const ApiCall call{request, admission->match.parameters, admission->caller, writer};
    if (admission->match.route)
        return admission->match.route->handle(call);
    if (admission->match.allowed.isEmpty())
        return reply(call, problem(404, QCoreApplication::translate("Server", "There is nothing at this path.")));
    reply(call, problem(405, QCoreApplication::translate("Server", "This path has other methods."))
                    .with("Allow", admission->match.allowed.join(", ")));
}

void ApiServer::Private::done(const ServedRequest &served)
{
    const auto admission = std::static_pointer_cast<const Admission>(served.request.tag);
    const auto *route = admission ? admission->match.route : nullptr;
    const auto pattern = route ? route->pattern.toLatin1() : QByteArray("other");
    const auto seconds = std::chrono::duration<double>(served.duration).count();
    constexpr int FirstError = 400;
    // Strangers could fill it: they are in the log file alone.
    const bool isKnown = admission && !admission->caller.name.isEmpty();
    if (auditWriter && isKnown && route && route->scope && *route->scope != AccessScope::Read)
        audit(served, *admission);
    if (!admission)
        services.metrics->requestBegan(); // broken before it could be admitted
    services.metrics->requestEnded(pattern, methodLabel(served.request.method), served.status < FirstError, seconds);
    // Probes and scrapes that went well would fill the log by themselves.
    const bool isProbe = route && !route->scope && served.status < FirstError;
    if (isProbe && !lcServer().isDebugEnabled())
        return;
    QString line;
    QDebug(&line).noquote() << "request" << served.request.id << served.request.method << pattern << served.status
                            << served.bytesSent << "bytes" << QString::number(seconds * 1'000, 'f', 1) << "ms"
                            << served.request.peer << (admission ? admission->caller.name : QString());
    if (isProbe)
        qCDebug(lcServer).noquote() << line;
    else
        qCInfo(lcServer).noquote() << line;
}

void ApiServer::Private::audit(const ServedRequest &served, const Admission &admission)
{
    AuditEntry entry;
    entry.at = services.clock->nowUtc();
    entry.actor = admission.caller.name;
    entry.action =
        QStringLiteral("%1 %2").arg(QString::fromLatin1(served.request.method), admission.match.route->pattern);
    entry.object = admission.match.parameters.value(QStringLiteral("id"));
    entry.engagement = services.engagement;
    entry.outcome = QString::number(served.status);
    entry.origin = QString::fromLatin1(served.request.peer);
    auditWriter->put(entry);
}

ApiServer::ApiServer(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

ApiServer::~ApiServer()
{
    d->http->stop();
    d->measuredQueue->use(nullptr);
    d->jobs.reset();
    d->talks.waitForDone();
    d->pool.waitForDone();
}

Result<std::unique_ptr<ApiServer>> ApiServer::start(ApiOptions options, ApiServices services,
                                                    std::shared_ptr<JobRepository> jobs, bool isInsecure)
{
    if (const auto allowed = checkExposure(options, isInsecure); !allowed)
        return tl::unexpected(allowed.error());
    auto tokens = AccessTokens::open(options.dataDir);
    if (!tokens)
        return tl::unexpected(tokens.error());
    auto made = std::make_unique<Private>();
    constexpr qint64 KeptDays = 30;
    (void)jobs->removeOlderThan(services.clock->nowUtc().addDays(-KeptDays));
    if (services.team)
        made->jobs = services.team();
    else if (const auto begun = made->beginQueue(std::move(jobs), services, options); !begun)
        return tl::unexpected(begun.error());

    made->services = services;
    if (services.audit)
        made->auditWriter = std::make_unique<AuditWriter>(services.audit, &made->pool);
    constexpr int Readers = 4;
    made->pool.setMaxThreadCount(Readers);
    constexpr int Talks = 12; // twice as many as the network layer sends to a model at once
    made->talks.setMaxThreadCount(Talks);
    made->guard = std::make_unique<AccessGuard>(
        options.access, *std::move(tokens), services.clock,
        services.users ? std::make_shared<UserCallers>(services.users, services.engagement, services.clock) : nullptr);
    const auto context = std::make_shared<RouteContext>(
        RouteContext{services, *made->jobs, made->streams, made->pool, made->talks, services.clock->steadyNow()});
    addRoutes(made->router, context);

    options.server.headers += commonHeaders();
    made->scheme = options.server.certificatePath.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    made->host = options.server.host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(options.server.host)
                                                                : options.server.host;
    auto http = HttpServer::start(options.server, made->handler());
    if (!http)
        return tl::unexpected(http.error());
    made->http = *std::move(http);
    made->measuredQueue->use(made->jobs.get());
    services.metrics->addSource([queue = made->measuredQueue] { return queue->families(); });
    return std::unique_ptr<ApiServer>(new ApiServer(std::move(made)));
}

QList<ApiRoute> ApiServer::routes()
{
    ApiServices services;
    services.clock = std::make_shared<SystemClock>();
    services.desk = std::make_shared<const ReportDesk>();
    services.chat = [](const ChatQuestion &) { return Result<QJsonObject>(); };
    services.forecast = [](const ForecastOrder &, const CancellationToken &) { return Result<QJsonObject>(); };
    QThreadPool pool;
    QThreadPool talks;
    EventStreams streams;
    JobQueue jobs({}, {}, {}, services.clock, {});
    Router router;
    addRoutes(router, std::make_shared<RouteContext>(RouteContext{services, jobs, streams, pool, talks, {}}));
    return router.routes();
}

QString ApiServer::url() const
{
    return QStringLiteral("%1://%2:%3").arg(d->scheme, d->host, QString::number(port()));
}

quint16 ApiServer::port() const
{
    return d->http->port();
}

} // namespace consultantos
