// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_command.h"

#include "analysis/market/market_sizing.h"
#include "analysis/scenarios/decision_tree.h"
#include "analysis/scenarios/goal_seek.h"
#include "analysis/scenarios/located_json.h"
#include "analysis/scenarios/scenario_worlds.h"
#include "analysis/scenarios/tornado.h"
#include "cli_services.h"
#include "model/units.h"
#include "report/valuation_workbook.h"
#include "report_keeping.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <functional>

namespace consultantos {

namespace {

/// Keeps what is made for a date in the report that was asked for; empty where none was.
using Keeping = std::function<Status(const std::function<Result<Exhibit>(QDate)> &)>;

QString shown(double value, const QString &unit = {})
{
    return unit.isEmpty() ? QString::number(value, 'g', 6) : formatValue(value, unit);
}

QString percent(double share)
{
    return QString::number(share * 100, 'f', 1) + QStringLiteral(" %");
}

Result<SimulationOptions> optionsOf(const QCommandLineParser &parser)
{
    SimulationOptions options;
    bool isDraws = true;
    bool isSeed = true;
    if (parser.isSet(QStringLiteral("draws")))
        options.draws = parser.value(QStringLiteral("draws")).toLongLong(&isDraws);
    if (parser.isSet(QStringLiteral("seed")))
        options.seed = parser.value(QStringLiteral("seed")).toULongLong(&isSeed);
    if (!isDraws || !isSeed)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "--draws and --seed take whole numbers."));
    const auto method = parser.value(QStringLiteral("method"));
    if (!method.isEmpty() && method != QLatin1String("random") && method != QLatin1String("sobol"))
        return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("Cli", "--method is random or sobol."));
    options.method = method == QLatin1String("random") ? DrawMethod::Random : DrawMethod::Sobol;
    return options;
}

QByteArray scenarioText(const ScenarioModel &model, const QJsonObject &answer, const Tornado &bars,
                        const std::optional<VarianceShares> &shares, const std::optional<ScenarioWorlds> &worlds)
{
    QList<QStringList> rows;
    for (const auto &value : answer[QStringLiteral("outputs")].toArray()) {
        const auto output = value.toObject();
        const auto unit = output[QStringLiteral("unit")].toString();
        const auto quantiles = output[QStringLiteral("quantiles")].toObject();
        QStringList row{output[QStringLiteral("title")].toString(),
                        shown(output[QStringLiteral("mean")].toDouble(), unit)};
        for (const auto *name : {"p05", "p25", "p50", "p75", "p95"})
            row.append(shown(quantiles[QLatin1String(name)].toDouble(), unit));
        rows.append(row);
    }
    auto text =
        textTable({QStringLiteral("output"), QStringLiteral("mean"), QStringLiteral("5 %"), QStringLiteral("25 %"),
                   QStringLiteral("50 %"), QStringLiteral("75 %"), QStringLiteral("95 %")},
                  rows);
    rows.clear();
    for (const auto &value : answer[QStringLiteral("lines")].toArray()) {
        const auto line = value.toObject();
        rows.append({line[QStringLiteral("title")].toString(), line[QStringLiteral("output")].toString(),
                     shown(line[QStringLiteral("value")].toDouble()),
                     percent(line[QStringLiteral("probability_at_least")].toDouble())});
    }
    if (!rows.isEmpty())
        text += '\n'
                + textTable({QStringLiteral("line"), QStringLiteral("output"), QStringLiteral("at least"),
                             QStringLiteral("probability")},
                            rows);
    rows.clear();
    const auto unit = model.unitOf(bars.output);
    for (const auto &bar : bars.bars) {
        QString share;
        for (const auto &entry : shares ? shares->shares : QList<VarianceShare>()) {
            if (entry.drivers.contains(bar.driver))
                share =
                    percent(entry.total)
                    + (entry.drivers.size() > 1 ? QStringLiteral(" (%1)").arg(entry.drivers.join(QStringLiteral(" + ")))
                                                : QString());
        }
        rows.append({model.titleOf(bar.driver), bar.low ? shown(*bar.low, unit) : QStringLiteral("-"),
                     bar.high ? shown(*bar.high, unit) : QStringLiteral("-"), share});
    }
    text += '\n'
            + textTable({QStringLiteral("driver"), QStringLiteral("at its 10 %"), QStringLiteral("at its 90 %"),
                         QStringLiteral("share of variance")},
                        rows);
    if (worlds) {
        rows.clear();
        for (const auto &world : worlds->worlds)
            rows.append(
                {world.name, percent(world.probability),
                 world.outputs.isEmpty() ? QStringLiteral("-") : shown(world.outputs.first().quantile(0.5), unit)});
        text +=
            '\n' + textTable({QStringLiteral("world"), QStringLiteral("probability"), QStringLiteral("median")}, rows);
        rows.clear();
        for (const auto &post : worlds->signposts) {
            const auto &axis = model.axes[post.axis];
            rows.append({model.titleOf(post.quantity), QStringLiteral("above ") + shown(post.threshold),
                         post.highMeansHigh ? axis.high : axis.low, percent(post.hitsWhenAbove),
                         percent(post.hitsWhenBelow)});
        }
        if (!rows.isEmpty())
            text += '\n'
                    + textTable({QStringLiteral("signpost"), QStringLiteral("when"), QStringLiteral("speaks for"),
                                 QStringLiteral("right above"), QStringLiteral("right below")},
                                rows);
    }
    return text;
}

