// SPDX-License-Identifier: GPL-3.0-or-later
// Reviews, edits, answers and differences of kept reports; companies beside each other.
#include "agents/company_comparer.h"
#include "agents/editing/edit_history.h"
#include "agents/editing/report_editor.h"
#include "agents/editing/score_changes.h"
#include "analysis/comparing/report_difference.h"
#include "base/json.h"
#include "model/edited_report.h"
#include "server/api/problem.h"
#include "server/routes/routes.h"
#include "storage/report_edits.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace consultantos {
namespace {

using Answer = std::function<ServerResponse(const RouteContext &context, const ApiCall &call)>;

/// Answers in a thread of `pool`.
std::function<void(ApiCall)> on(const std::shared_ptr<RouteContext> &context, QThreadPool &pool, const Answer &answer)
{
    return [context, &pool, answer](const ApiCall &call) {
        workFor(context, pool, call, [context, answer, call] { reply(call, answer(*context, call)); });
    };
}

QString idOf(const ApiCall &call)
{
    return call.parameters.value(QStringLiteral("id"));
}

ServerResponse shown(const QJsonObject &body)
{
    return jsonResponse(200, body).with("Cache-Control", "private, no-cache");
}

ServerResponse fresh(const QJsonObject &body)
{
    return jsonResponse(200, body).with("Cache-Control", "no-store");
}

tl::unexpected<Error> wrongField(const QString &field, const QString &wanted)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Server", "The field %1 must be %2.").arg(field, wanted));
}

/// Somebody else's step came between: that is the report's state, not the server's.
ServerResponse refused(const Error &error)
{
    if (error.code != ErrorCode::Busy)
        return problem(error);
    return problem(409, error.detail.isEmpty() ? error.message : error.message + QLatin1Char(' ') + error.detail,
                   errorCodeName(error.code));
}

/// In whose name something is done: a user's own always, else the one that the body gives, or the token's.
Result<QString> actorOf(const ApiCall &call, const QJsonObject &body, const QString &field)
{
    return textOf(body, field).and_then([&](const QString &given) -> Result<QString> {
        const auto name = given.simplified();
        if (call.caller.isUser && !name.isEmpty() && name != call.caller.name)
            return fail(ErrorCode::Denied,
                        QCoreApplication::translate("Server", "A user acts in his own name; leave %1 out.").arg(field));
        return name.isEmpty() ? call.caller.name : name;
    });
}

Result<std::optional<double>> numberIn(const QJsonObject &body, const QString &name)
{
    const auto value = body.value(name);
    if (value.isUndefined() || value.isNull())
        return std::optional<double>();
    if (!value.isDouble() || !std::isfinite(value.toDouble()))
        return wrongField(name, QCoreApplication::translate("Server", "a number"));
    return std::optional<double>(value.toDouble());
}

ServerResponse showReview(const RouteContext &context, const ApiCall &call)
{
    // A report is old by the day on which somebody reads it.
    const auto review = keptReport(context, idOf(call)).and_then([&](const Report &report) {
        return context.services.desk->review(
            report, std::max(context.services.clock->nowUtc().date(), report.createdAt.date()));
    });
    return review ? shown(toJson(*review)) : problem(review.error());
}

ServerResponse settleFinding(const RouteContext &context, const ApiCall &call)
{
    const auto body = bodyOf(call.request);
    if (!body)
        return problem(body.error());
    const auto finding = textOf(*body, QStringLiteral("finding"));
    const auto reason = textOf(*body, QStringLiteral("because"));
    const auto by = actorOf(call, *body, QStringLiteral("by"));
    for (const auto *text : {&finding, &reason, &by}) {
        if (!*text)
            return problem(text->error());
    }
    const auto takesBack = body->value(QStringLiteral("take_back"));
    if (!takesBack.isUndefined() && !takesBack.isBool())
        return problem(
            wrongField(QStringLiteral("take_back"), QCoreApplication::translate("Server", "true or false")).value());
    const auto &editor = *context.services.desk->editor;
    const auto report = keptReport(context, idOf(call)).and_then([&](const Report &) {
        return takesBack.toBool() ? editor.unsettle(idOf(call), *finding)
                                  : editor.settle(idOf(call), *finding, *reason, *by);
    });
    if (!report)
        return refused(report.error());
    return report->quality ? fresh(toJson(*report->quality))
                           : problem(409, QCoreApplication::translate("Server", "The report has no review any more."));
}

ServerResponse showDifference(const RouteContext &context, const ApiCall &call)
{
    const auto before = keptReport(context, idOf(call));
    if (!before)
        return problem(before.error());
    const auto after = keptReport(context, call.parameters.value(QStringLiteral("other")));
    if (!after)
        return problem(after.error());
    return shown(toJson(differenceOf(*before, *after)));
}

