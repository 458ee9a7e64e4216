// SPDX-License-Identifier: GPL-3.0-or-later
// Driver trees of real companies' figures, and their workbook computed again by LibreOffice where it is installed.
#include "base/paths.h"
#include "evidence/local_fact_store.h"
#include "evidence/valuation_basis.h"
#include "libre_office.h"
#include "report/driver_workbook.h"

#include <QDate>
#include <QDir>
#include <QList>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr int Years = 4;

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

Result<CompanyDrivers> driversOf(const FactStore &facts, const QString &company, int years = Years)
{
    const auto basis = valuationBasis(facts, company, resourceDir(), QDate(2026, 1, 31));
    if (!basis)
        return tl::unexpected(basis.error());
    const auto start = startingValuation(basis->sources);
    if (!start)
        return tl::unexpected(start.error());
    return companyDrivers(basis->sources.financials, *start, years);
}

DriverForecast forecastOf(const CompanyDrivers &drivers)
{
    SimulationOptions options;
    options.draws = 2000;
    options.method = DrawMethod::Sobol;
    auto forecast = forecastByDrivers(drivers, options);
    if (!forecast)
        qFatal("%s", qPrintable(forecast.error().toText()));
    return *forecast;
}

} // namespace

class TestDriverWorkbook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachYearFollowsFromItsDrivers();
    void everyAssumptionSaysItsSource();
    void intervalsLieAroundTheMiddle();
    void aYearOfYourOwnStandsForItsFormula();
    void whatCantBeIsRefused();
    void textsOfAssumptions();
    void libreOfficeComputesTheSame();

private:
    std::shared_ptr<const FactStore> m_facts;
    QTemporaryDir m_folder;
};

void TestDriverWorkbook::initTestCase()
{
    auto store = LocalFactStore::load(resourceDir(), nullptr);
    QVERIFY2(store, store ? "" : qPrintable(store.error().toText()));
    m_facts = *store;
}

void TestDriverWorkbook::eachYearFollowsFromItsDrivers()
{
    for (const auto &company : {QStringLiteral("Tesla"), QStringLiteral("Microsoft"), QStringLiteral("Home Depot")}) {
        const auto drivers = driversOf(*m_facts, company);
        QVERIFY2(drivers, drivers ? "" : qPrintable(drivers.error().toText()));
        const auto forecast = forecastOf(*drivers);
        const auto at = [&](DriverLine line, int year) { return forecast.line(line).steps[year].middle; };
        double before = *forecast.line(DriverLine::Revenue).last;
        const auto sales = drivers->model.findDriver(QStringLiteral("sales_to_capital"))->distribution.value;
        const auto tax = drivers->model.findDriver(QStringLiteral("tax_rate"))->distribution.value;
        for (int year = 0; year < Years; ++year) {
            const double revenue = at(DriverLine::Revenue, year);
            QVERIFY(isNear(revenue, before * (1 + at(DriverLine::Growth, year))));
            const double income = at(DriverLine::OperatingIncome, year);
            QVERIFY(isNear(income, revenue * at(DriverLine::Margin, year)));
            QVERIFY(isNear(at(DriverLine::Tax, year), std::max(income, 0.0) * tax));
            QVERIFY(isNear(at(DriverLine::Reinvestment, year), (revenue - before) / sales));
            QVERIFY(isNear(at(DriverLine::CashFlow, year),
                           income - at(DriverLine::Tax, year) - at(DriverLine::Reinvestment, year)));
            before = revenue;
        }
        // Growth runs from the first year's to the last year's.
        const auto median = [&](const char *name) {
            return Distribution::make(drivers->model.findDriver(QLatin1String(name))->distribution)->median();
        };
        QVERIFY(isNear(at(DriverLine::Growth, 0), median("growth")));
        QVERIFY(isNear(at(DriverLine::Growth, Years - 1), median("fade_growth")));
        QVERIFY(isNear(at(DriverLine::Margin, Years - 1), median("target_margin")));
        QCOMPARE(driverYearLabel(*drivers, 1), QStringLiteral("FY%1").arg(drivers->baseYear + 1));
    }
}

void TestDriverWorkbook::everyAssumptionSaysItsSource()
{
    const auto drivers = driversOf(*m_facts, QStringLiteral("Microsoft"));
    QVERIFY(drivers);
    for (const auto &driver : drivers->model.drivers)
        QVERIFY2(!driver.source.isEmpty(), qPrintable(driver.name));
    const auto rows = toJson(forecastOf(*drivers))[QStringLiteral("assumptions")].toArray();
    QCOMPARE(rows.size(), drivers->model.drivers.size());
    QVERIFY(rows.first().toObject()[QStringLiteral("source")].toString().contains(QStringLiteral("10-K")));
}

void TestDriverWorkbook::intervalsLieAroundTheMiddle()
{
    auto drivers = *driversOf(*m_facts, QStringLiteral("Microsoft"));
    const auto forecast = forecastOf(drivers);
    for (const auto &line : forecast.lines) {
        for (const auto &step : line.steps) {
            QVERIFY(step.lower95 <= step.lower80 && step.lower80 <= step.middle);
            QVERIFY(step.middle <= step.upper80 && step.upper80 <= step.upper95);
        }
    }
    const auto &revenue = forecast.line(DriverLine::Revenue).steps;
    const auto width = [](const DriverStep &step) { return (step.upper95 - step.lower95) / step.middle; };
    QVERIFY(width(revenue.last()) > width(revenue.first()));
    // Nothing uncertain: nothing wide.
    for (const auto &driver : QList<ScenarioDriver>(drivers.model.drivers)) {
        const double median = Distribution::make(driver.distribution)->median();
        drivers.model = *withAssumption(drivers.model, driver.name, DistributionSpec::constant(median));
    }
    for (const auto &line : forecastOf(drivers).lines) {
        for (const auto &step : line.steps) {
            QVERIFY(isNear(step.lower95, step.middle) && isNear(step.upper95, step.middle)
                    && isNear(step.mean, step.middle));
        }
    }
}

