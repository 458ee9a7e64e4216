// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_command.h"

#include "analysis/forecasting/public_holidays.h"
#include "base/paths.h"
#include "base/task_group.h"
#include "cli_services.h"
#include "driver_forecast_output.h"
#include "forecast_hierarchy.h"
#include "forecast_input.h"
#include "forecast_keeping.h"
#include "forecast_output.h"
#include "interrupt_watcher.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace consultantos {

using namespace forecasting;

namespace {

struct ForecastRequest {
    TableFormat format = TableFormat::Text;
    std::optional<Frequency> frequency;
    std::optional<std::size_t> steps;
    SeriesKind kind = SeriesKind::Any; ///< of a table's series
    QString country{};                 ///< of a table's series
    std::optional<Company> company{};  ///< whose fiscal years they are
    std::optional<FadeTarget> fadeTo{};
};

/// A table of more is no exhibit.
constexpr std::size_t MostKept = 20;

ForecastOutcome forecastOne(const RawSeries &raw, const ForecastRequest &request)
{
    ForecastOutcome outcome{raw.name, {}, SeriesForecast()};
    auto prepared = prepareSeries(raw, request.frequency);
    if (!prepared) {
        outcome.forecast = tl::unexpected(prepared.error());
        return outcome;
    }
    outcome.series = std::move(*prepared);
    outcome.forecast = forecastSeries(outcome.series, request.steps.value_or(usualSteps(outcome.series.frequency)));
    if (!outcome.forecast || !request.company || outcome.series.frequency != Frequency::Yearly)
        return outcome;
    auto growth =
        anchorGrowth(*request.company, resourceDir(), outcome.series.values, *outcome.forecast, request.fadeTo);
    if (growth)
        outcome.growth = *std::move(growth);
    else
        outcome.forecast = tl::unexpected(growth.error());
    return outcome;
}

/// Forecasts in parallel and prints in the series' order, each as soon as those before it are printed.
class ForecastRun {
public:
    ForecastRun(const std::vector<RawSeries> &series, const ForecastRequest &request, ForecastOutput &output,
                Terminal &terminal, CancellationToken cancellation, std::vector<ForecastOutcome> *kept)
        : m_series(series)
        , m_request(request)
        , m_output(output)
        , m_terminal(terminal)
        , m_cancellation(std::move(cancellation))
        , m_kept(kept)
        , m_outcomes(series.size())
        , m_isLive(Terminal::errorIsTerminal() && !terminal.isQuiet() && series.size() > 1)
    {
    }

    void run()
    {
        QThreadPool pool;
        TaskGroup tasks(&pool);
        for (int worker = 0; worker < pool.maxThreadCount(); ++worker)
            tasks.start([this] { work(); });
        tasks.wait();
        if (m_isLive)
            m_terminal.rawError("\r\x1b[K");
    }

private:
    void work()
    {
        while (!m_cancellation.isCancelled()) {
            std::size_t mine = 0;
            {
                const std::lock_guard lock(m_mutex);
                if (m_next == m_series.size())
                    return;
                mine = m_next++;
            }
            auto outcome = forecastOne(m_series[mine], m_request);
            const std::lock_guard lock(m_mutex);
            m_outcomes[mine] = std::move(outcome);
            for (; m_printed < m_outcomes.size() && m_outcomes[m_printed]; ++m_printed) {
                m_output.print(*m_outcomes[m_printed]);
                if (m_kept != nullptr)
                    m_kept->push_back(std::move(*m_outcomes[m_printed]));
                m_outcomes[m_printed].reset();
            }
            if (m_isLive && !Terminal::outputIsTerminal())
                m_terminal.rawError('\r'
                                    + QCoreApplication::translate("Cli", "%1 of %2 series")
                                          .arg(m_printed)
                                          .arg(m_series.size())
                                          .toUtf8());
        }
    }

