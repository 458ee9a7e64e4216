// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/templates/report_template.h"
#include "base/json.h"
#include "report/report_file.h"
#include "server/api/problem.h"
#include "server/routes/routes.h"

#include <QCoreApplication>
#include <QUrl>

namespace consultantos {
namespace {

QJsonObject summaryJson(const ReportSummary &summary)
{
    return {{QStringLiteral("report_id"), summary.id},
            {QStringLiteral("report_url"), QStringLiteral("/reports/") + summary.id},
            {QStringLiteral("created_at"), timeText(summary.createdAt)},
            {QStringLiteral("company"), summary.companyName},
            {QStringLiteral("question"), summary.question},
            {QStringLiteral("frameworks"), json::fromStrings(summary.frameworks)},
            {QStringLiteral("depth"), summary.depth},
            {QStringLiteral("status"), summary.status},
            {QStringLiteral("execution_time_seconds"), summary.durationS}};
}

QByteArray typeOf(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return "application/json";
    case ReportFormat::Markdown:
        return "text/markdown; charset=utf-8";
    case ReportFormat::Html:
        return "text/html; charset=utf-8";
    case ReportFormat::Pdf:
        return "application/pdf";
    case ReportFormat::Docx:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case ReportFormat::Xlsx:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case ReportFormat::Pptx:
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    }
    return "application/octet-stream";
}

ServerResponse listed(const RouteContext &context, const ReportFilter &filter)
{
    const auto page = context.services.reports->page(filter);
    if (!page)
        return problem(page.error());
    const auto total = context.services.reports->count(filter);
    if (!total)
        return problem(total.error());
    const auto next = filter.offset + static_cast<int>(page->reports.size());
    // By cursor it isn't known how many reports are before.
    const bool isByOffset = filter.cursor.isEmpty() && next < *total;
    auto path = QStringLiteral("/reports?limit=%1").arg(filter.limit);
    if (!filter.text.isEmpty())
        path += QStringLiteral("&q=") + QString::fromLatin1(QUrl::toPercentEncoding(filter.text));
    return pageResponse({{QStringLiteral("reports"), json::fromList(page->reports, summaryJson)},
                         {QStringLiteral("total"), *total},
                         {QStringLiteral("next_offset"), isByOffset ? QJsonValue(next) : QJsonValue()}},
                        path, page->cursor);
}

void listReports(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto asked = pageAsked(call.request);
    if (!asked)
        return reply(call, problem(asked.error()));
    ReportFilter filter;
    filter.text = call.request.parameter(QStringLiteral("q")).value_or(QString());
    filter.limit = asked->limit;
    filter.offset = asked->offset;
    filter.cursor = asked->cursor;
    workFor(context, context->pool, call, [context, call, filter] { reply(call, listed(*context, filter)); });
}

struct Wanted {
    ReportFormat format = ReportFormat::Json;
    QString language;       ///< empty: the one that the report was asked for in
    QString reportTemplate; ///< id of one; empty: the report's own
};

ServerResponse rendered(const RouteContext &context, const QString &id, const Wanted &wanted)
{
    const auto &[format, language, templateId] = wanted;
    auto report = keptReport(context, id);
    if (!report)
        return problem(report.error());
    if (!templateId.isEmpty() && context.services.desk) {
        const auto chosen = context.services.desk->templates().find(templateId);
        if (!chosen)
            return problem(chosen.error());
        report->request.layout = chosen->layout;
    }
    const bool isEnglish =
        language == QLatin1String("en") || (language.isEmpty() && report->request.language.isEmpty());
    // English text has no look, but the administrator's policy holds for it, too.
    auto look = (isBinary(format) || !isEnglish) && context.services.exportLook ? context.services.exportLook()
                                                                                : exportPolicy();
    if (!look)
        return problem(look.error());
    look->language = language;
    auto bytes = renderReport(*report, format, *look);
    if (!bytes)
        return problem(bytes.error());
    ServerResponse response;
    response.with("Content-Type", typeOf(format)).with("Cache-Control", "private, no-cache");
    // A report's page runs nothing and loads nothing; nobody may frame it.
    if (format == ReportFormat::Html)
        response.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                                 "frame-ancestors 'none'");
    response.body = *std::move(bytes);
    return response;
}

void showReport(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    const auto format =
        reportFormatFromName(call.request.parameter(QStringLiteral("format")).value_or(QStringLiteral("json")));
    if (!format)
        return reply(call, problem(format.error()));
    const Wanted wanted{*format, call.request.parameter(QStringLiteral("language")).value_or(QString()),
                        call.request.parameter(QStringLiteral("template")).value_or(QString())};
    workFor(context, context->pool, call, [context, call, wanted] {
        reply(call, rendered(*context, call.parameters.value(QStringLiteral("id")), wanted));
    });
}

void removeReport(const std::shared_ptr<RouteContext> &context, const ApiCall &call)
{
    workFor(context, context->pool, call, [context, call] {
        const auto removed = context->services.reports->remove(call.parameters.value(QStringLiteral("id")),
                                                               context->services.clock->nowUtc());
        if (!removed)
            return reply(call, problem(removed.error()));
        ServerResponse response;
        response.status = 204;
        reply(call, response);
    });
}

} // namespace

Result<Report> keptReport(const RouteContext &context, const QString &id)
{
    const auto summary = context.services.reports->summary(id);
    if (!summary)
        return tl::unexpected(summary.error());
    if (summary->deletedAt)
        return fail(ErrorCode::NotFound, QCoreApplication::translate("Server", "This report was removed."));
    return context.services.reports->load(id);
}

void addReportRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    router.add({"GET", QStringLiteral("/reports"), AccessScope::Read,
                [context](const ApiCall &call) { listReports(context, call); }});
    router.add({"GET", QStringLiteral("/reports/{id}"), AccessScope::Read,
                [context](const ApiCall &call) { showReport(context, call); }});
    router.add({"DELETE", QStringLiteral("/reports/{id}"), AccessScope::Admin,
                [context](const ApiCall &call) { removeReport(context, call); }});
}

} // namespace consultantos
