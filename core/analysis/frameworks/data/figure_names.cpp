// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/figure_names.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/revenue_split.h"
#include "model/units.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos {

namespace {

constexpr int LeastYears = 3;
constexpr int FiveYears = 5;
constexpr double OwnFacts = 0.95;
const auto BasisOf = QStringLiteral("basis_"); ///< of the words for what a figure is held against

const std::array<QString, 8> &prefixes()
{
    static const std::array<QString, 8> all{
        QStringLiteral("peers_"),     QStringLiteral("years_"), QStringLiteral("last5_"), QStringLiteral("average_"),
        QStringLiteral("reference_"), QStringLiteral("gap_"),   QStringLiteral("z_"),     QStringLiteral("worth_")};
    return all;
}

/// Unbroken yearly figures, oldest first, of a ratio or a statement line.
QList<Figure> yearsOf(const Workbench &bench, const QString &id)
{
    QList<Figure> figures;
    const auto &periods = bench.periods();
    for (int back = 0; back < periods.size(); ++back) {
        if (back > 0 && periods[back].fiscalYear != periods[back - 1].fiscalYear - 1)
            break;
        const auto figure = bench.value(id, back);
        if (!figure)
            break;
        figures.prepend(*figure);
    }
    return figures;
}

QList<Figure> peersOf(const Workbench &bench, const QString &id)
{
    auto figures = bench.peerRatios(id);
    if (figures.isEmpty()) {
        for (const auto &peer : bench.peers()) {
            if (const auto line = peer.financials->annual(id, peer.fiscalYear))
                figures.append(*line);
        }
    }
    const auto currency = bench.input().own.currency;
    figures.removeIf([&currency](const Figure &figure) { return isCurrency(figure.unit) && figure.unit != currency; });
    return figures;
}

} // namespace

std::pair<QString, QString> splitPrefix(const QString &name)
{
    for (const auto &prefix : prefixes()) {
        if (name.startsWith(prefix))
            return {prefix, name.mid(prefix.size())};
    }
    return {QString(), name};
}

std::pair<QString, int> splitYearsBack(const QString &name)
{
    static const auto Before = QStringLiteral("_before");
    const auto at = name.lastIndexOf(Before);
    if (at <= 0)
        return {name, 0};
    const auto rest = name.mid(at + Before.size());
    if (rest.isEmpty())
        return {name.left(at), 1};
    bool isNumber = false;
    const int years = rest.startsWith(QLatin1Char('_')) ? rest.mid(1).toInt(&isNumber) : 0;
    return isNumber && years > 0 ? std::pair(name.left(at), years) : std::pair(name, 0);
}

FigureNames::FigureNames(Workbench &bench)
    : m_bench(bench)
{
    setText(QStringLiteral("company"), bench.name());
    setText(QStringLiteral("companys"), possessive(bench.name()));
    setText(QStringLiteral("p"), bench.latestLabel());
    setText(QStringLiteral("region"), bench.regionName());
}

void FigureNames::set(const QString &name, const Figure &figure, double confidence)
{
    m_known.insert(name, Named{{figure}, false, confidence});
}

void FigureNames::setText(const QString &name, const QString &text)
{
    m_texts.insert(name, text);
}

void FigureNames::forget(const QString &name)
{
    m_known.remove(name);
    m_texts.remove(name);
}

std::optional<FigureNames::Named> FigureNames::find(const QString &name)
{
    const auto known = m_known.constFind(name);
    if (known != m_known.cend())
        return *known;
    auto derived = m_bench.hasFacts() ? derive(name) : std::nullopt;
    m_known.insert(name, derived);
    return derived;
}

std::optional<Figure> FigureNames::figure(const QString &name)
{
    const auto named = find(name);
    return named && !named->isList ? std::optional(named->figures.first()) : std::nullopt;
}

