// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/force_drivers.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/concentration.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int SlopeYears = 5;
constexpr int MinSlopeYears = 3;
constexpr double ScaleMin = 1;
constexpr double ScaleMax = 5;
constexpr double UnsureTrend = 0.15; ///< net share of the weights below which the drivers cancel out

QString number(double value)
{
    return QString::number(value, 'g', 10);
}

QString reasonIfEmpty(const QString &reason, const QString &fallback)
{
    return reason.isEmpty() ? fallback : reason;
}

} // namespace

ForceDrivers::ForceDrivers(Workbench &bench, const FrameworkDefinitions &definitions, const ForceDefinition &force,
                           ValueOf valueOf)
    : m_bench(bench)
    , m_definitions(definitions)
    , m_force(force)
    , m_valueOf(std::move(valueOf))
{
}

QString ForceDrivers::qualifier(const DriverDefinition &definition) const
{
    return sectionQualifier() + QLatin1Char('-') + definition.id;
}

QList<ScoredDriver> ForceDrivers::score()
{
    QList<ScoredDriver> drivers;
    for (const auto &definition : m_force.drivers)
        drivers.append(scoreOne(definition));
    weigh(drivers);
    return drivers;
}

ScoredDriver ForceDrivers::scoreOne(const DriverDefinition &definition)
{
    ScoredDriver scored;
    scored.definition = &definition;
    scored.driver.id = definition.id;
    scored.driver.label = definition.label;
    scored.driver.direction = definition.raises ? QStringLiteral("raises") : QStringLiteral("lowers");
    scored.driver.weight = definition.weight;
    scored.driver.basis = QStringLiteral("none");

    if (definition.measure == QLatin1String("ratio"))
        scoreRatio(scored);
    else if (definition.measure == QLatin1String("slope"))
        scoreSlope(scored);
    else if (definition.measure == QLatin1String("concentration"))
        scoreConcentration(scored);
    else if (definition.measure == QLatin1String("dispersion"))
        scoreDispersion(scored);
    else if (definition.measure == QLatin1String("scale"))
        scoreScale(scored);
    else if (definition.measure == QLatin1String("spread"))
        scoreSpread(scored);
    else if (definition.measure == QLatin1String("category_gap"))
        scoreCategoryGap(scored);
    else if (definition.measure == QLatin1String("value"))
        scoreValue(scored);
    else
        scored.driver.notDerivable =
            QStringLiteral("not derivable: no number of the filings tells it, and passages are quoted, not scored");

    scoreAnswer(scored);
    if (!scored.driver.score && !isQuoted(definition))
        requestWhatIsMissing(scored);
    return scored;
}

bool ForceDrivers::isQuoted(const DriverDefinition &definition) const
{
    const auto *query = m_definitions.queries.find(definition.query);
    return query != nullptr && !quotations(m_bench.input(), *query).isEmpty();
}

void ForceDrivers::requestWhatIsMissing(const ScoredDriver &scored)
{
    const auto &definition = *scored.definition;
    const auto affects = QStringLiteral("%1.%2.score").arg(m_bench.framework(), m_force.id);
    if (!m_bench.hasFacts() && definition.measure != QLatin1String("passage")) {
        m_bench.requestStatements(affects);
        return;
    }
    const auto year = m_bench.hasFacts() ? QStringLiteral(", ") + m_bench.latestLabel() : QString();
    const auto needs = definition.needs.isEmpty() ? m_bench.missingConcepts(definition.ratio) : definition.needs;
    // A missing ratio is one request whoever asks for it.
    const bool isRatio = definition.measure == QLatin1String("ratio") || definition.measure == QLatin1String("slope");
    if (isRatio) {
        m_bench.request(QStringLiteral("data.ratio.") + definition.ratio,
                        capitalised(lineName(definition.ratio)) + year, scored.driver.notDerivable, needs, affects);
    } else {
        m_bench.request(QStringLiteral("data.%1.%2.%3").arg(m_bench.framework(), m_force.id, definition.id),
                        definition.label + year, scored.driver.notDerivable, needs, affects);
    }
}

bool ForceDrivers::lay(ScoredDriver &scored, const QString &method, const QList<Bound> &bound, const QString &basis)
{
    const auto scoring = m_definitions.scoring.value(method);
    const auto score = m_bench.compute(QStringLiteral("driver_score"),
                                       QStringLiteral("%1: %2").arg(m_force.title, scored.definition->label),
                                       scored.definition->raises ? scoring.raises : scoring.lowers, units::Score, bound,
                                       scored.driver.figure->period, qualifier(*scored.definition));
    if (!score)
        return false;
    scored.driver.score = score;
    scored.driver.basis = basis;
    scored.driver.notDerivable.clear();
    scored.below = scored.above = scoring.halfWidth;
    return true;
}

