// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/scenario_model.h"

#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/scenario_words.h"
#include "base/json.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace consultantos {

using scenario_words::inWords;

namespace {

/// At a line of the model's file where it is known.
tl::unexpected<Error> wrong(const ScenarioModel &model, int line, const QString &what)
{
    const auto file =
        model.fileName.isEmpty() ? inWords(QT_TRANSLATE_NOOP("Scenarios", "The scenario model")) : model.fileName;
    return fail(ErrorCode::Malformed,
                line > 0
                    ? inWords(QT_TRANSLATE_NOOP("Scenarios", "%1, line %2: %3")).arg(file, QString::number(line), what)
                    : inWords(QT_TRANSLATE_NOOP("Scenarios", "%1: %2")).arg(file, what));
}

Status checkNames(const ScenarioModel &model)
{
    static const QRegularExpression Name(QStringLiteral("^[a-z][a-z0-9_]*$"));
    QSet<QString> seen;
    const auto checkName = [&](const QString &name, int line) -> Status {
        if (!Name.match(name).hasMatch()) {
            return wrong(
                model, line,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is no name: a name has small letters, digits and _, and "
                                                       "begins with a letter."))
                    .arg(name));
        }
        if (seen.contains(name))
            return wrong(model, line,
                         inWords(QT_TRANSLATE_NOOP("Scenarios", "The name \"%1\" stands twice.")).arg(name));
        seen.insert(name);
        return {};
    };
    for (const auto &driver : model.drivers) {
        if (const auto sound = checkName(driver.name, driver.line); !sound)
            return sound;
        if (const auto made = Distribution::make(driver.distribution); !made)
            return wrong(model, driver.line, driver.name + QStringLiteral(": ") + made.error().message);
    }
    for (const auto &formula : model.formulas) {
        if (const auto sound = checkName(formula.name, formula.line); !sound)
            return sound;
    }
    return {};
}

Status checkReferences(const ScenarioModel &model)
{
    const auto isKnown = [&](const QString &name) { return model.findDriver(name) || model.findFormula(name); };
    const auto unknown = [&](const QString &name, int line) {
        return wrong(model, line,
                     inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\".")).arg(name));
    };
    if (model.outputs.isEmpty())
        return wrong(model, 0, inWords(QT_TRANSLATE_NOOP("Scenarios", "\"outputs\" names nothing to compute.")));
    for (const auto &output : model.outputs) {
        if (!isKnown(output))
            return unknown(output, 0);
    }
    for (const auto &line : model.lines) {
        if (!model.outputs.contains(line.output))
            return wrong(model, 0,
                         inWords(QT_TRANSLATE_NOOP("Scenarios", "A line is drawn for \"%1\", which is no output."))
                             .arg(line.output));
    }
    for (const auto &axis : model.axes) {
        if (!isKnown(axis.quantity))
            return unknown(axis.quantity, 0);
    }
    QSet<QString> pairs;
    for (const auto &correlation : model.correlations) {
        for (const auto &name : {correlation.left, correlation.right}) {
            const auto *driver = model.findDriver(name);
            if (!driver) {
                return wrong(
                    model, correlation.line,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is no driver: only drivers can be correlated."))
                        .arg(name));
            }
            if (driver->distribution.kind == DistributionKind::Constant) {
                return wrong(
                    model, correlation.line,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is constant: it can't be correlated.")).arg(name));
            }
        }
        auto pair = QStringList{correlation.left, correlation.right};
        pair.sort();
        if (pair[0] == pair[1] || pairs.contains(pair.join(u' ')))
            return wrong(
                model, correlation.line,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "A correlation is given twice, or of a driver with itself.")));
        pairs.insert(pair.join(u' '));
        if (!(std::abs(correlation.value) <= 1))
            return wrong(model, correlation.line,
                         inWords(QT_TRANSLATE_NOOP("Scenarios", "A correlation lies between -1 and 1.")));
    }
    return {};
}

} // namespace

const ScenarioDriver *ScenarioModel::findDriver(const QString &name) const
{
    const auto found =
        std::find_if(drivers.begin(), drivers.end(), [&](const ScenarioDriver &driver) { return driver.name == name; });
    return found == drivers.end() ? nullptr : &*found;
}

const ScenarioFormula *ScenarioModel::findFormula(const QString &name) const
{
    const auto found = std::find_if(formulas.begin(), formulas.end(),
                                    [&](const ScenarioFormula &formula) { return formula.name == name; });
    return found == formulas.end() ? nullptr : &*found;
}

QString ScenarioModel::titleOf(const QString &name) const
{
    const auto *driver = findDriver(name);
    const auto *formula = findFormula(name);
    const auto title = driver ? driver->title : formula ? formula->title : QString();
    return title.isEmpty() ? name : title;
}

QString ScenarioModel::unitOf(const QString &name) const
{
    const auto *driver = findDriver(name);
    const auto *formula = findFormula(name);
    return driver ? driver->unit : formula ? formula->unit : QString();
}