/// What a file's analysis prints, as JSON or text.
Result<QByteArray> runScenario(const QByteArray &bytes, const QString &path, const SimulationOptions &options,
                               bool isJson, const QString &workbook, const Keeping &keep)
{
    const auto model = readScenarioModel(bytes, path);
    if (!model)
        return tl::unexpected(model.error());
    const auto simulation = simulate(*model, options);
    if (!simulation)
        return tl::unexpected(simulation.error());
    const auto bars = tornado(*model, model->outputs.first());
    if (!bars)
        return tl::unexpected(bars.error());
    VarianceShareOptions shareOptions;
    shareOptions.seed = options.seed;
    shareOptions.pool = options.pool;
    const auto shares = varianceShares(*model, model->outputs.first(), shareOptions);
    std::optional<ScenarioWorlds> worlds;
    if (!model->axes.isEmpty()) {
        auto made = scenarioWorlds(*model, options);
        if (!made)
            return tl::unexpected(made.error());
        worlds = std::move(*made);
    }
    if (!workbook.isEmpty()) {
        if (const auto written = writeScenarioWorkbook(*model, workbook); !written)
            return tl::unexpected(written.error());
    }
    if (keep) {
        if (const auto kept = keep([&](QDate date) { return scenarioExhibit(*model, *simulation, date); }); !kept)
            return tl::unexpected(kept.error());
    }
    auto answer = toJson(*simulation, *model);
    if (!isJson)
        return scenarioText(*model, answer, *bars, shares ? std::optional(*shares) : std::nullopt, worlds);
    answer[QStringLiteral("title")] = model->title;
    answer[QStringLiteral("tornado")] = toJson(*bars);
    answer[QStringLiteral("variance_shares")] =
        shares ? QJsonValue(toJson(*shares))
               : QJsonValue(QJsonObject{{QStringLiteral("why_not"), shares.error().message}});
    if (worlds)
        answer[QStringLiteral("worlds")] = toJson(*worlds, *model);
    if (hasDecisionTree(bytes)) {
        const auto tree = readDecisionTree(bytes, path);
        const auto analysis = tree ? analyseDecision(*tree) : tl::unexpected(tree.error());
        if (!analysis)
            return tl::unexpected(analysis.error());
        answer[QStringLiteral("decision")] = toJson(*analysis);
    }
    return QJsonDocument(answer).toJson();
}

Result<QByteArray> runDecision(const QByteArray &bytes, const QString &path, bool isJson)
{
    const auto tree = readDecisionTree(bytes, path);
    if (!tree)
        return tl::unexpected(tree.error());
    const auto analysis = analyseDecision(*tree);
    if (!analysis)
        return tl::unexpected(analysis.error());
    if (isJson)
        return QJsonDocument(toJson(*analysis)).toJson();
    QList<QStringList> rows{{QStringLiteral("expected value"), shown(analysis->expectedValue, tree->unit)},
                            {QStringLiteral("perfect information"), shown(analysis->perfectInformation, tree->unit)}};
    for (const auto &choice : analysis->choices)
        rows.append({QStringLiteral("best choice"), choice});
    for (const auto &[name, value] : analysis->tests)
        rows.append({QStringLiteral("test: ") + name, shown(value, tree->unit)});
    return textTable({QStringLiteral("what"), QStringLiteral("value")}, rows);
}