Result<QJsonObject> editsOf(const RouteContext &context, const Report &report)
{
    return context.services.desk->editor->history(report.id).map([&](const QList<EditEntry> &history) {
        return QJsonObject{
            {QStringLiteral("report_id"), report.id},
            {QStringLiteral("edits"),
             json::fromList(report.edits, [](const ReportEdit &edit) { return toJson(edit); })},
            {QStringLiteral("history"), json::fromList(history, [](const EditEntry &one) { return historyJson(one); })},
            {QStringLiteral("verified"), report.quality ? QJsonValue(report.quality->isVerified()) : QJsonValue()}};
    });
}

QJsonObject placeJson(const EditPlace &place)
{
    return {{QStringLiteral("kind"), editKindName(place.kind)},
            {QStringLiteral("target"), place.target},
            {QStringLiteral("title"), place.title},
            {QStringLiteral("shown"), place.shown},
            {QStringLiteral("computed"), place.base}};
}

ServerResponse showEdits(const RouteContext &context, const ApiCall &call)
{
    const auto report = keptReport(context, idOf(call));
    if (!report)
        return problem(report.error());
    auto body = editsOf(context, *report);
    if (!body)
        return problem(body.error());
    body->insert(QStringLiteral("places"), json::fromList(editPlaces(*report), placeJson));
    return shown(*body);
}

Result<EditKind> kindOf(const QJsonObject &body)
{
    const auto name = textOf(body, QStringLiteral("kind"));
    if (!name)
        return tl::unexpected(name.error());
    const auto kind = editKindFromName(*name);
    if (kind && *kind != EditKind::Answer)
        return *kind;
    return wrongField(QStringLiteral("kind"), QStringLiteral("text, score, weight"));
}

/// The fields of a body that are texts, each into its place.
Status readTexts(const QJsonObject &body, std::initializer_list<std::pair<QString, QString *>> places)
{
    for (const auto &[name, target] : places) {
        const auto text = textOf(body, name);
        if (!text)
            return tl::unexpected(text.error());
        *target = *text;
    }
    return {};
}

/// What "set" wants at a place.
Result<EditWish> wishOf(const ApiCall &call, const QJsonObject &body)
{
    const auto kind = kindOf(body);
    if (!kind)
        return tl::unexpected(kind.error());
    EditWish wish;
    wish.kind = *kind;
    if (const auto read = readTexts(body, {{QStringLiteral("target"), &wish.target},
                                           {QStringLiteral("text"), &wish.text},
                                           {QStringLiteral("note"), &wish.note}});
        !read)
        return tl::unexpected(read.error());
    const auto author = actorOf(call, body, QStringLiteral("author"));
    if (!author)
        return tl::unexpected(author.error());
    wish.author = *author;
    const auto shown = textOf(body, QStringLiteral("shown"));
    if (!shown)
        return tl::unexpected(shown.error());
    if (!shown->isNull())
        wish.shown = *shown;
    const auto value = numberIn(body, QStringLiteral("value"));
    if (!value)
        return tl::unexpected(value.error());
    if (wish.kind != EditKind::Text && !*value)
        return wrongField(QStringLiteral("value"), QCoreApplication::translate("Server", "a number"));
    wish.value = value->value_or(0);
    return wish;
}

Result<Report> changed(const RouteContext &context, const ApiCall &call, const QJsonObject &body)
{
    const auto &editor = *context.services.desk->editor;
    const auto id = idOf(call);
    const auto action = textOf(body, QStringLiteral("action"));
    if (!action)
        return tl::unexpected(action.error());
    if (*action == QLatin1String("undo") || *action == QLatin1String("redo")) {
        const auto number = numberIn(body, QStringLiteral("seen"));
        if (!number)
            return tl::unexpected(number.error());
        const auto seen = number->has_value() ? std::optional(static_cast<qint64>(**number)) : std::nullopt;
        return *action == QLatin1String("undo") ? editor.undo(id, seen) : editor.redo(id, seen);
    }
    if (*action == QLatin1String("set"))
        return wishOf(call, body).and_then([&](const EditWish &wish) {
            return editor.edit(id, wish, call.request.cancel);
        });
    if (*action != QLatin1String("resolve"))
        return wrongField(QStringLiteral("action"), QStringLiteral("set, resolve, undo, redo"));
    const auto kind = kindOf(body);
    if (!kind)
        return tl::unexpected(kind.error());
    const auto target = textOf(body, QStringLiteral("target"));
    if (!target)
        return tl::unexpected(target.error());
    const auto keeps = body.value(QStringLiteral("keep"));
    if (!keeps.isBool())
        return wrongField(QStringLiteral("keep"), QCoreApplication::translate("Server", "true or false"));
    return keeps.toBool() ? editor.keep(id, *kind, *target)
                          : editor.takeComputed(id, *kind, *target, call.request.cancel);
}

ServerResponse changeEdits(const RouteContext &context, const ApiCall &call)
{
    const auto body = bodyOf(call.request);
    if (!body)
        return problem(body.error());
    const auto report =
        keptReport(context, idOf(call)).and_then([&](const Report &) { return changed(context, call, *body); });
    if (!report)
        return refused(report.error());
    const auto now = editsOf(context, *report);
    return now ? fresh(*now) : problem(now.error());
}

