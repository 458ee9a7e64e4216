// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "analysis/frameworks/block_words.h"
#include "base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

/// How drivers are laid over a section's scale: formulas of analysis/expression.h.
struct ScoringMethod {
    QString raises;
    QString lowers;
    double halfWidth = 0; ///< what a score of this kind may be wrong by, either way
    QString source;
};

struct DriverDefinition {
    QString id;
    QString label;
    QString measure; ///< one of those of docs/frameworks.md
    QString ratio;   ///< of measure "value" the value's name
    QString anchor;  ///< of measure "spread"
    QString query;   ///< evidence query of measure "passage"
    bool raises = true;
    double weight = 0;
    std::optional<double> start; ///< of scoring method "linear"
    std::optional<double> stop;
    QStringList needs; ///< what would settle it when it can't be had
};

/// An amount of the company that a sentence tells: a statement line, or what a formula makes of some.
struct AmountDefinition {
    QString id; ///< of the computation, "one_percent.revenue": its method and what of; empty for a line as it is
    QString title;
    QString formula;              ///< of analysis/expression.h
    QMap<QString, QString> names; ///< names of the formula and the statement lines that they stand for
};

/// What a force means in money.
struct ForceMeaning {
    AmountDefinition amount;
    QString text;                 ///< for Prose, with {amount}
    bool isShareOfIncome = false; ///< followed by what that is of the operating income; `text` has no full stop then
};

/// What published averages say of a force where nothing of the company is stored.
struct IndustryFact {
    QString average;   ///< a ratio: {v}
    QString less;      ///< another, which {spread} is the difference to; may be empty
    QString lessTitle; ///< of that difference
    QString text;
};

struct ForceDefinition {
    QString id;
    QString title;
    QString subject; ///< in a sentence: "supplier power"
    QList<DriverDefinition> drivers;
    QString scope{};        ///< put before the section's id in names of computations; empty for Porter's five forces
    QStringList fallback{}; ///< figures that a playbook statement is joined to when it names none
    QList<ForceMeaning> meanings{}; ///< the first whose lines are all stored
    std::optional<IndustryFact> industry{};
    double ceiling = 1; ///< of the confidence in its score
};

/// A ratio that SWOT judges.
struct SwotMeasure {
    QString ratio;
    QString use;                     ///< "can fund": what a strength does for an opportunity, ends a sentence's stem
    QString shield;                  ///< what a strength does against a threat
    QString repair;                  ///< what a weakness asks for before an opportunity
    QString expose;                  ///< what a weakness does under a threat
    std::optional<double> floor;     ///< below it is a weakness whatever others do (zero for profits)
    std::optional<double> ceiling{}; ///< above it likewise (one for what may not cost more than it brings in)
    bool needsReference = true;      ///< false: only floor and ceiling count
    QString insteadOf{};             ///< a ratio; it counts only where the company has no figure of that one
    BlockWords words{};              ///< "below", "above", "worth_strength" and "worth_weakness" instead of the file's
};

/// A factor of the strategy canvas.
struct CanvasFactor {
    QString id;
    QString label;
    QString ratio;
    bool isSpending = false; ///< a cost that may be reduced; else something that customers or owners get
    bool isInverted = false; ///< a low ratio is a high level
    bool isResult = false;   ///< what spending has to earn
    bool isPaidFor = false;  ///< spending that a strong result justifies
    BlockWords words{};      ///< "advice" and "worth" instead of the file's
};

/// What PESTEL looks for in documents, and how an item of it is described.
struct PestelTopic {
    QString query;     ///< evidence query
    QString indicator; ///< what to watch
    QStringList topics;
    bool isOfForeignRevenue = false; ///< its impact goes by the share of revenue earned abroad
};

/// A figure of the company or its region that PESTEL tells.
struct PestelFigure {
    QString id;
    QString measure; ///< one of pestelMeasures()
    QString series;  ///< of measure "indicator": the published series, "FP.CPI.TOTL.ZG"
    BlockWords words;
    QMap<QString, QString> fields; ///< of the item; "direction" and "impact" only where the measure doesn't tell them
    QStringList topics;
};

struct PestelClass {
    QString id;
    QString title;
    QStringList fallback; ///< figures that a statement of the class is joined to when it names none
    QList<PestelFigure> figures;
    QList<PestelTopic> documents;
};

/// What a framework's file gives to the building block that derives it (docs/frameworks.md, "Building blocks").
struct FrameworkParts {
    BlockWords words;
    QList<ForceDefinition> forces; ///< of "porter"
    double concentrationStart = 0; ///< Herfindahl-Hirschman index that scores one
    double concentrationStop = 0;  ///< and five; above it nothing is said
    QList<SwotMeasure> swot;
    QList<PestelClass> pestel;
    QList<CanvasFactor> canvas; ///< of "blue_ocean"
    QStringList canvasFallback; ///< figures that a playbook statement of its cells is joined to when it names none
    QStringList notes;          ///< of the file, behind the block's own
};

/// The data behind one framework. Immutable.
struct FrameworkDefinitions {
    EvidenceQueries queries;
    QMap<QString, ScoringMethod> scoring;
    FrameworkParts parts;
    QMap<QString, QStringList> regions; ///< lower-case name → codes
    QString scope{}; ///< put before names of computations that another framework of the same block makes otherwise

    /// What all frameworks share: evidence queries, regions, and the ways of scoring and cut-offs of porter.json.
    [[nodiscard]] static Result<std::shared_ptr<const FrameworkDefinitions>> load(const QString &resourceDir);
    /// Codes of a region as users write it; empty where the table doesn't know it.
    [[nodiscard]] QStringList regionCodes(const QString &region) const;
};

} // namespace consultantos
