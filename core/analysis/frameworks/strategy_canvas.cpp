// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/strategy_canvas.h"

#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// How a file lays ratios over the canvas: "canvas_peers" or "canvas_average" of its "scoring".
QString formulaOf(const FrameworkDefinitions &definitions, const char *method, const CanvasFactor &factor)
{
    const auto scoring = definitions.scoring.value(QLatin1String(method));
    return factor.isInverted ? scoring.lowers : scoring.raises;
}

} // namespace

StrategyCanvas::StrategyCanvas(Workbench &bench, const FrameworkDefinitions &definitions)
    : m_bench(bench)
    , m_definitions(definitions)
{
}

void StrategyCanvas::choosePeers()
{
    m_peers = m_bench.peers();
    const auto own = m_bench.line(QStringLiteral("revenue"));
    const auto distance = [&own](const PeerYear &peer) {
        const auto revenue = peer.financials->annual(QStringLiteral("revenue"), peer.fiscalYear);
        if (!own || !revenue || own->value <= 0 || revenue->value <= 0)
            return 1e9;
        return std::abs(std::log(revenue->value / own->value));
    };
    std::stable_sort(m_peers.begin(), m_peers.end(), [&distance](const PeerYear &left, const PeerYear &right) {
        return distance(left) < distance(right);
    });
    m_peers = m_peers.mid(0, m_definitions.parts.words.count("canvas_peers"));
}

void StrategyCanvas::build()
{
    choosePeers();
    m_building.lines.append({m_bench.name(), {}});
    for (const auto &peer : std::as_const(m_peers))
        m_building.lines.append({peer.financials->companyName, {}});
    m_average.company = QStringLiteral("Published industry average");

    qsizetype count = 0;
    for (const auto &factor : m_definitions.parts.canvas) {
        if (m_bench.depth() == Depth::Quick && count >= m_definitions.parts.words.count("factors_quick"))
            break;
        addFactor(factor);
        count = m_building.factors.size();
    }
    if (m_ownLevels.isEmpty())
        return;
    const bool hasAverage = std::any_of(m_average.levels.begin(), m_average.levels.end(),
                                        [](const auto &level) { return level.has_value(); });
    if (hasAverage)
        m_building.lines.append(m_average);
    m_building.lines.removeIf([](const Canvas::Line &line) {
        return std::none_of(line.levels.begin(), line.levels.end(),
                            [](const auto &level) { return level.has_value(); });
    });
    m_canvas = m_building;
}

void StrategyCanvas::addFactor(const CanvasFactor &factor)
{
    const auto own = m_bench.ratio(factor.ratio);
    if (!own) {
        if (m_bench.hasFacts())
            requestFactor(factor, m_bench.whyMissing(factor.ratio));
        return;
    }
    // Few companies of a broad sector say less about a factor than the published average of the industry itself.
    if (!addAmongPeers(factor, *own, Workbench::MinPeers + 1) && !addAgainstAverage(factor, *own)
        && !addAmongPeers(factor, *own, m_definitions.parts.words.count("canvas_companies"))) {
        requestFactor(factor, QStringLiteral("not derivable: ") + m_definitions.parts.words.text("empty_factor"));
    }
}

void StrategyCanvas::requestFactor(const CanvasFactor &factor, const QString &reason)
{
    m_bench.request(QStringLiteral("data.ratio.") + factor.ratio,
                    QStringLiteral("%1, %2").arg(capitalised(lineName(factor.ratio)), m_bench.latestLabel()), reason,
                    m_bench.missingConcepts(factor.ratio), m_bench.framework() + QStringLiteral(".canvas"));
}

bool StrategyCanvas::addAmongPeers(const CanvasFactor &factor, const Figure &own, qsizetype atLeast)
{
    QList<Figure> all{own};
    QList<std::optional<Figure>> figures{own};
    for (const auto &peer : std::as_const(m_peers)) {
        figures.append(peer.financials->ratio(factor.ratio, peer.fiscalYear));
        if (figures.last())
            all.append(*figures.last());
    }
    if (all.size() < atLeast)
        return false;
    const auto formula = formulaOf(m_definitions, "canvas_peers", factor);
    QList<std::optional<Figure>> levels;
    for (qsizetype i = 0; i < figures.size(); ++i) {
        levels.append(figures[i] ? m_bench.compute(
                          QStringLiteral("canvas_level"), factor.label, formula, units::Score,
                          {one(QStringLiteral("own"), *figures[i]), many(QStringLiteral("all"), all)}, own.period,
                          m_definitions.scope + factor.id + QLatin1Char('-') + QString::number(i))
                                 : std::nullopt);
    }
    const auto others = many(QStringLiteral("others"), all.mid(1));
    const auto median =
        m_bench.compute(QStringLiteral("canvas_median"),
                        QStringLiteral("Median of the peers on the canvas: %1").arg(lineName(factor.ratio)),
                        QStringLiteral("median(others)"), own.unit, {others}, own.period, factor.ratio);
    if (!levels.first() || !median)
        return false;
    for (qsizetype i = 0; i < levels.size(); ++i)
        m_building.lines[i].levels.append(levels[i]);
    m_average.levels.append(std::nullopt);
    m_building.factors.append(factor.label);
    m_building.factorIds.append(factor.id);
    m_ownLevels.append({&factor, own, *levels.first(), *median, QStringLiteral("peers"), all.size() - 1});
    return true;
}

bool StrategyCanvas::addAgainstAverage(const CanvasFactor &factor, const Figure &own)
{
    const auto average = m_bench.anchor(factor.ratio);
    if (!average || average->unit != own.unit)
        return false;
    const auto formula = formulaOf(m_definitions, "canvas_average", factor);
    const auto averageBound = one(QStringLiteral("average"), *average);
    const auto level = m_bench.compute(QStringLiteral("canvas_level"), factor.label, formula, units::Score,
                                       {one(QStringLiteral("own"), own), averageBound}, own.period,
                                       m_definitions.scope + factor.id + QStringLiteral("-own"));
    const auto middle = m_bench.compute(QStringLiteral("canvas_level"), factor.label, formula, units::Score,
                                        {one(QStringLiteral("own"), *average), averageBound}, own.period,
                                        m_definitions.scope + factor.id + QStringLiteral("-average"));
    if (!level || !middle)
        return false;
    m_building.lines[0].levels.append(level);
    for (qsizetype i = 0; i < m_peers.size(); ++i) {
        const auto value = m_peers[i].financials->ratio(factor.ratio, m_peers[i].fiscalYear);
        m_building.lines[i + 1].levels.append(
            value ? m_bench.compute(QStringLiteral("canvas_level"), factor.label, formula, units::Score,
                                    {one(QStringLiteral("own"), *value), averageBound}, own.period,
                                    m_definitions.scope + factor.id + QStringLiteral("-average-") + QString::number(i))
                  : std::nullopt);
    }
    m_average.levels.append(middle);
    m_building.factors.append(factor.label);
    m_building.factorIds.append(factor.id);
    m_ownLevels.append({&factor, own, *level, *average, QStringLiteral("anchor"), 0});
    return true;
}

} // namespace consultantos
