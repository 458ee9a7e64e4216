// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/tipping_points.h"

#include "analysis/frameworks/force_section.h"
#include "analysis/tipping/computation_graph.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Step = 1.25;       ///< between the changes that are tried before bisection
constexpr double Nearest = 0.001;   ///< the first of them
constexpr double Width = 1e-6;      ///< of the bracket at which bisection stops
constexpr int LeastYears = 3;       ///< of changes that say how likely another is
constexpr qsizetype MostPaired = 6; ///< facts of which pairs are looked for

/// Facts moved together: each by `sign` times the same relative change.
struct Move {
    QStringList facts;
    QList<int> signs;
};

struct Bracket {
    double before = 0;
    double tip = 0;
    double score = 0;
};

/// Finds where one score's word changes.
class Tipper {
public:
    Tipper(const ComputationGraph &graph, double score, double farthest)
        : m_graph(graph)
        , m_word(strengthWord(score))
        , m_farthest(farthest)
    {
    }

    [[nodiscard]] std::optional<Bracket> find(const Move &move) const
    {
        double before = 0;
        for (double change = Nearest; before < m_farthest; change *= Step) {
            const double at = std::min(change, m_farthest);
            const auto score = scoreAt(move, at);
            if (!score)
                return std::nullopt; // beyond what its formulas are defined for
            if (strengthWord(*score) != m_word)
                return narrowed(move, before, at, *score);
            before = at;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] std::optional<double> scoreAt(const Move &move, double change) const
    {
        QHash<QString, double> changed;
        for (qsizetype i = 0; i < move.facts.size(); ++i)
            changed.insert(move.facts[i], m_graph.fact(move.facts[i]) * (1 + move.signs[i] * change));
        return m_graph.evaluate(changed);
    }

    [[nodiscard]] Bracket narrowed(const Move &move, double before, double tip, double score) const
    {
        while (tip - before > Width * tip) {
            const double middle = (before + tip) / 2;
            const auto there = scoreAt(move, middle);
            if (there && strengthWord(*there) == m_word) {
                before = middle;
            } else if (there) {
                tip = middle;
                score = *there;
            } else {
                break;
            }
        }
        return {before, tip, score};
    }

    const ComputationGraph &m_graph;
    QString m_word;
    double m_farthest;
};

/// The yearly relative changes of the statement line that a fact stands in, and the line's name.
struct LineOfFact {
    QString label;
    QList<double> changes;
};

LineOfFact lineOf(const Report &report, const QString &fact)
{
    LineOfFact found;
    for (const auto &statement : report.financials.statements) {
        if (statement.frequency != QLatin1String("annual"))
            continue;
        for (const auto &line : statement.lines) {
            const auto at = std::find_if(line.values.cbegin(), line.values.cend(),
                                         [&fact](const auto &value) { return value && value->ref == fact; });
            if (at == line.values.cend())
                continue;
            found.label = QStringLiteral("%1, %2").arg(line.label, (*at)->period.label());
            for (qsizetype i = 0; i + 1 < line.values.size(); ++i) {
                if (line.values[i] && line.values[i + 1] && line.values[i + 1]->value != 0)
                    found.changes.append(line.values[i]->value / line.values[i + 1]->value - 1);
            }
            return found;
        }
    }
    return found;
}

TippingInput inputOf(const Report &report, const QString &id, int sign, const Bracket &bracket)
{
    TippingInput input;
    const auto *fact = report.evidence.fact(id);
    input.fact = id;
    input.unit = fact->unit;
    input.value = fact->value();
    input.before = input.value * (1 + sign * bracket.before);
    input.tip = input.value * (1 + sign * bracket.tip);
    input.change = sign * bracket.tip;
    const auto line = lineOf(report, id);
    input.label = line.label.isEmpty() ? fact->tag : line.label;
    input.years = static_cast<int>(line.changes.size());
    if (input.years >= LeastYears) {
        const auto reached = std::count_if(line.changes.cbegin(), line.changes.cend(), [&input](double change) {
            return input.change > 0 ? change >= input.change : change <= input.change;
        });
        input.share = static_cast<double>(reached) / input.years;
    }
    return input;
}

struct Found {
    Move move;
    Bracket bracket;
};

std::optional<Found> nearest(const Tipper &tipper, const QStringList &facts, const QList<QList<int>> &signs)
{
    std::optional<Found> best;
    for (const auto &sign : signs) {
        const Move move{facts, sign};
        const auto bracket = tipper.find(move);
        if (bracket && (!best || bracket->tip < best->bracket.tip))
            best = Found{move, *bracket};
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
                       found.bracket.score,
                       strengthWord(found.bracket.score),
                       {}};
    for (qsizetype i = 0; i < found.move.facts.size(); ++i)
        point.inputs.append(inputOf(report, found.move.facts[i], found.move.signs[i], found.bracket));
    points.append(point);
}

} // namespace

Result<QList<TippingPoint>> tippingPoints(const Report &report, const TippingOptions &options)
{
    QList<TippingPoint> points;
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
