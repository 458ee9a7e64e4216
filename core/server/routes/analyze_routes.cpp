// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_confidence.h"
#include "analysis/templates/report_template.h"
#include "base/json.h"
#include "model/request_check.h"
#include "report/language/report_translation.h"
#include "server/api/problem.h"
#include "server/routes/job_json.h"
#include "server/routes/routes.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos {
namespace {

Error wrongField(const QString &field, const QString &wanted)
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Server", "The field %1 must be %2.").arg(field, wanted),
            {}};
}

/// What isn't named counts nothing.
Result<RecommendationWeights> weightsOf(const QJsonValue &value)
{
    const auto wrong =
        wrongField(QStringLiteral("weights"),
                   QCoreApplication::translate("Server", "an object of numbers: impact, feasibility, risk, time"));
    if (!value.isObject())
        return tl::unexpected(wrong);
    RecommendationWeights weights{0, 0, 0, 0};
    const auto object = value.toObject();
    for (auto one = object.begin(); one != object.end(); ++one) {
        const auto name = one.key();
        auto *weight = name == QLatin1String("impact")        ? &weights.impact
                       : name == QLatin1String("feasibility") ? &weights.feasibility
                       : name == QLatin1String("risk")        ? &weights.risk
                       : name == QLatin1String("time")        ? &weights.time
                                                              : nullptr;
        if (weight == nullptr || !one->isDouble())
            return tl::unexpected(wrong);
        *weight = one->toDouble();
    }
    return weights;
}

/// The template that the body names, laid over what it says itself.
Result<AnalysisRequest> withTemplate(AnalysisRequest request, const QJsonObject &body, const ReportDesk *desk)
{
    const auto name = textOf(body, QStringLiteral("template"));
    if (!name)
        return tl::unexpected(name.error());
    if (name->isEmpty() || desk == nullptr)
        return request;
    const auto isGiven = [&body](const char *field) {
        const auto value = body.value(QLatin1String(field));
        return !value.isUndefined() && !value.isNull();
    };
    return desk->templates().find(*name).map([&](const ReportTemplate &chosen) {
        return chosen.applied(std::move(request), isGiven("frameworks"), isGiven("depth"));
    });
}

Result<AnalysisRequest> requestOf(const QJsonObject &body, const RouteContext &context)
{
    AnalysisRequest request;
    const std::array<std::pair<QString, QString *>, 7> texts{{{QStringLiteral("company"), &request.company},
                                                              {QStringLiteral("industry"), &request.industry},
                                                              {QStringLiteral("question"), &request.question},
                                                              {QStringLiteral("region"), &request.region},
                                                              {QStringLiteral("context"), &request.context},
                                                              {QStringLiteral("report_language"), &request.language},
                                                              {QStringLiteral("fade_to"), &request.fadeTo}}};
    for (const auto &[name, target] : texts) {
        const auto value = textOf(body, name);
        if (!value)
            return tl::unexpected(value.error());
        *target = *value;
    }
    if (const auto value = body.value(QStringLiteral("frameworks")); !value.isUndefined() && !value.isNull()) {
        const auto names = value.toArray();
        const bool isList = value.isArray() && std::all_of(names.begin(), names.end(), [](const auto &name) {
                                return name.isString();
                            });
        if (!isList)
            return tl::unexpected(
                wrongField(QStringLiteral("frameworks"), QCoreApplication::translate("Server", "a list of names")));
        request.frameworks = json::toStrings(value);
    }
    if (const auto value = body.value(QStringLiteral("depth")); !value.isUndefined() && !value.isNull()) {
        const auto depth = depthFromName(value.toString());
        if (!depth)
            return tl::unexpected(depth.error());
        request.depth = *depth;
    }
    if (const auto value = body.value(QStringLiteral("market_cap")); !value.isUndefined() && !value.isNull()) {
        if (!value.isDouble())
            return tl::unexpected(
                wrongField(QStringLiteral("market_cap"), QCoreApplication::translate("Server", "a number")));
        request.marketCap = value.toDouble();
    }
    if (const auto value = body.value(QStringLiteral("forecast_years")); !value.isUndefined() && !value.isNull()) {
        const double years = value.toDouble(-1);
        if (!value.isDouble() || years < 0 || years > AnalysisRequest::MostForecastYears || years != std::floor(years))
            return tl::unexpected(wrongField(QStringLiteral("forecast_years"),
                                             QCoreApplication::translate("Server", "a whole number from 0 to %1")
                                                 .arg(AnalysisRequest::MostForecastYears)));
        request.forecastYears = static_cast<int>(years);
    }
    if (const auto value = body.value(QStringLiteral("weights")); !value.isUndefined() && !value.isNull()) {
        const auto weights = weightsOf(value);
        if (!weights)
            return tl::unexpected(weights.error());
        request.weights = *weights;
    }
    const auto known = context.services.frameworks ? context.services.frameworks() : AnalysisRequest::knownFrameworks();
    return withTemplate(request, body, context.services.desk.get()).and_then([&known](const AnalysisRequest &wanted) {
        return validatedAmong(wanted, known);
    });
}

