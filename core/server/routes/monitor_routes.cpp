// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/monitor_service.h"
#include "base/json.h"
#include "report/digest_renderer.h"
#include "server/api/problem.h"
#include "server/routes/monitor_body.h"
#include "server/routes/routes.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

using Answer = std::function<ServerResponse(MonitorService &service, const ApiCall &call)>;

ServerResponse fresh(int status, const QJsonObject &body)
{
    return jsonResponse(status, body).with("Cache-Control", "no-store");
}

template <typename T>
ServerResponse answerWith(const Result<T> &result)
{
    return result ? fresh(200, toJson(*result)) : problem(result.error());
}

/// Answers in a thread of `pool`.
std::function<void(ApiCall)> on(const std::shared_ptr<RouteContext> &context, QThreadPool &pool, const Answer &answer)
{
    return [context, &pool, answer](const ApiCall &call) {
        workFor(context, pool, call, [context, answer, call] {
            const auto &service = context->services.monitors;
            reply(call, service ? answer(*service, call)
                                : problem(503, QCoreApplication::translate("Server", "There are no monitors here.")));
        });
    };
}

QString idOf(const ApiCall &call)
{
    return call.parameters.value(QStringLiteral("id"));
}

ServerResponse listMonitors(const MonitorService &service)
{
    const auto monitors = service.monitors();
    return monitors ? fresh(200, {{QStringLiteral("monitors"), json::fromList(*monitors)}}) : problem(monitors.error());
}

ServerResponse addMonitor(MonitorService &service, const ApiCall &call)
{
    const auto body = bodyOf(call.request);
    if (!body)
        return problem(body.error());
    const auto wanted = monitorOfBody(*body, {});
    if (!wanted)
        return problem(wanted.error());
    auto monitor = *wanted;
    monitor.user = call.caller.name;
    if (monitor.companyId.trimmed().isEmpty())
        return problem({ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Server", "The field %1 must be %2.")
                            .arg(QStringLiteral("company"), QCoreApplication::translate("Server", "a text")),
                        {}});
    const auto added = service.add(monitor);
    return added ? fresh(201, toJson(*added)).with("Location", "/monitors/" + added->id.toLatin1())
                 : problem(added.error());
}

ServerResponse editMonitor(MonitorService &service, const ApiCall &call)
{
    const auto body = bodyOf(call.request);
    if (!body)
        return problem(body.error());
    const auto stored = service.monitor(idOf(call));
    if (!stored)
        return problem(stored.error());
    if (body->contains(QLatin1String("company")))
        return problem({ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Server", "A monitor keeps its company; add another one."),
                        {}});
    const auto wanted = monitorOfBody(*body, *stored);
    if (!wanted)
        return problem(wanted.error());
    auto edited = service.edit(*wanted);
    if (edited && edited->isActive != wanted->isActive)
        edited = service.setActive(edited->id, wanted->isActive);
    return answerWith(edited);
}

ServerResponse removeMonitor(MonitorService &service, const ApiCall &call)
{
    const auto stored = service.monitor(idOf(call));
    if (!stored)
        return problem(stored.error());
    if (const auto removed = service.remove(stored->id); !removed)
        return problem(removed.error());
    ServerResponse response;
    response.status = 204;
    return response;
}

ServerResponse checkMonitor(MonitorService &service, const ApiCall &call)
{
    const auto check = service.check(idOf(call), call.request.cancel);
    if (!check)
        return problem(check.error());
    return fresh(200, {{QStringLiteral("monitor"), toJson(check->monitor)},
                       {QStringLiteral("raised"), json::fromList(check->raised)},
                       {QStringLiteral("folded"), json::fromList(check->folded)}});
}

ServerResponse listAlerts(const MonitorService &service, const ApiCall &call)
{
    constexpr int Most = 200;
    constexpr int Usual = 50;
    const auto limit = numberOf(call.request, QStringLiteral("limit"), Usual, 1, Most);
    const auto offset = numberOf(call.request, QStringLiteral("offset"), 0, 0, 1'000'000);
    if (!limit || !offset)
        return problem(limit ? offset.error() : limit.error());
    AlertFilter filter;
    filter.monitorId = call.request.parameter(u"monitor").value_or(QString());
    if (const auto state = call.request.parameter(u"state"); state && *state != QLatin1String("all")) {
        filter.state = alertStateFromName(*state);
        if (!filter.state)
            return problem({ErrorCode::InvalidArgument,
                            QCoreApplication::translate("Server", "The field %1 must be %2.")
                                .arg(QStringLiteral("state"), QStringLiteral("open, snoozed, dismissed, all")),
                            {}});
    }
    const auto alerts = service.alerts(filter);
    if (!alerts)
        return problem(alerts.error());
    const auto next = *offset + *limit;
    return fresh(200, {{QStringLiteral("alerts"), json::fromList(alerts->mid(*offset, *limit))},
                       {QStringLiteral("total"), alerts->size()},
                       {QStringLiteral("next_offset"), next < alerts->size() ? QJsonValue(next) : QJsonValue()}});
}

Result<QDateTime> timeOf(const QString &name, const QString &text)
{
    const auto time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "The field %1 must be %2.")
                        .arg(name, QCoreApplication::translate("Server", "a time of ISO 8601")));
    return time.toUTC();
}

