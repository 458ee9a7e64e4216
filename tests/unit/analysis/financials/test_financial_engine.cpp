// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financial_engine.h"
#include "fact_fixture.h"

#include <QTest>

#include <algorithm>

using namespace consultantos;
using test::FactFixture;

namespace {

const QString Start20 = QStringLiteral("2020-01-01");
const QString End20 = QStringLiteral("2020-12-31");
const QString Start21 = QStringLiteral("2021-01-01");
const QString End21 = QStringLiteral("2021-12-31");

QString q(const char *text)
{
    return QString::fromLatin1(text);
}

Company maker()
{
    Company company;
    company.id = q("1");
    company.name = q("Carter");
    company.sector = q("industrials");
    return company;
}

/// A balance sheet that is in order, and the three cash flows.
FactFixture soundYear()
{
    FactFixture fixture;
    fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
        .year(q("CostOfRevenue"), Start21, End21, 600e6, 2021)
        .year(q("GrossProfit"), Start21, End21, 400e6, 2021)
        .year(q("OperatingIncomeLoss"), Start21, End21, 150e6, 2021)
        .year(q("NetIncomeLoss"), Start21, End21, 90e6, 2021)
        .year(q("NetCashProvidedByUsedInOperatingActivities"), Start21, End21, 120e6, 2021)
        .year(q("NetCashProvidedByUsedInInvestingActivities"), Start21, End21, -70e6, 2021)
        .year(q("NetCashProvidedByUsedInFinancingActivities"), Start21, End21, -30e6, 2021)
        .year(q("CashAndCashEquivalentsPeriodIncreaseDecrease"), Start21, End21, 20e6, 2021)
        .instant(q("Assets"), End21, 2000e6, 2021)
        .instant(q("Liabilities"), End21, 1200e6, 2021)
        .instant(q("StockholdersEquity"), End21, 800e6, 2021);
    return fixture;
}

const Statement *find(const Financials &financials, const QString &kind, const QString &frequency)
{
    for (const auto &statement : financials.statements) {
        if (statement.kind == kind && statement.frequency == frequency)
            return &statement;
    }
    return nullptr;
}

} // namespace

class TestFinancialEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = FinancialEngine::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
        m_engine = std::make_unique<FinancialEngine>(std::move(*loaded));
    }

    void readsRevenueUnderThreeTagsOverTheYears()
    {
        FactFixture fixture;
        fixture.year(q("SalesRevenueNet"), q("2017-01-01"), q("2017-12-31"), 700e6, 2017)
            .year(q("RevenueFromContractWithCustomerExcludingAssessedTax"), q("2018-01-01"), q("2018-12-31"), 800e6,
                  2018)
            .year(q("Revenues"), q("2019-01-01"), q("2019-12-31"), 900e6, 2019);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QCOMPARE(financials.annual(q("revenue"), 2017)->value, 700e6);
        QCOMPARE(financials.annual(q("revenue"), 2018)->value, 800e6);
        QCOMPARE(financials.annual(q("revenue"), 2019)->value, 900e6);
        QVERIFY(financials.warnings.isEmpty());
    }

    void takesTheFirstTagOfTheMappingAndSaysThatTheyDisagree()
    {
        FactFixture fixture;
        fixture.year(q("RevenueFromContractWithCustomerExcludingAssessedTax"), Start21, End21, 51e9, 2021)
            .year(q("Revenues"), Start21, End21, 53e9, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QCOMPARE(financials.annual(q("revenue"), 2021)->value, 53e9);
        QCOMPARE(financials.warnings.size(), 1);
        QVERIFY2(financials.warnings.first().contains(q("Revenue")), qPrintable(financials.warnings.first()));
    }

    void takesTheShareholdersPartOfAProfitWithMinorities()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .year(q("ProfitLoss"), Start21, End21, 100e6, 2021)
            .year(q("NetIncomeLossAttributableToNoncontrollingInterest"), Start21, End21, 15e6, 2021);
        const auto net = m_engine->derive(maker(), fixture.facts()).annual(q("net_income"), 2021);
        QVERIFY(net);
        QCOMPARE(net->value, 85e6);
        QVERIFY(net->ref.startsWith(q("c/")));
    }

    void takesIncomeBeforeTaxAndInterestWhereNoOperatingIncomeIsReportedAndSaysSo()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .year(q("IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"),
                  Start21, End21, 70e6, 2021)
            .year(q("InterestExpense"), Start21, End21, 30e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto income = financials.annual(q("operating_income"), 2021);
        QVERIFY(income);
        QCOMPARE(income->value, 100e6);
        QVERIFY(financials.evidence.computation(income->ref)->title.contains(q("before tax and interest")));
    }

    void leavesOutDebtThatIsTooSmallForItsInterest()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .year(q("InterestExpense"), Start21, End21, 50e6, 2021)
            .instant(q("LongTermDebtNoncurrent"), End21, 3e6, 2021)
            .instant(q("Assets"), End21, 2000e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QVERIFY(!financials.annual(q("long_term_debt"), 2021));
        QVERIFY(!financials.ratio(q("debt_to_assets"), 2021));
        QCOMPARE(financials.warnings.size(), 1);
        QVERIFY2(financials.warnings.first().contains(q("by segment")), qPrintable(financials.warnings.first()));
        QVERIFY(financials.warnings.first().contains(q("FY2021")));
    }

    void derivesTheFourthQuarterAndMarksIt()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .span(q("Revenues"), Start21, q("2021-03-31"), 200e6, 2021)
            .span(q("Revenues"), Start21, q("2021-06-30"), 450e6, 2021)
            .span(q("Revenues"), q("2021-04-01"), q("2021-06-30"), 250e6, 2021)
            .span(q("Revenues"), Start21, q("2021-09-30"), 720e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto *income = find(financials, q("income"), q("quarterly"));
        QVERIFY(income);
        QCOMPARE(income->periods.first().label(), q("Q4 FY2021"));
        const auto &row = income->lines.first().values;
        QCOMPARE(row[0]->value, 280e6);
        QCOMPARE(row[1]->value, 270e6); // nine months less six: never the nine months themselves
        QCOMPARE(row[2]->value, 250e6);
        QCOMPARE(row[3]->value, 200e6);
        const auto *computation = financials.evidence.computation(row[0]->ref);
        QVERIFY(computation);
        QCOMPARE(computation->formula, q("year - nine_months"));
        QVERIFY2(computation->title.contains(q("derived")), qPrintable(computation->title));
        QVERIFY(row[2]->ref.startsWith(q("f/"))); // reported as such
    }

    void takesValuesPerShareGivenInTheCurrencyAlone()
    {
        auto fixture = soundYear();
        fixture.year(q("EarningsPerShareDiluted"), Start21, End21, 4.0, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QVERIFY(financials.annual(q("eps_diluted"), 2021));
        QCOMPARE(financials.annual(q("eps_diluted"), 2021)->value, 4.0);
        QCOMPARE(financials.annual(q("eps_diluted"), 2021)->unit, q("USD")); // as it was filed
    }

    void prefersValuesPerShareInTheirOwnUnit()
    {
        auto fixture = soundYear();
        fixture.year(q("EarningsPerShareDiluted"), Start21, End21, 4.0, 2021)
            .unit(q("USD/shares"))
            .year(q("EarningsPerShareDiluted"), Start21, End21, 2.0, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QVERIFY(financials.annual(q("eps_diluted"), 2021));
        QCOMPARE(financials.annual(q("eps_diluted"), 2021)->value, 2.0);
    }

    void derivesNoFourthQuarterOfSharesAndValuesPerShare()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .span(q("Revenues"), Start21, q("2021-03-31"), 200e6, 2021)
            .span(q("Revenues"), Start21, q("2021-06-30"), 450e6, 2021)
            .span(q("Revenues"), Start21, q("2021-09-30"), 720e6, 2021)
            .unit(q("USD/shares"))
            .year(q("EarningsPerShareDiluted"), Start21, End21, 4.0, 2021)
            .span(q("EarningsPerShareDiluted"), Start21, q("2021-09-30"), 2.9, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto *income = find(financials, q("income"), q("quarterly"));
        QVERIFY(income);
        QVERIFY(std::none_of(income->lines.cbegin(), income->lines.cend(),
                             [](const StatementLine &line) { return line.concept_ == QLatin1String("eps_diluted"); }));
        QCOMPARE(financials.annual(q("eps_diluted"), 2021)->unit, q("USD/shares"));
    }

    void neverMixesPeriodsInARatio()
    {
        // Assets are known for another year's end alone: a return on assets would mix the two.
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .year(q("NetIncomeLoss"), Start21, End21, 90e6, 2021)
            .instant(q("Assets"), End20, 2000e6, 2020)
            .instant(q("Assets"), q("2021-09-30"), 2100e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto *ratio = financials.findRatio(q("roa"));
        QVERIFY(ratio);
        QVERIFY(!ratio->values.first().figure);
        QCOMPARE(ratio->values.first().notDerivable,
                 q("not derivable: no stored filing gives total assets for FY2021"));
        QCOMPARE(ratio->values.first().missing, QStringList{q("total_assets")});
    }

    void saysThatAFigureHasNoMeaning_data()
    {
        QTest::addColumn<QString>("ratio");
        QTest::addColumn<double>("equity");
        QTest::addColumn<QString>("why");
        QTest::newRow("negative equity") << "roe" << -50e6 << "not derivable: equity is not positive";
        QTest::newRow("no equity at all") << "debt_to_equity" << 0.0 << "not derivable: equity is not positive";
    }

    void saysThatAFigureHasNoMeaning()
    {
        QFETCH(QString, ratio);
        QFETCH(double, equity);
        QFETCH(QString, why);
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021)
            .year(q("NetIncomeLoss"), Start21, End21, 90e6, 2021)
            .instant(q("LongTermDebtNoncurrent"), End21, 100e6, 2021)
            .instant(q("StockholdersEquity"), End21, equity, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto &value = financials.findRatio(ratio)->values.first();
        QVERIFY(!value.figure);
        QCOMPARE(value.notDerivable, why);
    }

    void bridgesNoGapBetweenFiscalYears()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), q("2019-01-01"), q("2019-12-31"), 800e6, 2019)
            .year(q("Revenues"), Start21, End21, 1000e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        const auto &growth = financials.findRatio(q("revenue_growth"))->values.first();
        QVERIFY(!growth.figure);
        QCOMPARE(growth.notDerivable, q("not derivable: no annual report of FY2020 is stored"));
        QVERIFY(financials.warnings.join(q(" ")).contains(q("FY2019 and FY2021")));
    }

    void leavesOtherCurrenciesOutAndSaysSo()
    {
        auto fixture = soundYear();
        fixture.unit(q("EUR")).instant(q("InventoryNet"), End21, 5e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QCOMPARE(financials.currency, q("USD"));
        QVERIFY(!financials.annual(q("inventory"), 2021));
        QVERIFY(financials.warnings.join(q(" ")).contains(q("EUR")));
    }

    void passesIdentitiesThatHold()
    {
        const auto checks = m_engine->derive(maker(), soundYear().facts()).identities;
        QCOMPARE(checks.size(), 3);
        for (const auto &check : checks)
            QVERIFY2(check.passed && check.note.isEmpty(), qPrintable(check.id));
    }

    void showsTheSizeOfAnIdentityThatFails()
    {
        auto facts = soundYear().facts();
        for (auto &fact : facts) {
            if (fact.tag == QLatin1String("Liabilities"))
                fact.latest.value = 1250e6;
        }
        const auto checks = m_engine->derive(maker(), facts).identities;
        const auto balance = std::find_if(checks.cbegin(), checks.cend(), [](const IdentityCheck &check) {
            return check.id == QLatin1String("balance");
        });
        QVERIFY(balance != checks.cend());
        QVERIFY(!balance->passed);
        QCOMPARE(balance->difference->value, -50e6);
        QVERIFY(!balance->note.isEmpty());
    }

    void testsNoIdentityByAPartThatWasDerivedFromIt()
    {
        FactFixture fixture;
        fixture.year(q("Revenues"), Start21, End21, 1000e6, 2021).year(q("CostOfRevenue"), Start21, End21, 600e6, 2021);
        const auto financials = m_engine->derive(maker(), fixture.facts());
        QCOMPARE(financials.annual(q("gross_profit"), 2021)->value, 400e6);
        QVERIFY(financials.identities.isEmpty());
    }

    void needsAMarketValueForTheZScoreOfListedFirms()
    {
        auto fixture = soundYear();
        fixture.instant(q("AssetsCurrent"), End21, 700e6, 2021)
            .instant(q("LiabilitiesCurrent"), End21, 500e6, 2021)
            .instant(q("RetainedEarningsAccumulatedDeficit"), End21, 300e6, 2021);
        const auto without = m_engine->derive(maker(), fixture.facts());
        QCOMPARE(without.findRatio(q("altman_z"))->values.first().notDerivable,
                 q("not derivable: the market value of equity is not given"));
        QVERIFY(without.ratio(q("altman_z_private"), 2021));

        Fact market;
        market.companyId = q("1");
        market.taxonomy = q("user");
        market.tag = q("MarketCapitalization");
        market.unit = q("USD");
        market.end = QDate(2021, 12, 31);
        market.latest.value = 2400e6;
        market.id = factId(market.companyId, market.taxonomy, market.tag, market.unit, {}, market.end);
        FinancialOptions options;
        options.marketCap = options.given.add(market);
        const auto with = m_engine->derive(maker(), fixture.facts(), options).ratio(q("altman_z"), 2021);
        QVERIFY(with);
        // 1.2 · 0.1 + 1.4 · 0.15 + 3.3 · 0.075 + 0.6 · 2 + 0.5
        QVERIFY2(std::abs(with->value - 2.2775) < 1e-9, qPrintable(QString::number(with->value)));
    }

    void keepsDistressScoresFromBanksAndInsurers_data()
    {
        QTest::addColumn<QString>("industry");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("a bank") << q("banking") << q("bank") << q("not meant for banks");
        QTest::newRow("an insurer") << q("insurance") << q("insurer") << q("not meant for insurers");
        QTest::newRow("one of which only the sector is known")
            << QString() << q("financial") << q("whose industry isn't known");
        QTest::newRow("a payment network") << q("payments") << QString() << QString();
    }

    void keepsDistressScoresFromBanksAndInsurers()
    {
        QFETCH(QString, industry);
        QFETCH(QString, kind);
        QFETCH(QString, words);
        auto company = maker();
        company.sector = q("financials");
        company.industry = industry;
        QCOMPARE(m_engine->kindOf(company), kind);
        const auto financials = m_engine->derive(company, soundYear().facts());
        for (const auto *id : {"altman_z_private", "altman_z_double_prime", "piotroski_f", "beneish_m"}) {
            const auto &value = financials.findRatio(q(id))->values.first();
            QVERIFY(!value.figure);
            QVERIFY2(words.isEmpty() ? !value.notDerivable.contains(q("not meant"))
                                     : value.notDerivable.contains(words),
                     qPrintable(value.notDerivable));
        }
    }

    void givesBanksTheirOwnFigures()
    {
        // JPMorgan Chase, annual report of 2023, in millions.
        FactFixture fixture;
        fixture.year(q("InterestIncomeExpenseNet"), Start21, End21, 89267e6, 2021)
            .year(q("NoninterestIncome"), Start21, End21, 68837e6, 2021)
            .year(q("NoninterestExpense"), Start21, End21, 87172e6, 2021)
            .year(q("ProvisionForLoanLeaseAndOtherLosses"), Start21, End21, 9320e6, 2021)
            .year(q("NetIncomeLoss"), Start21, End21, 49552e6, 2021)
            .year(q("InterestExpense"), Start21, End21, 81321e6, 2021)
            .year(q("NetIncomeLoss"), Start20, End20, 37676e6, 2020)
            .instant(q("Assets"), End20, 3665743e6, 2020)
            .instant(q("Assets"), End21, 3875393e6, 2021)
            .instant(q("Deposits"), End21, 2400688e6, 2021)
            .instant(q("StockholdersEquity"), End21, 327878e6, 2021);
        auto bank = maker();
        bank.sector = q("financials");
        bank.industry = q("banking");
        const auto financials = m_engine->derive(bank, fixture.facts());
        const auto value = [&](const char *id) {
            const auto figure = financials.ratio(q(id), 2021);
            return figure ? figure->value : -1.0;
        };
        QVERIFY(std::abs(value("efficiency_ratio") - 0.551359) < 1e-6);
        QVERIFY(std::abs(value("net_interest_margin") - 0.023675) < 1e-6);
        QVERIFY(std::abs(value("credit_cost_ratio") - 0.058949) < 1e-6);
        QVERIFY(std::abs(value("bank_equity_ratio") - 0.084605) < 1e-6);
        // What isn't reported says so, and the measures of a borrower stay away.
        QVERIFY(financials.findRatio(q("loan_to_deposit_ratio"))->values.first().missing.contains(q("loans")));
        QVERIFY(financials.findRatio(q("interest_coverage"))->values.first().notDerivable.contains(q("banks")));
        QVERIFY(financials.findRatio(q("combined_ratio")) == nullptr);
        QVERIFY(m_engine->derive(maker(), fixture.facts()).findRatio(q("efficiency_ratio")) == nullptr);
    }

    void givesInsurersTheirOwnFigures()
    {
        FactFixture fixture;
        fixture.year(q("PremiumsEarnedNet"), Start21, End21, 200e6, 2021)
            .year(q("PolicyholderBenefitsAndClaimsIncurredNet"), Start21, End21, 150e6, 2021)
            .year(q("BenefitsLossesAndExpenses"), Start21, End21, 220e6, 2021)
            .year(q("NetIncomeLoss"), Start21, End21, -10e6, 2021)
            .instant(q("Assets"), End21, 800e6, 2021)
            .instant(q("StockholdersEquity"), End21, 160e6, 2021);
        auto insurer = maker();
        insurer.sector = q("financials");
        insurer.industry = q("insurance");
        const auto financials = m_engine->derive(insurer, fixture.facts());
        const auto value = [&](const char *id) {
            const auto figure = financials.ratio(q(id), 2021);
            return figure ? figure->value : -1.0;
        };
        QCOMPARE(value("loss_ratio"), 0.75);
        QCOMPARE(value("combined_ratio"), 1.1);
        QVERIFY(std::abs(value("expense_ratio") - 0.35) < 1e-9);
        QCOMPARE(value("insurer_equity_ratio"), 0.2);
        QCOMPARE(value("premiums_to_equity"), 1.25);
        QVERIFY(financials.findRatio(q("efficiency_ratio")) == nullptr);
    }

    void dependsOnTheOrderOfFactsInNothing()
    {
        auto fixture = soundYear();
        fixture.year(q("Revenues"), Start20, End20, 900e6, 2020);
        auto facts = fixture.facts();
        const auto forwards = m_engine->derive(maker(), facts);
        std::reverse(facts.begin(), facts.end());
        QCOMPARE(m_engine->derive(maker(), facts), forwards);
    }

    void saysWhyThereIsNothingWithoutAnAnnualReport()
    {
        const auto financials = m_engine->derive(maker(), {});
        QVERIFY(financials.statements.isEmpty());
        QVERIFY(financials.ratios.isEmpty());
        QCOMPARE(financials.warnings.size(), 1);
    }

private:
    std::unique_ptr<FinancialEngine> m_engine;
};

QTEST_APPLESS_MAIN(TestFinancialEngine)
#include "test_financial_engine.moc"