bool ForceDrivers::layLinear(ScoredDriver &scored, double start, double stop, const QString &basis)
{
    const auto &scoring = m_definitions.scoring.value(QStringLiteral("linear"));
    auto formula = scored.definition->raises ? scoring.raises : scoring.lowers;
    // The bounds are part of the method, so they stand in the printed formula.
    formula.replace(QStringLiteral("start"), start < 0 ? QStringLiteral("(%1)").arg(number(start)) : number(start));
    formula.replace(QStringLiteral("stop"), number(stop));
    const auto score = m_bench.compute(QStringLiteral("driver_score"),
                                       QStringLiteral("%1: %2").arg(m_force.title, scored.definition->label), formula,
                                       units::Score, {one(QStringLiteral("own"), *scored.driver.figure)},
                                       scored.driver.figure->period, qualifier(*scored.definition));
    if (!score)
        return false;
    scored.driver.score = score;
    scored.driver.basis = basis;
    scored.below = scored.above = scoring.halfWidth;
    return true;
}

void ForceDrivers::scoreRatio(ScoredDriver &scored)
{
    const auto &ratioId = scored.definition->ratio;
    const auto own = m_bench.ratio(ratioId);
    if (!own) {
        scored.driver.notDerivable = m_bench.whyMissing(ratioId);
        return;
    }
    scored.driver.figure = own;
    const auto ownBound = one(QStringLiteral("own"), *own);
    const auto peers = m_bench.peerRatios(ratioId);
    if (peers.size() >= Workbench::MinPeers
        && lay(scored, QStringLiteral("peers"), {ownBound, many(QStringLiteral("peers"), peers)},
               QStringLiteral("peers"))) {
        scored.driver.reference = m_bench.compute(
            QStringLiteral("peer_median"), QStringLiteral("Median of comparable peers: %1").arg(lineName(ratioId)),
            QStringLiteral("median(peers)"), own->unit, {many(QStringLiteral("peers"), peers)}, own->period, ratioId);
        return;
    }
    const auto anchor = m_bench.anchor(ratioId);
    if (anchor && anchor->unit == own->unit
        && lay(scored, QStringLiteral("anchor"), {ownBound, one(QStringLiteral("average"), *anchor)},
               QStringLiteral("anchor"))) {
        scored.driver.reference = anchor;
        return;
    }
    const auto earlier = earlierYears(m_bench, ratioId);
    const auto list = many(QStringLiteral("earlier"), earlier);
    if (!earlier.isEmpty() && lay(scored, QStringLiteral("history"), {ownBound, list}, QStringLiteral("history"))) {
        scored.driver.reference = m_bench.compute(
            QStringLiteral("history_median"), QStringLiteral("Own median of earlier years: %1").arg(lineName(ratioId)),
            QStringLiteral("median(earlier)"), own->unit, {list}, own->period, ratioId);
        return;
    }
    scored.driver.notDerivable = QStringLiteral(
        "not derivable: fewer than five comparable peers, no published average and fewer than three earlier years");
}

