// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression.h"
#include "analysis/forecasting/decomposition.h"
#include "analysis/forecasting/faded_figures.h"
#include "analysis/forecasting/forecast_function.h"
#include "analysis/forecasting/growth_fade.h"
#include "analysis/forecasting/kept_forecast.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

/// Quarters with a trend and a season, as a table has them.
PreparedSeries quarters(int count)
{
    RawSeries raw;
    raw.name = QStringLiteral("Units, \"north\"");
    for (int i = 0; i < count; ++i) {
        const double value = 100.0 + 3.0 * i + 12.0 * std::sin(std::numbers::pi * i / 2.0) + 2.0 * std::sin(7.0 * i);
        raw.observations.append(
            {QStringLiteral("%1Q%2").arg(2018 + i / 4).arg(i % 4 + 1), QString::number(value, 'g', 17)});
    }
    return *prepareSeries(raw, std::nullopt);
}

/// So many fiscal years of a company's revenue, which grow by a tenth, more or less.
KeptSeries revenueOf(int years, EvidenceBook &book)
{
    KeptSeries kept;
    kept.companyId = QStringLiteral("acme");
    kept.concept_ = QStringLiteral("revenue");
    kept.label = QStringLiteral("Revenue");
    for (int i = 0; i < years; ++i) {
        Computation value;
        value.method = QStringLiteral("revenue");
        value.id = QStringLiteral("c/acme/revenue/%1").arg(i);
        value.value = 1'000.0 * std::pow(1.1, i) * (1.0 + 0.05 * std::sin(5.0 * i));
        value.formula = QString::number(value.value, 'g', 17);
        value.unit = QStringLiteral("USD");
        value.period.end = QDate(2010 + i, 12, 31);
        value.period.fiscalYear = 2010 + i;
        value.period.fiscalPeriod = QStringLiteral("FY");
        kept.history.append(book.add(value));
    }
    return kept;
}

double evaluated(const Computation &computation, const EvidenceBook &book)
{
    QHash<QString, ExpressionValue> values;
    for (const auto &binding : computation.bindings) {
        QList<double> bound;
        for (const auto &ref : binding.refs)
            bound.append(book.computation(ref)->value);
        if (binding.isList)
            values.insert(binding.name, bound);
        else
            values.insert(binding.name, bound.first());
    }
    const auto expression = Expression::parse(computation.formula);
    if (!expression)
        qFatal("%s", qPrintable(expression.error().toText()));
    return expression->evaluate(values).value_or(std::nan(""));
}

} // namespace

class TestKeptForecast : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFigureIsGivenByItsFormula();
    void periodsGoOnAfterTheLast();
    void whatAReportHasNoPeriodsForIsRefused();
    void weeksDaysAndHoursAreKept_data();
    void weeksDaysAndHoursAreKept();
    void gapsAreFilledAndSaidToBe();
    void growthIsBoundedAndFades();
    void ownValuesAreGrownFrom();
    void aFadeIsAFormulaOverItsRate();
    void aMethodAloneKnowsTheLine();
    void growthOfValuesBelowZeroIsNotUsed();
    void partsOfASeriesAddUp();
};

void TestKeptForecast::everyFigureIsGivenByItsFormula()
{
    const auto series = quarters(32);
    EvidenceBook book;
    const auto kept = keptTable(series, 8, book);
    QVERIFY(kept);
    ForecastAdjustment adjustment;
    adjustment.values[1] = 250.5;
    adjustment.greatestGrowth = 0.01;
    const auto forecast = keptForecast(*kept, 6, adjustment, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->steps.size(), 6);
    const auto shown = adjusted(series, forecastSeries(series, 6)->steps, adjustment);
    for (qsizetype i = 0; i < 6; ++i) {
        const auto &step = forecast->steps[i];
        const auto &wanted = shown.steps[std::size_t(i)].step;
        const std::pair<const Figure *, double> figures[] = {{&step.mean, wanted.mean},
                                                             {&step.lower80, wanted.lower80},
                                                             {&step.upper80, wanted.upper80},
                                                             {&step.lower95, wanted.lower95},
                                                             {&step.upper95, wanted.upper95}};
        for (const auto &[figure, value] : figures) {
            QVERIFY(std::abs(figure->value - value) < 1e-6);
            const auto *computation = book.computation(figure->ref);
            QVERIFY(computation != nullptr);
            QVERIFY2(std::abs(evaluated(*computation, book) - figure->value) < 1e-6, qPrintable(computation->formula));
        }
    }
    QVERIFY(book.computation(forecast->steps[1].mean.ref)->title.contains(QStringLiteral("the user's own value")));
    QVERIFY(forecast->notes.join(QLatin1Char(' ')).contains(QStringLiteral("The user's own values")));
    QCOMPARE(forecast->history.size(), 32);
    QVERIFY(forecast->record.has_value());
}