/// A request with the language that its report is read in.
struct WordedRequest {
    AnalysisRequest request;
    Wording wording;
};

/// In the language that was asked for, or the settings' own. Reads the settings.
Result<WordedRequest> inLanguage(const RouteContext &context, AnalysisRequest request)
{
    if (!context.services.exportLook)
        return WordedRequest{std::move(request), {}};
    const auto look = context.services.exportLook();
    if (!look)
        return tl::unexpected(look.error());
    const auto wanted = request.language.isEmpty() ? look->usualLanguage : request.language.toLower();
    return look->languages.wording(wanted).map([&request](const Wording &wording) {
        request.language = wording.isEnglish() ? QString() : wording.language();
        return WordedRequest{request, wording};
    });
}

/// Of the query: not of the body, which describes the analysis.
Result<JobPriority> priorityOf(const ServerRequest &request, JobPriority fallback)
{
    const auto name = request.parameter(QStringLiteral("priority"));
    return name ? jobPriorityFromName(*name) : Result<JobPriority>(fallback);
}

QJsonArray textsOf(const QList<Claim> &claims)
{
    QJsonArray texts;
    for (const auto &claim : claims)
        texts.append(claim.text);
    return texts;
}

QJsonObject summaryOf(const Report &report)
{
    const auto &summary = report.summary;
    const auto text = [](const std::optional<Claim> &claim) { return claim ? QJsonValue(claim->text) : QJsonValue(); };
    return {{QStringLiteral("company_name"), report.company.name},
            {QStringLiteral("answer"), text(summary.answer)},
            {QStringLiteral("situation"), text(summary.situation)},
            {QStringLiteral("complication"), text(summary.complication)},
            {QStringLiteral("key_findings"), textsOf(summary.supports)},
            {QStringLiteral("risks"), textsOf(summary.risks)},
            {QStringLiteral("next_steps"), textsOf(summary.nextSteps)},
            {QStringLiteral("limits"), json::fromStrings(summary.limits)}};
}

ServerResponse answerTo(const Report &report, double seconds)
{
    const auto confidence = reportConfidence(report);
    QJsonArray frameworks;
    for (const auto &framework : report.frameworks)
        frameworks.append(framework.id);
    QJsonObject body{{QStringLiteral("status"), report.status},
                     {QStringLiteral("report_id"), report.id},
                     {QStringLiteral("report_url"), QStringLiteral("/reports/") + report.id},
                     {QStringLiteral("executive_summary"), summaryOf(report)},
                     {QStringLiteral("confidence_score"), json::fromOptional(confidence)},
                     {QStringLiteral("frameworks"), frameworks},
                     {QStringLiteral("generated_at"), timeText(report.createdAt)},
                     {QStringLiteral("execution_time_seconds"), seconds},
                     {QStringLiteral("served_from"), report.served.level}};
    QJsonArray errors;
    for (const auto &agent : report.agents) {
        if (agent.state != AgentState::Done)
            errors.append(QJsonObject{{QStringLiteral("agent"), agent.name},
                                      {QStringLiteral("state"), agentStateName(agent.state)},
                                      {QStringLiteral("error"), agent.error}});
    }
    if (!errors.isEmpty())
        body.insert(QStringLiteral("errors"), errors);
    return jsonResponse(200, body);
}

