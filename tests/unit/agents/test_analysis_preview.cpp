// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_preview.h"

#include "base/secret_store.h"
#include "egress/http_client.h"
#include "llm/model_access.h"
#include "memory_fact_store.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct PreviewFixture {
    LocalHttpServer server;
    Network network;
    std::shared_ptr<HttpClient> client = std::make_shared<HttpClient>(localOptions(), network.services());
    QThreadPool pool;
    std::shared_ptr<ModelAccess> models;
    std::unique_ptr<AnalysisPreview> preview;

    explicit PreviewFixture(int threads = 4)
    {
        pool.setMaxThreadCount(threads);
        Settings settings;
        const std::pair<const char *, QString> values[] = {
            {"llm_provider", QStringLiteral("openai")},
            {"llm_preset", QStringLiteral("vllm")},
            {"llm_base_url", server.url(QStringLiteral("/v1")).toString()},
            {"llm_model", QStringLiteral("m1")},
            {"llm_redact_names", QStringLiteral("Acme Motors")}};
        for (const auto &[key, value] : values)
            settings = settings.with(QLatin1String(key), value).value();
        ModelAccess::Services services;
        services.clock = std::make_shared<SystemClock>();
        services.secrets = std::make_shared<EnvironmentSecretStore>(QProcessEnvironment());
        services.client = [this] { return client; };
        services.resourceDir = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        models = ModelAccess::make(services, settings).value();
        AnalysisSources sources;
        sources.facts = std::make_shared<MemoryFactStore>();
        preview = std::make_unique<AnalysisPreview>(sources, models, services.resourceDir, &pool, services.clock);
    }
};

AnalysisRequest request(const QString &company)
{
    AnalysisRequest request;
    request.company = company;
    return request;
}

} // namespace

class TestAnalysisPreview : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSentWhateverComesOfIt();
    void anErrorOfTheAnalysisIsTold();
    void oneRunsAtATime();
};

void TestAnalysisPreview::nothingIsSentWhateverComesOfIt()
{
    PreviewFixture fixture(1); // nothing may wait on its own pool
    auto future = fixture.preview->run(request(QStringLiteral("Acme Motors")), {});
    future.waitForFinished();
    if (const auto prompts = future.takeResult()) {
        for (const auto &prompt : *prompts)
            QVERIFY(!prompt.text().contains(QStringLiteral("Acme Motors")));
    }
    QVERIFY(fixture.server.requests().isEmpty());
    QVERIFY(fixture.network.ledger->entries().isEmpty());
}

void TestAnalysisPreview::anErrorOfTheAnalysisIsTold()
{
    PreviewFixture fixture;
    auto future = fixture.preview->run(request(QString()), {});
    future.waitForFinished();
    QVERIFY(!future.takeResult());
    // And the next one may begin.
    auto next = fixture.preview->run(request(QString()), {});
    next.waitForFinished();
    QVERIFY(next.takeResult().error().code != ErrorCode::Busy);
}

void TestAnalysisPreview::oneRunsAtATime()
{
    PreviewFixture fixture(1);
    // The pool is held up, so that the first one can't be done before the second begins.
    std::mutex gate;
    gate.lock();
    fixture.pool.start([&gate] { const std::lock_guard lock(gate); });
    auto first = fixture.preview->run(request(QStringLiteral("Acme Motors")), {});
    auto second = fixture.preview->run(request(QStringLiteral("Acme Motors")), {});
    const bool firstIsDone = first.isFinished();
    second.waitForFinished();
    if (!firstIsDone)
        QCOMPARE(second.takeResult().error().code, ErrorCode::Busy);
    gate.unlock();
    first.waitForFinished();
}

QTEST_GUILESS_MAIN(TestAnalysisPreview)
#include "test_analysis_preview.moc"