void TestDriverWorkbook::aYearOfYourOwnStandsForItsFormula()
{
    auto drivers = *driversOf(*m_facts, QStringLiteral("Tesla"));
    const auto before = forecastOf(drivers);
    drivers.model = *withAssumption(drivers.model, QStringLiteral("growth_2"), DistributionSpec::constant(0.5));
    const auto after = forecastOf(drivers);
    const auto &growth = after.line(DriverLine::Growth);
    QCOMPARE(growth.isOwn, (QList<bool>{false, true, false, false}));
    QCOMPARE(growth.steps[1].middle, 0.5);
    QCOMPARE(growth.steps[1].lower95, 0.5);
    QCOMPARE(after.line(DriverLine::Revenue).steps[0], before.line(DriverLine::Revenue).steps[0]);
    QVERIFY(isNear(after.line(DriverLine::Revenue).steps[1].middle,
                   before.line(DriverLine::Revenue).steps[0].middle * 1.5));
    QVERIFY(drivers.model.findDriver(QStringLiteral("growth_2"))->source.isEmpty());
    // Again, as a driver now.
    const auto again = withAssumption(drivers.model, QStringLiteral("growth_2"), DistributionSpec::constant(0.1));
    QVERIFY(again);
    QCOMPARE(again->drivers.size(), drivers.model.drivers.size());
}

void TestDriverWorkbook::whatCantBeIsRefused()
{
    const auto drivers = *driversOf(*m_facts, QStringLiteral("Tesla"));
    const auto unknown = withAssumption(drivers.model, QStringLiteral("beta"), DistributionSpec::constant(1));
    QVERIFY(!unknown);
    QVERIFY(unknown.error().detail.contains(QStringLiteral("sales_to_capital")));
    QVERIFY(!withAssumption(drivers.model, QStringLiteral("growth"), DistributionSpec::triangular(2, 1, 3)));
    QVERIFY(!driversOf(*m_facts, QStringLiteral("Tesla"), 0));
    QVERIFY(!driversOf(*m_facts, QStringLiteral("Tesla"), CompanyDrivers::MostYears + 1));
    QVERIFY(driversOf(*m_facts, QStringLiteral("Tesla"), 1));
}

void TestDriverWorkbook::textsOfAssumptions()
{
    QCOMPARE(*distributionFromText(QStringLiteral("0.05")), DistributionSpec::constant(0.05));
    QCOMPARE(*distributionFromText(QStringLiteral(" 5 % ")), DistributionSpec::constant(0.05));
    QCOMPARE(*distributionFromText(QStringLiteral("-1%:2%:0.04")), DistributionSpec::triangular(-0.01, 0.02, 0.04));
    for (const auto *wrong : {"", "x", "1:2", "3:2:1", "1:2:3:4", "nan", "inf", "5%%"})
        QVERIFY2(!distributionFromText(QLatin1String(wrong)), wrong);
}

void TestDriverWorkbook::libreOfficeComputesTheSame()
{
    auto drivers = *driversOf(*m_facts, QStringLiteral("Microsoft"));
    drivers.model = *withAssumption(drivers.model, QStringLiteral("growth_2"), DistributionSpec::constant(0.11));
    const auto forecast = forecastOf(drivers);
    const auto path = m_folder.filePath(QStringLiteral("drivers.xlsx"));
    const auto written = writeDriverWorkbook(forecast, path);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
    QVERIFY(!writeDriverWorkbook(forecast, m_folder.filePath(QStringLiteral("none/x.xlsx"))));
    const auto sheets = computedByLibreOffice(path, QDir(m_folder.path()));
    if (sheets.isEmpty())
        QSKIP("LibreOffice (soffice) is not installed");
    QCOMPARE(sheets.size(), 3);
    const auto rows = sheets.value(QStringLiteral("Drivers"));
    int compared = 0;
    for (const auto &row : rows) {
        for (const auto &line : forecast.lines) {
            if (row.first() != driverLineTitle(line.line))
                continue;
            for (int year = 0; year < Years; ++year, ++compared)
                QVERIFY2(isNear(cellNumber(row[year + 2]), line.steps[year].middle), qPrintable(row.join(u';')));
        }
        for (const auto &[name, step] : forecast.values) {
            if (row.first() != drivers.model.titleOf(name))
                continue;
            QVERIFY2(isNear(cellNumber(row[1]), step.middle), qPrintable(row.join(u';')));
            ++compared;
        }
    }
    QCOMPARE(compared, 7 * Years + int(forecast.values.size()));
    for (const auto &sheet : sheets) {
        for (const auto &row : sheet) {
            for (const auto &cell : row)
                QVERIFY2(!cell.startsWith(u'#') && !cell.startsWith(QStringLiteral("Err:")), qPrintable(cell));
        }
    }
}

QTEST_GUILESS_MAIN(TestDriverWorkbook)
#include "test_driver_workbook.moc"