void TestKeptForecast::periodsGoOnAfterTheLast()
{
    EvidenceBook book;
    const auto kept = keptTable(quarters(31), 8, book); // until 2025Q3
    QVERIFY(kept);
    QCOMPARE(kept->history.last().period.label(), QStringLiteral("Q3 FY2025"));
    QCOMPARE(kept->history.last().period.end, QDate(2025, 9, 30));
    const auto forecast = keptForecast(*kept, 3, {}, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->steps[0].period().label(), QStringLiteral("Q4 FY2025"));
    QCOMPARE(forecast->steps[0].period().end, QDate(2025, 12, 31));
    QCOMPARE(*forecast->steps[0].period().start, QDate(2025, 10, 1));
    QCOMPARE(forecast->steps[2].period().label(), QStringLiteral("Q2 FY2026"));
}

void TestKeptForecast::whatAReportHasNoPeriodsForIsRefused()
{
    RawSeries counted;
    for (int i = 0; i < 20; ++i)
        counted.observations.append({QString::number(i), QString::number(i + 1)});
    EvidenceBook book;
    const auto kept = keptTable(*prepareSeries(counted, Frequency::Monthly), 3, book);
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::NotDerivable);
    QVERIFY(book.computations().isEmpty());
}

void TestKeptForecast::weeksDaysAndHoursAreKept_data()
{
    QTest::addColumn<int>("season");
    QTest::addColumn<QStringList>("labels");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QDate>("firstEnd");
    QStringList labels;
    for (int i = 0; i < 30; ++i)
        labels.append(QDate(2024, 1, 1).addDays(i).toString(Qt::ISODate));
    QTest::addRow("days") << 7 << labels << QStringLiteral("2024-01-31") << QDate(2024, 1, 31);
    labels.clear();
    for (int i = 0; i < 60; ++i)
        labels.append(QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC)
                          .addSecs(3600 * i)
                          .toString(QStringLiteral("yyyy-MM-ddTHH:mm")));
    QTest::addRow("hours") << 24 << labels << QStringLiteral("2024-01-03 12:00") << QDate(2024, 1, 3);
    labels.clear();
    for (int i = 1; i <= 30; ++i)
        labels.append(QStringLiteral("2024-W%1").arg(i, 2, 10, QLatin1Char('0')));
    QTest::addRow("weeks") << 52 << labels << QStringLiteral("2024-08-04") << QDate(2024, 8, 4);
}

void TestKeptForecast::weeksDaysAndHoursAreKept()
{
    QFETCH(int, season);
    QFETCH(QStringList, labels);
    QFETCH(QString, first);
    QFETCH(QDate, firstEnd);
    RawSeries raw;
    raw.name = QStringLiteral("Visits");
    for (qsizetype i = 0; i < labels.size(); ++i)
        raw.observations.append({labels[i], QString::number(100 + 5 * (i % 7) + i)});
    const auto series = *prepareSeries(raw, std::nullopt);
    EvidenceBook book;
    auto kept = keptTable(series, 4, book);
    QVERIFY2(kept, kept ? "" : qPrintable(kept.error().toText()));
    QCOMPARE(kept->valuesPerYear, season);
    QCOMPARE(kept->history.size(), labels.size());
    for (const auto method : {std::optional<Method>(), std::optional(Method::Naive)}) {
        kept->method = method;
        const auto forecast = keptForecast(*kept, 4, {}, book);
        QVERIFY2(forecast, forecast ? "" : qPrintable(forecast.error().toText()));
        QCOMPARE(forecast->steps.first().period().label(), first);
        QCOMPARE(forecast->steps.first().period().end, firstEnd);
        const auto made = forecastSeries(series, 4, {method});
        for (qsizetype i = 0; i < forecast->steps.size(); ++i) {
            QCOMPARE(forecast->steps[i].mean.value, made->steps[std::size_t(i)].mean);
            const auto &computation = *book.computation(forecast->steps[i].upper95.ref);
            QCOMPARE(evaluated(computation, book), computation.value);
        }
        QCOMPARE(forecast->reason.contains(QStringLiteral("chose")), method.has_value());
    }
}

