// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/health.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

#include <algorithm>

namespace consultantos {

namespace {

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

HealthReading readingFromJson(const QJsonObject &object)
{
    const auto text = [&object](const char *name) { return object[QLatin1String(name)].toString(); };
    const auto figure = [&object](const char *name) { return optionalFigure(object[QLatin1String(name)]); };
    HealthReading reading;
    reading.id = text("id");
    reading.title = text("title");
    reading.group = text("group");
    reading.unit = text("unit");
    reading.figure = figure("figure");
    reading.notDerivable = text("not_derivable");
    reading.light = lightFromName(text("light"));
    reading.basis = text("basis");
    reading.rule = text("rule");
    reading.source = text("source");
    reading.unjudged = text("unjudged");
    reading.judgedBy = json::toList<Figure>(object[QStringLiteral("judged_by")], figureFromJson);
    reading.reference = figure("reference");
    reading.lowerQuartile = figure("lower_quartile");
    reading.median = figure("median");
    reading.upperQuartile = figure("upper_quartile");
    reading.percentile = figure("percentile");
    reading.peers = json::toStrings(object[QStringLiteral("peers")]);
    reading.peerFigures = json::toList<Figure>(object[QStringLiteral("peer_figures")], figureFromJson);
    return reading;
}

} // namespace

QString lightName(HealthLight light)
{
    switch (light) {
    case HealthLight::Strong:
        return QStringLiteral("strong");
    case HealthLight::Between:
        return QStringLiteral("between");
    case HealthLight::Weak:
        return QStringLiteral("weak");
    case HealthLight::None:
        break;
    }
    return QStringLiteral("none");
}

HealthLight lightFromName(const QString &name)
{
    for (const auto light : {HealthLight::Strong, HealthLight::Between, HealthLight::Weak}) {
        if (lightName(light) == name)
            return light;
    }
    return HealthLight::None;
}

const HealthReading *FinancialHealth::find(const QString &id) const
{
    const auto found = std::find_if(readings.cbegin(), readings.cend(),
                                    [&](const HealthReading &reading) { return reading.id == id; });
    return found == readings.cend() ? nullptr : &*found;
}

int FinancialHealth::count(HealthLight light) const
{
    return static_cast<int>(std::count_if(readings.cbegin(), readings.cend(),
                                          [light](const HealthReading &reading) { return reading.light == light; }));
}

template <typename Fields>
static void describe(Fields &fields, const HealthReading &reading)
{
    fields("basis", reading.basis);
    fields("figure", reading.figure);
    fields("group", reading.group);
    fields("id", reading.id);
    fields("judged_by", reading.judgedBy);
    fields("light", lightName(reading.light));
    fields("lower_quartile", reading.lowerQuartile);
    fields("median", reading.median);
    fields("not_derivable", reading.notDerivable);
    fields("peer_figures", reading.peerFigures);
    fields("peers", reading.peers);
    fields("percentile", reading.percentile);
    fields("reference", reading.reference);
    fields("rule", reading.rule);
    fields("source", reading.source);
    fields("title", reading.title);
    fields("unit", reading.unit);
    fields("unjudged", reading.unjudged);
    fields("upper_quartile", reading.upperQuartile);
}

template <typename Fields>
static void describe(Fields &fields, const FinancialHealth &health)
{
    QJsonObject counts;
    for (const auto light : {HealthLight::Strong, HealthLight::Between, HealthLight::Weak, HealthLight::None})
        counts.insert(lightName(light), health.count(light));
    fields("counts", QJsonValue(counts));
    fields("readings", health.readings);
}

QJsonObject toJson(const FinancialHealth &health)
{
    return json::toObject(health);
}

void writeJson(JsonWriter &writer, const FinancialHealth &health)
{
    json::writeObject(writer, health);
}

FinancialHealth financialHealthFromJson(const QJsonObject &object)
{
    return {json::toList<HealthReading>(object[QStringLiteral("readings")], readingFromJson)};
}

} // namespace consultantos