std::optional<FigureNames::Named> FigureNames::derive(const QString &name)
{
    const auto [prefix, id] = splitPrefix(name);
    if (!prefix.isEmpty())
        return derivePrefixed(prefix, id);
    if (name == QLatin1String("foreign_share") || name == QLatin1String("foreign_amount")) {
        const auto foreign = foreignRevenue(m_bench);
        if (!foreign)
            return std::nullopt;
        return Named{{name == QLatin1String("foreign_share") ? foreign->share : foreign->amount}, false, OwnFacts};
    }
    const auto [plain, yearsBack] = splitYearsBack(name);
    const auto figure = m_bench.value(plain, yearsBack);
    return figure ? std::optional(Named{{*figure}, false, OwnFacts}) : std::nullopt;
}

std::optional<FigureNames::Named> FigureNames::derivePrefixed(const QString &prefix, const QString &id)
{
    if (prefix == QLatin1String("peers_")) {
        auto figures = peersOf(m_bench, id);
        return figures.size() >= Workbench::MinPeers
                   ? std::optional(Named{std::move(figures), true, confidenceOf(QStringLiteral("peers"))})
                   : std::nullopt;
    }
    if (prefix == QLatin1String("years_")) {
        auto figures = yearsOf(m_bench, id);
        return figures.size() >= LeastYears ? std::optional(Named{std::move(figures), true, OwnFacts}) : std::nullopt;
    }
    if (prefix == QLatin1String("last5_")) {
        auto figures = yearsOf(m_bench, id);
        return figures.size() >= FiveYears
                   ? std::optional(Named{figures.mid(figures.size() - FiveYears), true, OwnFacts})
                   : std::nullopt;
    }
    if (prefix == QLatin1String("average_")) {
        const auto average = m_bench.anchor(id);
        return average ? std::optional(Named{{*average}, false, confidenceOf(QStringLiteral("anchor"))}) : std::nullopt;
    }
    const auto comparison = compareWithReference(m_bench, id);
    if (!comparison)
        return std::nullopt;
    const auto confidence = confidenceOf(comparison->basis);
    m_texts.insert(BasisOf + id, basisWords(comparison->basis));
    if (prefix == QLatin1String("reference_"))
        return Named{{comparison->reference}, false, confidence};
    if (prefix == QLatin1String("gap_"))
        return Named{{comparison->gap}, false, confidence};
    if (prefix == QLatin1String("z_"))
        return Named{{comparison->z}, false, confidence};
    const auto worth = worthOf(m_bench, id, comparison->gap, QStringLiteral("framework"));
    return worth ? std::optional(Named{{*worth}, false, confidence}) : std::nullopt;
}

void FigureNames::evaluate(const QList<ValueDefinition> &values, const QString &qualifier)
{
    for (const auto &value : values) {
        if (!value.formula) {
            rank(value);
            continue;
        }
        m_inputs.insert(value.id, value.formula->variables());
        m_titles.insert(value.id, value.title);
        m_known.insert(value.id, compute(value.id, value.title, *value.formula, value.unit, qualifier));
    }
}

void FigureNames::rank(const ValueDefinition &definition)
{
    struct Place {
        const ValueDefinition::Ranked *ranked;
        Named named;
    };
    QList<Place> places;
    for (const auto &ranked : definition.ranked) {
        if (const auto named = find(ranked.value); named && !named->isList)
            places.append({&ranked, *named});
    }
    std::stable_sort(places.begin(), places.end(), [](const Place &left, const Place &right) {
        return std::abs(left.named.figures.first().value) > std::abs(right.named.figures.first().value);
    });
    for (qsizetype i = 0; i < definition.ranked.size(); ++i) {
        const auto name = QStringLiteral("%1_%2").arg(definition.id).arg(i + 1);
        QStringList inputs;
        for (const auto &ranked : definition.ranked)
            inputs.append(ranked.value);
        for (const auto &ranked : definition.ranked) {
            for (auto text = ranked.texts.cbegin(); text != ranked.texts.cend(); ++text) {
                // Words of the part before must not stay where this one has none.
                m_texts.remove(name + QLatin1Char('_') + text.key());
                // The words of a place are there where its figure is.
                m_inputs.insert(name + QLatin1Char('_') + text.key(), inputs);
            }
        }
        m_inputs.insert(name, inputs);
        m_known.insert(name, i < places.size() ? std::optional(places[i].named) : std::nullopt);
        if (i >= places.size())
            continue;
        const auto &texts = places[i].ranked->texts;
        for (auto text = texts.cbegin(); text != texts.cend(); ++text)
            setText(name + QLatin1Char('_') + text.key(), text.value());
    }
}