ServerResponse snooze(MonitorService &service, const ApiCall &call)
{
    const auto body = bodyOf(call.request);
    if (!body)
        return problem(body.error());
    const auto name = QStringLiteral("until");
    const auto until = timeOf(name, body->value(name).toString());
    return until ? answerWith(service.snooze(idOf(call), *until, call.caller.name)) : problem(until.error());
}

ServerResponse digest(const MonitorService &service, const RouteContext &context, const ApiCall &call)
{
    const auto format = digestFormatFromName(call.request.parameter(u"format").value_or(QStringLiteral("json")));
    if (!format)
        return problem(format.error());
    auto to = Result<QDateTime>(context.services.clock->nowUtc());
    if (const auto text = call.request.parameter(u"to"))
        to = timeOf(QStringLiteral("to"), *text);
    if (!to)
        return problem(to.error());
    constexpr int Week = 7;
    auto from = Result<QDateTime>(to->addDays(-Week));
    if (const auto text = call.request.parameter(u"from"))
        from = timeOf(QStringLiteral("from"), *text);
    if (!from)
        return problem(from.error());
    const auto summed = service.digest(*from, *to);
    if (!summed)
        return problem(summed.error());
    ServerResponse response;
    response.with("Content-Type", *format == DigestFormat::Json   ? "application/json"
                                  : *format == DigestFormat::Html ? "text/html; charset=utf-8"
                                                                  : "text/markdown; charset=utf-8");
    response.with("Cache-Control", "no-store");
    if (*format == DigestFormat::Html)
        response.with("Content-Security-Policy",
                      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    response.body = renderDigest(*summed, *format);
    return response;
}

ServerResponse listUnsent(const MonitorService &service, const ApiCall &)
{
    const auto unsent = service.unsent();
    return unsent ? fresh(200, {{QStringLiteral("unsent"), json::fromList(*unsent, summaryOf)}})
                  : problem(unsent.error());
}

ServerResponse sendAgain(MonitorService &service, const ApiCall &call)
{
    const auto left = service.sendAgain(idOf(call), call.request.cancel);
    if (!left)
        return problem(left.error());
    return fresh(200, {{QStringLiteral("sent"), !left->has_value()},
                       {QStringLiteral("unsent"), *left ? QJsonValue(summaryOf(**left)) : QJsonValue()}});
}

ServerResponse discardUnsent(MonitorService &service, const ApiCall &call)
{
    if (const auto discarded = service.discardSending(idOf(call)); !discarded)
        return problem(discarded.error());
    ServerResponse response;
    response.status = 204;
    return response;
}

void addSendingRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    router.add({"GET", QStringLiteral("/alerts/unsent"), AccessScope::Read, on(context, context->pool, listUnsent)});
    router.add(
        {"POST", QStringLiteral("/alerts/unsent/{id}/send"), AccessScope::Run, on(context, context->talks, sendAgain)});
    router.add(
        {"DELETE", QStringLiteral("/alerts/unsent/{id}"), AccessScope::Run, on(context, context->pool, discardUnsent)});
}

void addAlertRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    auto &pool = context->pool;
    router.add({"GET", QStringLiteral("/alerts"), AccessScope::Read, on(context, pool, listAlerts)});
    router.add({"GET", QStringLiteral("/alerts/digest"), AccessScope::Read,
                on(context, pool, [context](const MonitorService &service, const ApiCall &call) {
                    return digest(service, *context, call);
                })});
    router.add({"GET", QStringLiteral("/alerts/{id}"), AccessScope::Read,
                on(context, pool, [](const MonitorService &service, const ApiCall &call) {
                    return answerWith(service.alert(idOf(call)));
                })});
    router.add({"POST", QStringLiteral("/alerts/{id}/snooze"), AccessScope::Run, on(context, pool, snooze)});
    router.add({"POST", QStringLiteral("/alerts/{id}/dismiss"), AccessScope::Run,
                on(context, pool, [](MonitorService &service, const ApiCall &call) {
                    return answerWith(service.dismiss(idOf(call), call.caller.name));
                })});
    router.add({"POST", QStringLiteral("/alerts/{id}/reopen"), AccessScope::Run,
                on(context, pool, [](MonitorService &service, const ApiCall &call) {
                    return answerWith(service.reopen(idOf(call), call.caller.name));
                })});
}

} // namespace

void addMonitorRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    auto &pool = context->pool;
    router.add(
        {"GET", QStringLiteral("/monitors"), AccessScope::Read,
         on(context, pool, [](const MonitorService &service, const ApiCall &) { return listMonitors(service); })});
    router.add({"POST", QStringLiteral("/monitors"), AccessScope::Run, on(context, pool, addMonitor)});
    router.add({"GET", QStringLiteral("/monitors/{id}"), AccessScope::Read,
                on(context, pool, [](const MonitorService &service, const ApiCall &call) {
                    return answerWith(service.monitor(idOf(call)));
                })});
    router.add({"PATCH", QStringLiteral("/monitors/{id}"), AccessScope::Run, on(context, pool, editMonitor)});
    router.add({"DELETE", QStringLiteral("/monitors/{id}"), AccessScope::Admin, on(context, pool, removeMonitor)});
    // A check asks sources of the network, too.
    router.add(
        {"POST", QStringLiteral("/monitors/{id}/check"), AccessScope::Run, on(context, context->talks, checkMonitor)});
    addSendingRoutes(router, context);
    addAlertRoutes(router, context);
}

} // namespace consultantos