    const std::vector<RawSeries> &m_series;
    ForecastRequest m_request;
    ForecastOutput &m_output;
    Terminal &m_terminal;
    CancellationToken m_cancellation;
    std::vector<ForecastOutcome> *m_kept; ///< null: nothing is kept
    std::mutex m_mutex;
    std::vector<std::optional<ForecastOutcome>> m_outcomes; ///< those not printed yet
    std::size_t m_next = 0;
    std::size_t m_printed = 0;
    bool m_isLive;
};

Result<ForecastRequest> requestOf(const QCommandLineParser &parser)
{
    ForecastRequest request;
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!format)
        return tl::unexpected(format.error());
    request.format = *format;
    if (parser.isSet(QStringLiteral("frequency"))) {
        const auto frequency = frequencyNamed(parser.value(QStringLiteral("frequency")));
        if (!frequency)
            return tl::unexpected(frequency.error());
        request.frequency = *frequency;
    }
    if (parser.isSet(QStringLiteral("fade-to"))) {
        const auto target = fadeTarget(parser.value(QStringLiteral("fade-to")));
        if (!target)
            return tl::unexpected(target.error());
        request.fadeTo = *target;
    }
    if (parser.isSet(QStringLiteral("lines"))) {
        const auto lines = parser.value(QStringLiteral("lines"));
        if (!parser.isSet(QStringLiteral("csv"))
            || (lines != QLatin1String("amounts") && lines != QLatin1String("results")))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "--lines is amounts or results, and goes with --csv."));
        request.kind = lines == QLatin1String("amounts") ? SeriesKind::CompanyAmount : SeriesKind::CompanyResult;
    }
    if (parser.isSet(QStringLiteral("country"))) {
        request.country = parser.value(QStringLiteral("country")).toUpper();
        if (!parser.isSet(QStringLiteral("csv")) || !holidayCountries().contains(request.country))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "--country is one of %1, and goes with --csv.")
                            .arg(holidayCountries().join(QStringLiteral(", "))));
    }
    if (parser.isSet(QStringLiteral("periods"))) {
        constexpr int MostPeriods = 10'000;
        bool isNumber = false;
        const int steps = parser.value(QStringLiteral("periods")).toInt(&isNumber);
        if (!isNumber || steps < 1 || steps > MostPeriods)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "\"%1\" is no number of periods.")
                            .arg(parser.value(QStringLiteral("periods"))),
                        QCoreApplication::translate("Cli", "Give a number from 1 to 10,000."));
        request.steps = static_cast<std::size_t>(steps);
    }
    return request;
}

