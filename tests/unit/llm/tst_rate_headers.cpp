// SPDX-License-Identifier: GPL-3.0-or-later
// What providers say of their limits beside an answer, as their documentation has it.
#include "llm/optimiser/call_pacer.h"
#include "llm/optimiser/fallbacks.h"
#include "llm/providers/anthropic_provider.h"
#include "llm/providers/openai_provider.h"
#include "llm/providers/rate_headers.h"

#include "provider_fixture.h"

#include <QTest>
#include <QTimeZone>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

const QDateTime Now(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc());

RateNews news(const Headers &headers)
{
    HttpResponse response;
    response.headers = headers;
    return rateNewsOf(response, Now).value_or(RateNews());
}

const Headers OpenAi{{"x-ratelimit-limit-requests", "60"},     {"x-ratelimit-limit-tokens", "150000"},
                     {"x-ratelimit-remaining-requests", "59"}, {"x-ratelimit-remaining-tokens", "149984"},
                     {"x-ratelimit-reset-requests", "1s"},     {"x-ratelimit-reset-tokens", "6m0s"}};
const QByteArray Reply = quoted("{'id':'x','model':'m','choices':[{'index':0,'message':{'role':'assistant','content':"
                                "'Hello.'},'finish_reason':'stop'}]}");

} // namespace

class RateHeadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openAisHeadersAreRead()
    {
        const auto told = news(OpenAi);
        QCOMPARE(told.requests, (RateNews::Bucket{60, 59, 1s}));
        QCOMPARE(told.tokens, (RateNews::Bucket{150'000, 149'984, 6min}));
        QCOMPARE(told.requests.perSecond().value_or(0), 1.0);
    }

    void anthropicsHeadersAreRead()
    {
        const auto told = news({{"anthropic-ratelimit-requests-limit", "50"},
                                {"anthropic-ratelimit-requests-remaining", "40"},
                                {"anthropic-ratelimit-requests-reset", "2026-03-01T12:00:12Z"},
                                {"anthropic-ratelimit-input-tokens-limit", "30000"},
                                {"anthropic-ratelimit-input-tokens-remaining", "20000"},
                                {"anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:20Z"},
                                {"anthropic-ratelimit-output-tokens-limit", "8000"},
                                {"anthropic-ratelimit-output-tokens-remaining", "8000"}});
        QCOMPARE(told.requests, (RateNews::Bucket{50, 40, 12s}));
        QCOMPARE(told.tokens, (RateNews::Bucket{30'000, 20'000, 20s}));
        // The tightest limit stands under a name of its own.
        const auto tightest = news({{"anthropic-ratelimit-tokens-limit", "9000"},
                                    {"anthropic-ratelimit-tokens-remaining", "1000"},
                                    {"anthropic-ratelimit-input-tokens-limit", "30000"}});
        QCOMPARE(tightest.tokens.limit.value_or(0), 9'000.0);
    }

    void aLimitOfADayIsNoLimitOfAMinute()
    {
        // Groq: x-ratelimit-limit-requests is of a day.
        const auto told = news({{"x-ratelimit-limit-requests", "14400"},
                                {"x-ratelimit-remaining-requests", "14370"},
                                {"x-ratelimit-reset-requests", "2m59.56s"}});
        QVERIFY(std::abs(told.requests.perSecond().value_or(0) - 14'400.0 / 86'400) < 0.01);
        // All that is left may go at once all the same.
        CallPacer pacer({1'000, 1'000, 1, 1'000, 0});
        pacer.learn(told, 0ns);
        for (int call = 0; call < 900; ++call) {
            QCOMPARE(pacer.waitFor(1, 0ns), 0ns);
            (void)pacer.begin(1, false, 0ns);
        }
    }

    void whatSaysNothingTeachesNothing()
    {
        QVERIFY(!rateNewsOf(HttpResponse(), Now));
        // Azure, where it doesn't know.
        QVERIFY(news({{"x-ratelimit-limit-tokens", "-1"},
                      {"x-ratelimit-remaining-tokens", "-1"},
                      {"x-ratelimit-reset-tokens", "0"}})
                    .isEmpty());
        QVERIFY(news({{"x-ratelimit-limit-tokens", "many"}, {"x-ratelimit-remaining-requests", "1e999"}}).isEmpty());
        CallPacer pacer({});
        pacer.learn(news({{"x-ratelimit-remaining-requests", "0"}}), 0ns); // of a bucket nobody knows
        QCOMPARE(pacer.waitFor(1, 0ns), 0ns);
    }

    void secondsOfAzureAreRead()
    {
        const auto told = news({{"x-ratelimit-limit-tokens", "60000"},
                                {"x-ratelimit-remaining-tokens", "30000"},
                                {"x-ratelimit-reset-tokens", "30"}});
        QCOMPARE(told.tokens.untilFull.value_or(0ms), 30'000ms);
    }

    void theProvidersBucketsHold()
    {
        CallPacer pacer({1'000, 1'000, 1, 1'000, 0});
        RateNews told;
        told.requests = {60, 2, 58s};
        told.tokens = {60'000, 5'000, 55s};
        pacer.learn(told, 0ns);
        // Tokens: 1,000 a second.
        QCOMPARE(pacer.waitFor(5'000, 0ns), 0ns);
        QCOMPARE(pacer.waitFor(7'000, 0ns), 2s);
        const auto first = pacer.begin(4'000, false, 0ns);
        QCOMPARE(pacer.waitFor(2'000, 0ns), 1s);
        pacer.succeeded(first, 1'000, 0ns);
        QCOMPARE(pacer.waitFor(4'000, 0ns), 0ns);
        // Requests: one a second, and one is left.
        (void)pacer.begin(1, false, 0ns);
        QCOMPARE(pacer.waitFor(1, 0ns), 1s);
        // A lower level is believed, a higher one comes with time alone.
        told.requests.remaining = 50;
        pacer.learn(told, 0ns);
        QVERIFY(pacer.waitFor(1, 0ns) > 0ns);
        told.requests = {60, 0, 60s};
        pacer.learn(told, 5s);
        QVERIFY(pacer.waitFor(1, 5s) > 900ms);
    }

    void aDaysPauseIsNotTakenAtItsWord()
    {
        CallPacer pacer({});
        const auto turn = pacer.begin(1, false, 0ns);
        pacer.refused(turn, 24h, 0ns);
        QVERIFY(pacer.waitFor(1, 0ns) >= 5min);
        QVERIFY(pacer.waitFor(1, 0ns) <= 6min);
    }

    void providersHandOnWhatTheServerSays()
    {
        ProviderFixture f;
        f.server.answer({200, Reply, "application/json", OpenAi, Manner::Whole});
        f.server.answer({429, "{}", "application/json", {{"x-ratelimit-limit-requests", "3"}}, Manner::Whole});
        const OpenAiProvider provider(*findOpenAiPreset(QStringLiteral("other")), {f.server.url(), {}, {}}, f.client,
                                      f.secrets);
        QVERIFY(!provider.takeRateNews());
        QVERIFY(provider.complete(simpleRequest(QStringLiteral("m")), {}, {}));
        const auto told = provider.takeRateNews();
        QVERIFY(told);
        QCOMPARE(told->requests.limit.value_or(0), 60.0);
        QVERIFY2(!provider.takeRateNews(), "the same news twice");
        // With a refusal, too.
        QVERIFY(!provider.complete(simpleRequest(QStringLiteral("m")), {}, {}));
        const auto refused = provider.takeRateNews();
        QVERIFY(refused && refused->requests.limit.value_or(0) == 3);
    }

    void aModelOfThisMachineIsAskedOffline()
    {
        ProviderFixture f;
        f.server.setHandler([](const ReceivedRequest &) {
            return ServedAnswer{200, Reply, "application/json", {}, Manner::Whole};
        });
        f.client.setOffline(true);
        const auto choices = parseFallbacks(QStringLiteral("ollama:m@%1").arg(f.server.url().toString()));
        QVERIFY(choices);
        {
            const auto fallback = makeFallback(choices->first(), f.client, f.secrets);
            const auto reply = fallback->complete(simpleRequest(QStringLiteral("m")), {}, {});
            QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        }
        // Nobody names it any more: a stranger on this machine is none of ours.
        HttpRequest stranger;
        stranger.url = f.server.url();
        QCOMPARE(f.client.fetch(stranger).error().code, ErrorCode::Offline);
        const auto elsewhere = parseFallbacks(QStringLiteral("vllm:m@http://models.example"));
        const auto remote = makeFallback(elsewhere->first(), f.client, f.secrets);
        QCOMPARE(remote->complete(simpleRequest(QStringLiteral("m")), {}, {}).error().code, ErrorCode::Offline);
    }

    void aPostIsNeverMadeAGet_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303})
            QTest::addRow("%d", status) << status;
    }

    void aPostIsNeverMadeAGet()
    {
        QFETCH(int, status);
        ProviderFixture f;
        f.server.answer({status, {}, {}, {{"Location", "/v2/chat/completions"}}, Manner::Whole});
        f.server.answer({200, Reply, "application/json", {}, Manner::Whole});
        const OpenAiProvider provider(*findOpenAiPreset(QStringLiteral("other")), {f.server.url(), {}, {}}, f.client,
                                      f.secrets);
        const auto reply = provider.complete(simpleRequest(QStringLiteral("m")), {}, {});
        QVERIFY(!reply);
        QVERIFY2(reply.error().message.contains(QString::number(status)), qPrintable(reply.error().toText()));
        QVERIFY(reply.error().detail.contains(QStringLiteral("address")));
        QCOMPARE(f.server.requests().size(), 1);
    }

    void aPostIsSentOnAsItIs_data()
    {
        QTest::addColumn<int>("status");
        QTest::addRow("307") << 307;
        QTest::addRow("308") << 308;
    }

    void aPostIsSentOnAsItIs()
    {
        QFETCH(int, status);
        ProviderFixture f;
        f.server.answer({status, {}, {}, {{"Location", "/v2/chat/completions"}}, Manner::Whole});
        f.server.answer({200, Reply, "application/json", {}, Manner::Whole});
        f.server.answer({status, {}, {}, {{"Location", "http://other.example/v1"}}, Manner::Whole});
        const OpenAiProvider provider(*findOpenAiPreset(QStringLiteral("other")), {f.server.url(), {}, {}}, f.client,
                                      f.secrets);
        const auto reply = provider.complete(simpleRequest(QStringLiteral("m")), {}, {});
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        const auto requests = f.server.requests();
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.last().target, QByteArray("/v2/chat/completions"));
        QCOMPARE(requests.last().method, QByteArray("POST"));
        QCOMPARE(requests.last().body, requests.first().body);
        // To another host it isn't, whatever the status.
        QCOMPARE(provider.complete(simpleRequest(QStringLiteral("m")), {}, {}).error().code, ErrorCode::Denied);
        QCOMPARE(f.server.requests().size(), 3);
    }
};

QTEST_GUILESS_MAIN(RateHeadersTest)
#include "tst_rate_headers.moc"