/// No file's path: what stands on the server's disk is not the caller's to name.
Result<DataAnswer> answerOf(const ApiCall &call, const QJsonObject &body)
{
    DataAnswer answer;
    if (const auto read = readTexts(body, {{QStringLiteral("request"), &answer.request},
                                           {QStringLiteral("unit"), &answer.unit},
                                           {QStringLiteral("period"), &answer.period},
                                           {QStringLiteral("line"), &answer.concept_},
                                           {QStringLiteral("source"), &answer.source}});
        !read)
        return tl::unexpected(read.error());
    const auto author = actorOf(call, body, QStringLiteral("author"));
    if (!author)
        return tl::unexpected(author.error());
    answer.author = *author;
    const auto value = numberIn(body, QStringLiteral("value"));
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return wrongField(QStringLiteral("value"), QCoreApplication::translate("Server", "a number"));
    answer.value = *value;
    return answer;
}

ServerResponse answerRequest(const RouteContext &context, const ApiCall &call)
{
    const auto answer =
        bodyOf(call.request).and_then([&call](const QJsonObject &body) { return answerOf(call, body); });
    if (!answer)
        return problem(answer.error());
    const auto before = keptReport(context, idOf(call));
    if (!before)
        return problem(before.error());
    const auto answered = context.services.desk->editor->answer(idOf(call), *answer, call.request.cancel);
    if (!answered)
        return refused(answered.error());
    QJsonArray scores;
    for (const auto &change : scoreChanges(*before, answered->report))
        scores.append(toJson(change));
    const auto &open = answered->report.dataRequests;
    const bool isAskedFor = std::any_of(open.cbegin(), open.cend(),
                                        [&answer](const DataRequest &one) { return one.id == answer->request; });
    return fresh({{QStringLiteral("report_id"), answered->report.id},
                  {QStringLiteral("scores"), scores},
                  {QStringLiteral("still_asked_for"), isAskedFor},
                  {QStringLiteral("recomputed_s"), answered->recomputedS}});
}

/// The parameter once with commas between, or several times.
QStringList namesOf(const ServerRequest &request, const QString &name)
{
    QStringList names;
    for (const auto &[key, value] : request.query) {
        if (key == name)
            names.append(value);
    }
    if (names.size() == 1)
        names = names.first().split(QLatin1Char(','));
    for (auto &one : names)
        one = one.trimmed();
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

ServerResponse compareCompanies(const RouteContext &context, const ApiCall &call)
{
    constexpr int UsualYears = 5;
    const auto years = numberOf(call.request, QStringLiteral("years"), UsualYears, 1, MostYearsBeside);
    if (!years)
        return problem(years.error());
    const auto companies = namesOf(call.request, QStringLiteral("companies"));
    const auto figures = namesOf(call.request, QStringLiteral("figure"));
    const auto framework = call.request.parameter(QStringLiteral("framework")).value_or(QString());
    const auto &comparer = *context.services.desk->comparer;
    if (figures.isEmpty() == framework.isEmpty())
        return problem(Error{
            ErrorCode::InvalidArgument, QCoreApplication::translate("Server", "Say either figure or framework."), {}});
    if (framework.isEmpty()) {
        const auto beside = comparer.figures(companies, figures, *years, call.request.cancel);
        return beside ? shown({{QStringLiteral("figures"),
                                json::fromList(*beside, [](const FiguresBeside &one) { return toJson(one); })}})
                      : problem(beside.error());
    }
    const auto beside = comparer.framework(companies, framework);
    if (!beside)
        return problem(beside.error());
    if (beside->rows.isEmpty())
        return problem(404, QCoreApplication::translate("Server", "No report of these companies has the framework."));
    return shown(toJson(*beside));
}

} // namespace

void addReportDeskRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    // What derives reports anew may wait for a model.
    auto &reading = context->pool;
    auto &deriving = context->talks;
    router.add({"GET", QStringLiteral("/reports/{id}/review"), AccessScope::Read, on(context, reading, showReview)});
    router.add({"POST", QStringLiteral("/reports/{id}/settle"), AccessScope::Run, on(context, reading, settleFinding)});
    router.add(
        {"GET", QStringLiteral("/reports/{id}/diff/{other}"), AccessScope::Read, on(context, reading, showDifference)});
    router.add({"GET", QStringLiteral("/reports/{id}/edits"), AccessScope::Read, on(context, reading, showEdits)});
    router.add({"PATCH", QStringLiteral("/reports/{id}/edits"), AccessScope::Run, on(context, deriving, changeEdits)});
    router.add(
        {"POST", QStringLiteral("/reports/{id}/answers"), AccessScope::Run, on(context, deriving, answerRequest)});
    router.add({"GET", QStringLiteral("/compare"), AccessScope::Read, on(context, reading, compareCompanies)});
}

} // namespace consultantos
