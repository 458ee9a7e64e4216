// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_service.h"
#include "document_store.h"
#include "memory_fact_store.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QList>
#include <QSemaphore>
#include <QString>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using test::MemoryFactStore;

namespace {

/// The report's JSON without what may differ between two runs.
QByteArray comparableJson(const Report &report)
{
    auto object = toJson(report);
    object.remove(QStringLiteral("id"));
    object.remove(QStringLiteral("created_at"));
    object.remove(QStringLiteral("agents"));
    object.remove(QStringLiteral("metadata"));
    return QJsonDocument(object).toJson();
}

AnalysisRequest request(const char *company, const char *question = "")
{
    AnalysisRequest request;
    request.company = QString::fromLatin1(company);
    request.question = QString::fromLatin1(question);
    return request;
}

} // namespace

class TestAnalysisService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_shared<MemoryFactStore>();
        m_pool.setMaxThreadCount(7);
        m_service = std::make_unique<AnalysisService>(AnalysisSources{m_store, nullptr},
                                                      QStringLiteral(CONSULTANTOS_RESOURCE_DIR), &m_pool,
                                                      std::make_shared<SystemClock>());
    }

    void aKnownCompanyGivesACompleteReport();
    void everyIdInAReportResolves();
    void twoRunsGiveTheSameBytes();
    void anUnknownCompanyIsAnErrorWithTheNearestNames();
    void anUnknownCompanyWithAnIndustryGivesAReportThatSaysItsLimits();
    void anUnknownIndustryIsAnError();
    void aFailingAgentLeavesAPartialReportThatNamesIt();
    void cancellingGivesTheCancelledError();
    void aPoolOfOneThreadIsEnough();
    void aReportReadsBackFromItsJson();
    void documentsAreQuotedAndListed();
    void aDocumentOfAnotherCompanyIsNotRead();

private:
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
    std::shared_ptr<MemoryFactStore> m_store;
    std::unique_ptr<AnalysisService> m_service;
};

void TestAnalysisService::aKnownCompanyGivesACompleteReport()
{
    const auto report = analyse(request("Acme Motors"));
    QCOMPARE(report.status, QStringLiteral("completed"));
    QCOMPARE(report.frameworks.size(), 4);
    QVERIFY(report.summary.answer.has_value());
    QCOMPARE(report.financials.annual(QStringLiteral("revenue"), 2023)->value, 1300e6);
    QCOMPARE(report.peers.size(), 1);
    for (const auto &agent : report.agents)
        QCOMPARE(agent.state, AgentState::Done);
}

void TestAnalysisService::everyIdInAReportResolves()
{
    const auto report = analyse(request("Acme Motors", "How profitable is it?"));
    QVERIFY(report.claims().size() >= 10);
    for (const auto &claim : report.claims()) {
        QVERIFY2(!claim.evidence.isEmpty(), qPrintable(claim.text));
        for (const auto &id : claim.evidence)
            QVERIFY2(report.evidence.contains(id), qPrintable(id));
        for (const auto &number : claim.numbers)
            QVERIFY2(claim.evidence.contains(number.ref), qPrintable(claim.text));
    }
    for (const auto &computation : report.evidence.computations()) {
        for (const auto &id : computation.inputs())
            QVERIFY2(report.evidence.contains(id), qPrintable(id));
    }
}

void TestAnalysisService::twoRunsGiveTheSameBytes()
{
    const auto first = comparableJson(analyse(request("Acme Motors")));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(comparableJson(analyse(request("Acme Motors"))), first);
}

void TestAnalysisService::anUnknownCompanyIsAnErrorWithTheNearestNames()
{
    auto future = m_service->analyse(request("Acne"), {});
    future.waitForFinished();
    const auto result = future.result();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    QVERIFY(result.error().toText().contains(QStringLiteral("Acme Motors")));
}

void TestAnalysisService::anUnknownCompanyWithAnIndustryGivesAReportThatSaysItsLimits()
{
    auto asked = request("Nowhere GmbH");
    asked.industry = QStringLiteral("automotive");
    const auto report = analyse(asked);
    QCOMPARE(report.company.id, QStringLiteral("x-nowhere-gmbh"));
    QVERIFY(!report.summary.limits.isEmpty());
    QVERIFY(report.financials.ratios.isEmpty() || !report.financials.ratios.first().values.value(0).figure);
    bool hasPlaybook = false;
    for (const auto &claim : report.claims())
        hasPlaybook = hasPlaybook || claim.grade == Grade::Playbook;
    QVERIFY(hasPlaybook);
}

void TestAnalysisService::anUnknownIndustryIsAnError()
{
    auto asked = request("Acme Motors");
    asked.industry = QStringLiteral("alchemy");
    auto future = m_service->analyse(asked, {});
    future.waitForFinished();
    QVERIFY(!future.result());
}

