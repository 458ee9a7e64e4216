// SPDX-License-Identifier: GPL-3.0-or-later
#include "driver_forecast_output.h"

#include "analysis/valuation/driver_forecast.h"
#include "base/paths.h"
#include "command.h"
#include "evidence/valuation_basis.h"
#include "model/units.h"
#include "report/driver_workbook.h"
#include "report_keeping.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QThreadPool>

namespace consultantos {

namespace {

constexpr int Digits = 10;

Result<CompanyDrivers> driversOf(const CliServices &services, const QCommandLineParser &parser)
{
    int years = CompanyDrivers::UsualYears;
    if (parser.isSet(QStringLiteral("periods"))) {
        bool isNumber = false;
        years = parser.value(QStringLiteral("periods")).toInt(&isNumber);
        if (!isNumber)
            years = 0;
    }
    const auto basis = valuationBasis(services.facts(), parser.positionalArguments().constFirst(), resourceDir(),
                                      services.clock().nowUtc().date());
    if (!basis)
        return tl::unexpected(basis.error());
    const auto start = startingValuation(basis->sources);
    if (!start)
        return tl::unexpected(start.error());
    auto drivers = companyDrivers(basis->sources.financials, *start, years);
    if (!drivers)
        return drivers;
    for (const auto &setting : parser.values(QStringLiteral("set"))) {
        const auto distribution = distributionFromText(setting.section(u'=', 1));
        if (!distribution || !setting.contains(u'='))
            return distribution ? fail(ErrorCode::InvalidArgument,
                                       QCoreApplication::translate("Cli", "\"%1\" sets no assumption.").arg(setting))
                                : tl::unexpected(distribution.error());
        auto changed = withAssumption(drivers->model, setting.section(u'=', 0, 0).trimmed(), *distribution);
        if (!changed)
            return tl::unexpected(changed.error());
        drivers->model = std::move(*changed);
    }
    return drivers;
}

QByteArray csvOf(const DriverForecast &forecast)
{
    QList<QStringList> rows;
    const auto number = [](double value) { return QString::number(value, 'g', Digits); };
    for (const auto &line : forecast.lines) {
        int count = 0;
        for (const auto &step : line.steps)
            rows.append({driverLineName(line.line), QString::number(++count), number(step.mean), number(step.lower80),
                         number(step.upper80), number(step.lower95), number(step.upper95), QStringLiteral("drivers")});
    }
    return csvTable({QStringLiteral("series"), QStringLiteral("step"), QStringLiteral("mean"), QStringLiteral("lo80"),
                     QStringLiteral("hi80"), QStringLiteral("lo95"), QStringLiteral("hi95"), QStringLiteral("method")},
                    rows);
}

QByteArray textOf(const DriverForecast &forecast)
{
    const auto &model = forecast.drivers.model;
    QList<QStringList> rows;
    for (const auto &driver : model.drivers) {
        const auto distribution = Distribution::make(driver.distribution);
        const auto shown = [&](double share) { return formatValue(distribution->quantile(share), driver.unit); };
        rows.append({driver.name, driver.title, shown(0.5),
                     distribution->isConstant()
                         ? QString()
                         : QCoreApplication::translate("Cli", "%1 to %2").arg(shown(0.1), shown(0.9)),
                     driver.source.isEmpty() ? QCoreApplication::translate("Cli", "yours") : driver.source});
    }
    auto text = textTable({QCoreApplication::translate("Cli", "name"), QCoreApplication::translate("Cli", "assumption"),
                           QCoreApplication::translate("Cli", "value"), QStringLiteral("80 %"),
                           QCoreApplication::translate("Cli", "source")},
                          rows);
    QStringList heads{QCoreApplication::translate("Cli", "line"), driverYearLabel(forecast.drivers, 0)};
    for (int year = 1; year <= forecast.drivers.years; ++year)
        heads.append(driverYearLabel(forecast.drivers, year));
    rows.clear();
    for (const auto &line : forecast.lines) {
        QStringList middles{driverLineTitle(line.line), line.last ? formatValue(*line.last, line.unit) : QString()};
        QStringList lows{QStringLiteral("  80 % ≥"), {}};
        QStringList highs{QStringLiteral("  80 % ≤"), {}};
        for (qsizetype i = 0; i < line.steps.size(); ++i) {
            const auto &step = line.steps[i];
            middles.append(formatValue(step.middle, line.unit) + (line.isOwn[i] ? QStringLiteral(" *") : QString()));
            lows.append(formatValue(step.lower80, line.unit));
            highs.append(formatValue(step.upper80, line.unit));
        }
        rows.append(middles);
        rows.append(lows);
        rows.append(highs);
    }
    text += '\n' + textTable(heads, rows);
    rows.clear();
    for (const auto &[name, step] : forecast.values) {
        const auto unit = model.unitOf(name);
        rows.append({model.titleOf(name), formatValue(step.middle, unit), formatValue(step.lower80, unit),
                     formatValue(step.upper80, unit), formatValue(step.lower95, unit),
                     formatValue(step.upper95, unit)});
    }
    text += '\n'
            + textTable({QCoreApplication::translate("Cli", "what it is worth"),
                         QCoreApplication::translate("Cli", "middle"), QStringLiteral("80 % ≥"),
                         QStringLiteral("80 % ≤"), QStringLiteral("95 % ≥"), QStringLiteral("95 % ≤")},
                        rows);
    text += QCoreApplication::translate(
                "Cli", "The middle has all assumptions at their medians; intervals are of %1 draws. * is "
                       "a value of yours.")
                .arg(forecast.draws)
                .toUtf8()
            + '\n';
    return text;
}

} // namespace

void describeDriverOptions(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("drivers"),
         QCoreApplication::translate("Cli", "By the company's driver tree: revenue, margins and cash, with "
                                            "the source of each assumption.")});
    parser.addOption({QStringLiteral("set"),
                      QCoreApplication::translate("Cli", "With --drivers: an assumption of your own, e.g. "
                                                         "target_margin=12%, growth=0.02:0.05:0.09 or growth_3=0.1. "
                                                         "May stand several times."),
                      QStringLiteral("name=value")});
    parser.addOption({QStringLiteral("output"),
                      QCoreApplication::translate("Cli", "With --format xlsx: the workbook to write."),
                      QStringLiteral("file")});
    describeKeeping(parser);
}