void ForceDrivers::scoreSlope(ScoredDriver &scored)
{
    const auto &ratioId = scored.definition->ratio;
    const auto history = m_bench.history(ratioId);
    const auto recent = history.mid(std::max<qsizetype>(0, history.size() - SlopeYears));
    if (recent.size() < MinSlopeYears) {
        scored.driver.notDerivable =
            recent.isEmpty()
                ? m_bench.whyMissing(ratioId)
                : QStringLiteral("not derivable: a trend of %1 needs three years without a gap").arg(lineName(ratioId));
        return;
    }
    scored.driver.figure =
        m_bench.compute(QStringLiteral("slope"), QStringLiteral("Yearly change: %1").arg(lineName(ratioId)),
                        QStringLiteral("slope(years)"), differenceUnit(recent.last().unit),
                        {many(QStringLiteral("years"), recent)}, recent.last().period, ratioId);
    if (!scored.driver.figure
        || !layLinear(scored, scored.definition->start.value_or(-1), scored.definition->stop.value_or(1),
                      QStringLiteral("history")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the trend is not defined");
}

void ForceDrivers::scoreConcentration(ScoredDriver &scored)
{
    const auto hhi = knownCompaniesHhi(m_bench);
    if (!hhi) {
        scored.driver.notDerivable = QStringLiteral(
            "not derivable: fewer than two known companies of the sector report comparable revenues in one currency");
        return;
    }
    scored.driver.figure = hhi;
    if (hhi->value > m_definitions.parts.concentrationStop) {
        // An upper bound above the cut-off says nothing about the market: the unknown companies may bring it anywhere.
        scored.driver.notDerivable =
            QStringLiteral("not derivable: the index of the known companies only is an upper bound "
                           "of the market's, and it lies above the cut-off");
        return;
    }
    if (layLinear(scored, m_definitions.parts.concentrationStart, m_definitions.parts.concentrationStop,
                  QStringLiteral("peers")))
        scored.above = ScaleMax - ScaleMin; // the market can only be less concentrated than its known part
}

void ForceDrivers::scoreDispersion(ScoredDriver &scored)
{
    const auto own = m_bench.ratio(scored.definition->ratio);
    auto all = m_bench.peerRatios(scored.definition->ratio);
    if (!own || all.size() < Workbench::MinPeers) {
        scored.driver.notDerivable =
            own ? QStringLiteral("not derivable: fewer than five comparable peers report it")
                : reasonIfEmpty(m_bench.whyMissing(scored.definition->ratio), QStringLiteral("not derivable"));
        return;
    }
    all.prepend(*own);
    scored.driver.figure =
        m_bench.compute(QStringLiteral("dispersion"), scored.definition->label, QStringLiteral("stdev(all)"),
                        units::Points, {many(QStringLiteral("all"), all)}, own->period, scored.definition->ratio);
    if (!scored.driver.figure
        || !layLinear(scored, scored.definition->start.value_or(0), scored.definition->stop.value_or(1),
                      QStringLiteral("peers")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the spread is not defined");
}

void ForceDrivers::scoreScale(ScoredDriver &scored)
{
    QList<Figure> sizes;
    QList<Figure> margins;
    const auto add = [&](const std::optional<Figure> &revenue, const std::optional<Figure> &margin) {
        if (!revenue || !margin || revenue->value <= 0)
            return;
        const auto size = m_bench.compute(
            QStringLiteral("ln_revenue"), QStringLiteral("Logarithm of revenue"), QStringLiteral("ln(revenue)"),
            units::Score, {one(QStringLiteral("revenue"), *revenue)}, revenue->period, QString::number(sizes.size()));
        if (size) {
            sizes.append(*size);
            margins.append(*margin);
        }
    };
    const auto ownRevenue = m_bench.line(QStringLiteral("revenue"));
    add(ownRevenue, m_bench.ratio(scored.definition->ratio));
    for (const auto &peer : m_bench.peers()) {
        if (ownRevenue && peer.financials->currency == m_bench.input().own.currency)
            add(peer.financials->annual(QStringLiteral("revenue"), peer.fiscalYear),
                peer.financials->ratio(scored.definition->ratio, peer.fiscalYear));
    }
    if (sizes.size() <= Workbench::MinPeers) {
        scored.driver.notDerivable =
            m_bench.hasFacts()
                ? QStringLiteral("not derivable: fewer than five comparable peers report revenue and operating margin")
                : m_bench.whyMissing(scored.definition->ratio);
        return;
    }
    scored.driver.figure = m_bench.compute(
        QStringLiteral("scale_economies"), scored.definition->label, QStringLiteral("slope_xy(sizes, margins)"),
        units::Points, {many(QStringLiteral("sizes"), sizes), many(QStringLiteral("margins"), margins)},
        ownRevenue->period);
    if (!scored.driver.figure
        || !layLinear(scored, scored.definition->start.value_or(-1), scored.definition->stop.value_or(1),
                      QStringLiteral("peers")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the slope is not defined");
}

void ForceDrivers::scoreSpread(ScoredDriver &scored)
{
    const auto own = m_bench.ratio(scored.definition->ratio);
    const auto average = m_bench.anchor(scored.definition->anchor);
    if (!own || !average) {
        scored.driver.notDerivable =
            own ? QStringLiteral("not derivable: no published cost of capital of the industry is stored")
                : m_bench.whyMissing(scored.definition->ratio);
        return;
    }
    scored.driver.reference = average;
    scored.driver.figure =
        m_bench.compute(QStringLiteral("spread"), scored.definition->label, QStringLiteral("own - average"),
                        units::Points, {one(QStringLiteral("own"), *own), one(QStringLiteral("average"), *average)},
                        own->period, scored.definition->ratio + QLatin1Char('-') + scored.definition->anchor);
    if (!scored.driver.figure
        || !layLinear(scored, scored.definition->start.value_or(-1), scored.definition->stop.value_or(1),
                      QStringLiteral("anchor")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the spread is not defined");
}

void ForceDrivers::scoreCategoryGap(ScoredDriver &scored)
{
    const auto own = m_bench.ratio(scored.definition->ratio);
    const auto peers = m_bench.peerRatios(scored.definition->ratio);
    if (!own || peers.size() < Workbench::MinPeers) {
        scored.driver.notDerivable =
            own ? QStringLiteral("not derivable: fewer than five comparable peers tell the category's growth")
                : m_bench.whyMissing(scored.definition->ratio);
        return;
    }
    const auto comparison = compareWithReference(m_bench, scored.definition->ratio);
    if (!comparison || comparison->basis != QLatin1String("peers")) {
        scored.driver.notDerivable = QStringLiteral("not derivable: the peers' growth has no spread");
        return;
    }
    scored.driver.figure = comparison->gap;
    scored.driver.reference = comparison->reference;
    if (!layLinear(scored, scored.definition->start.value_or(-1), scored.definition->stop.value_or(1),
                   QStringLiteral("peers")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the gap is not defined");
}

void ForceDrivers::scoreValue(ScoredDriver &scored)
{
    const auto figure = m_valueOf ? m_valueOf(scored.definition->ratio) : std::nullopt;
    if (!figure) {
        scored.driver.notDerivable = m_bench.hasFacts()
                                         ? QStringLiteral("not derivable: what it is computed from is not stored")
                                         : m_bench.whyMissing(scored.definition->ratio);
        return;
    }
    scored.driver.figure = figure;
    if (!layLinear(scored, scored.definition->start.value_or(-1), scored.definition->stop.value_or(1),
                   QStringLiteral("linear")))
        scored.driver.notDerivable = QStringLiteral("not derivable: the value is not defined");
}

double ForceDrivers::coverage(const QList<ScoredDriver> &drivers)
{
    double covered = 0;
    for (const auto &scored : drivers)
        covered += scored.driver.score ? scored.driver.weight : 0;
    return covered;
}

std::optional<Score> ForceDrivers::combine(const QList<ScoredDriver> &drivers)
{
    const auto computed = combined(drivers);
    const auto *edit = m_bench.edit(EditKind::Score, place(QStringLiteral("score")));
    return edit != nullptr ? replacedBy(*edit, computed) : computed;
}

std::optional<Score> ForceDrivers::combined(const QList<ScoredDriver> &drivers)
{
    QStringList values;
    QStringList weights;
    QStringList lows;
    QStringList highs;
    QList<Bound> bound;
    for (const auto &scored : drivers) {
        const auto weight = number(scored.driver.weight);
        if (!scored.driver.score) {
            lows.append(QStringLiteral("%1 * 1").arg(weight));
            highs.append(QStringLiteral("%1 * 5").arg(weight));
            continue;
        }
        const auto name = scored.driver.id;
        bound.append(one(name, *scored.driver.score));
        values.append(QStringLiteral("%1 * %2").arg(weight, name));
        weights.append(weight);
        lows.append(QStringLiteral("%1 * max(1, %2 - %3)").arg(weight, name, number(scored.below)));
        highs.append(QStringLiteral("%1 * min(5, %2 + %3)").arg(weight, name, number(scored.above)));
    }
    if (bound.isEmpty())
        return std::nullopt;
    const auto period = m_bench.periods().first();
    const auto title = m_force.title;
    const auto plus = QStringLiteral(" + ");
    m_value = m_bench.compute(QStringLiteral("force_score"), QStringLiteral("%1: score").arg(title),
                              QStringLiteral("(%1) / (%2)").arg(values.join(plus), weights.join(plus)), units::Score,
                              bound, period, sectionQualifier());
    m_low = m_bench.compute(QStringLiteral("force_score_low"), QStringLiteral("%1: low end").arg(title),
                            lows.join(plus), units::Score, bound, period, sectionQualifier());
    m_high = m_bench.compute(QStringLiteral("force_score_high"), QStringLiteral("%1: high end").arg(title),
                             highs.join(plus), units::Score, bound, period, sectionQualifier());
    if (!m_value || !m_low || !m_high)
        return std::nullopt;
    return Score{m_value->value, m_low->value, m_high->value, ScaleMin, ScaleMax, m_value->ref};
}

QString ForceDrivers::trend(const QList<ScoredDriver> &drivers)
{
    double net = 0;
    bool isKnown = false;
    for (const auto &scored : drivers) {
        const auto &definition = *scored.definition;
        double direction = 0;
        if (definition.measure == QLatin1String("slope") && scored.driver.figure)
            direction = scored.driver.figure->value;
        else if (definition.measure == QLatin1String("ratio") && scored.driver.figure) {
            const auto change = changeOf(m_bench, definition.ratio);
            if (!change)
                continue;
            direction = change->value;
        } else {
            continue;
        }
        isKnown = true;
        const double sign = direction > 0 ? 1 : direction < 0 ? -1 : 0;
        net += scored.driver.weight * sign * (definition.raises ? 1 : -1);
    }
    if (!isKnown)
        return {};
    return net > UnsureTrend    ? QStringLiteral("rising")
           : net < -UnsureTrend ? QStringLiteral("falling")
                                : QStringLiteral("stable");
}

} // namespace consultantos
