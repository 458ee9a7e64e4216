// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/distribution.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class LocatedJson;

/// An input of a scenario model: a value that nobody knows for sure.
struct ScenarioDriver {
    QString name; ///< as formulas call it: [a-z][a-z0-9_]*
    QString title;
    QString unit; ///< of model/units.h; may be empty
    DistributionSpec distribution;
    QString source;            ///< where the assumption comes from; empty: the user's own
    bool isObservable = false; ///< can be seen from outside before the outcome is known: a candidate for a signpost
    int line = 0;              ///< in the file it was read from; 0 elsewhere

    bool operator==(const ScenarioDriver &) const = default;
};

/// A quantity that follows from drivers and other formulas.
struct ScenarioFormula {
    QString name;
    QString title;
    QString unit;
    QString formula; ///< in the language of analysis/expression.h, over single values
    bool isObservable = false;
    int line = 0;

    bool operator==(const ScenarioFormula &) const = default;
};

/// Two drivers that move together.
struct ScenarioCorrelation {
    QString left;
    QString right;
    double value = 0;
    bool isOfRanks = true; ///< Spearman's; else Pearson's of the normal scores (the copula's own parameter)
    int line = 0;

    bool operator==(const ScenarioCorrelation &) const = default;
};

/// A value whose crossing matters, e.g. a covenant or break-even.
struct ScenarioLine {
    QString output;
    double value = 0;
    QString title;

    bool operator==(const ScenarioLine &) const = default;
};

/// One of the two questions that tell four worlds apart.
struct ScenarioAxis {
    QString quantity;            ///< a driver's or formula's name
    QString low;                 ///< what the world is called where it is below the split
    QString high;                ///< and above
    std::optional<double> split; ///< the quantity's median where empty

    bool operator==(const ScenarioAxis &) const = default;
};

/// A driver tree: what the file format "consultantos-scenario", version 1, holds. A value.
struct ScenarioModel {
    static constexpr int Version = 1;
    static constexpr qsizetype MostDrivers = 200;
    static constexpr qsizetype MostFormulas = 2000;

    QString title;
    QList<ScenarioDriver> drivers;
    QList<ScenarioFormula> formulas;
    QStringList outputs; ///< names of formulas, or of drivers; the first is the main one
    QList<ScenarioCorrelation> correlations;
    bool repairsCorrelations = false; ///< take the nearest possible ones where they contradict each other
    QList<ScenarioLine> lines;
    QList<ScenarioAxis> axes; ///< two or none
    QStringList worldNames;   ///< low/low, high/low, low/high, high/high of the first and second axis; may be empty
    QString fileName;         ///< for messages; not part of the format

    [[nodiscard]] const ScenarioDriver *findDriver(const QString &name) const;
    [[nodiscard]] const ScenarioFormula *findFormula(const QString &name) const;
    /// Title of a driver or formula; its name where it has none.
    [[nodiscard]] QString titleOf(const QString &name) const;
    [[nodiscard]] QString unitOf(const QString &name) const;
    bool operator==(const ScenarioModel &) const = default;
};

/// Reads a scenario file; `what` names it in messages. Malformed says line and cause; NewerVersion where the file's version
/// is above ours. What it returns is sound: names are unique, distributions can be made, formulas parse.
[[nodiscard]] Result<ScenarioModel> readScenarioModel(const QByteArray &bytes, const QString &what);
/// Title, drivers, formulas and correlations of a file of another format that has a driver tree; not checked yet.
[[nodiscard]] Result<ScenarioModel> readDriverTree(const LocatedJson &root, const QString &what);
/// Checks a model made by other means as readScenarioModel() does.
[[nodiscard]] Status checkScenarioModel(const ScenarioModel &model);
[[nodiscard]] QJsonObject toJson(const ScenarioModel &model);
[[nodiscard]] QJsonObject toJson(const DistributionSpec &spec);

} // namespace consultantos
