// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/framework.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

namespace consultantos {

namespace {

std::optional<Claim> optionalClaim(const QJsonValue &value)
{
    return value.isObject() ? std::optional(claimFromJson(value.toObject())) : std::nullopt;
}

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

FrameworkItem itemFromJson(const QJsonObject &object)
{
    FrameworkItem item;
    item.id = object[QStringLiteral("id")].toString();
    item.claim = claimFromJson(object[QStringLiteral("claim")].toObject());
    item.soWhat = optionalClaim(object[QStringLiteral("so_what")]);
    const auto fields = object[QStringLiteral("fields")].toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        item.fields.insert(it.key(), it.value().toString());
    item.links = json::toStrings(object[QStringLiteral("links")]);
    return item;
}

FrameworkSection sectionFromJson(const QJsonObject &object)
{
    FrameworkSection section;
    section.id = object[QStringLiteral("id")].toString();
    section.title = object[QStringLiteral("title")].toString();
    if (object[QStringLiteral("score")].isObject())
        section.score = scoreFromJson(object[QStringLiteral("score")].toObject());
    section.drivers = json::toList<Driver>(object[QStringLiteral("drivers")], driverFromJson);
    section.trend = object[QStringLiteral("trend")].toString();
    section.summary = optionalClaim(object[QStringLiteral("summary")]);
    section.implication = optionalClaim(object[QStringLiteral("implication")]);
    section.items = json::toList<FrameworkItem>(object[QStringLiteral("items")], itemFromJson);
    section.notDerivable = object[QStringLiteral("not_derivable")].toString();
    return section;
}

Canvas canvasFromJson(const QJsonObject &object)
{
    Canvas canvas;
    canvas.factors = json::toStrings(object[QStringLiteral("factors")]);
    canvas.factorIds = json::toStrings(object[QStringLiteral("factor_ids")]);
    for (const auto &entry : object[QStringLiteral("lines")].toArray()) {
        Canvas::Line line;
        line.company = entry[QStringLiteral("company")].toString();
        for (const auto &level : entry[QStringLiteral("levels")].toArray())
            line.levels.append(optionalFigure(level));
        canvas.lines.append(line);
    }
    return canvas;
}

void append(QList<Claim> &claims, const std::optional<Claim> &claim)
{
    if (claim)
        claims.append(*claim);
}

} // namespace

template <typename Fields>
static void describe(Fields &fields, const Driver &driver)
{
    fields("basis", driver.basis);
    fields("direction", driver.direction);
    fields("figure", driver.figure);
    fields("id", driver.id);
    fields("label", driver.label);
    fields("not_derivable", driver.notDerivable);
    fields("reference", driver.reference);
    fields("score", driver.score);
    fields("weight", driver.weight);
}

template <typename Fields>
static void describe(Fields &fields, const FrameworkItem &item)
{
    fields("claim", item.claim);
    fields("fields", item.fields);
    fields("id", item.id);
    fields("links", item.links);
    fields("so_what", item.soWhat);
}

template <typename Fields>
static void describe(Fields &fields, const FrameworkSection &section)
{
    fields("drivers", section.drivers);
    fields("id", section.id);
    fields("implication", section.implication);
    fields("items", section.items);
    fields("not_derivable", section.notDerivable);
    fields("score", section.score);
    fields("summary", section.summary);
    fields("title", section.title);
    fields("trend", section.trend);
}

template <typename Fields>
static void describe(Fields &fields, const Canvas::Line &line)
{
    fields("company", line.company);
    fields("levels", line.levels);
}

template <typename Fields>
static void describe(Fields &fields, const Canvas &canvas)
{
    fields("factor_ids", canvas.factorIds);
    fields("factors", canvas.factors);
    fields("lines", canvas.lines);
}

QList<Claim> FrameworkResult::claims() const
{
    QList<Claim> all;
    append(all, headline);
    for (const auto &section : sections) {
        append(all, section.summary);
        append(all, section.implication);
        for (const auto &item : section.items) {
            all.append(item.claim);
            append(all, item.soWhat);
        }
    }
    return all;
}

QJsonObject toJson(const Score &score)
{
    return {{QStringLiteral("value"), score.value},        {QStringLiteral("low"), score.low},
            {QStringLiteral("high"), score.high},          {QStringLiteral("scale_min"), score.scaleMin},
            {QStringLiteral("scale_max"), score.scaleMax}, {QStringLiteral("ref"), score.ref}};
}

Score scoreFromJson(const QJsonObject &object)
{
    Score score;
    score.value = object[QStringLiteral("value")].toDouble();
    score.low = object[QStringLiteral("low")].toDouble();
    score.high = object[QStringLiteral("high")].toDouble();
    score.scaleMin = object[QStringLiteral("scale_min")].toDouble();
    score.scaleMax = object[QStringLiteral("scale_max")].toDouble();
    score.ref = object[QStringLiteral("ref")].toString();
    return score;
}

template <typename Fields>
static void describe(Fields &fields, const FrameworkResult &result)
{
    fields("canvas", result.canvas);
    fields("headline", result.headline);
    fields("id", result.id);
    fields("notes", result.notes);
    fields("sections", result.sections);
    fields("title", result.title);
}

Driver driverFromJson(const QJsonObject &object)
{
    Driver driver;
    driver.id = object[QStringLiteral("id")].toString();
    driver.label = object[QStringLiteral("label")].toString();
    driver.figure = optionalFigure(object[QStringLiteral("figure")]);
    driver.reference = optionalFigure(object[QStringLiteral("reference")]);
    driver.basis = object[QStringLiteral("basis")].toString();
    driver.direction = object[QStringLiteral("direction")].toString();
    driver.weight = object[QStringLiteral("weight")].toDouble();
    driver.score = optionalFigure(object[QStringLiteral("score")]);
    driver.notDerivable = object[QStringLiteral("not_derivable")].toString();
    return driver;
}

QJsonObject toJson(const Driver &driver)
{
    return json::toObject(driver);
}

void writeJson(JsonWriter &writer, const Driver &driver)
{
    json::writeObject(writer, driver);
}

QJsonObject toJson(const FrameworkResult &result)
{
    return json::toObject(result);
}

void writeJson(JsonWriter &writer, const FrameworkResult &result)
{
    json::writeObject(writer, result);
}

FrameworkResult frameworkResultFromJson(const QJsonObject &object)
{
    FrameworkResult result;
    result.id = object[QStringLiteral("id")].toString();
    result.title = object[QStringLiteral("title")].toString();
    result.headline = optionalClaim(object[QStringLiteral("headline")]);
    result.sections = json::toList<FrameworkSection>(object[QStringLiteral("sections")], sectionFromJson);
    if (object[QStringLiteral("canvas")].isObject())
        result.canvas = canvasFromJson(object[QStringLiteral("canvas")].toObject());
    result.notes = json::toStrings(object[QStringLiteral("notes")]);
    return result;
}

} // namespace consultantos
