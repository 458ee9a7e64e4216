// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/framework.h"

#include "base/json.h"

namespace consultantos {

namespace {

QJsonValue fromOptionalClaim(const std::optional<Claim> &claim)
{
    return claim ? QJsonValue(toJson(*claim)) : QJsonValue();
}

std::optional<Claim> optionalClaim(const QJsonValue &value)
{
    return value.isObject() ? std::optional(claimFromJson(value.toObject())) : std::nullopt;
}

QJsonValue fromOptionalFigure(const std::optional<Figure> &figure)
{
    return figure ? QJsonValue(toJson(*figure)) : QJsonValue();
}

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

QJsonObject toJson(const Driver &driver)
{
    return {{QStringLiteral("id"), driver.id},
            {QStringLiteral("label"), driver.label},
            {QStringLiteral("figure"), fromOptionalFigure(driver.figure)},
            {QStringLiteral("reference"), fromOptionalFigure(driver.reference)},
            {QStringLiteral("basis"), driver.basis},
            {QStringLiteral("direction"), driver.direction},
            {QStringLiteral("weight"), driver.weight},
            {QStringLiteral("score"), fromOptionalFigure(driver.score)},
            {QStringLiteral("not_derivable"), driver.notDerivable}};
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

QJsonObject toJson(const FrameworkItem &item)
{
    QJsonObject fields;
    for (auto it = item.fields.begin(); it != item.fields.end(); ++it)
        fields[it.key()] = it.value();
    return {{QStringLiteral("id"), item.id},
            {QStringLiteral("claim"), toJson(item.claim)},
            {QStringLiteral("so_what"), fromOptionalClaim(item.soWhat)},
            {QStringLiteral("fields"), fields},
            {QStringLiteral("links"), json::fromStrings(item.links)}};
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

QJsonObject toJson(const FrameworkSection &section)
{
    return {
        {QStringLiteral("id"), section.id},
        {QStringLiteral("title"), section.title},
        {QStringLiteral("score"), section.score ? QJsonValue(toJson(*section.score)) : QJsonValue()},
        {QStringLiteral("drivers"), json::fromList(section.drivers, [](const Driver &entry) { return toJson(entry); })},
        {QStringLiteral("trend"), section.trend},
        {QStringLiteral("summary"), fromOptionalClaim(section.summary)},
        {QStringLiteral("implication"), fromOptionalClaim(section.implication)},
        {QStringLiteral("items"),
         json::fromList(section.items, [](const FrameworkItem &entry) { return toJson(entry); })},
        {QStringLiteral("not_derivable"), section.notDerivable}};
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

QJsonObject toJson(const Canvas::Line &line)
{
    QJsonArray levels;
    for (const auto &level : line.levels)
        levels.append(fromOptionalFigure(level));
    return {{QStringLiteral("company"), line.company}, {QStringLiteral("levels"), levels}};
}

QJsonObject toJson(const Canvas &canvas)
{
    return {{QStringLiteral("factors"), json::fromStrings(canvas.factors)},
            {QStringLiteral("factor_ids"), json::fromStrings(canvas.factorIds)},
            {QStringLiteral("lines"),
             json::fromList(canvas.lines, [](const Canvas::Line &entry) { return toJson(entry); })}};
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

QJsonObject toJson(const FrameworkResult &result)
{
    return {{QStringLiteral("id"), result.id},
            {QStringLiteral("title"), result.title},
            {QStringLiteral("headline"), fromOptionalClaim(result.headline)},
            {QStringLiteral("sections"),
             json::fromList(result.sections, [](const FrameworkSection &entry) { return toJson(entry); })},
            {QStringLiteral("canvas"), result.canvas ? QJsonValue(toJson(*result.canvas)) : QJsonValue()},
            {QStringLiteral("notes"), json::fromStrings(result.notes)}};
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
