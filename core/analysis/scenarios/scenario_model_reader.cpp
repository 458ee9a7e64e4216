// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/located_json.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_words.h"

namespace consultantos {

using scenario_words::inWords;

namespace {

/// Takes values out of an object; after the first fault it gives empty values and keeps that fault.
class Taker {
public:
    explicit Taker(const LocatedJson &node)
        : m_node(node)
    {
    }

    QString text(const char *name) { return take(m_node.text(QLatin1String(name))); }
    QString textOr(const char *name) { return take(m_node.textOr(QLatin1String(name), {})); }
    double number(const char *name) { return take(m_node.number(QLatin1String(name))); }
    double numberOr(const char *name, double fallback) { return take(m_node.numberOr(QLatin1String(name), fallback)); }
    std::optional<double> optional(const char *name) { return take(m_node.optionalNumber(QLatin1String(name))); }
    bool truth(const char *name) { return take(m_node.truthOr(QLatin1String(name), false)); }
    std::vector<LocatedJson> list(const char *name) { return take(m_node.listOr(QLatin1String(name))); }
    QList<double> numbers(const char *name) { return take(m_node.numbersOr(QLatin1String(name))); }
    QStringList texts(const char *name) { return take(m_node.textsOr(QLatin1String(name))); }
    void only(const QStringList &known) { note(m_node.onlyNames(known)); }
    void note(const Status &status)
    {
        if (!status && m_status)
            m_status = status;
    }
    [[nodiscard]] const Status &status() const { return m_status; }

private:
    template <typename T>
    T take(Result<T> value)
    {
        if (value)
            return std::move(*value);
        if (m_status)
            m_status = tl::unexpected(value.error());
        return {};
    }

    const LocatedJson &m_node;
    Status m_status;
};

QStringList strings(std::initializer_list<const char *> names)
{
    QStringList list;
    for (const auto *name : names)
        list.append(QLatin1String(name));
    return list;
}

Result<DistributionSpec> readDistribution(const LocatedJson &node)
{
    // A plain number is a constant.
    if (node.type() == LocatedJson::Type::Number)
        return DistributionSpec::constant(*node.asNumber());
    Taker take(node);
    const auto name = take.text("kind");
    if (!take.status())
        return tl::unexpected(take.status().error());
    const auto kind = distributionKindFromName(name);
    if (!kind) {
        return node.error(
            inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no distribution \"%1\"; there are constant, uniform, "
                                                   "triangular, pert, normal, lognormal, empirical."))
                .arg(name));
    }
    DistributionSpec spec;
    spec.kind = *kind;
    switch (spec.kind) {
    case DistributionKind::Constant:
        take.only(strings({"kind", "value"}));
        spec.value = take.number("value");
        break;
    case DistributionKind::Uniform:
        take.only(strings({"kind", "min", "max"}));
        spec.min = take.number("min");
        spec.max = take.number("max");
        break;
    case DistributionKind::Triangular:
    case DistributionKind::Pert:
        take.only(spec.kind == DistributionKind::Pert ? strings({"kind", "min", "mode", "max", "shape"})
                                                      : strings({"kind", "min", "mode", "max"}));
        spec.min = take.number("min");
        spec.mode = take.number("mode");
        spec.max = take.number("max");
        spec.shape = take.numberOr("shape", spec.shape);
        break;
    case DistributionKind::Normal:
    case DistributionKind::Lognormal:
        take.only(strings({"kind", "mean", "sd", "min", "max"}));
        spec.mean = take.number("mean");
        spec.sd = take.number("sd");
        spec.min = take.optional("min");
        spec.max = take.optional("max");
        break;
    case DistributionKind::Empirical:
        take.only(strings({"kind", "values", "weights"}));
        spec.values = take.numbers("values");
        spec.weights = take.numbers("weights");
        break;
    }
    if (!take.status())
        return tl::unexpected(take.status().error());
    if (const auto made = Distribution::make(spec); !made)
        return node.error(made.error().message);
    return spec;
}