Result<QByteArray> runSizing(const QByteArray &bytes, const QString &path, const SimulationOptions &options,
                             bool isJson, const QString &workbook, const Keeping &keep)
{
    const auto model = readMarketSizing(bytes, path);
    if (!model)
        return tl::unexpected(model.error());
    const auto sizing = sizeMarket(*model, options);
    if (!sizing)
        return tl::unexpected(sizing.error());
    if (!workbook.isEmpty()) {
        if (const auto written = writeScenarioWorkbook(model->tree, workbook); !written)
            return tl::unexpected(written.error());
    }
    if (keep) {
        if (const auto kept = keep([&](QDate date) { return sizingExhibit(*model, *sizing, date); }); !kept)
            return tl::unexpected(kept.error());
    }
    if (isJson)
        return QJsonDocument(toJson(*sizing)).toJson();
    QList<QStringList> rows;
    const auto median = [&](const std::optional<DrawSummary> &summary) {
        return summary ? shown(summary->quantile(0.5), model->unit) : QStringLiteral("-");
    };
    for (const auto &level : sizing->levels) {
        const auto &both = level.combined;
        rows.append({level.level, median(level.topDown), median(level.bottomUp),
                     both ? shown(both->value, model->unit) : level.refusal,
                     both ? shown(both->low, model->unit) + QStringLiteral(" to ") + shown(both->high, model->unit)
                          : QString()});
    }
    auto text = textTable({QStringLiteral("market"), QStringLiteral("top-down"), QStringLiteral("bottom-up"),
                           QStringLiteral("combined"), QStringLiteral("90 %")},
                          rows);
    rows.clear();
    for (const auto &part : sizing->contributions)
        rows.append({part.title, shown(part.topDown), shown(part.bottomUp), shown(part.contribution, model->unit)});
    rows.append({QStringLiteral("unexplained"), {}, {}, shown(sizing->unexplained, model->unit)});
    text += '\n'
            + textTable({QStringLiteral("factor"), QStringLiteral("top-down"), QStringLiteral("bottom-up"),
                         QStringLiteral("of the difference")},
                        rows);
    for (const auto &warning : sizing->warnings)
        text += warning.toUtf8() + '\n';
    return text;
}

/// What a driver must be for an output to reach a value.
Result<QByteArray> runGoalSeek(const QByteArray &bytes, const QString &path, const QCommandLineParser &parser,
                               bool isJson)
{
    const auto model = readScenarioModel(bytes, path);
    if (!model)
        return tl::unexpected(model.error());
    bool isNumber = false;
    GoalSeekRequest request;
    request.driver = parser.value(QStringLiteral("driver"));
    request.target = parser.value(QStringLiteral("target")).toDouble(&isNumber);
    if (request.driver.isEmpty() || !isNumber || !std::isfinite(request.target))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Cli", "Name the driver to change and the value to reach."),
            QCoreApplication::translate(
                "Cli", "consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]"));
    request.output =
        parser.isSet(QStringLiteral("output")) ? parser.value(QStringLiteral("output")) : model->outputs.first();
    const auto found = goalSeek(*model, request);
    if (!found && found.error().code == ErrorCode::NotDerivable && isJson)
        return QJsonDocument(QJsonObject{{QStringLiteral("output"), request.output},
                                         {QStringLiteral("target"), request.target},
                                         {QStringLiteral("driver"), request.driver},
                                         {QStringLiteral("solutions"), QJsonArray()},
                                         {QStringLiteral("why_not"), found.error().message}})
            .toJson();
    if (!found && found.error().code == ErrorCode::NotDerivable)
        return found.error().toText().toUtf8() + '\n';
    if (!found)
        return tl::unexpected(found.error());
    if (isJson)
        return QJsonDocument(toJson(*found)).toJson();
    const auto unit = model->unitOf(request.driver);
    const auto outputUnit = model->unitOf(request.output);
    QList<QStringList> rows{
        {QStringLiteral("median now"), shown(found->base, unit), shown(found->baseOutput, outputUnit)}};
    for (const double solution : found->solutions)
        rows.append({QStringLiteral("reached at"), shown(solution, unit), shown(request.target, outputUnit)});
    return textTable({QStringLiteral("what"), model->titleOf(request.driver), model->titleOf(request.output)}, rows);
}

} // namespace

