// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/tipping_points.h"

#include "analysis/frameworks/force_section.h"
#include "analysis/tipping/computation_graph.h"
#include "analysis/tipping/recommendation_tipping.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype MostPaired = 6; ///< facts of which pairs are looked for

/// Finds where one score's word changes.
class Tipper {
public:
    Tipper(const ComputationGraph &graph, double score, double farthest)
        : m_graph(graph)
        , m_word(strengthWord(score))
        , m_farthest(farthest)
    {
    }

    [[nodiscard]] std::optional<Bracket> find(const TippingMove &move) const
    {
        return searchBracket(m_word, m_farthest, [this, &move](double change) -> std::optional<QString> {
            const auto score = scoreAt(move, change);
            return score ? std::optional(strengthWord(*score)) : std::nullopt;
        });
    }

    [[nodiscard]] std::optional<double> scoreAt(const TippingMove &move, double change) const
    {
        QHash<QString, double> values;
        for (const auto &fact : move.facts)
            values.insert(fact, m_graph.fact(fact));
        return m_graph.evaluate(move.at(change, values));
    }

private:
    const ComputationGraph &m_graph;
    QString m_word;
    double m_farthest;
};

struct Found {
    TippingMove move;
    Bracket bracket;
    double score = 0;
};

std::optional<Found> nearest(const Tipper &tipper, const QStringList &facts, const QList<QList<int>> &signs)
{
    std::optional<Found> best;
    for (const auto &sign : signs) {
        const TippingMove move{facts, sign};
        const auto bracket = tipper.find(move);
        if (bracket && (!best || bracket->tip < best->bracket.tip))
            best = Found{move, *bracket, *tipper.scoreAt(move, bracket->tip)};
    }
    return best;
}

void append(QList<TippingPoint> &points, const Report &report, const FrameworkResult &framework,
            const FrameworkSection &section, const Found &found)
{
    TippingPoint point{framework.id,
                       section.id,
                       section.title,
                       section.score->value,
                       strengthWord(section.score->value),
                       found.score,
                       strengthWord(found.score),
                       {}};
    for (qsizetype i = 0; i < found.move.facts.size(); ++i)
        point.inputs.append(
            tippingInput(report.evidence, report.financials, found.move.facts[i], found.move.signs[i], found.bracket));
    points.append(point);
}

} // namespace

Result<QList<TippingPoint>> tippingPoints(const Report &report, const TippingOptions &options)
{
    const auto ofRecommendations = recommendationTippingPoints(
        {report.evidence, report.financials, report.recommendations, report.company.id}, options);
    if (!ofRecommendations)
        return ofRecommendations;
    auto points = *ofRecommendations;
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            if (!section.score)
                continue;
            const auto graph = ComputationGraph::of(report.evidence, section.score->ref);
            if (!graph)
                return tl::unexpected(graph.error());
            const Tipper tipper(*graph, section.score->value, options.farthest);
            QList<Found> singles;
            for (const auto &id : graph->facts()) {
                if (options.cancel.isCancelled())
                    return fail(ErrorCode::Cancelled,
                                QCoreApplication::translate("Framework", "The analysis was cancelled."));
                if (report.evidence.fact(id)->companyId != report.company.id || graph->fact(id) == 0)
                    continue;
                if (const auto found = nearest(tipper, {id}, {{1}, {-1}}))
                    singles.append(*found);
            }
            std::stable_sort(singles.begin(), singles.end(), [](const Found &left, const Found &right) {
                return left.bracket.tip < right.bracket.tip;
            });
            for (const auto &found : std::as_const(singles))
                append(points, report, framework, section, found);
            if (!options.withPairs)
                continue;
            std::optional<Found> pair;
            const auto paired = std::min(MostPaired, singles.size());
            for (qsizetype i = 0; i < paired; ++i) {
                for (qsizetype j = i + 1; j < paired; ++j) {
                    const auto found = nearest(tipper, {singles[i].move.facts.first(), singles[j].move.facts.first()},
                                               {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}});
                    if (found && (!pair || found->bracket.tip < pair->bracket.tip))
                        pair = found;
                }
            }
            if (pair)
                append(points, report, framework, section, *pair);
        }
    }
    return points;
}

QJsonObject toJson(const TippingPoint &point)
{
    QJsonArray inputs;
    for (const auto &input : point.inputs)
        inputs.append(QJsonObject{{QStringLiteral("fact"), input.fact},
                                  {QStringLiteral("label"), input.label},
                                  {QStringLiteral("unit"), input.unit},
                                  {QStringLiteral("value"), input.value},
                                  {QStringLiteral("before"), input.before},
                                  {QStringLiteral("tip"), input.tip},
                                  {QStringLiteral("change"), input.change},
                                  {QStringLiteral("share_of_years"), json::fromOptional(input.share)},
                                  {QStringLiteral("years"), input.years}});
    return {{QStringLiteral("framework"), point.framework},
            {QStringLiteral("section"), point.section},
            {QStringLiteral("title"), point.title},
            {QStringLiteral("score"), point.score},
            {QStringLiteral("word"), point.word},
            {QStringLiteral("tipped_score"), point.tippedScore},
            {QStringLiteral("tipped_word"), point.tippedWord},
            {QStringLiteral("inputs"), inputs}};
}

} // namespace consultantos
