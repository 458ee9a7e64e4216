// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/decision_tree.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

using Kind = DecisionNode::Kind;
/// Probabilities of an event's branches, where they differ from those written in the tree: known outcomes, or what is thought
/// after a test.
using Beliefs = QMap<QString, QList<double>>;

constexpr qint64 MostJointOutcomes = 100'000;

double probabilityOf(const DecisionNode &node, std::size_t branch, const Beliefs &beliefs)
{
    const auto believed = beliefs.constFind(node.name);
    return believed == beliefs.constEnd() ? node.branches[branch].probability
                                          : believed->at(static_cast<qsizetype>(branch));
}

double expectedValue(const DecisionNode &node, const Beliefs &beliefs)
{
    double result = 0;
    if (node.kind == Kind::Decision) {
        for (std::size_t i = 0; i < node.branches.size(); ++i) {
            const double value = node.branches[i].value + expectedValue(node.branches[i].node, beliefs);
            result = i == 0 ? value : std::max(result, value);
        }
    } else if (node.kind == Kind::Chance) {
        for (std::size_t i = 0; i < node.branches.size(); ++i) {
            const double probability = probabilityOf(node, i, beliefs);
            if (probability > 0) {
                // An event that has come out stays so further down.
                auto known = beliefs;
                QList<double> certain(static_cast<qsizetype>(node.branches.size()), 0);
                certain[static_cast<qsizetype>(i)] = 1;
                known.insert(node.name, certain);
                result += probability * (node.branches[i].value + expectedValue(node.branches[i].node, known));
            }
        }
    }
    return node.value + result;
}

DecisionFigure figureOf(const DecisionNode &node, const Beliefs &beliefs)
{
    DecisionFigure figure;
    double result = 0;
    for (std::size_t i = 0; i < node.branches.size(); ++i) {
        auto known = beliefs;
        double probability = 1;
        if (node.kind == Kind::Chance) {
            probability = probabilityOf(node, i, beliefs);
            QList<double> certain(static_cast<qsizetype>(node.branches.size()), 0);
            certain[static_cast<qsizetype>(i)] = 1;
            known.insert(node.name, certain);
        }
        figure.branches.push_back(figureOf(node.branches[i].node, known));
        figure.probabilities.push_back(probability);
        const double value = node.branches[i].value + figure.branches.back().expected;
        if (node.kind == Kind::Chance) {
            result += probability > 0 ? probability * value : 0;
        } else if (i == 0 || value > result) {
            result = value;
            figure.best = i;
        }
    }
    figure.expected = node.value + result;
    return figure;
}

/// All events with their branches' probabilities, as they first stand in the tree.
void collectEvents(const DecisionNode &node, QMap<QString, QList<double>> &events)
{
    if (node.kind == Kind::Chance && !events.contains(node.name)) {
        QList<double> probabilities;
        for (const auto &branch : node.branches)
            probabilities.append(branch.probability);
        events.insert(node.name, probabilities);
    }
    for (const auto &branch : node.branches)
        collectEvents(branch.node, events);
}

/// The expected value when these events are known before the first choice.
double valueKnowing(const DecisionNode &root, const QMap<QString, QList<double>> &events, QStringList names,
                    Beliefs &beliefs)
{
    if (names.isEmpty())
        return expectedValue(root, beliefs);
    const auto name = names.takeFirst();
    const auto probabilities = events.value(name);
    double sum = 0;
    for (qsizetype i = 0; i < probabilities.size(); ++i) {
        if (probabilities[i] == 0)
            continue;
        QList<double> certain(probabilities.size(), 0);
        certain[i] = 1;
        beliefs.insert(name, certain);
        sum += probabilities[i] * valueKnowing(root, events, names, beliefs);
    }
    beliefs.remove(name);
    return sum;
}

double valueOfTest(const DecisionNode &root, const QList<double> &prior, const DecisionTest &test)
{
    double sum = 0;
    for (qsizetype signal = 0; signal < test.signals_.size(); ++signal) {
        QList<double> posterior;
        double probability = 0;
        for (qsizetype outcome = 0; outcome < prior.size(); ++outcome) {
            posterior.append(prior[outcome] * test.likelihoods[outcome][signal]);
            probability += posterior.last();
        }
        if (probability <= 0)
            continue;
        for (double &share : posterior)
            share /= probability; // Bayes
        sum += probability * expectedValue(root, {{test.event, posterior}});
    }
    return sum;
}

void follow(const DecisionNode &node, double probability, double value, const QStringList &path, const Beliefs &beliefs,
            DecisionAnalysis &analysis)
{
    value += node.value;
    if (node.kind == Kind::End) {
        analysis.profile.append({probability, value, path});
        return;
    }
    if (node.kind == Kind::Decision) {
        std::size_t best = 0;
        double bestValue = 0;
        for (std::size_t i = 0; i < node.branches.size(); ++i) {
            const double expected = node.branches[i].value + expectedValue(node.branches[i].node, beliefs);
            if (i == 0 || expected > bestValue) {
                best = i;
                bestValue = expected;
            }
        }
        const auto &branch = node.branches[best];
        const auto choice = node.name + QStringLiteral(": ") + branch.name;
        if (!analysis.choices.contains(choice))
            analysis.choices.append(choice);
        follow(branch.node, probability, value + branch.value, path + QStringList{branch.name}, beliefs, analysis);
        return;
    }
    for (std::size_t i = 0; i < node.branches.size(); ++i) {
        const double share = probabilityOf(node, i, beliefs);
        if (share <= 0)
            continue;
        auto known = beliefs;
        QList<double> certain(static_cast<qsizetype>(node.branches.size()), 0);
        certain[static_cast<qsizetype>(i)] = 1;
        known.insert(node.name, certain);
        const auto &branch = node.branches[i];
        follow(branch.node, probability * share, value + branch.value, path + QStringList{branch.name}, known,
               analysis);
    }
}

