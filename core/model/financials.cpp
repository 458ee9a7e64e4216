// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/financials.h"

#include "base/json.h"

namespace consultantos {

namespace {

QJsonValue fromOptionalFigure(const std::optional<Figure> &figure)
{
    return figure ? QJsonValue(toJson(*figure)) : QJsonValue();
}

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

QJsonObject toJson(const StatementLine &line)
{
    QJsonArray values;
    for (const auto &value : line.values)
        values.append(fromOptionalFigure(value));
    return {{QStringLiteral("concept"), line.concept_},
            {QStringLiteral("label"), line.label},
            {QStringLiteral("values"), values}};
}

StatementLine lineFromJson(const QJsonObject &object)
{
    StatementLine line{object[QStringLiteral("concept")].toString(), object[QStringLiteral("label")].toString(), {}};
    for (const auto &value : object[QStringLiteral("values")].toArray())
        line.values.append(optionalFigure(value));
    return line;
}

QJsonObject toJson(const Statement &statement)
{
    return {{QStringLiteral("kind"), statement.kind},
            {QStringLiteral("frequency"), statement.frequency},
            {QStringLiteral("currency"), statement.currency},
            {QStringLiteral("periods"), json::fromList(statement.periods)},
            {QStringLiteral("lines"),
             json::fromList(statement.lines, [](const StatementLine &entry) { return toJson(entry); })}};
}

Statement statementFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("kind")].toString(), object[QStringLiteral("frequency")].toString(),
            object[QStringLiteral("currency")].toString(),
            json::toList<Period>(object[QStringLiteral("periods")], periodFromJson),
            json::toList<StatementLine>(object[QStringLiteral("lines")], lineFromJson)};
}

QJsonObject toJson(const RatioValue &value)
{
    return {{QStringLiteral("period"), toJson(value.period)},
            {QStringLiteral("figure"), fromOptionalFigure(value.figure)},
            {QStringLiteral("not_derivable"), value.notDerivable},
            {QStringLiteral("missing"), json::fromStrings(value.missing)}};
}

RatioValue ratioValueFromJson(const QJsonObject &object)
{
    return {periodFromJson(object[QStringLiteral("period")].toObject()),
            optionalFigure(object[QStringLiteral("figure")]), object[QStringLiteral("not_derivable")].toString(),
            json::toStrings(object[QStringLiteral("missing")])};
}

QJsonObject toJson(const Ratio &ratio)
{
    return {{QStringLiteral("id"), ratio.id},
            {QStringLiteral("title"), ratio.title},
            {QStringLiteral("group"), ratio.group},
            {QStringLiteral("unit"), ratio.unit},
            {QStringLiteral("source"), ratio.source},
            {QStringLiteral("higher_is_better"), ratio.higherIsBetter},
            {QStringLiteral("frequency"), ratio.frequency},
            {QStringLiteral("values"),
             json::fromList(ratio.values, [](const RatioValue &entry) { return toJson(entry); })}};
}

Ratio ratioFromJson(const QJsonObject &object)
{
    Ratio ratio;
    ratio.id = object[QStringLiteral("id")].toString();
    ratio.title = object[QStringLiteral("title")].toString();
    ratio.group = object[QStringLiteral("group")].toString();
    ratio.unit = object[QStringLiteral("unit")].toString();
    ratio.source = object[QStringLiteral("source")].toString();
    ratio.higherIsBetter = object[QStringLiteral("higher_is_better")].toBool();
    ratio.frequency = object[QStringLiteral("frequency")].toString();
    ratio.values = json::toList<RatioValue>(object[QStringLiteral("values")], ratioValueFromJson);
    return ratio;
}

QJsonObject toJson(const IdentityCheck &check)
{
    return {{QStringLiteral("id"), check.id},
            {QStringLiteral("title"), check.title},
            {QStringLiteral("period"), toJson(check.period)},
            {QStringLiteral("passed"), check.passed},
            {QStringLiteral("difference"), fromOptionalFigure(check.difference)},
            {QStringLiteral("note"), check.note}};
}

IdentityCheck identityCheckFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(),
            object[QStringLiteral("title")].toString(),
            periodFromJson(object[QStringLiteral("period")].toObject()),
            object[QStringLiteral("passed")].toBool(),
            optionalFigure(object[QStringLiteral("difference")]),
            object[QStringLiteral("note")].toString()};
}

QJsonArray fromFigures(const QList<std::optional<Figure>> &figures)
{
    QJsonArray array;
    for (const auto &figure : figures)
        array.append(fromOptionalFigure(figure));
    return array;
}

QList<std::optional<Figure>> figuresFrom(const QJsonValue &value)
{
    QList<std::optional<Figure>> figures;
    for (const auto &entry : value.toArray())
        figures.append(optionalFigure(entry));
    return figures;
}

QJsonObject toJson(const BreakdownPart &part)
{
    return {{QStringLiteral("name"), part.name},
            {QStringLiteral("member"), part.member},
            {QStringLiteral("values"), fromFigures(part.values)},
            {QStringLiteral("shares"), fromFigures(part.shares)}};
}