QString ScenarioCommand::name() const
{
    return QStringLiteral("scenario");
}

QString ScenarioCommand::summary() const
{
    return QCoreApplication::translate("Cli", "run a scenario model, decision tree or market sizing");
}

void ScenarioCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("draws"), QCoreApplication::translate("Cli", "Draws, 10000 if not given."),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("seed"), QCoreApplication::translate("Cli", "Seed of the draws, 1 if not given."),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("method"), QCoreApplication::translate("Cli", "sobol (the default) or random."),
                      QStringLiteral("method")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addOption(
        {QStringLiteral("workbook"),
         QCoreApplication::translate("Cli", "Write the assumptions and live formulas of a scenario as XLSX, too."),
         QStringLiteral("file")});
    parser.addOption({QStringLiteral("driver"), QCoreApplication::translate("Cli", "goal-seek: the driver to change."),
                      QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("target"),
         QCoreApplication::translate("Cli", "goal-seek: the value to reach; 0 of a profit is its break-even."),
         QStringLiteral("number")});
    parser.addOption({QStringLiteral("output"),
                      QCoreApplication::translate("Cli", "goal-seek: what reaches it, the main output if not given."),
                      QStringLiteral("name")});
    describeKeeping(parser);
    parser.addPositionalArgument(QStringLiteral("run"), QCoreApplication::translate("Cli", "Run the model of a file."),
                                 QStringLiteral("run FILE | goal-seek FILE"));
}

ExitCode ScenarioCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const bool isGoalSeek = arguments.value(0) == QLatin1String("goal-seek");
    if (arguments.size() != 2 || (!isGoalSeek && arguments.first() != QLatin1String("run")))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Name what to do and one file."),
                          QCoreApplication::translate(
                              "Cli", "consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto options = optionsOf(parser);
    if (!options)
        return failed(terminal, options.error());
    const auto &path = arguments[1];
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(terminal,
                      {ErrorCode::Unreadable,
                       QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                       {}});
    const auto bytes = file.readAll();
    const auto root = LocatedJson::parse(bytes, path);
    if (!root)
        return failed(terminal, root.error());
    QThreadPool pool;
    options->pool = &pool;
    const auto kind = root->textOr(QStringLiteral("format"), {});
    const bool isJson = *format == TableFormat::Json;
    const auto workbook = parser.value(QStringLiteral("workbook"));
    Keeping keep;
    if (parser.isSet(QStringLiteral("keep"))) {
        // Alone for this a scenario needs the stores.
        keep = [&](const std::function<Result<Exhibit>(QDate)> &make) -> Status {
            auto services = CliServices::open(line, terminal);
            if (!services)
                return tl::unexpected(services.error());
            const auto exhibit = make((*services)->clock().nowUtc().date());
            return exhibit ? keepAsAsked(**services, parser, *exhibit, terminal)
                           : Status(tl::unexpected(exhibit.error()));
        };
    }
    const bool isSizing = kind && *kind == QLatin1String("consultantos-market-sizing");
    const bool isDecision = kind && *kind == QLatin1String("consultantos-decision");
    if (keep && (isGoalSeek || isDecision))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "--keep is for scenarios and market sizes."),
                          QCoreApplication::translate("Cli", "consultantos-cli scenario run FILE --keep REPORT"));
    const auto output = isGoalSeek   ? runGoalSeek(bytes, path, parser, isJson)
                        : isSizing   ? runSizing(bytes, path, *options, isJson, workbook, keep)
                        : isDecision ? runDecision(bytes, path, isJson)
                                     : runScenario(bytes, path, *options, isJson, workbook, keep);
    if (!output)
        return failed(terminal, output.error());
    terminal.out(*output);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
