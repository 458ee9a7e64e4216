// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

struct DecisionBranch;

/// A point of a decision tree: somebody chooses, chance decides, or it ends.
struct DecisionNode {
    enum class Kind { Decision, Chance, End };

    Kind kind = Kind::End;
    QString name;     ///< of the choice or the event; the same event may stand in several places and happens only once
    double value = 0; ///< what is paid (negative) or gained on arriving here
    std::vector<DecisionBranch> branches;
    int line = 0;
};

struct DecisionBranch {
    QString name;
    double probability = 0; ///< of a chance's branch
    double value = 0;       ///< paid or gained on the way
    DecisionNode node;
};

/// A survey, pilot or expert that says something of an event before one decides.
struct DecisionTest {
    QString name;
    QString event;
    QStringList signals_; ///< what it may say (`signals` is a macro of Qt)
    /// [outcome][signal]: how probable each signal is when the event comes out so; rows sum to 1, in the event's order.
    QList<QList<double>> likelihoods;
    int line = 0;
};

/// The format "consultantos-decision", version 1, or the member "decision" of a scenario file.
struct DecisionTree {
    DecisionNode root;
    QList<DecisionTest> tests;
    QString unit; ///< of its values; may be empty
};

struct DecisionOutcome {
    double probability = 0;
    double value = 0;
    QStringList path; ///< names of the branches taken
};

struct DecisionAnalysis {
    double expectedValue = 0; ///< of the best choices
    /// "name of the choice: name of the best branch", in the order in which one comes to them by best choices.
    QStringList choices;
    QList<std::pair<QString, double>> firstChoices; ///< the first decision's branches with the expected value of each
    QList<DecisionOutcome> profile;                 ///< outcomes of the best choices, the worst first
    double perfectInformation = 0; ///< what knowing all events before the first choice is worth at most
    QList<std::pair<QString, double>> perfectByEvent; ///< knowing this event alone
    QList<std::pair<QString, double>> tests;          ///< expected value of each test's information, before its price
};

/// Malformed names the line: probabilities that don't sum to 1, an event with other branches elsewhere, no branch.
[[nodiscard]] Result<DecisionTree> readDecisionTree(const QByteArray &bytes, const QString &what);
/// True if the file has a decision tree, so that readDecisionTree() is worth calling.
[[nodiscard]] bool hasDecisionTree(const QByteArray &bytes);

/// Rolls the tree back: H. Raiffa, "Decision Analysis", 1968; information's value as R. Howard, "Information Value Theory",
/// 1966: events are independent of each other and of choices, ties go to the first branch. InvalidArgument where the events
/// have more than 100,000 joint outcomes.
[[nodiscard]] Result<DecisionAnalysis> analyseDecision(const DecisionTree &tree);

/// A node rolled back, for drawing it: what it is worth from here on, with what one knows on arriving here.
struct DecisionFigure {
    double expected = 0;
    std::size_t best = 0;              ///< of a decision's branches
    std::vector<double> probabilities; ///< of a chance's branches: an event that has come out before stays so
    std::vector<DecisionFigure> branches;
};
[[nodiscard]] DecisionFigure decisionFigure(const DecisionTree &tree);

[[nodiscard]] QJsonObject toJson(const DecisionTree &tree);
[[nodiscard]] QJsonObject toJson(const DecisionAnalysis &analysis);

} // namespace consultantos