BreakdownPart breakdownPartFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("name")].toString(), object[QStringLiteral("member")].toString(),
            figuresFrom(object[QStringLiteral("values")]), figuresFrom(object[QStringLiteral("shares")])};
}

QJsonObject toJson(const Breakdown &breakdown)
{
    return {{QStringLiteral("kind"), breakdown.kind},
            {QStringLiteral("title"), breakdown.title},
            {QStringLiteral("concept"), breakdown.concept_},
            {QStringLiteral("periods"), json::fromList(breakdown.periods)},
            {QStringLiteral("parts"),
             json::fromList(breakdown.parts, [](const BreakdownPart &entry) { return toJson(entry); })},
            {QStringLiteral("totals"), fromFigures(breakdown.totals)},
            {QStringLiteral("is_complete"), breakdown.isComplete},
            {QStringLiteral("note"), breakdown.note}};
}

Breakdown breakdownFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("kind")].toString(),
            object[QStringLiteral("title")].toString(),
            object[QStringLiteral("concept")].toString(),
            json::toList<Period>(object[QStringLiteral("periods")], periodFromJson),
            json::toList<BreakdownPart>(object[QStringLiteral("parts")], breakdownPartFromJson),
            figuresFrom(object[QStringLiteral("totals")]),
            object[QStringLiteral("is_complete")].toBool(),
            object[QStringLiteral("note")].toString()};
}

bool isFiscalYear(const Period &period, int fiscalYear)
{
    return period.fiscalYear == fiscalYear && period.fiscalPeriod == QLatin1String("FY");
}

} // namespace

std::optional<Figure> Financials::annual(const QString &conceptId, int fiscalYear) const
{
    for (const auto &statement : statements) {
        if (statement.frequency != QLatin1String("annual"))
            continue;
        for (const auto &line : statement.lines) {
            if (line.concept_ != conceptId)
                continue;
            for (qsizetype i = 0; i < statement.periods.size() && i < line.values.size(); ++i) {
                if (line.values[i] && isFiscalYear(statement.periods[i], fiscalYear))
                    return line.values[i];
            }
        }
    }
    return std::nullopt;
}

std::optional<Figure> Financials::ratio(const QString &ratioId, int fiscalYear) const
{
    if (const auto *found = findRatio(ratioId)) {
        for (const auto &value : found->values) {
            if (isFiscalYear(value.period, fiscalYear))
                return value.figure;
        }
    }
    return std::nullopt;
}

const Ratio *Financials::findRatio(const QString &ratioId) const
{
    for (const auto &ratio : ratios) {
        if (ratio.id == ratioId)
            return &ratio;
    }
    return nullptr;
}

const Breakdown *Financials::findBreakdown(const QString &kind) const
{
    for (const auto &breakdown : breakdowns) {
        if (breakdown.kind == kind)
            return &breakdown;
    }
    return nullptr;
}

QList<Period> Financials::annualPeriods() const
{
    for (const auto &kind : {QStringLiteral("income"), QStringLiteral("balance"), QStringLiteral("cash_flow")}) {
        for (const auto &statement : statements) {
            if (statement.frequency == QLatin1String("annual") && statement.kind == kind
                && !statement.periods.isEmpty())
                return statement.periods;
        }
    }
    return {};
}

QJsonObject toJson(const Financials &financials)
{
    return {
        {QStringLiteral("company"), financials.companyId},
        {QStringLiteral("company_name"), financials.companyName},
        {QStringLiteral("currency"), financials.currency},
        {QStringLiteral("statements"),
         json::fromList(financials.statements, [](const Statement &entry) { return toJson(entry); })},
        {QStringLiteral("ratios"), json::fromList(financials.ratios, [](const Ratio &entry) { return toJson(entry); })},
        {QStringLiteral("identities"),
         json::fromList(financials.identities, [](const IdentityCheck &entry) { return toJson(entry); })},
        {QStringLiteral("breakdowns"),
         json::fromList(financials.breakdowns, [](const Breakdown &entry) { return toJson(entry); })},
        {QStringLiteral("warnings"), json::fromStrings(financials.warnings)}};
}

Financials financialsFromJson(const QJsonObject &object)
{
    Financials financials;
    financials.companyId = object[QStringLiteral("company")].toString();
    financials.companyName = object[QStringLiteral("company_name")].toString();
    financials.currency = object[QStringLiteral("currency")].toString();
    financials.statements = json::toList<Statement>(object[QStringLiteral("statements")], statementFromJson);
    financials.ratios = json::toList<Ratio>(object[QStringLiteral("ratios")], ratioFromJson);
    financials.identities = json::toList<IdentityCheck>(object[QStringLiteral("identities")], identityCheckFromJson);
    financials.breakdowns = json::toList<Breakdown>(object[QStringLiteral("breakdowns")], breakdownFromJson);
    financials.warnings = json::toStrings(object[QStringLiteral("warnings")]);
    return financials;
}

} // namespace consultantos
