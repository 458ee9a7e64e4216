// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financial_engine.h"
#include "evidence/local_fact_store.h"

#include <QTest>

#include <cmath>

using namespace consultantos;

/// Figures of the shipped starter facts that anyone can look up in the filings: the whole way from the file to the
/// statement and the ratio.
class TestKnownFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        auto store = LocalFactStore::load(resources, nullptr);
        QVERIFY2(store, store ? "" : qPrintable(store.error().toText()));
        m_store = *store;
        auto engine = FinancialEngine::load(resources);
        QVERIFY2(engine, engine ? "" : qPrintable(engine.error().toText()));
        m_engine = std::make_unique<FinancialEngine>(std::move(*engine));
    }

    void areAsFiled_data()
    {
        QTest::addColumn<QString>("company");
        QTest::addColumn<int>("year");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("figure");
        QTest::addColumn<double>("expected");
        QTest::addColumn<double>("tolerance");
        const auto row = [](const char *company, int year, const char *end, const char *figure, double expected,
                            double tolerance) {
            QTest::addRow("%s FY%d %s", company, year, figure)
                << QString::fromLatin1(company) << year << QString::fromLatin1(end) << QString::fromLatin1(figure)
                << expected << tolerance;
        };
        constexpr double Exact = 0;
        constexpr double HundredthOfAPercent = 0.00005;
        row("Tesla", 2021, "2021-12-31", "revenue", 53'823e6, Exact);
        row("Tesla", 2021, "2021-12-31", "gross_margin", 0.2528, HundredthOfAPercent);
        row("Tesla", 2021, "2021-12-31", "operating_margin", 0.1212, HundredthOfAPercent);
        row("Tesla", 2021, "2021-12-31", "current_ratio", 1.375, 0.0005);
        row("Apple", 2025, "2025-09-27", "revenue", 416'161e6, Exact);
        row("Apple", 2025, "2025-09-27", "operating_margin", 0.3197, HundredthOfAPercent);
        row("Apple", 2025, "2025-09-27", "current_ratio", 0.893, 0.0005);
        row("Ford", 2020, "2020-12-31", "operating_margin", -0.0347, HundredthOfAPercent);
        row("NVIDIA", 2026, "2026-01-25", "revenue", 215'938e6, Exact);
        row("NVIDIA", 2026, "2026-01-25", "net_margin", 0.5560, HundredthOfAPercent);
    }

    void areAsFiled()
    {
        QFETCH(QString, company);
        QFETCH(int, year);
        QFETCH(QString, end);
        QFETCH(QString, figure);
        QFETCH(double, expected);
        QFETCH(double, tolerance);
        const auto found = m_store->findCompany(company);
        QVERIFY(found);
        const auto facts = m_store->facts(found->id);
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().toText()));
        FinancialOptions options;
        options.annualPeriods = 12;
        const auto financials = m_engine->derive(*found, *facts, options);
        const auto line = financials.annual(figure, year);
        const auto value = line ? line : financials.ratio(figure, year);
        QVERIFY2(value, "not derivable");
        QCOMPARE(value->period.end.toString(Qt::ISODate), end);
        QVERIFY2(std::abs(value->value - expected) <= tolerance, qPrintable(QString::number(value->value, 'g', 12)));
    }

    void coverFiveYearsOfEveryCompanyThatHasThem()
    {
        const auto companies = m_store->companies();
        QCOMPARE(companies.size(), 29);
        for (const auto &company : companies) {
            const auto facts = m_store->facts(company.id);
            QVERIFY2(facts, qPrintable(company.name));
            const auto financials = m_engine->derive(company, *facts);
            QVERIFY2(financials.annualPeriods().size() >= 3, qPrintable(company.name));
            const int newest = financials.annualPeriods().first().fiscalYear;
            for (const auto *line : {"revenue", "net_income", "total_assets", "equity", "operating_cash_flow"})
                QVERIFY2(financials.annual(QString::fromLatin1(line), newest),
                         qPrintable(company.name + QLatin1Char(' ') + QLatin1String(line)));
            for (const auto &check : financials.identities)
                if (!check.passed)
                    qInfo().noquote() << company.name << check.period.label() << check.note
                                      << QString::number(check.difference->value, 'f', 0);
        }
    }

private:
    std::shared_ptr<LocalFactStore> m_store;
    std::unique_ptr<FinancialEngine> m_engine;
};

QTEST_APPLESS_MAIN(TestKnownFigures)
#include "test_known_figures.moc"