Status checkScenarioModel(const ScenarioModel &model)
{
    if (model.drivers.size() > ScenarioModel::MostDrivers || model.formulas.size() > ScenarioModel::MostFormulas)
        return wrong(model, 0,
                     inWords(QT_TRANSLATE_NOOP("Scenarios", "At most 200 drivers and 2,000 formulas are possible.")));
    if (!model.axes.isEmpty() && model.axes.size() != 2)
        return wrong(model, 0, inWords(QT_TRANSLATE_NOOP("Scenarios", "Worlds have exactly two axes.")));
    if (!model.worldNames.isEmpty() && model.worldNames.size() != 4)
        return wrong(model, 0, inWords(QT_TRANSLATE_NOOP("Scenarios", "Two axes make four worlds: give four names.")));
    if (const auto sound = checkNames(model); !sound)
        return sound;
    if (const auto sound = checkReferences(model); !sound)
        return sound;
    // Formulas: syntax, unknown names, circles.
    if (const auto program = DriverProgram::compile(model); !program)
        return tl::unexpected(program.error());
    return {};
}

QJsonObject toJson(const DistributionSpec &spec)
{
    QJsonObject object{{QStringLiteral("kind"), distributionKindName(spec.kind)}};
    if (spec.min)
        object[QStringLiteral("min")] = *spec.min;
    if (spec.max)
        object[QStringLiteral("max")] = *spec.max;
    const auto list = [](const QList<double> &values) {
        QJsonArray array;
        for (const double value : values)
            array.append(value);
        return array;
    };
    switch (spec.kind) {
    case DistributionKind::Constant:
        object[QStringLiteral("value")] = spec.value;
        break;
    case DistributionKind::Uniform:
        break;
    case DistributionKind::Pert:
        object[QStringLiteral("shape")] = spec.shape;
        [[fallthrough]];
    case DistributionKind::Triangular:
        object[QStringLiteral("mode")] = spec.mode;
        break;
    case DistributionKind::Normal:
    case DistributionKind::Lognormal:
        object[QStringLiteral("mean")] = spec.mean;
        object[QStringLiteral("sd")] = spec.sd;
        break;
    case DistributionKind::Empirical:
        object[QStringLiteral("values")] = list(spec.values);
        if (!spec.weights.isEmpty())
            object[QStringLiteral("weights")] = list(spec.weights);
    }
    return object;
}

QJsonObject toJson(const ScenarioModel &model)
{
    QJsonArray drivers;
    for (const auto &driver : model.drivers) {
        QJsonObject object{{QStringLiteral("name"), driver.name},
                           {QStringLiteral("title"), driver.title},
                           {QStringLiteral("unit"), driver.unit},
                           {QStringLiteral("distribution"), toJson(driver.distribution)}};
        if (!driver.source.isEmpty())
            object[QStringLiteral("source")] = driver.source;
        if (driver.isObservable)
            object[QStringLiteral("observable")] = true;
        drivers.append(object);
    }
    QJsonArray formulas;
    for (const auto &formula : model.formulas) {
        QJsonObject object{{QStringLiteral("name"), formula.name},
                           {QStringLiteral("title"), formula.title},
                           {QStringLiteral("unit"), formula.unit},
                           {QStringLiteral("formula"), formula.formula}};
        if (formula.isObservable)
            object[QStringLiteral("observable")] = true;
        formulas.append(object);
    }
    QJsonArray correlations;
    for (const auto &correlation : model.correlations) {
        correlations.append(QJsonObject{
            {QStringLiteral("between"), QJsonArray{correlation.left, correlation.right}},
            {correlation.isOfRanks ? QStringLiteral("rank") : QStringLiteral("normal"), correlation.value}});
    }
    QJsonArray lines;
    for (const auto &line : model.lines) {
        lines.append(QJsonObject{{QStringLiteral("output"), line.output},
                                 {QStringLiteral("value"), line.value},
                                 {QStringLiteral("title"), line.title}});
    }
    QJsonObject object{{QStringLiteral("format"), QStringLiteral("consultantos-scenario")},
                       {QStringLiteral("version"), ScenarioModel::Version},
                       {QStringLiteral("title"), model.title},
                       {QStringLiteral("drivers"), drivers},
                       {QStringLiteral("formulas"), formulas},
                       {QStringLiteral("outputs"), json::fromStrings(model.outputs)}};
    if (!correlations.isEmpty())
        object[QStringLiteral("correlations")] = correlations;
    if (model.repairsCorrelations)
        object[QStringLiteral("repair_correlations")] = true;
    if (!lines.isEmpty())
        object[QStringLiteral("lines")] = lines;
    if (!model.axes.isEmpty()) {
        QJsonArray axes;
        for (const auto &axis : model.axes) {
            QJsonObject written{{QStringLiteral("quantity"), axis.quantity},
                                {QStringLiteral("low"), axis.low},
                                {QStringLiteral("high"), axis.high}};
            if (axis.split)
                written[QStringLiteral("split")] = *axis.split;
            axes.append(written);
        }
        QJsonObject worlds{{QStringLiteral("axes"), axes}};
        if (!model.worldNames.isEmpty())
            worlds[QStringLiteral("names")] = json::fromStrings(model.worldNames);
        object[QStringLiteral("worlds")] = worlds;
    }
    return object;
}

} // namespace consultantos