void TestKeptForecast::gapsAreFilledAndSaidToBe()
{
    QList<Figure> reported;
    EvidenceBook book;
    RawSeries raw;
    for (int year = 2010; year < 2022; ++year) {
        if (year == 2015)
            continue;
        Computation value;
        value.id = QStringLiteral("c/acme/revenue/%1").arg(year);
        value.period.end = QDate(year, 12, 31);
        value.period.fiscalYear = year;
        value.period.fiscalPeriod = QStringLiteral("FY");
        value.value = 100.0 + 7.0 * (year - 2010);
        value.unit = QStringLiteral("USD");
        reported.append(book.add(value));
        raw.observations.append({QString::number(year), QString::number(value.value)});
    }
    const auto series = *prepareSeries(raw, Frequency::Yearly);
    QCOMPARE(int(series.values.size()), 12);
    KeptSeries kept;
    kept.companyId = QStringLiteral("acme");
    kept.concept_ = QStringLiteral("revenue");
    kept.label = QStringLiteral("Revenue");
    kept.history = keptHistory(
        series, reported, [](const Period &period) { return QString::number(period.fiscalYear); }, kept.companyId,
        kept.concept_, kept.label, book);
    QCOMPARE(kept.history.size(), 12);
    const auto &filled = kept.history[5];
    QCOMPARE(filled.period.label(), QStringLiteral("FY2015"));
    QVERIFY(book.computation(filled.ref)->title.contains(QStringLiteral("filled in")));
    QCOMPARE(kept.history[4].ref, reported[4].ref);
    const auto forecast = keptForecast(kept, 3, {}, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->steps.first().period().label(), QStringLiteral("FY2022"));
}

void TestKeptForecast::growthIsBoundedAndFades()
{
    PreparedSeries series;
    series.frequency = Frequency::Yearly;
    series.values = {80.0, 100.0};
    std::vector<ForecastStep> steps;
    double mean = 100.0;
    for (int i = 0; i < 4; ++i) {
        mean *= 1.5;
        steps.push_back({QString::number(i), mean, mean * 0.9, mean * 1.1, mean * 0.8, mean * 1.2});
    }
    ForecastAdjustment bounded;
    bounded.greatestGrowth = 0.1;
    auto result = adjusted(series, steps, bounded);
    QVERIFY(result.isGrowthUsed);
    for (std::size_t i = 0; i < 4; ++i) {
        QVERIFY(std::abs(result.steps[i].step.mean - 100.0 * std::pow(1.1, double(i + 1))) < 1e-9);
        QVERIFY(result.steps[i].isOwnGrowth);
        QVERIFY(std::abs(result.steps[i].step.upper95 / result.steps[i].step.mean - 1.2) < 1e-9);
    }
    ForecastAdjustment fading;
    fading.fadeTo = 0.0;
    fading.fadeSteps = 2;
    result = adjusted(series, steps, fading);
    QCOMPARE(result.steps[0].step.mean, 125.0); // half of the way from 50 % to 0 %
    QCOMPARE(result.steps[1].step.mean, 125.0);
    QCOMPARE(result.steps[3].step.mean, 125.0);
}

void TestKeptForecast::aFadeIsAFormulaOverItsRate()
{
    EvidenceBook book;
    const auto kept = revenueOf(10, book);
    ForecastAdjustment fade;
    fade.fadeTo = 0.03;
    fade.fadeAnchor = QStringLiteral("industry");
    fade.fadeSource = QStringLiteral("A table of growth, row 7");
    const auto forecast = keptForecast(kept, 6, fade, book);
    QVERIFY(forecast);
    std::vector<double> values;
    for (const auto &figure : kept.history)
        values.push_back(figure.value);
    auto series = undatedSeries(values, 1, SeriesKind::CompanyAmount);
    const auto wanted = faded(forecastSeries(series, 6)->steps, values.back(), {0.03, 5});
    QVERIFY(wanted);
    for (qsizetype i = 0; i < 6; ++i) {
        const auto &step = forecast->steps[i];
        const auto &one = (*wanted)[std::size_t(i)];
        for (const auto &[figure, value] : {std::pair(step.mean, one.mean), std::pair(step.lower80, one.lower80),
                                            std::pair(step.upper80, one.upper80), std::pair(step.lower95, one.lower95),
                                            std::pair(step.upper95, one.upper95)}) {
            const auto *computation = book.computation(figure.ref);
            QVERIFY(computation != nullptr);
            QVERIFY(std::abs(figure.value - value) < 1e-6 * value);
            QVERIFY(std::abs(evaluated(*computation, book) - figure.value) < 1e-6 * value);
        }
    }
    QVERIFY(std::abs(forecast->steps[5].mean.value / forecast->steps[4].mean.value - 1.03) < 1e-9);
    // The rate stands among the evidence, with its source.
    const auto ids = book.computations().keys();
    const auto rate = std::find_if(ids.begin(), ids.end(),
                                   [](const QString &id) { return id.contains(QStringLiteral("growth_to_fade_to")); });
    QVERIFY(rate != ids.end());
    QVERIFY(book.computation(*rate)->title.contains(fade.fadeSource));
    QVERIFY(forecast->notes.join(QLatin1Char(' ')).contains(QStringLiteral("3.0 %")));
    // What isn't above zero stays as it is.
    QVERIFY(!fadedForecast(Forecast(), {{0.03}, {}, {}}, QStringLiteral("acme"), book));
}

