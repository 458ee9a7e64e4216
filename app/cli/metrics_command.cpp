// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics_command.h"

#include "base/clock.h"
#include "base/paths.h"
#include "cli_services.h"
#include "option_values.h"
#include "storage/metrics_repository.h"
#include "storage/storage.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>

namespace consultantos {

namespace {

constexpr int UsualHours = 24;
constexpr int MostHours = MetricsRepository::KeptDays * 24;

MetricSample sumOf(const QList<MetricSample> &samples)
{
    MetricSample all;
    for (const auto &sample : samples)
        all += sample;
    return all;
}

QString number(double value, int decimals = 0)
{
    return QLocale::c().toString(value, 'f', decimals);
}

QString quantiles(const LatencyCounts &counts)
{
    if (counts.count() == 0)
        return QStringLiteral("\u2013");
    const auto milliseconds = [&](double quantile) { return number(counts.quantile(quantile) * 1'000, 1); };
    return QCoreApplication::translate("Cli", "%1 / %2 / %3 ms")
        .arg(milliseconds(0.5), milliseconds(0.95), milliseconds(0.99));
}

QByteArray tableOf(const MetricSample &all)
{
    QList<QStringList> rows;
    const auto add = [&](const QString &title, const QString &value) { rows.append({title, value}); };
    const auto count = [&](MetricValue value) { return number(all[value]); };
    add(QCoreApplication::translate("Cli", "requests, of them failed"),
        count(MetricValue::Requests) + QStringLiteral(", ") + count(MetricValue::RequestErrors));
    add(QCoreApplication::translate("Cli", "their time, p50 / p95 / p99"), quantiles(all.requestLatency));
    add(QCoreApplication::translate("Cli", "cache: hits of L1, L2, L3; misses"),
        QStringList{count(MetricValue::HitsL1), count(MetricValue::HitsL2), count(MetricValue::HitsL3)}.join(
            QStringLiteral(", "))
            + QStringLiteral("; ") + count(MetricValue::Misses));
    constexpr double Percent = 100;
    add(QCoreApplication::translate("Cli", "cache: hit rate"),
        number(all.hitRate() * Percent, 1) + QStringLiteral(" %"));
    add(QCoreApplication::translate("Cli", "agents, of them failed"),
        number(all[MetricValue::AgentsDone] + all[MetricValue::AgentsFailed]) + QStringLiteral(", ")
            + count(MetricValue::AgentsFailed));
    add(QCoreApplication::translate("Cli", "store operations"), count(MetricValue::StoreOperations));
    add(QCoreApplication::translate("Cli", "their time, p50 / p95 / p99"), quantiles(all.storeLatency));
    add(QCoreApplication::translate("Cli", "calls of models, of them failed"),
        count(MetricValue::ModelCalls) + QStringLiteral(", ") + count(MetricValue::ModelFailures));
    add(QCoreApplication::translate("Cli", "their time, p50 / p95 / p99"), quantiles(all.modelLatency));
    add(QCoreApplication::translate("Cli", "tokens of models"), count(MetricValue::ModelTokens));
    add(QCoreApplication::translate("Cli", "processor time"),
        number(all[MetricValue::CpuSeconds], 1) + QStringLiteral(" s"));
    return textTable({QCoreApplication::translate("Cli", "measured"), QCoreApplication::translate("Cli", "value")},
                     rows);
}

} // namespace

QString MetricsCommand::name() const
{
    return QStringLiteral("metrics");
}

QString MetricsCommand::summary() const
{
    return QCoreApplication::translate("Cli", "show what window and server measured of themselves");
}

void MetricsCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("hours"),
                      QCoreApplication::translate("Cli", "Of the last so many hours, %1 if not said.").arg(UsualHours),
                      QStringLiteral("number")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode MetricsCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    if (!parser.positionalArguments().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "metrics takes no argument."),
                          QCoreApplication::translate("Cli", "consultantos-cli metrics [--hours 24] [--format json]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto hours = numberOption<int>(parser, QStringLiteral("hours"), UsualHours, 1, MostHours);
    if (!hours)
        return failed(terminal, hours.error());
    const auto folder = dataDir(line.dataDir);
    const auto clock = std::make_shared<const SystemClock>();
    QList<MetricSample> samples;
    // Looking makes nothing: a folder without measurements stays so.
    if (QFileInfo::exists(Storage::metricsPath(folder))) {
        const auto history = MetricsRepository::open(folder, clock);
        if (!history)
            return failed(terminal, history.error());
        const auto found = (*history)->since(clock->nowUtc().addSecs(qint64{-1} * *hours * 3'600));
        if (!found)
            return failed(terminal, found.error());
        samples = *found;
    }
    const auto all = sumOf(samples);
    if (*format == TableFormat::Json) {
        auto object = toJson(all);
        object.insert(QStringLiteral("hours"), *hours);
        object.insert(QStringLiteral("samples"), samples.size());
        object.insert(QStringLiteral("hit_rate"), all.hitRate());
        terminal.out(QJsonDocument(object).toJson());
    } else if (samples.isEmpty()) {
        terminal.note(QCoreApplication::translate("Cli",
                                                  "Nothing was measured in that time: the window and serve measure "
                                                  "while they run."));
    } else {
        terminal.out(tableOf(all));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
