// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
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

struct ForceDefinition {
    QString id;
    QString title;
    QString subject; ///< in a sentence: "supplier power"
    QList<DriverDefinition> drivers;
    QString scope{}; ///< put before the section's id in names of computations; empty for Porter's five forces
};

/// A ratio that SWOT judges.
struct SwotMeasure {
    QString ratio;
    QString use;                 ///< "can fund": what a strength does for an opportunity, ends a sentence's stem
    QString shield;              ///< what a strength does against a threat
    QString repair;              ///< what a weakness asks for before an opportunity
    QString expose;              ///< what a weakness does under a threat
    std::optional<double> floor; ///< below it is a weakness whatever others do (zero for profits)
    bool needsReference = true;  ///< false: only the floor counts
};

/// A factor of the strategy canvas.
struct CanvasFactor {
    QString id;
    QString label;
    QString ratio;
    bool isSpending = false; ///< a cost that may be reduced; else something that customers or owners get
    bool isInverted = false; ///< a low ratio is a high level
};

/// What PESTEL looks for in documents, and how an item of it is described.
struct PestelTopic {
    QString query;     ///< evidence query
    QString indicator; ///< what to watch
    QStringList topics;
    bool isOfForeignRevenue = false; ///< its impact goes by the share of revenue earned abroad
};

struct PestelClass {
    QString id;
    QString title;
    QStringList fallback; ///< figures that a statement of the class is joined to when it names none
    QList<PestelTopic> documents;
};

/// What a framework's file gives to the building block that derives it (docs/frameworks.md, "Building blocks").
struct FrameworkParts {
    QList<ForceDefinition> forces; ///< of "porter"
    double concentrationStart = 0; ///< Herfindahl-Hirschman index that scores one
    double concentrationStop = 0;  ///< and five; above it nothing is said
    QList<SwotMeasure> swot;
    QList<PestelClass> pestel;
    QList<CanvasFactor> canvas; ///< of "blue_ocean"
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
