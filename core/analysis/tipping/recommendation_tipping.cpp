// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/recommendation_tipping.h"

#include "analysis/tipping/computation_graph.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace consultantos {

namespace {

constexpr qsizetype MostPaired = 6; ///< facts of which pairs are looked for

struct Scored {
    const Recommendation *recommendation;
    ComputationGraph graph;
};

struct Found {
    TippingMove move;
    Bracket bracket;
};

class Ranking {
public:
    explicit Ranking(std::vector<Scored> options)
        : m_options(std::move(options))
    {
        for (const auto &option : m_options) {
            m_usual.push_back(option.recommendation->score->value);
            for (const auto &fact : option.graph.facts()) {
                if (!m_values.contains(fact)) {
                    m_values.insert(fact, option.graph.fact(fact));
                    m_facts.append(fact);
                }
            }
        }
        m_facts.sort();
        m_first = firstOf(m_usual);
    }

    [[nodiscard]] const QStringList &facts() const { return m_facts; }
    [[nodiscard]] double valueOf(const QString &fact) const { return m_values.value(fact); }
    [[nodiscard]] const Recommendation &first() const { return *m_options[m_first].recommendation; }

    [[nodiscard]] std::optional<Bracket> find(const TippingMove &move, double farthest) const
    {
        return searchBracket(first().id, farthest, [this, &move](double change) -> std::optional<QString> {
            const auto scores = scoresAt(move, change);
            return scores ? std::optional(m_options[firstOf(*scores)].recommendation->id) : std::nullopt;
        });
    }

    /// The option that comes first at a change, and the score that the usual first one has there.
    [[nodiscard]] std::pair<const Recommendation *, double> at(const TippingMove &move, double change) const
    {
        const auto scores = scoresAt(move, change);
        return {m_options[firstOf(*scores)].recommendation, (*scores)[m_first]};
    }

private:
    [[nodiscard]] std::optional<std::vector<double>> scoresAt(const TippingMove &move, double change) const
    {
        const auto changed = move.at(change, m_values);
        auto scores = m_usual;
        for (size_t i = 0; i < m_options.size(); ++i) {
            const auto &facts = m_options[i].graph.facts();
            const bool isTouched = std::any_of(move.facts.cbegin(), move.facts.cend(), [&facts](const QString &fact) {
                return std::binary_search(facts.cbegin(), facts.cend(), fact);
            });
            if (!isTouched)
                continue;
            auto own = changed;
            for (const auto &fact : move.facts) {
                if (!std::binary_search(facts.cbegin(), facts.cend(), fact))
                    own.remove(fact);
            }
            const auto score = m_options[i].graph.evaluate(own);
            if (!score)
                return std::nullopt;
            scores[i] = *score;
        }
        return scores;
    }

    /// The earlier one where two are equal.
    static size_t firstOf(const std::vector<double> &scores)
    {
        return static_cast<size_t>(std::max_element(scores.cbegin(), scores.cend()) - scores.cbegin());
    }

    std::vector<Scored> m_options;
    std::vector<double> m_usual;
    QHash<QString, double> m_values;
    QStringList m_facts;
    size_t m_first = 0;
};

std::optional<Found> nearest(const Ranking &ranking, const QStringList &facts, const QList<QList<int>> &signs,
                             double farthest)
{
    std::optional<Found> best;
    for (const auto &sign : signs) {
        const TippingMove move{facts, sign};
        const auto bracket = ranking.find(move, best ? best->bracket.tip : farthest);
        if (bracket && (!best || bracket->tip < best->bracket.tip))
            best = Found{move, *bracket};
    }
    return best;
}

TippingPoint pointOf(const RankedOptions &options, const Ranking &ranking, const Found &found)
{
    const auto [other, score] = ranking.at(found.move, found.bracket.tip);
    const auto &first = ranking.first();
    TippingPoint point{QStringLiteral("recommendations"), first.id, first.title,  first.score->value,
                       QStringLiteral("first"),           score,    other->title, {}};
    for (qsizetype i = 0; i < found.move.facts.size(); ++i)
        point.inputs.append(tippingInput(options.evidence, options.financials, found.move.facts[i], found.move.signs[i],
                                         found.bracket));
    return point;
}

} // namespace

Result<QList<TippingPoint>> recommendationTippingPoints(const RankedOptions &options, const TippingOptions &how,
                                                        qsizetype most)
{
    std::vector<Scored> scored;
    for (const auto &recommendation : options.recommendations) {
        if (!recommendation.score)
            continue;
        auto graph = ComputationGraph::of(options.evidence, recommendation.score->ref);
        if (!graph)
            return tl::unexpected(graph.error());
        scored.push_back({&recommendation, std::move(*graph)});
    }
    if (scored.size() < 2)
        return QList<TippingPoint>();
    const Ranking ranking(std::move(scored));

    QList<Found> singles;
    const auto byDistance = [](const Found &left, const Found &right) { return left.bracket.tip < right.bracket.tip; };
    double farthest = how.farthest;
    for (const auto &id : ranking.facts()) {
        if (how.cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));
        if (options.evidence.fact(id)->companyId != options.companyId || ranking.valueOf(id) == 0)
            continue;
        const auto found = nearest(ranking, {id}, {{1}, {-1}}, farthest);
        if (!found)
            continue;
        singles.append(*found);
        if (most > 0 && singles.size() >= most) {
            std::stable_sort(singles.begin(), singles.end(), byDistance);
            singles = singles.mid(0, most);
            farthest = singles.last().bracket.tip; // what is farther isn't shown
        }
    }
    std::stable_sort(singles.begin(), singles.end(), byDistance);
    QList<TippingPoint> points;
    for (const auto &found : std::as_const(singles))
        points.append(pointOf(options, ranking, found));
    if (!how.withPairs)
        return points;
    std::optional<Found> pair;
    const auto paired = std::min(MostPaired, singles.size());
    for (qsizetype i = 0; i < paired; ++i) {
        for (qsizetype j = i + 1; j < paired; ++j) {
            const auto found = nearest(ranking, {singles[i].move.facts.first(), singles[j].move.facts.first()},
                                       {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}, pair ? pair->bracket.tip : how.farthest);
            if (found && (!pair || found->bracket.tip < pair->bracket.tip))
                pair = found;
        }
    }
    if (pair)
        points.append(pointOf(options, ranking, *pair));
    return points;
}

} // namespace consultantos