/// Series that add up.
ExitCode runTogether(const CommandLine &line, const QCommandLineParser &parser, const ForecastRequest &request,
                     Terminal &terminal)
{
    Result<SeriesHierarchy> parts = SeriesHierarchy();
    if (parser.isSet(QStringLiteral("csv"))) {
        auto table = seriesOfTable(parser.value(QStringLiteral("csv")));
        parts = table ? hierarchyOfTable(*std::move(table), parser.value(QStringLiteral("hierarchy")))
                      : tl::unexpected(table.error());
    } else {
        auto services = CliServices::open(line, terminal);
        if (!services)
            return failed(terminal, services.error());
        parts = hierarchyOfCompany((*services)->facts(), resourceDir(), parser.positionalArguments().constFirst(),
                                   parser.value(QStringLiteral("by")));
    }
    if (!parts)
        return failed(terminal, parts.error());
    const auto outcomes = forecastTogether(*parts, request.frequency, request.steps);
    if (!outcomes)
        return failed(terminal, outcomes.error());
    ForecastOutput output(request.format, true, terminal);
    output.begin();
    for (const auto &outcome : *outcomes)
        output.print(outcome);
    output.end();
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

QString ForecastCommand::name() const
{
    return QStringLiteral("forecast");
}

QString ForecastCommand::summary() const
{
    return QCoreApplication::translate("Cli", "forecast a company's figure or the series of a table");
}

void ForecastCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("concept"),
         QCoreApplication::translate("Cli", "The company's tag (Revenues) or standardised line; else revenue."),
         QStringLiteral("name")});
    parser.addOption({QStringLiteral("csv"),
                      QCoreApplication::translate("Cli", "A table: columns series, period, value, or a column of "
                                                         "periods with a column a series, or a row a series; - reads "
                                                         "standard input."),
                      QStringLiteral("file")});
    parser.addOption(
        {QStringLiteral("fade-to"),
         QCoreApplication::translate("Cli", "Let a company's growth fade over five years to a rate, such as "
                                            "4.5%, or to that of its industry, gdp or world."),
         QStringLiteral("rate")});
    parser.addOption({QStringLiteral("by"),
                      QCoreApplication::translate("Cli", "Split the company's revenue by segment, product or region, "
                                                         "and let the parts add up."),
                      QStringLiteral("kind")});
    parser.addOption({QStringLiteral("hierarchy"),
                      QCoreApplication::translate("Cli", "With --csv: a table with the columns total and part; what "
                                                         "adds up is reconciled."),
                      QStringLiteral("file")});
    parser.addOption(
        {QStringLiteral("lines"),
         QCoreApplication::translate("Cli", "With --csv: the series are companies' amounts (revenue, costs) or "
                                            "results (profits, cash flows), which move more than others."),
         QStringLiteral("kind")});
    parser.addOption(
        {QStringLiteral("country"),
         QCoreApplication::translate("Cli", "With --csv: days off of this country (%1) count where a daily "
                                            "series shows them.")
             .arg(holidayCountries().join(QStringLiteral(", "))),
         QStringLiteral("code")});
    parser.addOption(
        {QStringLiteral("periods"),
         QCoreApplication::translate("Cli", "How many periods ahead; else by frequency, a year of months."),
         QStringLiteral("number")});
    parser.addOption(
        {QStringLiteral("frequency"),
         QCoreApplication::translate("Cli", "yearly, quarterly, monthly, weekly, daily, weekdays, hourly or "
                                            "none; else read from the periods."),
         QStringLiteral("name")});
    parser.addOption({QStringLiteral("format"),
                      QCoreApplication::translate("Cli", "text (the default), json or csv; with --drivers also xlsx."),
                      QStringLiteral("format")});
    describeDriverOptions(parser);
    parser.addPositionalArgument(QStringLiteral("company"),
                                 QCoreApplication::translate("Cli", "Name, ticker or CIK, without --csv."),
                                 QStringLiteral("[COMPANY]"));
}

