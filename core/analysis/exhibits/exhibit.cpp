// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/exhibits/exhibit.h"

#include "analysis/exhibits/exhibit_writer.h"
#include "model/units.h"

namespace consultantos {

namespace {

/// English, as reports are, whatever the language of the window.
QString lineWords(DriverLine line)
{
    switch (line) {
    case DriverLine::Growth:
        return QStringLiteral("Growth");
    case DriverLine::Revenue:
        return QStringLiteral("Revenue");
    case DriverLine::Margin:
        return QStringLiteral("Operating margin");
    case DriverLine::OperatingIncome:
        return QStringLiteral("Operating income");
    case DriverLine::Tax:
        return QStringLiteral("Taxes");
    case DriverLine::Reinvestment:
        return QStringLiteral("Reinvestment");
    case DriverLine::CashFlow:
        return QStringLiteral("Free cash flow");
    }
    return {};
}

QString valueWords(const QString &name)
{
    return name == QLatin1String("value_per_share") ? QStringLiteral("Value per share")
           : name == QLatin1String("equity_value")  ? QStringLiteral("Value of equity")
                                                    : QStringLiteral("Value of the firm");
}

/// The company's own year `count` years after `base`.
Period yearAfter(const Period &base, int count)
{
    Period period;
    period.end = base.end.addYears(count);
    period.start = period.end.addYears(-1).addDays(1);
    period.fiscalYear = base.fiscalYear > 0 ? base.fiscalYear + count : 0;
    period.fiscalPeriod = QStringLiteral("FY");
    return period;
}

QString drawWords(const QString &what, const char *which, qint64 draws, quint64 seed)
{
    return QStringLiteral("%1, %2 of %3 draws with the seed %4")
        .arg(what, QLatin1String(which), QString::number(draws), QString::number(seed));
}

} // namespace

Result<Exhibit> driverExhibit(const DriverForecast &forecast, const QString &companyId, QDate date)
{
    const auto &drivers = forecast.drivers;
    ExhibitWriter writer(Exhibit::Drivers, QStringLiteral("Driver tree"), companyId, date);
    QHash<QString, Figure> known;
    Period base{{}, date, drivers.baseYear, QStringLiteral("FY")};
    if (drivers.known) {
        for (const auto &row : drivers.known->rows())
            known.insert(row.name, row.figure);
        writer.evidence().merge(drivers.known->evidence());
        if (const auto revenue = drivers.known->find(QStringLiteral("revenue"));
            revenue && revenue->period.end.isValid())
            base = revenue->period;
    }
    QHash<QString, Period> periods;
    for (const auto line : DriverLines) {
        for (int year = 1; year <= drivers.years; ++year)
            periods.insert(driverQuantity(line, year), yearAfter(base, year));
    }
    // What the user set is the user's, even where it is the value that was there.
    for (const auto &driver : drivers.model.drivers) {
        if (driver.source.isEmpty())
            known.remove(driver.name);
    }
    if (const auto added = writer.addModel(drivers.model, known, periods); !added)
        return tl::unexpected(added.error());
    const auto rests = writer.driverRefs();
    const auto bound = [&](const QString &name, const QString &what, const QString &unit, const char *which,
                           double value) {
        return writer.outcome(name + u'_' + QLatin1String(which).left(4),
                              drawWords(what, which, forecast.draws, forecast.seed), value, unit, rests,
                              periods.value(name));
    };
    const auto &model = drivers.model;
    const auto last = drivers.years;
    writer.headline(writer.claim(JudgedConfidence)
                        .text(QStringLiteral("By its driver tree, revenue of %1 in %2 is ")
                                  .arg(model.title, yearAfter(base, last).label()))
                        .figure(writer.quantity(driverQuantity(DriverLine::Revenue, last)))
                        .text(QStringLiteral(" and its free cash flow "))
                        .figure(writer.quantity(driverQuantity(DriverLine::CashFlow, last)))
                        .text(QStringLiteral(".")));
    writer.section(QStringLiteral("years"), QStringLiteral("Year by year"));
    for (const auto &line : forecast.lines) {
        for (int year = 1; year <= last; ++year) {
            const auto name = driverQuantity(line.line, year);
            const auto &step = line.steps[year - 1];
            const auto what = QStringLiteral("%1, %2").arg(lineWords(line.line), yearAfter(base, year).label());
            auto claim = writer.claim(JudgedConfidence);
            claim.text(what + QStringLiteral(": ")).figure(writer.quantity(name));
            if (step.upper80 > step.lower80)
                claim.text(QStringLiteral(", in eight of ten draws between "))
                    .figure(bound(name, what, line.unit, "10 % quantile", step.lower80))
                    .text(QStringLiteral(" and "))
                    .figure(bound(name, what, line.unit, "90 % quantile", step.upper80));
            claim.text(QStringLiteral("."));
            writer.item(claim, line.isOwn[year - 1]
                                   ? QMap<QString, QString>{{QStringLiteral("whose"), QStringLiteral("yours")}}
                                   : QMap<QString, QString>());
        }
    }
    writer.section(QStringLiteral("worth"), QStringLiteral("What the years are worth"));
    for (const auto &[name, step] : forecast.values) {
        auto claim = writer.claim(JudgedConfidence);
        const auto unit = model.unitOf(name);
        claim.text(valueWords(name) + QStringLiteral(": ")).figure(writer.quantity(name));
        claim.text(QStringLiteral(", in eight of ten draws between "))
            .figure(bound(name, valueWords(name), unit, "10 % quantile", step.lower80))
            .text(QStringLiteral(" and "))
            .figure(bound(name, valueWords(name), unit, "90 % quantile", step.upper80))
            .text(QStringLiteral("."));
        writer.item(claim);
    }
    writer.addAssumptions(model);
    writer.note(QStringLiteral(
        "Middle values have all assumptions at their medians; intervals come from draws of all assumptions at "
        "once, which are taken for independent of each other."));
    return writer.finish();
}

Result<Exhibit> scenarioExhibit(const ScenarioModel &model, const Simulation &simulation, QDate date)
{
    ExhibitWriter writer(Exhibit::Scenario, QStringLiteral("Scenario"), QStringLiteral("scenario"), date);
    if (const auto added = writer.addModel(model); !added)
        return tl::unexpected(added.error());
    const auto rests = writer.driverRefs();
    const auto bound = [&](const QString &name, const char *stem, const char *which, double value) {
        return writer.outcome(name + QLatin1String(stem),
                              drawWords(model.titleOf(name), which, simulation.draws, simulation.seed), value,
                              model.unitOf(name), rests);
    };
    const auto title = model.title.isEmpty() ? QStringLiteral("without a title") : model.title;
    writer.headline(writer.claim(JudgedConfidence)
                        .text(QStringLiteral("Scenario, %1: %2 is ").arg(title, model.titleOf(model.outputs.first())))
                        .figure(writer.quantity(model.outputs.first()))
                        .text(QStringLiteral(" with all assumptions at their medians.")));
    writer.section(QStringLiteral("results"), QStringLiteral("Results"));
    for (const auto &name : model.outputs) {
        const auto *column = simulation.column(name);
        if (!column)
            continue;
        const auto summary = summarise(*column);
        auto claim = writer.claim(JudgedConfidence);
        claim.text(model.titleOf(name) + QStringLiteral(": median of the draws "))
            .figure(bound(name, "_p50", "median", summary.quantile(0.5)))
            .text(QStringLiteral(", nine of ten between "))
            .figure(bound(name, "_p05", "5 % quantile", summary.quantile(0.05)))
            .text(QStringLiteral(" and "))
            .figure(bound(name, "_p95", "95 % quantile", summary.quantile(0.95)))
            .text(QStringLiteral("; with all assumptions at their medians "))
            .figure(writer.quantity(name))
            .text(QStringLiteral("."));
        writer.item(claim);
    }
    int count = 0;
    for (const auto &line : model.lines) {
        const auto *column = simulation.column(line.output);
        if (!column)
            continue;
        const auto number = QString::number(++count);
        auto claim = writer.claim(JudgedConfidence);
        claim.text(QStringLiteral("%1 reaches ").arg(model.titleOf(line.output)))
            .figure(writer.given(QStringLiteral("line_") + number, line.value, model.unitOf(line.output), {}))
            .text(QStringLiteral(" with a probability of "))
            .figure(writer.outcome(
                QStringLiteral("line_%1_probability").arg(number),
                drawWords(model.titleOf(line.output), "share at or above a line", simulation.draws, simulation.seed),
                probabilityAtLeast(*column, line.value).probability, units::Ratio, rests))
            .text(QStringLiteral("."));
        writer.item(claim);
    }
    writer.addAssumptions(model);
    return writer.finish();
}

Result<Exhibit> sizingExhibit(const MarketSizingModel &model, const MarketSizing &sizing, QDate date)
{
    ExhibitWriter writer(Exhibit::MarketSize, QStringLiteral("Market size"), QStringLiteral("market"), date);
    if (const auto added = writer.addModel(model.tree); !added)
        return tl::unexpected(added.error());
    const auto rests = writer.driverRefs();
    const auto outcome = [&](const QString &name, const QString &title, double value, const QString &unit) {
        return writer.outcome(name, title, value, unit, rests);
    };
    const auto &title = model.title;
    bool hasHeadline = false;
    writer.section(QStringLiteral("levels"), QStringLiteral("The market, both ways"));
    for (qsizetype i = 0; i < sizing.levels.size() && i < model.levels.size(); ++i) {
        const auto &level = sizing.levels[i];
        const auto name = level.level.toUpper();
        const auto way = [&](const std::optional<DrawSummary> &summary, const QString &words, const QString &quantity) {
            if (!summary)
                return;
            const auto bound = [&](const char *stem, const char *which, double share) {
                return outcome(quantity + QLatin1String(stem),
                               drawWords(QStringLiteral("%1, %2").arg(name, words), which, sizing.simulation.draws,
                                         sizing.simulation.seed),
                               summary->quantile(share), model.unit);
            };
            auto claim = writer.claim(JudgedConfidence);
            claim.text(QStringLiteral("%1, %2: median ").arg(name, words))
                .figure(bound("_p50", "median", 0.5))
                .text(QStringLiteral(", nine of ten draws between "))
                .figure(bound("_p05", "5 % quantile", 0.05))
                .text(QStringLiteral(" and "))
                .figure(bound("_p95", "95 % quantile", 0.95))
                .text(QStringLiteral("; with all assumptions at their medians "))
                .figure(writer.quantity(quantity))
                .text(QStringLiteral("."));
            writer.item(claim);
        };
        way(level.topDown, QStringLiteral("top-down"), model.levels[i].topDown);
        way(level.bottomUp, QStringLiteral("bottom-up"), model.levels[i].bottomUp);
        if (!level.combined)
            continue;
        const auto part = [&](const char *stem, const char *which, double value, const QString &unit) {
            return outcome(
                level.level + QLatin1String(stem),
                QStringLiteral("%1, both ways combined by inverse variance, %2").arg(name, QLatin1String(which)), value,
                unit);
        };
        const auto value = part("_combined", "value", level.combined->value, model.unit);
        auto claim = writer.claim(JudgedConfidence);
        claim.text(QStringLiteral("%1, reconciled: ").arg(name))
            .figure(value)
            .text(QStringLiteral(", with nine tenths probability between "))
            .figure(part("_combined_low", "5 % quantile", level.combined->low, model.unit))
            .text(QStringLiteral(" and "))
            .figure(part("_combined_high", "95 % quantile", level.combined->high, model.unit))
            .text(QStringLiteral("; top-down weighs "))
            .figure(part("_weight", "weight of the top-down way", level.combined->topDownWeight, units::Ratio))
            .text(QStringLiteral("."));
        writer.item(claim);
        if (!hasHeadline) {
            hasHeadline = true;
            writer.headline(
                writer.claim(JudgedConfidence)
                    .text(QStringLiteral("Market size, %1: both ways reconciled, the total market is ").arg(title))
                    .figure(value)
                    .text(QStringLiteral(".")));
        }
    }
    if (!sizing.contributions.isEmpty()) {
        writer.section(QStringLiteral("difference"), QStringLiteral("What divides the two ways"));
        int count = 0;
        for (const auto &one : sizing.contributions) {
            auto claim = writer.claim(JudgedConfidence);
            claim.text(QStringLiteral("%1 explains ").arg(one.title))
                .figure(outcome(QStringLiteral("factor_%1").arg(++count),
                                QStringLiteral("%1, its part of the difference by the logarithmic mean").arg(one.title),
                                one.contribution, model.unit))
                .text(QStringLiteral(" of top-down less bottom-up."));
            writer.item(claim);
        }
        writer.item(writer.claim(JudgedConfidence)
                        .text(QStringLiteral("No factor explains "))
                        .figure(outcome(QStringLiteral("unexplained"), QStringLiteral("Rest of the difference"),
                                        sizing.unexplained, model.unit))
                        .text(QStringLiteral(".")));
    }
    writer.addAssumptions(model.tree);
    for (const auto &warning : sizing.warnings)
        writer.note(warning);
    writer.note(
        QStringLiteral("TAM is the total market, SAM the part that can be served, SOM the part that can be won."));
    return writer.finish();
}

} // namespace consultantos