const DecisionNode *firstDecision(const DecisionNode &node)
{
    if (node.kind == Kind::Decision)
        return &node;
    for (const auto &branch : node.branches) {
        if (const auto *found = firstDecision(branch.node))
            return found;
    }
    return nullptr;
}

/// Rounding leaves values of information of a few 1e-16 of the stakes.
double atLeastZero(double value, double scale)
{
    return value < 1e-12 * std::max(1.0, std::abs(scale)) ? 0 : value;
}

QJsonObject nodeToJson(const DecisionNode &node)
{
    const auto *kind = node.kind == Kind::Decision ? "decision" : node.kind == Kind::Chance ? "chance" : "end";
    QJsonObject object{{QStringLiteral("kind"), QLatin1String(kind)}};
    if (!node.name.isEmpty())
        object[QStringLiteral("name")] = node.name;
    if (node.value != 0)
        object[QStringLiteral("value")] = node.value;
    QJsonArray branches;
    for (const auto &branch : node.branches) {
        QJsonObject written{{QStringLiteral("name"), branch.name}, {QStringLiteral("node"), nodeToJson(branch.node)}};
        if (node.kind == Kind::Chance)
            written[QStringLiteral("probability")] = branch.probability;
        if (branch.value != 0)
            written[QStringLiteral("value")] = branch.value;
        branches.append(written);
    }
    if (!branches.isEmpty())
        object[QStringLiteral("branches")] = branches;
    return object;
}

} // namespace

DecisionFigure decisionFigure(const DecisionTree &tree)
{
    return figureOf(tree.root, {});
}

Result<DecisionAnalysis> analyseDecision(const DecisionTree &tree)
{
    QMap<QString, QList<double>> events;
    collectEvents(tree.root, events);
    qint64 joint = 1;
    for (const auto &probabilities : std::as_const(events)) {
        joint *= probabilities.size();
        if (joint > MostJointOutcomes) {
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate(
                            "Scenarios", "The events of the decision tree have more than 100,000 joint outcomes."));
        }
    }
    DecisionAnalysis analysis;
    analysis.expectedValue = expectedValue(tree.root, {});
    follow(tree.root, 1, 0, {}, {}, analysis);
    std::stable_sort(
        analysis.profile.begin(), analysis.profile.end(),
        [](const DecisionOutcome &left, const DecisionOutcome &right) { return left.value < right.value; });
    if (const auto *first = firstDecision(tree.root)) {
        for (const auto &branch : first->branches)
            analysis.firstChoices.append({branch.name, branch.value + expectedValue(branch.node, {})});
    }
    const auto gain = [&](double value) { return atLeastZero(value - analysis.expectedValue, analysis.expectedValue); };
    Beliefs beliefs;
    analysis.perfectInformation = gain(valueKnowing(tree.root, events, events.keys(), beliefs));
    for (const auto &name : events.keys())
        analysis.perfectByEvent.append({name, gain(valueKnowing(tree.root, events, {name}, beliefs))});
    for (const auto &test : tree.tests)
        analysis.tests.append({test.name, gain(valueOfTest(tree.root, events.value(test.event), test))});
    return analysis;
}

QJsonObject toJson(const DecisionTree &tree)
{
    QJsonArray tests;
    for (const auto &test : tree.tests) {
        QJsonArray rows;
        for (const auto &row : test.likelihoods) {
            QJsonArray written;
            for (const double likelihood : row)
                written.append(likelihood);
            rows.append(written);
        }
        tests.append(QJsonObject{{QStringLiteral("name"), test.name},
                                 {QStringLiteral("event"), test.event},
                                 {QStringLiteral("signals"), json::fromStrings(test.signals_)},
                                 {QStringLiteral("likelihoods"), rows}});
    }
    return {{QStringLiteral("format"), QStringLiteral("consultantos-decision")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("unit"), tree.unit},
            {QStringLiteral("tree"), nodeToJson(tree.root)},
            {QStringLiteral("tests"), tests}};
}

QJsonObject toJson(const DecisionAnalysis &analysis)
{
    const auto pairs = [](const QList<std::pair<QString, double>> &values) {
        QJsonArray array;
        for (const auto &[name, value] : values)
            array.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
        return array;
    };
    QJsonArray profile;
    for (const auto &outcome : analysis.profile) {
        profile.append(QJsonObject{{QStringLiteral("probability"), outcome.probability},
                                   {QStringLiteral("value"), outcome.value},
                                   {QStringLiteral("path"), json::fromStrings(outcome.path)}});
    }
    return {{QStringLiteral("expected_value"), analysis.expectedValue},
            {QStringLiteral("choices"), json::fromStrings(analysis.choices)},
            {QStringLiteral("first_choices"), pairs(analysis.firstChoices)},
            {QStringLiteral("profile"), profile},
            {QStringLiteral("value_of_perfect_information"), analysis.perfectInformation},
            {QStringLiteral("perfect_information_by_event"), pairs(analysis.perfectByEvent)},
            {QStringLiteral("tests"), pairs(analysis.tests)}};
}

} // namespace consultantos