ExitCode ForecastCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    const bool isTable = parser.isSet(QStringLiteral("csv"));
    const bool namesCompany = arguments.size() == 1 && !arguments.first().trimmed().isEmpty();
    if (isTable ? !arguments.isEmpty() : !namesCompany)
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Name one company, or a table with --csv."),
                          QCoreApplication::translate("Cli", "consultantos-cli forecast (COMPANY | --csv FILE)"));
    const bool isByDrivers = parser.isSet(QStringLiteral("drivers"));
    const bool isAnyOther = isTable || parser.isSet(QStringLiteral("concept")) || parser.isSet(QStringLiteral("by"))
                            || parser.isSet(QStringLiteral("hierarchy")) || parser.isSet(QStringLiteral("frequency"));
    const bool hasDriverOption = parser.isSet(QStringLiteral("set")) || parser.isSet(QStringLiteral("output"));
    if (isByDrivers ? isAnyOther : hasDriverOption)
        return wrongUsage(
            terminal,
            QCoreApplication::translate("Cli", "--drivers goes with a company, --periods, --set, --output and --keep "
                                               "alone; --set and --output go with --drivers."),
            QCoreApplication::translate("Cli", "consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]"));
    if (isByDrivers) {
        auto services = CliServices::open(line, terminal);
        return services ? runDriverForecast(**services, parser, terminal) : failed(terminal, services.error());
    }
    auto request = requestOf(parser);
    if (!request)
        return failed(terminal, request.error());

    if (request->fadeTo
        && (isTable || parser.isSet(QStringLiteral("by")) || request->frequency == Frequency::Quarterly))
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "--fade-to is for the fiscal years of one company's line."),
            QCoreApplication::translate("Cli", "consultantos-cli forecast COMPANY --fade-to industry"));
    const bool isSplit = parser.isSet(QStringLiteral("by"));
    const bool isOther = isSplit && parser.isSet(QStringLiteral("concept"));
    if (isOther || (isTable ? isSplit : parser.isSet(QStringLiteral("hierarchy"))))
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "--by splits a company's revenue, --hierarchy goes "
                                                             "with --csv."),
                          QCoreApplication::translate("Cli", "consultantos-cli forecast (COMPANY | --csv FILE)"));
    const bool isKept = parser.isSet(QStringLiteral("keep"));
    const bool isTogether = isSplit || parser.isSet(QStringLiteral("hierarchy"));
    if (isTogether && isKept)
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli",
                                                      "What is reconciled can't be kept in a report: --keep goes "
                                                      "without --by and --hierarchy."),
                          QCoreApplication::translate("Cli", "consultantos-cli forecast COMPANY --keep REPORT"));
    if (isTogether)
        return runTogether(line, parser, *request, terminal);

    std::vector<RawSeries> series;
    std::unique_ptr<CliServices> services;
    std::optional<KeepableLine> keptLine;
    if (!isTable || isKept) {
        auto opened = CliServices::open(line, terminal);
        if (!opened)
            return failed(terminal, opened.error());
        services = *std::move(opened);
        if (const auto there = isKept ? checkReportToKeep(*services, parser) : Status(); !there)
            return failed(terminal, there.error());
    }
    if (isTable) {
        auto table = seriesOfTable(parser.value(QStringLiteral("csv")));
        if (!table)
            return failed(terminal, table.error());
        series = std::move(*table);
        for (auto &one : series) {
            one.kind = request->kind;
            one.country = request->country;
        }
        if (isKept && series.size() > MostKept)
            return failed(
                terminal,
                {ErrorCode::InvalidArgument,
                 QCoreApplication::translate("Cli", "A report keeps at most %1 series of a table.").arg(MostKept),
                 QCoreApplication::translate("Cli", "Give a table of those that matter.")});
    } else {
        const auto concept_ = parser.value(QStringLiteral("concept"));
        const auto wanted = concept_.isEmpty() ? QStringLiteral("revenue") : concept_;
        if (isKept) {
            auto found = keepableLine(services->facts(), resourceDir(), arguments.first(), wanted,
                                      request->frequency == Frequency::Quarterly);
            if (!found)
                return failed(terminal, found.error());
            series.push_back(found->series);
            keptLine = *std::move(found);
        } else {
            auto found = seriesOfCompany(services->facts(), arguments.first(), wanted, request->frequency);
            if (!found)
                return failed(terminal, found.error());
            series.push_back(std::move(*found));
        }
        if (const auto company = services->facts().findCompany(arguments.first()))
            request->company = *company;
    }

    const InterruptWatcher interrupts;
    ForecastOutput output(request->format, series.size() > 1, terminal);
    output.begin();
    std::vector<ForecastOutcome> outcomes;
    ForecastRun(series, *request, output, terminal, interrupts.token(), isKept ? &outcomes : nullptr).run();
    output.end();
    if (interrupts.isInterrupted())
        return failed(terminal, {ErrorCode::Cancelled,
                                 QCoreApplication::translate("Cli", "Interrupted; the forecasts printed are complete."),
                                 {}});
    if (output.successes() == 0 && series.size() == 1)
        return failed(terminal, output.lastError());
    if (output.successes() == 0)
        return failed(terminal,
                      {ErrorCode::NotDerivable,
                       QCoreApplication::translate("Cli", "None of the %1 series can be forecast.").arg(series.size()),
                       {}});
    if (isKept) {
        if (const auto kept = keepForecasts(*services, parser, outcomes, keptLine, terminal); !kept)
            return failed(terminal, kept.error());
    }
    if (output.failures() > 0)
        terminal.note(QCoreApplication::translate("Cli", "%1 of %2 series can't be forecast; the others are complete.")
                          .arg(output.failures())
                          .arg(series.size()));
    if (terminal.outputFailed())
        return ExitCode::Failed;
    return output.failures() > 0 ? ExitCode::Partial : ExitCode::Done;
}

} // namespace consultantos
