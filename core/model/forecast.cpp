// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/forecast.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

namespace consultantos {

namespace {

Figure figureAt(const QJsonObject &object, const char *name)
{
    return figureFromJson(object[QLatin1String(name)].toObject());
}

ForecastedPeriod stepFromJson(const QJsonObject &object)
{
    return {figureAt(object, "mean"), figureAt(object, "lower80"), figureAt(object, "upper80"),
            figureAt(object, "lower95"), figureAt(object, "upper95")};
}

ForecastRecord recordFromJson(const QJsonObject &object)
{
    ForecastRecord record;
    record.origins = object[QStringLiteral("origins")].toInt();
    record.mase = object[QStringLiteral("mase")].toDouble();
    record.naiveMase = object[QStringLiteral("naive_mase")].toDouble();
    record.smape = object[QStringLiteral("smape")].toDouble();
    record.coverage80 = object[QStringLiteral("coverage80")].toDouble();
    record.coverage95 = object[QStringLiteral("coverage95")].toDouble();
    return record;
}

} // namespace

template <typename Fields>
static void describe(Fields &fields, const ForecastedPeriod &step)
{
    fields("lower80", step.lower80);
    fields("lower95", step.lower95);
    fields("mean", step.mean);
    fields("upper80", step.upper80);
    fields("upper95", step.upper95);
}

template <typename Fields>
static void describe(Fields &fields, const ForecastRecord &record)
{
    fields("coverage80", record.coverage80);
    fields("coverage95", record.coverage95);
    fields("mase", record.mase);
    fields("naive_mase", record.naiveMase);
    fields("origins", record.origins);
    fields("smape", record.smape);
}

template <typename Fields>
static void describe(Fields &fields, const Forecast &forecast)
{
    fields("backtest", forecast.record);
    fields("concept", forecast.concept_);
    fields("frequency", forecast.frequency);
    fields("history", forecast.history);
    fields("label", forecast.label);
    fields("method", forecast.method);
    fields("no_better_than_naive", forecast.isNoBetterThanNaive);
    fields("notes", forecast.notes);
    fields("parameters", forecast.parameters);
    fields("reason", forecast.reason);
    fields("steps", forecast.steps);
    fields("unit", forecast.unit);
}

QJsonObject toJson(const Forecast &forecast)
{
    return json::toObject(forecast);
}

void writeJson(JsonWriter &writer, const Forecast &forecast)
{
    json::writeObject(writer, forecast);
}

Forecast forecastFromJson(const QJsonObject &object)
{
    Forecast forecast;
    forecast.concept_ = object[QStringLiteral("concept")].toString();
    forecast.label = object[QStringLiteral("label")].toString();
    forecast.frequency = object[QStringLiteral("frequency")].toString();
    forecast.unit = object[QStringLiteral("unit")].toString();
    forecast.history = json::toList<Figure>(object[QStringLiteral("history")], figureFromJson);
    forecast.steps = json::toList<ForecastedPeriod>(object[QStringLiteral("steps")], stepFromJson);
    forecast.method = object[QStringLiteral("method")].toString();
    forecast.parameters = json::toStrings(object[QStringLiteral("parameters")]);
    forecast.reason = object[QStringLiteral("reason")].toString();
    if (const auto record = object[QStringLiteral("backtest")]; record.isObject())
        forecast.record = recordFromJson(record.toObject());
    forecast.isNoBetterThanNaive = object[QStringLiteral("no_better_than_naive")].toBool();
    forecast.notes = json::toStrings(object[QStringLiteral("notes")]);
    return forecast;
}

} // namespace consultantos
