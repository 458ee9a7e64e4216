// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/calendar_effects.h"
#include "analysis/forecasting/forecaster.h"
#include "analysis/forecasting/normal_source.h"
#include "analysis/forecasting/public_holidays.h"

#include <QDate>
#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace consultantos::forecasting;
using Kind = CalendarEffects::Kind;

namespace {

constexpr qint64 FirstMonth = 2004 * 12;

qint64 firstDay()
{
    return QDate(2019, 1, 1).toJulianDay();
}

/// A random walk with a season and noise, to which the effects are put.
Values seriesWith(const CalendarAxis &axis, std::size_t length, std::uint64_t seed,
                  const std::vector<CalendarEffects::Effect> &effects)
{
    NormalSource source(seed);
    const auto season = static_cast<double>(seasonOf(axis.frequency));
    double level = std::log(1'000.0);
    Values values;
    for (std::size_t t = 0; t < length; ++t) {
        level += 0.004 * source.next();
        values.push_back(std::exp(level + 0.08 * std::sin(6.283185307 * asReal(t) / season) + 0.01 * source.next()));
    }
    return CalendarEffects(axis, true, effects).addedTo(values, 0);
}

double coefficientOf(const CalendarEffects &effects, Kind kind)
{
    for (const auto &effect : effects.effects()) {
        if (effect.kind == kind)
            return effect.coefficient;
    }
    return 0.0;
}

} // namespace

class TestCalendarEffects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void regressors();
    void publicHolidays();
    void holidaysOfACountryAreFound();
    void plantedEffectsAreFound_data();
    void plantedEffectsAreFound();
    void whereThereAreNoneNoneAreFound();
    void whatIsTakenOutIsPutBack();
    void forecastsAreBetterByThem();
    void numberedPeriodsHaveNone();
};

void TestCalendarEffects::regressors()
{
    const auto month = [](int year, int which) { return year * 12LL + which - 1; };
    // February 2021: twenty working days and eight others. January 2021: ten others.
    QCOMPARE(calendarRegressor(Kind::WorkingDays, {Frequency::Monthly, 0, {}}, month(2021, 2)), 0.0);
    QCOMPARE(calendarRegressor(Kind::WorkingDays, {Frequency::Monthly, 0, {}}, month(2021, 1)), 21.0 - 2.5 * 10.0);
    QVERIFY(calendarRegressor(Kind::MonthLength, {Frequency::Monthly, 0, {}}, month(2024, 2)) > 0.0);
    QVERIFY(calendarRegressor(Kind::MonthLength, {Frequency::Monthly, 0, {}}, month(2023, 2)) < 0.0);
    QCOMPARE(calendarRegressor(Kind::MonthLength, {Frequency::Monthly, 0, {}}, month(2024, 3)), 0.0);
    // Easter was on 31 March 2024, so the days before it were in March; on 20 April 2025.
    QVERIFY(calendarRegressor(Kind::EasterMonth, {Frequency::Monthly, 0, {}}, month(2024, 3)) > 0.5);
    QVERIFY(calendarRegressor(Kind::EasterMonth, {Frequency::Monthly, 0, {}}, month(2025, 3)) < 0.0);
    const auto day = [](int year, int which, int date) { return QDate(year, which, date).toJulianDay(); };
    QCOMPARE(calendarRegressor(Kind::EasterDays, {Frequency::Daily, 0, {}}, day(2024, 3, 29)), 1.0);
    QCOMPARE(calendarRegressor(Kind::EasterDays, {Frequency::Daily, 0, {}}, day(2024, 4, 1)), 1.0);
    QCOMPARE(calendarRegressor(Kind::EasterDays, {Frequency::Daily, 0, {}}, day(2024, 4, 2)), 0.0);
    QCOMPARE(calendarRegressor(Kind::EasterDays, {Frequency::Daily, 0, {}}, day(1961, 4, 2)), 1.0);
    QCOMPARE(calendarRegressor(Kind::TurnOfYear, {Frequency::Daily, 0, {}}, day(2024, 12, 25)), 1.0);
    QCOMPARE(calendarRegressor(Kind::TurnOfYear, {Frequency::Daily, 0, {}}, day(2024, 12, 27)), 0.0);
}

