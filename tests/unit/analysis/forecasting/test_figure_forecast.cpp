// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression.h"
#include "analysis/forecasting/figure_forecast.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

Figure yearFigure(EvidenceBook &book, int year, double value)
{
    Fact fact;
    fact.companyId = QStringLiteral("7");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = QStringLiteral("Revenues");
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(year - 1, 3, 1);
    fact.end = QDate(year, 2, QDate(year, 2, 1).daysInMonth());
    fact.latest.value = value;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return book.add(fact, {fact.start, fact.end, year, QStringLiteral("FY")});
}

/// Newest first, from `first` on.
FigureSeries revenue(EvidenceBook &book, int first, const QList<double> &values)
{
    FigureSeries series{QStringLiteral("7"), QStringLiteral("revenue"), QStringLiteral("Revenue"), {}};
    for (qsizetype i = values.size(); i-- > 0;)
        series.figures.append(yearFigure(book, first + static_cast<int>(i), values[i]));
    return series;
}

double evaluated(const Computation &computation, const EvidenceBook &book)
{
    QHash<QString, ExpressionValue> values;
    for (const auto &binding : computation.bindings) {
        QList<double> numbers;
        for (const auto &ref : binding.refs)
            numbers.append(book.fact(ref)->value());
        values.insert(binding.name, numbers);
    }
    const auto expression = Expression::parse(computation.formula);
    return expression ? expression->evaluate(values).value_or(0) : 0;
}

QList<Figure> figuresOf(const ForecastedPeriod &step)
{
    return {step.mean, step.lower80, step.upper80, step.lower95, step.upper95};
}

const QList<double> Growing{104, 110, 113, 121, 119, 130, 138, 141, 150, 158, 161, 172};

} // namespace

class TestFigureForecast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNumberIsWhatItsFormulaGives();
    void periodsGoOn();
    void aGapEndsTheHistory();
    void tooFewYears();
    void anotherHorizonIsAnotherComputation();
    void readsBack();
    void theFormulaRefusesWhatItDoesNotKnow_data();
    void theFormulaRefusesWhatItDoesNotKnow();
};

void TestFigureForecast::everyNumberIsWhatItsFormulaGives()
{
    for (const auto &values : {Growing, Growing.mid(0, 4), QList<double>{5, 5, 5}, QList<double>{3, 1, 4, 1, 5}}) {
        EvidenceBook book;
        const auto forecast = forecastFigures(revenue(book, 2010, values), 3, book);
        QVERIFY(forecast);
        QCOMPARE(forecast->steps.size(), 3);
        QCOMPARE(forecast->history.size(), values.size());
        QVERIFY(!forecast->reason.isEmpty());
        for (const auto &step : forecast->steps) {
            for (const auto &figure : figuresOf(step)) {
                const auto *computation = book.computation(figure.ref);
                QVERIFY(computation);
                QCOMPARE(computation->value, figure.value);
                QCOMPARE(evaluated(*computation, book), figure.value);
            }
            QVERIFY(step.lower95.value <= step.lower80.value && step.lower80.value <= step.mean.value
                    && step.mean.value <= step.upper80.value && step.upper80.value <= step.upper95.value);
        }
    }
}

void TestFigureForecast::periodsGoOn()
{
    EvidenceBook book;
    const auto forecast = forecastFigures(revenue(book, 2010, Growing), 3, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->steps[0].period().label(), QStringLiteral("FY2022"));
    QCOMPARE(forecast->steps[0].period().end, QDate(2022, 2, 28));
    QCOMPARE(forecast->steps[2].period().start, std::optional(QDate(2023, 3, 1)));
    // A year that ends with February ends with February in a leap year, too.
    QCOMPARE(forecast->steps[2].period().end, QDate(2024, 2, 29));
    QVERIFY(forecast->record);
    QVERIFY(forecast->record->origins > 0);
}

void TestFigureForecast::aGapEndsTheHistory()
{
    EvidenceBook book;
    auto series = revenue(book, 2010, Growing);
    series.figures[4] = std::nullopt;
    auto forecast = forecastFigures(series, 2, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->history.size(), 4);
    QCOMPARE(forecast->history.first().period.fiscalYear, 2018);
    QVERIFY(!forecast->record);
    // Nothing reported for the newest year yet.
    series.figures.prepend(std::nullopt);
    forecast = forecastFigures(series, 2, book);
    QVERIFY(forecast);
    QCOMPARE(forecast->history.last().period.fiscalYear, 2021);
    // A year that has no entry at all.
    series.figures.removeAt(2);
    forecast = forecastFigures(series, 2, book);
    QVERIFY(!forecast);
}

void TestFigureForecast::tooFewYears()
{
    EvidenceBook book;
    for (const auto &values : {QList<double>(), QList<double>{3}}) {
        const auto forecast = forecastFigures(revenue(book, 2010, values), 2, book);
        QVERIFY(!forecast);
        QCOMPARE(forecast.error().code, ErrorCode::NotDerivable);
    }
}

void TestFigureForecast::anotherHorizonIsAnotherComputation()
{
    EvidenceBook book;
    const auto series = revenue(book, 2010, Growing);
    const auto two = forecastFigures(series, 2, book);
    const auto nine = forecastFigures(series, 9, book);
    QVERIFY(two && nine);
    QVERIFY(two->steps[1].upper95.ref != nine->steps[1].upper95.ref);
    QCOMPARE(evaluated(*book.computation(nine->steps[1].upper95.ref), book), nine->steps[1].upper95.value);
}

void TestFigureForecast::readsBack()
{
    EvidenceBook book;
    const auto forecast = forecastFigures(revenue(book, 2010, Growing), 2, book);
    QVERIFY(forecast);
    QCOMPARE(forecastFromJson(toJson(*forecast)), *forecast);
}

void TestFigureForecast::theFormulaRefusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("formula");
    for (const auto *formula : {"forecast(x, 1, 2, 3, 0.5)", "forecast(x, 1, 2, 0, 0.5)", "forecast(x, 1, 2, 1.5, 0.5)",
                                "forecast(x, 7, 2, 1, 0.5)", "forecast(x, 1, 401, 1, 0.5)", "forecast(x, 1, 2, 1, 0.6)",
                                "forecast(1, 1, 2, 1, 0.5)", "forecast(x, x, 2, 1, 0.5)"})
        QTest::newRow(formula) << QString::fromLatin1(formula);
}

void TestFigureForecast::theFormulaRefusesWhatItDoesNotKnow()
{
    QFETCH(QString, formula);
    const auto expression = Expression::parse(formula);
    QVERIFY(expression);
    const auto value = expression->evaluate({{QStringLiteral("x"), QList<double>{1, 2, 3, 5}}});
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::NotDerivable);
}

QTEST_APPLESS_MAIN(TestFigureForecast)
#include "test_figure_forecast.moc"
