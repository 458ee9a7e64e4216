// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/financials.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

namespace consultantos {

namespace {

std::optional<Figure> optionalFigure(const QJsonValue &value)
{
    return value.isObject() ? std::optional(figureFromJson(value.toObject())) : std::nullopt;
}

StatementLine lineFromJson(const QJsonObject &object)
{
    StatementLine line{object[QStringLiteral("concept")].toString(), object[QStringLiteral("label")].toString(), {}};
    for (const auto &value : object[QStringLiteral("values")].toArray())
        line.values.append(optionalFigure(value));
    return line;
}

Statement statementFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("kind")].toString(), object[QStringLiteral("frequency")].toString(),
            object[QStringLiteral("currency")].toString(),
            json::toList<Period>(object[QStringLiteral("periods")], periodFromJson),
            json::toList<StatementLine>(object[QStringLiteral("lines")], lineFromJson)};
}

RatioValue ratioValueFromJson(const QJsonObject &object)
{
    return {periodFromJson(object[QStringLiteral("period")].toObject()),
            optionalFigure(object[QStringLiteral("figure")]), object[QStringLiteral("not_derivable")].toString(),
            json::toStrings(object[QStringLiteral("missing")])};
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

IdentityCheck identityCheckFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(),
            object[QStringLiteral("title")].toString(),
            periodFromJson(object[QStringLiteral("period")].toObject()),
            object[QStringLiteral("passed")].toBool(),
            optionalFigure(object[QStringLiteral("difference")]),
            object[QStringLiteral("note")].toString()};
}

QList<std::optional<Figure>> figuresFrom(const QJsonValue &value)
{
    QList<std::optional<Figure>> figures;
    for (const auto &entry : value.toArray())
        figures.append(optionalFigure(entry));
    return figures;
}

BreakdownPart breakdownPartFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("name")].toString(), object[QStringLiteral("member")].toString(),
            figuresFrom(object[QStringLiteral("values")]), figuresFrom(object[QStringLiteral("shares")])};
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

template <typename Fields>
static void describe(Fields &fields, const StatementLine &line)
{
    fields("concept", line.concept_);
    fields("label", line.label);
    fields("values", line.values);
}

template <typename Fields>
static void describe(Fields &fields, const Statement &statement)
{
    fields("currency", statement.currency);
    fields("frequency", statement.frequency);
    fields("kind", statement.kind);
    fields("lines", statement.lines);
    fields("periods", statement.periods);
}

template <typename Fields>
static void describe(Fields &fields, const RatioValue &value)
{
    fields("figure", value.figure);
    fields("missing", value.missing);
    fields("not_derivable", value.notDerivable);
    fields("period", value.period);
}

template <typename Fields>
static void describe(Fields &fields, const Ratio &ratio)
{
    fields("frequency", ratio.frequency);
    fields("group", ratio.group);
    fields("higher_is_better", ratio.higherIsBetter);
    fields("id", ratio.id);
    fields("source", ratio.source);
    fields("title", ratio.title);
    fields("unit", ratio.unit);
    fields("values", ratio.values);
}

template <typename Fields>
static void describe(Fields &fields, const IdentityCheck &check)
{
    fields("difference", check.difference);
    fields("id", check.id);
    fields("note", check.note);
    fields("passed", check.passed);
    fields("period", check.period);
    fields("title", check.title);
}

template <typename Fields>
static void describe(Fields &fields, const BreakdownPart &part)
{
    fields("member", part.member);
    fields("name", part.name);
    fields("shares", part.shares);
    fields("values", part.values);
}

template <typename Fields>
static void describe(Fields &fields, const Breakdown &breakdown)
{
    fields("concept", breakdown.concept_);
    fields("is_complete", breakdown.isComplete);
    fields("kind", breakdown.kind);
    fields("note", breakdown.note);
    fields("parts", breakdown.parts);
    fields("periods", breakdown.periods);
    fields("title", breakdown.title);
    fields("totals", breakdown.totals);
}

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

template <typename Fields>
static void describe(Fields &fields, const Financials &financials)
{
    fields("breakdowns", financials.breakdowns);
    fields("company", financials.companyId);
    fields("company_name", financials.companyName);
    fields("currency", financials.currency);
    fields("identities", financials.identities);
    fields("ratios", financials.ratios);
    fields("statements", financials.statements);
    fields("warnings", financials.warnings);
}

QJsonObject toJson(const Financials &financials)
{
    return json::toObject(financials);
}

void writeJson(JsonWriter &writer, const Financials &financials)
{
    json::writeObject(writer, financials);
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
