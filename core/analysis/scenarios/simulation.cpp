// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/simulation.h"

#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/parallel_blocks.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_words.h"

#include <QJsonArray>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace consultantos {

using scenario_words::inWords;

namespace {

constexpr qint64 DrawsPerTask = 16 * DriverProgram::BlockSize;

/// Takes marked rows out of a column.
void compact(std::vector<double> &column, const std::vector<std::uint8_t> &marked)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (!marked[i])
            column[kept++] = column[i];
    }
    column.resize(kept);
}

/// Why the first marked draw has no value, in the words of the formula language.
QString reasonOf(const DriverProgram &program, const DrawSource &source, qint64 draw)
{
    std::vector<double> values(static_cast<std::size_t>(source.driverCount()));
    std::vector<double *> columns;
    for (double &value : values)
        columns.push_back(&value);
    source.fill(draw, 1, columns);
    const auto outcome = program.evaluateOnce(values);
    return outcome ? inWords(QT_TRANSLATE_NOOP("Scenarios", "a formula has no finite value")) : outcome.error().message;
}

} // namespace

const std::vector<double> *Simulation::column(const QString &name) const
{
    const auto at = names.indexOf(name);
    return at < 0 ? nullptr : &columns[static_cast<std::size_t>(at)];
}

Result<Simulation> simulate(const ScenarioModel &model, const SimulationOptions &options)
{
    if (options.draws < 1 || options.draws > SimulationOptions::MostDraws)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "Between 1 and 10,000,000 draws are possible.")));
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const auto source = DrawSource::make(model, options.seed, options.method);
    if (!source)
        return tl::unexpected(source.error());

    Simulation result;
    result.draws = options.draws;
    result.seed = options.seed;
    result.method = options.method;
    result.correlationRepair = source->correlationRepair();
    std::vector<int> slots;
    for (const auto &name : model.outputs + options.kept) {
        if (result.names.contains(name))
            continue;
        const int slot = program->slotOf(name);
        if (slot < 0)
            return fail(
                ErrorCode::InvalidArgument,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\".")).arg(name));
        result.names.append(name);
        slots.push_back(slot);
        result.columns.emplace_back(static_cast<std::size_t>(options.draws));
    }

    std::vector<std::uint8_t> marked(static_cast<std::size_t>(options.draws), 0);
    const auto tasks = (options.draws + DrawsPerTask - 1) / DrawsPerTask;
    const bool isWhole = runBlocks(options.pool, tasks, options.cancellation, [&]() -> std::function<void(qint64)> {
        const auto memory = std::make_shared<std::vector<double>>(static_cast<std::size_t>(program->slotCount())
                                                                  * DriverProgram::BlockSize);
        const auto workspace = std::make_shared<DriverProgram::Workspace>(program->workspace());
        std::vector<double *> columns;
        for (int slot = 0; slot < program->slotCount(); ++slot)
            columns.push_back(memory->data() + static_cast<std::ptrdiff_t>(slot) * DriverProgram::BlockSize);
        return [&, memory, workspace, columns](qint64 task) {
            const auto end = std::min(options.draws, (task + 1) * DrawsPerTask);
            for (auto first = task * DrawsPerTask; first < end; first += DriverProgram::BlockSize) {
                const int count = static_cast<int>(std::min<qint64>(DriverProgram::BlockSize, end - first));
                source->fill(first, count, columns);
                program->evaluate(columns, count, *workspace);
                for (std::size_t i = 0; i < slots.size(); ++i) {
                    const auto *column = columns[static_cast<std::size_t>(slots[i])];
                    std::copy(column, column + count, result.columns[i].begin() + first);
                }
                std::copy(workspace->undefined.begin(), workspace->undefined.begin() + count, marked.begin() + first);
            }
        };
    });
    if (!isWhole)
        return fail(ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("Scenarios", "The simulation was cancelled.")));

    const auto first = std::find(marked.begin(), marked.end(), 1);
    if (first != marked.end()) {
        result.undefined = std::count(marked.begin(), marked.end(), 1);
        result.undefinedReason = reasonOf(*program, *source, first - marked.begin());
        if (result.undefined == options.draws)
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Scenarios", "The model has no value in any draw: %1."))
                            .arg(result.undefinedReason));
        for (auto &column : result.columns)
            compact(column, marked);
    }
    return result;
}

double sortedQuantile(std::span<const double> sorted, double share)
{
    if (sorted.empty())
        return std::nan("");
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto index = static_cast<std::size_t>(at);
    if (index + 1 >= sorted.size())
        return sorted.back();
    return sorted[index] + (at - static_cast<double>(index)) * (sorted[index + 1] - sorted[index]);
}

