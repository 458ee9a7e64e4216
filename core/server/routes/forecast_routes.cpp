// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/forecast_service.h"
#include "base/json.h"
#include "server/api/problem.h"
#include "server/routes/routes.h"

#include <QCoreApplication>

#include <chrono>
#include <cmath>

namespace consultantos {
namespace {

using forecasting::RawSeries;

tl::unexpected<Error> wrongField(const QString &field, const QString &wanted)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Server", "The field %1 must be %2.").arg(field, wanted));
}

bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

/// A number or a text: what a table has.
std::optional<QString> textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return std::nullopt;
}

/// {name, periods[…], values[…]}, or values alone.
Result<RawSeries> seriesOf(const QJsonValue &value, qsizetype number)
{
    const auto object = value.toObject();
    const auto values = object.value(QStringLiteral("values")).toArray();
    const auto periods = object.value(QStringLiteral("periods")).toArray();
    const auto name = object.value(QStringLiteral("name"));
    if (!value.isObject() || values.isEmpty()
        || (isGiven(object.value(QStringLiteral("periods"))) && periods.size() != values.size())
        || (isGiven(name) && !name.isString()))
        return wrongField(QStringLiteral("series"),
                          QCoreApplication::translate(
                              "Server", "a list of objects with values and, as long as these or left out, periods"));
    RawSeries series;
    series.name = isGiven(name) ? name.toString() : QStringLiteral("series %1").arg(number);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const auto period = periods.isEmpty() ? std::optional(QString::number(i + 1)) : textOf(periods[i]);
        if (!period)
            return wrongField(QStringLiteral("periods"),
                              QCoreApplication::translate("Server", "a list of texts and numbers"));
        // Anything but a number or text is a gap, which the preparation fills or refuses.
        series.observations.append({*period, textOf(values[i]).value_or(QString())});
    }
    return series;
}

Result<ForecastOrder> orderOf(const QJsonObject &body)
{
    ForecastOrder order;
    if (const auto company = body.value(QStringLiteral("company")); isGiven(company)) {
        if (!company.isString())
            return wrongField(QStringLiteral("company"), QCoreApplication::translate("Server", "a text"));
        order.company = company.toString().trimmed();
    }
    if (const auto concepts = body.value(QStringLiteral("concepts")); isGiven(concepts)) {
        constexpr qsizetype Most = 20;
        order.concepts = json::toStrings(concepts);
        if (!concepts.isArray() || order.concepts.size() != concepts.toArray().size() || order.concepts.size() > Most)
            return wrongField(QStringLiteral("concepts"), QCoreApplication::translate("Server", "a list of names"));
        order.concepts.removeDuplicates();
    }
    if (const auto periods = body.value(QStringLiteral("periods")); isGiven(periods)) {
        const auto wanted =
            QCoreApplication::translate("Server", "a whole number from 1 to %1").arg(ForecastOrder::MostPeriods);
        const double count = periods.toDouble(0);
        if (count < 1 || count > ForecastOrder::MostPeriods || count != std::floor(count))
            return wrongField(QStringLiteral("periods"), wanted);
        order.periods = static_cast<int>(count);
    }
    if (const auto frequency = body.value(QStringLiteral("frequency")); isGiven(frequency)) {
        const auto named = forecasting::frequencyNamed(frequency.toString());
        if (!named)
            return tl::unexpected(named.error());
        order.frequency = *named;
    }
    if (const auto limit = body.value(QStringLiteral("time_limit_seconds")); isGiven(limit)) {
        constexpr double Second = 1'000.0;
        const auto most = static_cast<double>(ForecastOrder::MostTime.count()) / Second;
        const double seconds = limit.toDouble(0);
        if (!(seconds >= 1 / Second && seconds <= most))
            return wrongField(QStringLiteral("time_limit_seconds"),
                              QCoreApplication::translate("Server", "a number up to %1").arg(most));
        order.timeLimit = std::chrono::milliseconds(static_cast<qint64>(seconds * Second));
    }
    if (const auto fade = body.value(QStringLiteral("fade_to")); isGiven(fade)) {
        const auto target = fadeTarget(fade.toString());
        if (!target)
            return tl::unexpected(target.error());
        order.fadeTo = *target;
    }
    if (const auto holidays = body.value(QStringLiteral("holidays")); isGiven(holidays)) {
        if (!holidays.isString())
            return wrongField(QStringLiteral("holidays"), QCoreApplication::translate("Server", "a text"));
        order.holidays = holidays.toString().trimmed().toUpper();
    }
    if (const auto series = body.value(QStringLiteral("series")); isGiven(series)) {
        if (!series.isArray())
            return wrongField(
                QStringLiteral("series"),
                QCoreApplication::translate(
                    "Server", "a list of objects with values and, as long as these or left out, periods"));
        for (const auto &entry : series.toArray()) {
            auto read = seriesOf(entry, static_cast<qsizetype>(order.series.size()) + 1);
            if (!read)
                return tl::unexpected(read.error());
            order.series.push_back(*std::move(read));
        }
    }
    return order;
}

Result<ForecastOrder> orderOf(const ServerRequest &request)
{
    ForecastOrder order;
    order.company = request.parameter(QStringLiteral("company")).value_or(QString()).trimmed();
    if (order.company.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "The parameter company is missing."));
    if (const auto concept_ = request.parameter(QStringLiteral("concept")); concept_ && !concept_->isEmpty())
        order.concepts = {*concept_};
    if (request.parameter(QStringLiteral("periods"))) {
        const auto periods = numberOf(request, QStringLiteral("periods"), 1, 1, ForecastOrder::MostPeriods);
        if (!periods)
            return tl::unexpected(periods.error());
        order.periods = *periods;
    }
    if (const auto frequency = request.parameter(QStringLiteral("frequency")); frequency && !frequency->isEmpty()) {
        const auto named = forecasting::frequencyNamed(*frequency);
        if (!named)
            return tl::unexpected(named.error());
        order.frequency = *named;
    }
    if (const auto fade = request.parameter(QStringLiteral("fade_to")); fade && !fade->isEmpty()) {
        const auto target = fadeTarget(*fade);
        if (!target)
            return tl::unexpected(target.error());
        order.fadeTo = *target;
    }
    // Refused with its reason by the service: there are no days in a company's statements.
    order.holidays = request.parameter(QStringLiteral("holidays")).value_or(QString()).trimmed().toUpper();
    return order;
}

void forecast(const std::shared_ptr<RouteContext> &context, const ApiCall &call, const ForecastOrder &order)
{
    context->talks.start([context, call, order] {
        auto answer = context->services.forecast(order, call.request.cancel);
        if (!answer)
            return reply(call, problem(answer.error()));
        answer->insert(QStringLiteral("generated_at"), timeText(context->services.clock->nowUtc()));
        reply(call, jsonResponse(200, *answer));
    });
}

} // namespace

void addForecastRoutes(Router &router, const std::shared_ptr<RouteContext> &context)
{
    router.add({"POST", QStringLiteral("/forecasting/generate"), AccessScope::Run, [context](const ApiCall &call) {
                    const auto order =
                        bodyOf(call.request).and_then([](const QJsonObject &body) { return orderOf(body); });
                    if (!order)
                        return reply(call, problem(order.error()));
                    forecast(context, call, *order);
                }});
    router.add({"GET", QStringLiteral("/forecasting/generate"), AccessScope::Run, [context](const ApiCall &call) {
                    const auto order = orderOf(call.request);
                    if (!order)
                        return reply(call, problem(order.error()));
                    forecast(context, call, *order);
                }});
}

} // namespace consultantos
