// SPDX-License-Identifier: GPL-3.0-or-later
// Provider "local" against the stand-in: it starts what it needs, works offline, and says what happened when the server
// dies under it.
#include "llm/local/local_models.h"

#include "local_server_fixture.h"
#include "provider_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct LocalProviderFixture : LocalServerFixture {
    std::unique_ptr<LocalModels> models;
    std::shared_ptr<const LlmProvider> provider;

    explicit LocalProviderFixture(const QString &faults = {})
        : LocalServerFixture(faults)
    {
        auto forEmbeddings = options;
        forEmbeddings.use = LocalServerUse::Embeddings;
        models = std::make_unique<LocalModels>(options, forEmbeddings, services());
        provider = models->provider(client);
    }

    [[nodiscard]] Result<LlmReply> ask() const
    {
        return provider->complete(simpleRequest(QStringLiteral("whatever")), {}, {});
    }
};

} // namespace

class LocalProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplyComesFromAServerThatIsStartedForIt()
    {
        LocalProviderFixture f;
        QCOMPARE(f.provider->models({}).value_or(QStringList()), QStringList{QStringLiteral("small-one")});
        QVERIFY(f.starts().isEmpty());
        const auto reply = f.ask();
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(reply->text, QStringLiteral("Sales rose."));
        QCOMPARE(reply->provider, QStringLiteral("local"));
        QCOMPARE(reply->model, QStringLiteral("small-one"));
        QCOMPARE(reply->usage->total(), 7);
        QVERIFY(f.ask());
        QCOMPARE(f.starts().size(), 1);
        const auto entries = f.network.ledger->entries();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.first().kind, QStringLiteral("llm.local.complete"));
    }

    void embeddingsHaveAServerOfTheirOwn()
    {
        LocalProviderFixture f;
        QVERIFY(f.ask());
        const auto vectors = f.provider->embed({}, {QStringLiteral("a"), QStringLiteral("b")}, {});
        QVERIFY2(vectors, qPrintable(vectors ? QString() : vectors.error().toText()));
        QCOMPARE(vectors->size(), 2);
        QCOMPARE(f.starts().size(), 2);
        QVERIFY(f.starts().last().contains("--embeddings"));
    }

    void itWorksOfflineAndNothingElseDoes()
    {
        LocalProviderFixture f;
        f.client.setOffline(true);
        QVERIFY(f.ask());
        const LocalHttpServer stranger;
        HttpRequest request;
        request.url = stranger.url();
        QCOMPARE(f.client.fetch(request).error().code, ErrorCode::Offline);
        // Whoever has its port later is a stranger, too.
        const auto place = f.models->replies().lease({}, std::chrono::minutes(1))->place();
        f.models.reset();
        request.url = place.baseUrl;
        QCOMPARE(f.client.fetch(request).error().code, ErrorCode::Offline);
    }

    void aServerThatDiesIsNamedAndReplaced()
    {
        LocalProviderFixture f(QStringLiteral("crash-after=2"));
        QVERIFY(f.ask());
        const auto broken = f.ask();
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, ErrorCode::Network);
        QVERIFY(broken.error().retryable);
        QTRY_VERIFY_WITH_TIMEOUT(f.starts().size() == 2, 60'000);
        QVERIFY(f.ask());
    }

    void theTimeLimitHoldsForTheStart()
    {
        LocalProviderFixture f(QStringLiteral("slow=600000"));
        auto request = simpleRequest(QStringLiteral("m"));
        request.timeLimit = std::chrono::milliseconds(50);
        const auto reply = f.provider->complete(request, {}, {});
        QCOMPARE(reply.error().code, ErrorCode::TimedOut);
    }

    void otherSettingsTakeEffect()
    {
        LocalProviderFixture f;
        QVERIFY(f.ask());
        f.models->apply(*Settings().with(QStringLiteral("llm_provider"), QStringLiteral("local")));
        f.provider = f.models->provider(f.client);
        QCOMPARE(f.ask().error().code, ErrorCode::NotFound);
    }

    void anotherProviderEndsTheServer()
    {
        LocalProviderFixture f;
        QVERIFY(f.ask());
        const auto pid = f.lastPid();
        f.models->apply(Settings());
        QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), 60'000);
    }
};

QTEST_GUILESS_MAIN(LocalProviderTest)
#include "tst_local_provider.moc"