ExitCode runDriverForecast(CliServices &services, const QCommandLineParser &parser, Terminal &terminal)
{
    const auto format = parser.value(QStringLiteral("format"));
    const bool isWorkbook = format == QLatin1String("xlsx");
    const auto table =
        tableFormat(isWorkbook ? QString() : format, {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!table)
        return failed(terminal, table.error());
    const auto output = parser.value(QStringLiteral("output"));
    if (isWorkbook != !output.isEmpty())
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "A workbook needs --format xlsx and --output FILE."),
                          QCoreApplication::translate(
                              "Cli", "consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE"));
    const auto drivers = driversOf(services, parser);
    if (!drivers)
        return failed(terminal, drivers.error());
    QThreadPool pool;
    SimulationOptions options;
    options.method = DrawMethod::Sobol;
    options.pool = &pool;
    const auto forecast = forecastByDrivers(*drivers, options);
    if (!forecast)
        return failed(terminal, forecast.error());
    if (parser.isSet(QStringLiteral("keep"))) {
        const auto exhibit = driverExhibit(*forecast, drivers->known->companyId(), services.clock().nowUtc().date());
        const auto kept =
            exhibit ? keepAsAsked(services, parser, *exhibit, terminal) : Status(tl::unexpected(exhibit.error()));
        if (!kept)
            return failed(terminal, kept.error());
    }
    if (isWorkbook) {
        if (const auto written = writeDriverWorkbook(*forecast, output); !written)
            return failed(terminal, written.error());
        terminal.note(QCoreApplication::translate("Cli", "Saved as %1.").arg(output));
        return ExitCode::Done;
    }
    terminal.out(*table == TableFormat::Json  ? QJsonDocument(toJson(*forecast)).toJson()
                 : *table == TableFormat::Csv ? csvOf(*forecast)
                                              : textOf(*forecast));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