void analyze(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto request =
        bodyOf(call.request).and_then([&context](const QJsonObject &body) { return requestOf(body, *context); });
    if (!request)
        return reply(call, problem(request.error()));
    const auto startedAt = context->services.clock->steadyNow();
    // Somebody waits for it.
    const auto priority = priorityOf(call.request, JobPriority::High);
    if (!priority)
        return reply(call, problem(priority.error()));
    JobOrder order{*request, call.caller.name, {}, *priority};
    workFor(context, context->pool, call, [context, call, order = std::move(order), startedAt]() mutable {
        const auto worded = inLanguage(*context, order.request);
        if (!worded)
            return reply(call, problem(worded.error()));
        order.request = worded->request;
        const auto answer = [context, call, startedAt, wording = worded->wording](const Result<Report> &report) {
            if (!report)
                return reply(call, problem(report.error()));
            const auto duration = std::chrono::duration<double>(context->services.clock->steadyNow() - startedAt);
            reply(call, answerTo(translated(*report, wording).report, duration.count()));
        };
        context->jobs.run(order, call.request.cancel, answer);
    });
}

void analyzeLater(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto request =
        bodyOf(call.request).and_then([&context](const QJsonObject &body) { return requestOf(body, *context); });
    if (!request)
        return reply(call, problem(request.error()));
    const auto key = QString::fromLatin1(call.request.header("Idempotency-Key"));
    constexpr qsizetype LongestKey = 200;
    if (key.size() > LongestKey)
        return reply(
            call,
            problem(422,
                    QCoreApplication::translate("Server", "The idempotency key is longer than %1.").arg(LongestKey)));
    const auto priority = priorityOf(call.request, JobPriority::Normal);
    if (!priority)
        return reply(call, problem(priority.error()));
    workFor(context, context->pool, call,
            [context, call, order = JobOrder{*request, call.caller.name, key, *priority}]() mutable {
                const auto worded = inLanguage(*context, order.request);
                if (!worded)
                    return reply(call, problem(worded.error()));
                order.request = worded->request;
                const auto job = context->jobs.submit(order);
                if (!job)
                    return reply(call, problem(job.error()));
                const auto url = QStringLiteral("/jobs/%1/status").arg(job->id);
                reply(call, jsonResponse(202, {{QStringLiteral("job_id"), job->id},
                                               {QStringLiteral("status"), jobStateName(job->state)},
                                               {QStringLiteral("status_url"), url}})
                                .with("Location", url.toLatin1()));
            });
}

/// Server-sent events: "agent" for each change, "done" at the end.
void showProgress(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto id = call.parameters.value(QStringLiteral("id"));
    workFor(context, context->pool, call, [context, call, id] {
        if (const auto job = context->jobs.find(id); !job)
            return reply(call, problem(job.error()));
        (void)context->jobs.listen(
            id, [stream = context->streams.open(call.writer)](const Job &job, const AgentEvent *event) {
                if (event) {
                    (void)stream->send("agent", toJson(*event));
                    return;
                }
                (void)stream->send("done", toJson(job));
                stream->end();
            });
    });
}

} // namespace

void addAnalyzeRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    router.add({"POST", QStringLiteral("/analyze"), AccessScope::Run,
                [context](const ApiCall &call) { analyze(context, call); }});
    router.add({"POST", QStringLiteral("/analyze/async"), AccessScope::Run,
                [context](const ApiCall &call) { analyzeLater(context, call); }});
    router.add({"GET", QStringLiteral("/analyze/{id}/progress"), AccessScope::Read,
                [context](const ApiCall &call) { showProgress(context, call); }});
}

} // namespace consultantos