DrawSummary summarise(std::span<const double> values)
{
    constexpr double Shares[] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
    constexpr double Tail = 0.005;
    constexpr double MostBins = 60;
    DrawSummary summary;
    summary.count = static_cast<qint64>(values.size());
    if (values.empty())
        return summary;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    // Of the sorted values: the same whatever the order of draws. From a shift, so that equal large values have no spread.
    const double shift = sorted[sorted.size() / 2];
    double sum = 0;
    for (const double value : sorted)
        sum += value - shift;
    summary.mean = shift + sum / n;
    double squares = 0;
    for (const double value : sorted)
        squares += (value - summary.mean) * (value - summary.mean);
    summary.sd = sorted.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    summary.standardError = summary.sd / std::sqrt(n);
    summary.least = sorted.front();
    summary.most = sorted.back();
    for (const double share : Shares)
        summary.quantiles.append({share, sortedQuantile(sorted, share)});

    const double low = sortedQuantile(sorted, Tail);
    const double high = sortedQuantile(sorted, 1 - Tail);
    if (!(high > low)) {
        summary.bins.append({sorted.front(), sorted.back(), summary.count});
        return summary;
    }
    // Freedman and Diaconis 1981: twice the quartiles' distance over the cube root of n.
    const double width = 2 * (sortedQuantile(sorted, 0.75) - sortedQuantile(sorted, 0.25)) / std::cbrt(n);
    const auto bins = static_cast<qint64>(std::clamp(width > 0 ? std::ceil((high - low) / width) : 1.0, 1.0, MostBins));
    auto from = sorted.begin();
    for (qint64 i = 0; i < bins; ++i) {
        const double begin = low + (high - low) * static_cast<double>(i) / static_cast<double>(bins);
        const double end = low + (high - low) * static_cast<double>(i + 1) / static_cast<double>(bins);
        const auto to = i + 1 == bins ? sorted.end() : std::lower_bound(from, sorted.end(), end);
        summary.bins.append({begin, end, to - from});
        from = to;
    }
    return summary;
}

double DrawSummary::quantile(double share) const
{
    for (const auto &entry : quantiles) {
        if (entry.share == share)
            return entry.value;
    }
    return std::nan("");
}

CrossingProbability probabilityAtLeast(std::span<const double> values, double value)
{
    constexpr double Z = 1.959963984540054;
    if (values.empty())
        return {};
    const auto n = static_cast<double>(values.size());
    const double p =
        static_cast<double>(std::count_if(values.begin(), values.end(), [&](double drawn) { return drawn >= value; }))
        / n;
    const double scale = 1 + Z * Z / n;
    const double centre = (p + Z * Z / (2 * n)) / scale;
    const double half = Z * std::sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale;
    return {p, std::max(0.0, std::min(p, centre - half)), std::min(1.0, std::max(p, centre + half))};
}

QJsonObject toJson(const DrawSummary &summary)
{
    QJsonObject quantiles;
    for (const auto &entry : summary.quantiles)
        quantiles[QStringLiteral("p%1").arg(std::lround(entry.share * 100), 2, 10, QLatin1Char('0'))] = entry.value;
    QJsonArray histogram;
    for (const auto &bin : summary.bins)
        histogram.append(QJsonObject{
            {QStringLiteral("from"), bin.from}, {QStringLiteral("to"), bin.to}, {QStringLiteral("count"), bin.count}});
    return {{QStringLiteral("count"), summary.count}, {QStringLiteral("mean"), summary.mean},
            {QStringLiteral("sd"), summary.sd},       {QStringLiteral("standard_error"), summary.standardError},
            {QStringLiteral("min"), summary.least},   {QStringLiteral("max"), summary.most},
            {QStringLiteral("quantiles"), quantiles}, {QStringLiteral("histogram"), histogram}};
}

QJsonObject toJson(const Simulation &simulation, const ScenarioModel &model)
{
    QJsonArray outputs;
    for (const auto &name : model.outputs) {
        const auto *column = simulation.column(name);
        if (!column)
            continue;
        auto object = toJson(summarise(*column));
        object[QStringLiteral("name")] = name;
        object[QStringLiteral("title")] = model.titleOf(name);
        object[QStringLiteral("unit")] = model.unitOf(name);
        outputs.append(object);
    }
    QJsonArray lines;
    for (const auto &line : model.lines) {
        const auto *column = simulation.column(line.output);
        if (!column)
            continue;
        const auto crossing = probabilityAtLeast(*column, line.value);
        lines.append(QJsonObject{{QStringLiteral("output"), line.output},
                                 {QStringLiteral("title"), line.title},
                                 {QStringLiteral("value"), line.value},
                                 {QStringLiteral("probability_at_least"), crossing.probability},
                                 {QStringLiteral("low95"), crossing.low},
                                 {QStringLiteral("high95"), crossing.high}});
    }
    QJsonObject object{{QStringLiteral("draws"), simulation.draws},
                       {QStringLiteral("undefined_draws"), simulation.undefined},
                       {QStringLiteral("seed"), QString::number(simulation.seed)},
                       {QStringLiteral("method"),
                        simulation.method == DrawMethod::Sobol ? QStringLiteral("sobol") : QStringLiteral("random")},
                       {QStringLiteral("outputs"), outputs},
                       {QStringLiteral("lines"), lines}};
    if (simulation.undefined > 0)
        object[QStringLiteral("undefined_reason")] = simulation.undefinedReason;
    if (simulation.correlationRepair)
        object[QStringLiteral("correlation_repair")] = *simulation.correlationRepair;
    return object;
}

} // namespace consultantos