void TestCalendarEffects::publicHolidays()
{
    // From the governments' own lists.
    const auto isOff = [](const char *country, int year, int month, int day) {
        return isPublicHoliday(QString::fromLatin1(country), QDate(year, month, day));
    };
    for (const auto &[month, day] :
         {std::pair(1, 1), std::pair(1, 15), std::pair(2, 19), std::pair(5, 27), std::pair(6, 19), std::pair(7, 4),
          std::pair(9, 2), std::pair(10, 14), std::pair(11, 11), std::pair(11, 28), std::pair(12, 25)})
        QVERIFY2(isOff("US", 2024, month, day), qPrintable(QStringLiteral("%1-%2").arg(month).arg(day)));
    QVERIFY(isOff("US", 2021, 7, 5));   // the fourth was a Sunday
    QVERIFY(isOff("US", 2021, 12, 31)); // New Year was a Saturday
    QVERIFY(!isOff("US", 2022, 1, 1));
    QVERIFY(!isOff("US", 2024, 7, 5) && !isOff("US", 2019, 6, 19) && !isOff("US", 1980, 1, 21));
    QVERIFY(isOff("DE", 2024, 5, 9) && isOff("DE", 2024, 5, 20) && isOff("DE", 2024, 10, 3)
            && !isOff("DE", 2024, 5, 30));
    QVERIFY(isOff("FR", 2024, 7, 14) && isOff("FR", 2024, 11, 1) && isOff("FR", 2024, 4, 1)
            && !isOff("FR", 2024, 3, 29));
    QVERIFY(isOff("GB", 2024, 5, 6) && isOff("GB", 2024, 5, 27) && isOff("GB", 2024, 8, 26)
            && !isOff("GB", 2024, 8, 5));
    // 2021: Christmas was a Saturday; 2022: a Sunday; 2020: a Friday.
    QVERIFY(isOff("GB", 2021, 12, 27) && isOff("GB", 2021, 12, 28) && !isOff("GB", 2021, 12, 29));
    QVERIFY(isOff("GB", 2022, 12, 26) && isOff("GB", 2022, 12, 27) && !isOff("GB", 2022, 12, 28));
    QVERIFY(isOff("GB", 2020, 12, 25) && isOff("GB", 2020, 12, 28) && !isOff("GB", 2020, 12, 29));
    QVERIFY(isOff("GB", 2022, 1, 3) && !isOff("GB", 2024, 1, 2));
    QVERIFY(!isOff("ZZ", 2024, 1, 1) && !isOff("", 2024, 1, 1));
    QCOMPARE(easterOf(2024), QDate(2024, 3, 31));
}

