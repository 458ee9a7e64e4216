// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_service.h"
#include "agents/forecast_service.h"
#include "agents/standard_agents.h"
#include "cache/cache_store.h"
#include "memory_fact_store.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using test::MemoryFactStore;

class TestForecastingAgent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::make_shared<MemoryFactStore>();
        const auto settings = Settings::load(m_folder->path(), QProcessEnvironment());
        const auto resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        m_cache = CacheStore::open({*settings, m_folder->path(), CacheScope::of({}, resources)}, &m_pool,
                                   std::make_shared<SystemClock>());
        m_service = std::make_unique<AnalysisService>(AnalysisSources{m_store, nullptr, nullptr, {}, m_cache->access()},
                                                      resources, &m_pool, std::make_shared<SystemClock>());
    }

    void cleanup()
    {
        m_service.reset();
        m_pool.waitForDone();
        m_cache.reset();
    }

    void onlyWhereAsked()
    {
        const auto without = analyse(0);
        QVERIFY(without.forecasts.isEmpty());
        for (const auto &agent : without.agents)
            QVERIFY(agent.name != agent_names::Forecasting);
        const auto with = analyse(3);
        QCOMPARE(with.status, QStringLiteral("completed"));
        QStringList lines;
        for (const auto &forecast : with.forecasts)
            lines.append(forecast.concept_);
        // A growth is published for its industry.
        QCOMPARE(lines, QStringList({QStringLiteral("revenue"), QStringLiteral("revenue_faded"), lines.last()}));
        const auto &faded = with.forecasts[1];
        QVERIFY(!faded.record.has_value());
        QVERIFY(faded.notes.first().contains(QStringLiteral("a second time")));
        QVERIFY(faded.notes.last().contains(QStringLiteral("Damodaran")));
        const auto *mean = with.evidence.computation(faded.steps.first().mean.ref);
        QVERIFY(mean != nullptr);
        for (const auto &ref : mean->inputs())
            QVERIFY2(with.evidence.contains(ref), qPrintable(ref));
        QCOMPARE(with.forecasts.first().concept_, QStringLiteral("revenue"));
        QCOMPARE(with.forecasts.first().history.size(), 4);
        QCOMPARE(with.forecasts.first().steps.size(), 3);
        // Cash flows aren't among the facts: said, not left out in silence.
        QVERIFY(std::any_of(with.dataRequests.cbegin(), with.dataRequests.cend(), [](const DataRequest &request) {
            return request.id == QLatin1String("data.forecast.operating_cash_flow");
        }));
        for (const auto &forecast : with.forecasts) {
            for (const auto &figure : forecast.history)
                QVERIFY(with.evidence.contains(figure.ref));
            for (const auto &step : forecast.steps)
                QVERIFY(with.evidence.computation(step.upper95.ref));
        }
        QCOMPARE(reportFromJson(toJson(with))->forecasts, with.forecasts);
    }

    void anotherHorizonIsComputedAnewAndTheRestIsNot()
    {
        (void)analyse(3);
        const auto same = analyse(3);
        QVERIFY(!same.served.isComputed());
        const auto other = analyse(4);
        QVERIFY(other.served.isComputed());
        QCOMPARE(other.forecasts.first().steps.size(), 4);
        for (const auto &agent : other.agents)
            QCOMPARE(agent.served.isComputed(), agent.name == agent_names::Forecasting);
    }

    void growthFadesToWhatTheRequestSays_data()
    {
        QTest::addColumn<QString>("fadeTo");
        QTest::addColumn<QString>("label");
        QTest::addColumn<double>("rate");
        QTest::newRow("a rate of one's own")
            << QStringLiteral("3 %") << QStringLiteral("a rate of the user's own") << 0.03;
        QTest::newRow("its country's economy")
            << QStringLiteral("GDP") << QStringLiteral("its country's economy's") << 0.0;
        QTest::newRow("the world's") << QStringLiteral("world") << QStringLiteral("the world economy's") << 0.0;
        QTest::newRow("its industry's, asked for")
            << QStringLiteral("industry") << QStringLiteral("its industry's") << 0.0;
    }

    void growthFadesToWhatTheRequestSays()
    {
        QFETCH(QString, fadeTo);
        QFETCH(QString, label);
        QFETCH(double, rate);
        auto asked = request(6);
        asked.fadeTo = fadeTo;
        const auto valid = asked.validated();
        QVERIFY2(valid, valid ? "" : qPrintable(valid.error().toText()));
        const auto report = analyse(*valid);
        const auto faded = std::find_if(report.forecasts.cbegin(), report.forecasts.cend(), [](const Forecast &one) {
            return one.concept_ == QLatin1String("revenue_faded");
        });
        QVERIFY(faded != report.forecasts.cend());
        QVERIFY2(faded->label.contains(label), qPrintable(faded->label));
        QVERIFY(faded->notes.first().startsWith(QStringLiteral("As the request asks for it")));
        // After five years the growth is that rate alone.
        const double growth = faded->steps[5].mean.value / faded->steps[4].mean.value - 1;
        QVERIFY2(rate == 0.0 ? growth > 0.0 : std::abs(growth - rate) < 1e-9, qPrintable(QString::number(growth)));
        QCOMPARE(reportFromJson(toJson(report))->request.fadeTo, valid->fadeTo);
    }

    void anotherRateIsComputedAnewAndTheRestIsNot()
    {
        auto asked = request(3);
        asked.fadeTo = QStringLiteral("2%");
        (void)analyse(asked);
        QVERIFY(!analyse(asked).served.isComputed());
        asked.fadeTo = QStringLiteral("2.5%");
        const auto other = analyse(asked);
        QVERIFY(other.served.isComputed());
        for (const auto &agent : other.agents)
            QCOMPARE(agent.served.isComputed(), agent.name == agent_names::Forecasting);
    }

    void wrongFades()
    {
        for (const auto *wrong : {"fast", "3", "80%"}) {
            auto asked = request(3);
            asked.fadeTo = QLatin1String(wrong);
            QVERIFY2(!asked.validated(), wrong);
        }
        // There is nothing to fade where nothing is forecast.
        auto without = request(0);
        without.fadeTo = QStringLiteral("3%");
        const auto valid = without.validated();
        QVERIFY(!valid);
        QCOMPARE(valid.error().code, ErrorCode::InvalidArgument);
    }

    void holidaysAreRefusedWhereTheyMeanNothing()
    {
        const auto service = m_service->forecasts();
        QVERIFY(service);
        ForecastOrder order;
        order.company = QStringLiteral("Acme Motors");
        order.holidays = QStringLiteral("US");
        QCOMPARE((*service)->forecast(order, {}).error().code, ErrorCode::InvalidArgument);
        ForecastOrder series;
        series.series = {{QStringLiteral("a"),
                          {{QStringLiteral("1"), QStringLiteral("2")}, {QStringLiteral("2"), QStringLiteral("3")}}}};
        series.holidays = QStringLiteral("XX");
        QCOMPARE((*service)->forecast(series, {}).error().code, ErrorCode::InvalidArgument);
    }

    void wrongHorizons()
    {
        for (const int years : {-1, AnalysisRequest::MostForecastYears + 1}) {
            auto asked = request(years);
            const auto valid = asked.validated();
            QVERIFY(!valid);
            QCOMPARE(valid.error().code, ErrorCode::InvalidArgument);
        }
    }

    void theServiceKeepsWhatItForecast()
    {
        const auto service = m_service->forecasts();
        QVERIFY(service);
        ForecastOrder order;
        order.company = QStringLiteral("Acme Motors");
        order.periods = 2;
        const auto first = (*service)->forecast(order, {});
        QVERIFY(first);
        QCOMPARE(first->value(QStringLiteral("served_from")).toString(), QStringLiteral("computed"));
        QCOMPARE(first->value(QStringLiteral("forecasts")).toArray().size(), 1);
        QVERIFY((*service)->forecast(order, {})->value(QStringLiteral("served_from")).toString()
                != QStringLiteral("computed"));
        // New facts, a new forecast.
        m_store->storeVersion = QStringLiteral("2");
        QCOMPARE((*service)->forecast(order, {})->value(QStringLiteral("served_from")).toString(),
                 QStringLiteral("computed"));
    }

    void whatTheServiceRefuses()
    {
        const auto service = m_service->forecasts();
        QVERIFY(service);
        const auto codeOf = [&](const ForecastOrder &order, const CancellationToken &cancel = {}) {
            const auto made = (*service)->forecast(order, cancel);
            return made ? std::optional<ErrorCode>() : std::optional(made.error().code);
        };
        QCOMPARE(codeOf({}), std::optional(ErrorCode::InvalidArgument));
        ForecastOrder order;
        order.company = QStringLiteral("Nobody");
        QCOMPARE(codeOf(order), std::optional(ErrorCode::NotFound));
        order.company = QStringLiteral("Acme Motors");
        order.concepts = {QStringLiteral("operating_cash_flow")};
        QCOMPARE(codeOf(order), std::optional(ErrorCode::NotDerivable));
        order.concepts.clear();
        order.periods = ForecastOrder::MostPeriods + 1;
        QCOMPARE(codeOf(order), std::optional(ErrorCode::InvalidArgument));
        ForecastOrder many;
        many.series.resize(ForecastOrder::MostSeries + 1);
        QCOMPARE(codeOf(many), std::optional(ErrorCode::InvalidArgument));
        ForecastOrder cancelled;
        cancelled.series = {{QStringLiteral("a"), {{QStringLiteral("1"), QStringLiteral("2")}}}};
        CancellationSource source;
        source.cancel();
        QCOMPARE(codeOf(cancelled, source.token()), std::optional(ErrorCode::Cancelled));
    }

private:
    static AnalysisRequest request(int years)
    {
        AnalysisRequest asked;
        asked.company = QStringLiteral("Acme Motors");
        asked.forecastYears = years;
        return asked;
    }

    Report analyse(int years) { return analyse(request(years)); }

    Report analyse(const AnalysisRequest &asked)
    {
        auto future = m_service->analyse(asked, {});
        future.waitForFinished();
        const auto result = future.result();
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *result;
    }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<MemoryFactStore> m_store;
    std::unique_ptr<CacheStore> m_cache;
    std::unique_ptr<AnalysisService> m_service;
};

QTEST_GUILESS_MAIN(TestForecastingAgent)
#include "test_forecasting_agent.moc"