std::optional<FigureNames::Named> FigureNames::compute(const QString &id, const QString &title,
                                                       const Expression &formula, const QString &unit,
                                                       const QString &qualifier)
{
    const auto &names = formula.variables();
    if (names.size() == 1 && names.first() == formula.text().trimmed())
        return find(names.first());
    QList<Bound> bound;
    for (const auto &name : names) {
        const auto named = find(name);
        if (!named)
            return std::nullopt;
        bound.append(named->isList ? many(name, named->figures) : one(name, named->figures.first()));
    }
    if (m_bench.periods().isEmpty())
        return std::nullopt;
    const auto ownUnit = unit == QLatin1String("currency") ? m_bench.input().own.currency : unit;
    const auto figure = m_bench.compute(
        QStringLiteral("framework_value"), title, formula.text(), ownUnit, bound, m_bench.periods().first(),
        m_bench.framework() + QLatin1Char('-') + id + (qualifier.isEmpty() ? QString() : QLatin1Char('-') + qualifier));
    return figure ? std::optional(Named{{*figure}, false, confidence(names)}) : std::nullopt;
}

std::optional<double> FigureNames::evaluate(const Expression &expression)
{
    QHash<QString, ExpressionValue> values;
    for (const auto &name : expression.variables()) {
        const auto named = find(name);
        if (!named)
            return std::nullopt;
        if (!named->isList) {
            values.insert(name, named->figures.first().value);
            continue;
        }
        QList<double> list;
        for (const auto &figure : named->figures)
            list.append(figure.value);
        values.insert(name, list);
    }
    const auto value = expression.evaluate(values);
    return value ? std::optional(*value) : std::nullopt;
}

bool FigureNames::holds(const Expression &condition)
{
    const auto value = evaluate(condition);
    return value && *value > 0;
}

QStringList FigureNames::missing(const QStringList &names)
{
    QStringList missing;
    for (const auto &name : names) {
        if (m_texts.contains(name))
            continue;
        const bool isKnown = name.startsWith(BasisOf)
                                 ? find(QStringLiteral("z_") + name.mid(BasisOf.size())).has_value()
                                 : find(name).has_value();
        if (!isKnown)
            missing.append(name);
    }
    return missing;
}

QStringList FigureNames::refs(const QStringList &names)
{
    QStringList refs;
    for (const auto &name : names) {
        const auto named = find(name);
        if (!named)
            continue;
        for (const auto &figure : named->figures) {
            if (!refs.contains(figure.ref))
                refs.append(figure.ref);
        }
    }
    return refs;
}

double FigureNames::confidence(const QStringList &names)
{
    double lowest = OwnFacts;
    for (const auto &name : names) {
        if (const auto named = find(name))
            lowest = std::min(lowest, named->confidence);
    }
    return lowest;
}

QString FigureNames::title(const QString &name) const
{
    return m_titles.value(name);
}

QStringList FigureNames::needs(const QString &name) const
{
    const auto inputs = m_inputs.constFind(name);
    if (inputs != m_inputs.cend()) {
        QStringList all;
        for (const auto &input : *inputs) {
            const auto known = m_known.constFind(input);
            if (known != m_known.cend() && known->has_value())
                continue;
            for (const auto &need : needs(input)) {
                if (!all.contains(need))
                    all.append(need);
            }
        }
        return all;
    }
    const auto ofFigure = name.startsWith(BasisOf) ? name.mid(BasisOf.size()) : name;
    return {splitYearsBack(splitPrefix(ofFigure).second).first};
}

} // namespace consultantos