void TestAnalysisService::aFailingAgentLeavesAPartialReportThatNamesIt()
{
    // Only the market agent reads the second company's facts.
    m_store->onFacts = [](const QString &id) -> Status {
        if (id == QLatin1String("2"))
            return fail(ErrorCode::Corrupt, QStringLiteral("The facts of Borealis Cars are damaged."));
        return {};
    };
    const auto report = analyse(request("Acme Motors"));
    QCOMPARE(report.status, QStringLiteral("partial"));
    QVERIFY(report.summary.limits.first().contains(QStringLiteral("market")));
    QVERIFY(report.summary.limits.first().contains(QStringLiteral("damaged")));
    QVERIFY(report.financials.annual(QStringLiteral("revenue"), 2023));
    QCOMPARE(report.frameworks.size(), 4);
}

void TestAnalysisService::cancellingGivesTheCancelledError()
{
    // Shared: a late agent still holds them when this function has returned.
    const auto reading = std::make_shared<QSemaphore>();
    const auto release = std::make_shared<QSemaphore>();
    m_store->onFacts = [reading, release](const QString &) -> Status {
        reading->release();
        release->acquire();
        return {};
    };
    CancellationSource source;
    auto future = m_service->analyse(request("Acme Motors"), source.token());
    QVERIFY(reading->tryAcquire(1, 10'000));
    source.cancel();
    future.waitForFinished();
    release->release(100);
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
}

void TestAnalysisService::aPoolOfOneThreadIsEnough()
{
    m_service.reset();
    m_pool.setMaxThreadCount(1);
    m_service =
        std::make_unique<AnalysisService>(AnalysisSources{m_store, nullptr}, QStringLiteral(CONSULTANTOS_RESOURCE_DIR),
                                          &m_pool, std::make_shared<SystemClock>());
    auto first = m_service->analyse(request("Acme Motors"), {});
    auto second = m_service->analyse(request("Borealis Cars"), {});
    first.waitForFinished();
    second.waitForFinished();
    QVERIFY(first.result());
    QVERIFY(second.result());
    m_service.reset();
}

void TestAnalysisService::aReportReadsBackFromItsJson()
{
    const auto report = analyse(request("Acme Motors"));
    const auto read = reportFromJson(toJson(report));
    QVERIFY(read);
    QCOMPARE(QJsonDocument(toJson(*read)).toJson(), QJsonDocument(toJson(report)).toJson());
    auto newer = toJson(report);
    newer[QStringLiteral("schema_version")] = Report::SchemaVersion + 1;
    QCOMPARE(reportFromJson(newer).error().code, ErrorCode::NewerVersion);
}

void TestAnalysisService::documentsAreQuotedAndListed()
{
    test::DocumentStore documents;
    const auto sentence = QStringLiteral("We buy all of our engines from a single supplier in the north.");
    documents.add(QStringLiteral("00aa"), QStringLiteral("1"), 2023, {{QStringLiteral("Item 1A"), sentence}});
    m_service = std::make_unique<AnalysisService>(AnalysisSources{m_store, documents.repository},
                                                  QStringLiteral(CONSULTANTOS_RESOURCE_DIR), &m_pool,
                                                  std::make_shared<SystemClock>());
    const auto report = analyse(request("Acme Motors"));
    QCOMPARE(report.status, QStringLiteral("completed"));
    const auto claims = report.claims();
    const auto quoted = std::find_if(claims.cbegin(), claims.cend(), [](const Claim &claim) {
        return claim.evidence.contains(QStringLiteral("p/00aa/1"));
    });
    QVERIFY(quoted != claims.cend());
    QCOMPARE(quoted->text, QStringLiteral("From the company's documents: “%1”").arg(sentence));
    QCOMPARE(quoted->grade, Grade::Quoted);
    QCOMPARE(report.sources.first().id, QStringLiteral("00aa"));
    QCOMPARE(report.sources.first().name, QStringLiteral("annual-report-2023.html"));
    QCOMPARE(report.sources.first().pages, QList<int>{1});
    QVERIFY(std::none_of(report.dataRequests.cbegin(), report.dataRequests.cend(), [](const DataRequest &asked) {
        return asked.id == QLatin1String("data.porter.suppliers.sole_sources");
    }));
    QCOMPARE(comparableJson(analyse(request("Acme Motors"))), comparableJson(report));
    const auto read = reportFromJson(toJson(report));
    QVERIFY(read);
    QCOMPARE(comparableJson(*read), comparableJson(report));
    m_service.reset();
}

void TestAnalysisService::aDocumentOfAnotherCompanyIsNotRead()
{
    test::DocumentStore documents;
    documents.add(
        QStringLiteral("00bb"), QStringLiteral("2"), 2023,
        {{QStringLiteral("Item 1A"), QStringLiteral("We buy all of our engines from a single supplier abroad.")}});
    m_service = std::make_unique<AnalysisService>(AnalysisSources{m_store, documents.repository},
                                                  QStringLiteral(CONSULTANTOS_RESOURCE_DIR), &m_pool,
                                                  std::make_shared<SystemClock>());
    QVERIFY(analyse(request("Acme Motors")).evidence.passages().isEmpty());
    QCOMPARE(analyse(request("Borealis Cars")).evidence.passages().size(), 1);
    m_service.reset();
}

QTEST_GUILESS_MAIN(TestAnalysisService)
#include "test_analysis_service.moc"