void TestCalendarEffects::holidaysOfACountryAreFound()
{
    const auto first = QDate(2018, 1, 1).toJulianDay();
    const CalendarAxis axis{Frequency::Daily, first, QStringLiteral("DE")};
    const auto values = seriesWith(axis, 1'400, 11, {{Kind::Holidays, -0.4}});
    const auto found = findCalendarEffects(values, axis);
    QVERIFY2(std::abs(coefficientOf(found, Kind::Holidays) + 0.4) < 0.1,
             qPrintable(QString::number(coefficientOf(found, Kind::Holidays))));
    QVERIFY(found.inWords().join(QLatin1Char(' ')).contains(QStringLiteral("Public holidays of DE")));
    // Another country's days don't explain them, and without a country none are looked for.
    for (const auto &country : {QStringLiteral("US"), QString()}) {
        const auto other = findCalendarEffects(values, {Frequency::Daily, first, country});
        QCOMPARE(coefficientOf(other, Kind::Holidays), 0.0);
    }
}

void TestCalendarEffects::plantedEffectsAreFound_data()
{
    QTest::addColumn<int>("frequency");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("size");
    const auto row = [](const char *name, Frequency frequency, int length, Kind kind, double size) {
        QTest::newRow(name) << static_cast<int>(frequency) << length << static_cast<int>(kind) << size;
    };
    row("working days", Frequency::Monthly, 120, Kind::WorkingDays, 0.008);
    row("Easter by month", Frequency::Monthly, 180, Kind::EasterMonth, 0.08);
    row("Easter by day", Frequency::Daily, 1'200, Kind::EasterDays, -0.25);
    row("turn of the year", Frequency::Daily, 1'200, Kind::TurnOfYear, 0.3);
}

void TestCalendarEffects::plantedEffectsAreFound()
{
    QFETCH(int, frequency);
    QFETCH(int, length);
    QFETCH(int, kind);
    QFETCH(double, size);
    const CalendarAxis axis{static_cast<Frequency>(frequency),
                            static_cast<Frequency>(frequency) == Frequency::Monthly ? FirstMonth : firstDay()};
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto values = seriesWith(axis, static_cast<std::size_t>(length), seed, {{static_cast<Kind>(kind), size}});
        const auto found = findCalendarEffects(values, axis);
        const double coefficient = coefficientOf(found, static_cast<Kind>(kind));
        QVERIFY2(std::abs(coefficient - size) < 0.35 * std::abs(size), qPrintable(QString::number(coefficient)));
        QVERIFY(!found.inWords().isEmpty());
    }
}

void TestCalendarEffects::whereThereAreNoneNoneAreFound()
{
    // By chance one in a hundred at most.
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const CalendarAxis months{Frequency::Monthly, FirstMonth};
        found += static_cast<int>(findCalendarEffects(seriesWith(months, 144, seed, {}), months).effects().size());
    }
    QVERIFY2(found <= 3, qPrintable(QString::number(found)));
    const CalendarAxis quarters{Frequency::Quarterly, 2004 * 4};
    QVERIFY(findCalendarEffects(seriesWith(quarters, 144, 1, {}), quarters).isEmpty());
    const CalendarAxis months{Frequency::Monthly, FirstMonth};
    QVERIFY(findCalendarEffects(seriesWith(months, 40, 1, {{Kind::WorkingDays, 0.05}}), months).isEmpty());
}

void TestCalendarEffects::whatIsTakenOutIsPutBack()
{
    const Values values{3.0, -2.0, 10.0, 0.0};
    for (const bool isMultiplicative : {false, true}) {
        const CalendarEffects effects({Frequency::Monthly, FirstMonth}, isMultiplicative, {{Kind::WorkingDays, 0.1}});
        const auto back = effects.addedTo(effects.removedFrom(values, 5), 5);
        for (std::size_t t = 0; t < values.size(); ++t)
            QVERIFY(std::abs(back[t] - values[t]) < 1e-9);
        QVERIFY(effects.removedFrom(values, 5) != values);
    }
}

void TestCalendarEffects::forecastsAreBetterByThem()
{
    const CalendarAxis axis{Frequency::Monthly, FirstMonth};
    const std::vector<CalendarEffects::Effect> planted{{Kind::WorkingDays, 0.012}};
    double with = 0.0;
    double without = 0.0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto all = seriesWith(axis, 132, seed, planted);
        PreparedSeries series;
        series.frequency = Frequency::Monthly;
        series.writtenAs = PeriodLabel::Kind::Month;
        series.firstPlace = FirstMonth;
        series.values.assign(all.begin(), all.begin() + 120);
        const auto dated = forecastSeries(series, 12);
        QVERIFY(dated);
        QVERIFY2(dated->notes.join(QLatin1Char(' ')).contains(QLatin1String("Working days")),
                 qPrintable(dated->notes.join(QLatin1Char(' '))));
        series.writtenAs = PeriodLabel::Kind::Index;
        const auto numbered = forecastSeries(series, 12);
        for (std::size_t step = 0; step < 12; ++step) {
            with += std::abs(all[120 + step] - dated->steps[step].mean);
            without += std::abs(all[120 + step] - numbered->steps[step].mean);
        }
    }
    QVERIFY2(with < 0.8 * without, qPrintable(QStringLiteral("%1 %2").arg(with).arg(without)));
}

void TestCalendarEffects::numberedPeriodsHaveNone()
{
    const CalendarAxis axis{Frequency::Monthly, FirstMonth};
    PreparedSeries series;
    series.frequency = Frequency::Monthly;
    series.firstPlace = FirstMonth;
    series.values = seriesWith(axis, 120, 1, {{Kind::WorkingDays, 0.02}});
    const auto forecast = forecastSeries(series, 6);
    QVERIFY(forecast);
    QVERIFY(forecast->notes.isEmpty());
}

QTEST_APPLESS_MAIN(TestCalendarEffects)
#include "test_calendar_effects.moc"