void TestKeptForecast::aMethodAloneKnowsTheLine()
{
    EvidenceBook book;
    auto kept = revenueOf(10, book);
    kept.method = Method::Drift;
    const auto forecast = keptForecast(kept, 2, {}, book);
    QVERIFY(forecast);
    const auto *computation = book.computation(forecast->steps[1].upper95.ref);
    QVERIFY2(computation->formula.startsWith(QStringLiteral("chosen_amount_forecast(")),
             qPrintable(computation->formula));
    QVERIFY(std::abs(evaluated(*computation, book) - computation->value) < 1e-6 * computation->value);
    auto any = kept;
    any.companyId = QStringLiteral("table");
    const auto table = keptForecast(any, 2, {}, book);
    QVERIFY(table);
    QVERIFY(book.computation(table->steps[1].upper95.ref)->formula.startsWith(QStringLiteral("chosen_forecast(")));
    QVERIFY(table->steps[1].upper95.value != forecast->steps[1].upper95.value);
}

void TestKeptForecast::ownValuesAreGrownFrom()
{
    PreparedSeries series;
    series.frequency = Frequency::Yearly;
    series.values = {100.0};
    const std::vector<ForecastStep> steps(3, ForecastStep{{}, 110.0, 100.0, 120.0, 90.0, 130.0});
    ForecastAdjustment adjustment;
    adjustment.values[0] = 200.0;
    adjustment.leastGrowth = 0.05;
    const auto result = adjusted(series, steps, adjustment);
    QVERIFY(result.steps[0].isOwnValue && !result.steps[0].isOwnGrowth);
    QCOMPARE(result.steps[0].step.lower95, 200.0);
    QCOMPARE(result.steps[1].step.mean, 210.0);
}

void TestKeptForecast::growthOfValuesBelowZeroIsNotUsed()
{
    PreparedSeries series;
    series.frequency = Frequency::Yearly;
    series.values = {5.0, -3.0};
    const std::vector<ForecastStep> steps(2, ForecastStep{{}, 1.0, 0.0, 2.0, -1.0, 3.0});
    ForecastAdjustment adjustment;
    adjustment.leastGrowth = 0.5;
    const auto result = adjusted(series, steps, adjustment);
    QVERIFY(!result.isGrowthUsed);
    QCOMPARE(result.steps[0].step.mean, 1.0);
}

void TestKeptForecast::partsOfASeriesAddUp()
{
    const auto series = quarters(40);
    const auto parts = decomposed(series.values, 4);
    QVERIFY(!parts.season.empty());
    QVERIFY(parts.strength > 0.5);
    for (std::size_t i = 0; i < series.values.size(); ++i)
        QVERIFY(std::abs(parts.level[i] + parts.season[i] + parts.remainder[i] - series.values[i]) < 1e-9);
    const Values line{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0};
    const auto straight = decomposed(line, 1);
    QVERIFY(straight.season.empty());
    for (std::size_t i = 0; i < line.size(); ++i)
        QVERIFY(std::abs(straight.level[i] - line[i]) < 1e-9);
    QCOMPARE(decomposed(Values{}, 4).level.size(), std::size_t(0));
    QCOMPARE(decomposed(Values{3.0}, 12).level, Values{3.0});
}

QTEST_GUILESS_MAIN(TestKeptForecast)
#include "test_kept_forecast.moc"
