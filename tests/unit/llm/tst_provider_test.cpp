// SPDX-License-Identifier: GPL-3.0-or-later
// One short call says in words what is wrong with a provider's settings.
#include "llm/provider_test.h"

#include "llm/providers/openai_provider.h"
#include "provider_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QByteArray Answer = "{'model':'m-1','choices':[{'message':{'content':'OK'},'finish_reason':'stop'}],"
                          "'usage':{'prompt_tokens':9,'completion_tokens':1}}";
const QByteArray Models = "{'data':[{'id':'m-1'},{'id':'m-2'},{'id':'other'}]}";

struct TrialFixture : ProviderFixture {
    /// `complete` and `models` are what the server answers to either.
    TrialFixture(const ServedAnswer &complete, const ServedAnswer &models)
    {
        server.setHandler(
            [=](const ReceivedRequest &request) { return request.target.endsWith("/models") ? models : complete; });
    }

    [[nodiscard]] OpenAiProvider provider(const QUrl &address)
    {
        return {*findOpenAiPreset(QStringLiteral("openai")), {address, {}, {}}, client, secrets};
    }

    [[nodiscard]] Result<ProviderTrial> trial(const QString &model)
    {
        return tryProvider(provider(server.url(QStringLiteral("/v1"))), model, *network.clock, {});
    }
};

ServedAnswer json(const QByteArray &body, int status = 200)
{
    return {status, quoted(body), "application/json", {}, Manner::Whole};
}

} // namespace

class ProviderTestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneThatWorksSaysSo()
    {
        TrialFixture f(json(Answer), json(Models));
        const auto trial = f.trial(QStringLiteral("m-1"));
        QVERIFY2(trial, qPrintable(trial ? QString() : trial.error().toText()));
        QCOMPARE(trial->model, QStringLiteral("m-1"));
        QCOMPARE(trial->usage->total(), 10);
        QVERIFY(trial->toText().contains(QStringLiteral("m-1")));
        QCOMPARE(f.server.requests().size(), 1);
    }

    void withoutAModelItsModelsAreNamed()
    {
        TrialFixture f(json(Answer), json(Models));
        const auto trial = f.trial({});
        QCOMPARE(trial.error().code, ErrorCode::InvalidArgument);
        QVERIFY(trial.error().detail.contains(QStringLiteral("m-2")));
        QCOMPARE(f.server.requests().size(), 1);
    }

    void anUnknownModelIsMetWithTheNearestOnes()
    {
        TrialFixture f(json("{'error':{'code':'model_not_found'}}", 404), json(Models));
        const auto trial = f.trial(QStringLiteral("other-mini"));
        QCOMPARE(trial.error().code, ErrorCode::InvalidArgument);
        QVERIFY(trial.error().message.contains(QStringLiteral("other-mini")));
        QVERIFY2(trial.error().detail.startsWith(QStringLiteral("It has other")), qPrintable(trial.error().detail));
    }

    void aWrongAddressIsNotTakenForAWrongModel_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing there") << QByteArray("{'detail':'Not Found'}") << 404;
        QTest::newRow("page not found") << QByteArray("<html>Not found</html>") << 404;
        QTest::newRow("page") << QByteArray("<html>Welcome</html>") << 200;
        QTest::newRow("other service") << QByteArray("{'status':'ok'}") << 200;
    }

    void aWrongAddressIsNotTakenForAWrongModel()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        TrialFixture f(json(body, status), json(body, status));
        for (const auto &model : {QStringLiteral("m-1"), QString()}) {
            const auto trial = f.trial(model);
            QCOMPARE(trial.error().code, ErrorCode::InvalidArgument);
            QVERIFY2(trial.error().detail.contains(QStringLiteral("llm_base_url")), qPrintable(trial.error().toText()));
        }
        QVERIFY(!offeredModels(f.provider(f.server.url(QStringLiteral("/v1"))), PriceTable(), {}));
    }

    void keyCreditAndServerAreNamed()
    {
        TrialFixture credit(json("{'error':{'code':'insufficient_quota'}}", 429), json(Models));
        QVERIFY(credit.trial(QStringLiteral("m-1")).error().message.contains(QStringLiteral("credit")));
        TrialFixture key(json("{'error':{'code':'invalid_api_key'}}", 401), json(Models));
        QVERIFY(key.trial(QStringLiteral("m-1")).error().message.contains(QStringLiteral("key")));
        QUrl gone;
        {
            const LocalHttpServer server;
            gone = server.url(QStringLiteral("/v1"));
        }
        const auto none = tryProvider(key.provider(gone), QStringLiteral("m-1"), *key.network.clock, {});
        QCOMPARE(none.error().code, ErrorCode::Network);
        const OpenAiProvider keyless(*findOpenAiPreset(QStringLiteral("openai")), {gone, {}, {}}, key.client,
                                     std::make_shared<EnvironmentSecretStore>(QProcessEnvironment()));
        const auto missing = tryProvider(keyless, QStringLiteral("m-1"), *key.network.clock, {});
        QVERIFY(missing.error().detail.contains(QStringLiteral("OPENAI_API_KEY")));
    }

    void pricesStandBesideTheModels()
    {
        TrialFixture f(json(Answer), json(Models));
        const auto prices = PriceTable::parse(
            quoted("{'source':'s','date':'2026-01-01','currency':'USD','models':[{'provider':'openai','model':'m-1',"
                   "'input':5,'cached_input':null,'cache_write':null,'output':7,'reasoning':null}]}"),
            QStringLiteral("test"));
        QVERIFY2(prices, qPrintable(prices ? QString() : prices.error().toText()));
        const auto offered = offeredModels(f.provider(f.server.url(QStringLiteral("/v1"))), *prices, {});
        QVERIFY(offered);
        QCOMPARE(offered->size(), 3);
        QCOMPARE(offered->first().price->output.value_or(0), 7);
        QVERIFY(!offered->last().price);
        QCOMPARE(prices->find(QStringLiteral("local"), QStringLiteral("any"))->costOf({1, 2, 3, 4, 5}).value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(ProviderTestTest)
#include "tst_provider_test.moc"
