// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/quality/report_reviews.h"
#include "base/clock.h"
#include "metrics/program_metrics.h"
#include "model/answer.h"
#include "report/export_options.h"
#include "server/api/router.h"
#include "server/routes/event_streams.h"
#include "storage/audit_log.h"
#include "storage/report_repository.h"
#include "storage/user_repository.h"
#include "team/job_backend.h"

#include <QDateTime>
#include <QJsonObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace consultantos {

class CompanyComparer;
class MonitorService;
class ReportEditor;
class ReportTemplates;
struct ForecastOrder;

/// What is done with reports of the library beyond reading them. No member is empty; used by several threads at once.
struct ReportDesk {
    std::shared_ptr<const ReportEditor> editor;
    std::shared_ptr<const CompanyComparer> comparer;
    ReportReviewer review;
    std::function<ReportTemplates()> templates; ///< those that there are now; reads files
};

/// One question of a conversation, as the API takes it.
struct ChatQuestion {
    QString query;
    QString conversationId; ///< empty: a new one
    QString company;        ///< empty: whichever the question names
    CancellationToken cancel;
};

/// What the API answers with. Everything in it outlives the server; it is used by several threads at once.
struct ApiServices {
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<ReportRepository> reports;
    std::shared_ptr<ProgramMetrics> metrics;
    AnalyseJob analyse;
    std::function<Result<ExportOptions>()> exportLook{}; ///< of documents made of reports; empty: the program's own
    std::function<QStringList()> frameworks{}; ///< ids of those that there are; empty: those that come with the program
    std::shared_ptr<const ReportDesk> desk{};  ///< null: reports are only read
    std::shared_ptr<MonitorService> monitors{}; ///< null: none are kept here
    /// Makes who does what is ordered, of a team. Empty: this process does it.
    std::function<std::unique_ptr<JobBackend>()> team{};
    std::shared_ptr<const UserRepository> users{}; ///< null: there are none but those of tokens
    std::shared_ptr<AuditLog> audit{};             ///< who did what; null: it isn't put down
    /// Lets the calling thread speak for a user at the store until what it gives goes, if he may read there or, with
    /// `writes`, change something; Denied if not. Empty: the store knows no users.
    std::function<Result<std::shared_ptr<void>>(const QString &user, bool writes)> speakFor{};
    QString engagement{}; ///< whose stores these are; empty: the data folder's own
    /// {response, conversation_id, sources[…], timestamp}; waits for stores and models.
    std::function<Result<QJsonObject>(const ChatQuestion &question)> chat;
    /// See ForecastService::forecast(); may take seconds. Empty: there are no forecasts.
    std::function<Result<QJsonObject>(const ForecastOrder &order, const CancellationToken &cancel)> forecast{};
    /// What is wrong with stores and servers that the work needs; empty: nothing.
    std::function<QStringList()> faults;
};

/// What the routes of one server share.
struct RouteContext {
    ApiServices services;
    JobBackend &jobs;
    EventStreams &streams;
    QThreadPool &pool;                     ///< for what reads stores
    QThreadPool &talks;                    ///< for what may wait for a language model
    std::chrono::nanoseconds startedAt{0}; ///< of the steady clock
};

void addHealthRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
void addMetricsRoute(Router &router, const std::shared_ptr<RouteContext> &context);
void addAnalyzeRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
void addJobRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
void addReportRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
/// Reviews, edits, answers and differences of reports, companies beside each other; where ApiServices::desk is set.
void addReportDeskRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
/// Monitors and alerts.
void addMonitorRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
/// Where ApiServices::forecast is set.
void addForecastRoutes(Router &router, const std::shared_ptr<RouteContext> &context);
void addChatRoute(Router &router, const std::shared_ptr<RouteContext> &context);
/// The OpenAPI description of all of them, and a page of it.
void addDescriptionRoutes(Router &router);

/// The JSON object of a request's body; a problem if it is none.
[[nodiscard]] Result<QJsonObject> bodyOf(const ServerRequest &request);
/// A field of a body that may be left out; InvalidArgument names one that is no text.
[[nodiscard]] Result<QString> textOf(const QJsonObject &body, const QString &name);
/// As it is now; NotFound for one that was removed, too.
[[nodiscard]] Result<Report> keptReport(const RouteContext &context, const QString &id);
/// A number of the query from `least` to `most`; InvalidArgument names it.
[[nodiscard]] Result<int> numberOf(const ServerRequest &request, const QString &name, int fallback, int least,
                                   int most);
/// Which page of a list is asked for.
struct PageAsked {
    int limit = 0;  ///< 1 to 200
    int offset = 0; ///< 0 with a cursor
    QString cursor; ///< of the page before; empty: none
};
/// By the query's limit, offset and cursor. InvalidArgument names what is wrong.
[[nodiscard]] Result<PageAsked> pageAsked(const ServerRequest &request);
/// Puts "next_cursor" into a list's JSON, and answers with it and with a link to the next page; `path` has its query
/// already.
[[nodiscard]] ServerResponse pageResponse(QJsonObject body, const QString &path, const QString &cursor);
/// ISO 8601 in UTC, with milliseconds and "Z"; null if it isn't valid.
[[nodiscard]] QJsonValue timeText(const QDateTime &time);
/// Runs `work` in the pool, at the store for the user who calls; what he has no right to there is refused with 403.
void workFor(const std::shared_ptr<RouteContext> &context, QThreadPool &pool, const ApiCall &call,
             std::function<void()> work);
/// Encodes (see encodedFor()) and sends.
void reply(const ApiCall &call, ServerResponse response);

} // namespace consultantos
