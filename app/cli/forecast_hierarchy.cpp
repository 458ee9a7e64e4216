// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_hierarchy.h"

#include "analysis/financial_engine.h"
#include "analysis/forecasting/hierarchy_forecast.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QLocale>
#include <QMap>

#include <cmath>
#include <utility>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr int MostYears = 40; ///< more than any filing tells of

QString numberText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// How many of the newest years have the whole and each part.
qsizetype unbrokenYears(const Breakdown &breakdown)
{
    qsizetype count = 0;
    for (; count < breakdown.periods.size(); ++count) {
        bool isWhole = breakdown.totals.value(count).has_value();
        for (const auto &part : breakdown.parts)
            isWhole = isWhole && part.values.value(count).has_value();
        if (!isWhole
            || (count > 0 && breakdown.periods[count].fiscalYear != breakdown.periods[count - 1].fiscalYear - 1))
            break;
    }
    return count;
}

SeriesHierarchy seriesOf(const Breakdown &breakdown, const QString &company, qsizetype years)
{
    SeriesHierarchy result;
    RawSeries whole{company, {}, SeriesKind::CompanyAmount};
    RawSeries rest{
        QCoreApplication::translate("Cli", "%1: not in any part").arg(company), {}, SeriesKind::CompanyAmount};
    std::vector<RawSeries> parts;
    for (const auto &part : breakdown.parts)
        parts.push_back({QStringLiteral("%1: %2").arg(company, part.name), {}, SeriesKind::CompanyAmount});
    bool isRest = false;
    for (auto year = years - 1; year >= 0; --year) {
        const auto period = QString::number(breakdown.periods[year].fiscalYear);
        const double total = breakdown.totals[year]->value;
        double left = total;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const double value = breakdown.parts[static_cast<qsizetype>(i)].values[year]->value;
            parts[i].observations.append({period, numberText(value)});
            left -= value;
        }
        whole.observations.append({period, numberText(total)});
        rest.observations.append({period, numberText(left)});
        // Printed figures are rounded.
        constexpr double Rounding = 1e-4;
        isRest = isRest || std::abs(left) > Rounding * std::abs(total);
    }
    result.series.push_back(std::move(whole));
    Hierarchy::Total total{0, {}};
    for (auto &part : parts) {
        total.parts.push_back(result.series.size());
        result.series.push_back(std::move(part));
    }
    if (isRest) {
        total.parts.push_back(result.series.size());
        result.series.push_back(std::move(rest));
    }
    result.hierarchy = {result.series.size(), {std::move(total)}};
    return result;
}

} // namespace

Result<SeriesHierarchy> hierarchyOfCompany(const FactStore &facts, const QString &resourceDir, const QString &company,
                                           const QString &kind)
{
    if (kind != QLatin1String("segment") && kind != QLatin1String("product") && kind != QLatin1String("region"))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "\"%1\" is no way to split revenue.").arg(kind),
                    QCoreApplication::translate("Cli", "Choose segment, product or region."));
    const auto found = facts.findCompany(company);
    if (!found)
        return tl::unexpected(found.error());
    const auto all = facts.facts(found->id);
    if (!all)
        return tl::unexpected(all.error());
    const auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    FinancialOptions options;
    options.annualPeriods = MostYears;
    options.quarterlyPeriods = 0;
    const auto financials = engine->derive(*found, *all, options);
    const auto *breakdown = financials.findBreakdown(kind);
    const auto years = breakdown ? unbrokenYears(*breakdown) : 0;
    if (years < 2)
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("Cli", "No filings of %1 are stored that split its revenue by %2 for two "
                                               "years in a row.")
                .arg(found->name, kind),
            QCoreApplication::translate("Cli", "Import its filings (inline XBRL): they tell of segments and regions."));
    return seriesOf(*breakdown, found->name, years);
}

Result<SeriesHierarchy> hierarchyOfTable(std::vector<RawSeries> series, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                    QCoreApplication::translate("Cli", "Name a CSV file with the columns total and part."));
    QHash<QString, std::size_t> places;
    for (std::size_t i = 0; i < series.size(); ++i)
        places.insert(series[i].name, i);
    QMap<std::size_t, std::vector<std::size_t>> parts;
    bool isHeader = true;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (std::exchange(isHeader, false) || line.trimmed().isEmpty())
            continue;
        const auto fields = line.trimmed().split(QLatin1Char(','));
        if (fields.size() != 2)
            return fail(
                ErrorCode::Malformed,
                QCoreApplication::translate("Cli", "\"%1\" is no pair of a total and a part.").arg(line.trimmed()),
                QCoreApplication::translate("Cli", "Name a CSV file with the columns total and part."));
        for (const auto &name : fields) {
            if (!places.contains(name.trimmed()))
                return fail(ErrorCode::NotFound,
                            QCoreApplication::translate("Cli", "The table has no series \"%1\".").arg(name.trimmed()));
        }
        parts[places[fields[0].trimmed()]].push_back(places[fields[1].trimmed()]);
    }
    SeriesHierarchy result{std::move(series), {}};
    result.hierarchy.series = result.series.size();
    for (auto it = parts.cbegin(); it != parts.cend(); ++it)
        result.hierarchy.totals.push_back({it.key(), it.value()});
    return result;
}

Result<std::vector<ForecastOutcome>> forecastTogether(const SeriesHierarchy &parts, std::optional<Frequency> frequency,
                                                      std::optional<std::size_t> steps)
{
    std::vector<PreparedSeries> prepared;
    for (const auto &raw : parts.series) {
        auto series = prepareSeries(raw, frequency);
        if (!series) {
            auto error = series.error();
            error.message = QStringLiteral("%1: %2").arg(raw.name, error.message);
            return tl::unexpected(error);
        }
        prepared.push_back(*std::move(series));
    }
    if (prepared.empty())
        return std::vector<ForecastOutcome>();
    auto forecasts =
        forecastHierarchy(prepared, parts.hierarchy, steps.value_or(usualSteps(prepared.front().frequency)));
    if (!forecasts)
        return tl::unexpected(forecasts.error());
    std::vector<ForecastOutcome> outcomes;
    for (std::size_t i = 0; i < prepared.size(); ++i)
        outcomes.push_back({parts.series[i].name, std::move(prepared[i]), std::move(forecasts->series[i])});
    return outcomes;
}

} // namespace consultantos