Result<ScenarioDriver> readDriver(const LocatedJson &node)
{
    Taker take(node);
    take.only(strings({"name", "title", "unit", "distribution", "source", "observable"}));
    ScenarioDriver driver;
    driver.name = take.text("name");
    driver.title = take.textOr("title");
    driver.unit = take.textOr("unit");
    driver.source = take.textOr("source");
    driver.isObservable = take.truth("observable");
    driver.line = node.line();
    if (!take.status())
        return tl::unexpected(take.status().error());
    const auto *distribution = node.find(QStringLiteral("distribution"));
    if (!distribution)
        return node.error(
            inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is missing.")).arg(QStringLiteral("distribution")));
    auto spec = readDistribution(*distribution);
    if (!spec)
        return tl::unexpected(spec.error());
    driver.distribution = std::move(*spec);
    return driver;
}

Result<ScenarioFormula> readFormula(const LocatedJson &node)
{
    Taker take(node);
    take.only(strings({"name", "title", "unit", "formula", "observable"}));
    ScenarioFormula formula;
    formula.name = take.text("name");
    formula.title = take.textOr("title");
    formula.unit = take.textOr("unit");
    formula.formula = take.text("formula");
    formula.isObservable = take.truth("observable");
    formula.line = node.line();
    if (!take.status())
        return tl::unexpected(take.status().error());
    return formula;
}

Result<ScenarioCorrelation> readCorrelation(const LocatedJson &node)
{
    Taker take(node);
    take.only(strings({"between", "rank", "normal"}));
    const auto between = take.texts("between");
    const auto rank = take.optional("rank");
    const auto normal = take.optional("normal");
    if (!take.status())
        return tl::unexpected(take.status().error());
    if (between.size() != 2)
        return node.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"between\" must name two drivers.")));
    if (rank.has_value() == normal.has_value())
        return node.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "Give either \"rank\" or \"normal\".")));
    return ScenarioCorrelation{between[0], between[1], rank ? *rank : *normal, rank.has_value(), node.line()};
}

Result<ScenarioLine> readLine(const LocatedJson &node)
{
    Taker take(node);
    take.only(strings({"output", "value", "title"}));
    ScenarioLine line;
    line.output = take.text("output");
    line.value = take.number("value");
    line.title = take.textOr("title");
    if (!take.status())
        return tl::unexpected(take.status().error());
    return line;
}

Result<ScenarioAxis> readAxis(const LocatedJson &node)
{
    Taker take(node);
    take.only(strings({"quantity", "low", "high", "split"}));
    ScenarioAxis axis;
    axis.quantity = take.text("quantity");
    axis.low = take.text("low");
    axis.high = take.text("high");
    axis.split = take.optional("split");
    if (!take.status())
        return tl::unexpected(take.status().error());
    return axis;
}

template <typename T>
Status readAll(const std::vector<LocatedJson> &nodes, Result<T> (*read)(const LocatedJson &), QList<T> &target)
{
    for (const auto &node : nodes) {
        auto value = read(node);
        if (!value)
            return tl::unexpected(value.error());
        target.append(std::move(*value));
    }
    return {};
}

} // namespace

Result<ScenarioModel> readDriverTree(const LocatedJson &root, const QString &what)
{
    Taker take(root);
    ScenarioModel model;
    model.fileName = what;
    model.title = take.textOr("title");
    model.repairsCorrelations = take.truth("repair_correlations");
    take.note(readAll(take.list("drivers"), readDriver, model.drivers));
    take.note(readAll(take.list("formulas"), readFormula, model.formulas));
    take.note(readAll(take.list("correlations"), readCorrelation, model.correlations));
    if (!take.status())
        return tl::unexpected(take.status().error());
    return model;
}

Result<ScenarioModel> readScenarioModel(const QByteArray &bytes, const QString &what)
{
    const auto root = LocatedJson::parse(bytes, what);
    if (!root)
        return tl::unexpected(root.error());
    Taker take(*root);
    if (!root->isObject() || take.textOr("format") != QLatin1String("consultantos-scenario"))
        return root->error(inWords(QT_TRANSLATE_NOOP(
            "Scenarios", "This is no scenario model: \"format\" must be \"consultantos-scenario\".")));
    const double version = take.number("version");
    if (!take.status())
        return tl::unexpected(take.status().error());
    if (version > ScenarioModel::Version) {
        return fail(
            ErrorCode::NewerVersion,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 was written by a newer version of the program.")).arg(what));
    }
    // "decision" belongs to the decision tree (decision_tree.h), which may stand in the same file.
    take.only(strings({"format", "version", "title", "drivers", "formulas", "outputs", "correlations",
                       "repair_correlations", "lines", "worlds", "decision", "note"}));
    auto tree = readDriverTree(*root, what);
    take.note(tree ? Status() : tl::unexpected(tree.error()));
    if (!take.status())
        return tl::unexpected(take.status().error());
    auto model = std::move(*tree);
    model.outputs = take.texts("outputs");
    take.note(readAll(take.list("lines"), readLine, model.lines));
    if (const auto *worlds = root->find(QStringLiteral("worlds"))) {
        Taker inner(*worlds);
        inner.only(strings({"axes", "names"}));
        inner.note(readAll(inner.list("axes"), readAxis, model.axes));
        model.worldNames = inner.texts("names");
        take.note(inner.status());
    }
    if (!take.status())
        return tl::unexpected(take.status().error());
    if (const auto sound = checkScenarioModel(model); !sound)
        return tl::unexpected(sound.error());
    return model;
}

} // namespace consultantos
