// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of failures: repetition, other providers, the breaker; and that a cancel frees what it holds.
#include "llm/optimiser/call_chain.h"

#include "model_fixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

const QString Question = QStringLiteral("Sales?");

} // namespace

class CallChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>();
        m_server = std::make_unique<ModelServer>();
    }

    void theWaitIsAPartOfADoublingSpan()
    {
        const RepetitionLimits limits;
        QCOMPARE(limits.wait(1, 0, {}), 0ms);
        QCOMPARE(limits.wait(1, 0.5, {}), 250ms);
        QCOMPARE(limits.wait(3, 0.5, {}), 1'000ms);
        QCOMPARE(limits.wait(40, 0.999, {}), 19'980ms);
        QVERIFY(limits.wait(1, 0.0, 7s) >= 7s);
        QVERIFY(limits.wait(9, 0.9, 7s) < 8s);
    }

    void aPassingFailureIsRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("atLeastMs");
        QTest::newRow("seconds") << 429 << QByteArray("Retry-After") << QByteArray("7") << qint64(7'000);
        QTest::newRow("milliseconds") << 429 << QByteArray("retry-after-ms") << QByteArray("1500") << qint64(1'500);
        QTest::newRow("nothing said") << 429 << QByteArray("x") << QByteArray("y") << qint64(100);
        QTest::newRow("overloaded") << 503 << QByteArray("Retry-After") << QByteArray("2") << qint64(2'000);
        QTest::newRow("server's fault") << 500 << QByteArray("x") << QByteArray("y") << qint64(100);
    }
    void aPassingFailureIsRepeated()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(qint64, atLeastMs);
        ModelProgram program(settingsFor(*m_server), m_clock);
        m_server->setScript([&](int request) -> std::optional<ServedAnswer> {
            return request == 0 ? std::optional(failure(status, {{header, value}})) : std::nullopt;
        });
        const auto before = m_clock->steadyNow();
        const auto answer = program.model()->ask(callOf(Question), {});
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().toText()));
        QCOMPARE(m_server->requests(), 2);
        QVERIFY(m_clock->steadyNow() - before >= std::chrono::milliseconds(atLeastMs));
        QCOMPARE(program.totals().calls, 1);
        QCOMPARE(program.totals().rateLimited, status == 429 ? 1 : 0);
    }

    void whatCannotHelpIsNotRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("key") << 401 << int(ErrorCode::Denied);
        QTest::newRow("credit") << 402 << int(ErrorCode::Denied);
        QTest::newRow("request") << 400 << int(ErrorCode::InvalidArgument);
        QTest::newRow("model") << 404 << int(ErrorCode::InvalidArgument);
    }
    void whatCannotHelpIsNotRepeated()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        ModelProgram program(settingsFor(*m_server), m_clock);
        m_server->setScript([&](int) { return failure(status); });
        QCOMPARE(int(program.model()->ask(callOf(Question), {}).error().code), code);
        QCOMPARE(m_server->requests(), 1);
        QCOMPARE(program.totals().calls, 0);
    }

    void noRepetitionGoesBeyondTheTime()
    {
        ModelProgram program(settingsFor(*m_server), m_clock);
        m_server->setScript([&](int) { return failure(429, {{"Retry-After", "61"}}); });
        const auto answer = program.model()->ask(callOf(Question), {});
        QCOMPARE(answer.error().code, ErrorCode::RateLimited);
        QCOMPARE(m_server->requests(), 1);
        // It cost nothing, and the figures show it.
        QCOMPARE(program.totals().calls, 1);
        QCOMPARE(program.totals().rateLimited, 1);
        QCOMPARE(program.totals().cost, 0);
        QCOMPARE(program.access->budget().engagement().spent, 0);
    }

    void aBrokenStreamIsNotRepeatedAndCountsAsReserved()
    {
        ModelProgram program(settingsFor(*m_server), m_clock);
        m_server->setScript([&](int) {
            const QByteArray piece = quoted("data: {'choices':[{'index':0,'delta':{'content':'Sales rose a lot'},"
                                            "'finish_reason':null}]}\n\n");
            return ServedAnswer{200, piece + piece, "text/event-stream", {}, Manner::ChunkedCutOff, {}};
        });
        auto call = callOf(Question);
        QString shown;
        call.onText = [&](const QString &piece) { shown += piece; };
        const auto worst = program.model()->estimate(call).worstCase;
        const auto answer = program.model()->ask(call, {});
        QVERIFY(!answer);
        QVERIFY(!shown.isEmpty());
        QCOMPARE(m_server->requests(), 1);
        QCOMPARE(program.totals().calls, 1);
        QCOMPARE(program.totals().cost, *worst);
        QCOMPARE(program.access->budget().engagement().spent, *worst);
    }

    void anUnreachableServerCostsNothing()
    {
        auto settings = settingsFor(*m_server);
        m_server.reset(); // its port is closed now
        ModelProgram program(settings, m_clock);
        QCOMPARE(program.model()->ask(callOf(Question), {}).error().code, ErrorCode::Network);
        QCOMPARE(program.totals().calls, 0);
        QCOMPARE(program.access->budget().engagement().spent, 0);
        QCOMPARE(program.access->budget().engagement().reserved, 0);
    }

    void theNextProviderIsAsked()
    {
        ModelServer second;
        auto settings = settingsFor(*m_server);
        settings.append(
            {QStringLiteral("llm_fallback"), QStringLiteral("vllm:m2@%1, none").arg(second.url().toString())});
        ModelProgram program(settings, m_clock);
        m_server->setScript([](int) { return failure(401); });
        const auto answer = program.model()->ask(callOf(Question), {});
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().toText()));
        QCOMPARE(answer->reply.provider, QStringLiteral("vllm"));
        QCOMPARE(program.ledger->calls()->first().provider, QStringLiteral("vllm"));
        QCOMPARE(program.ledger->calls()->first().model, QStringLiteral("m2"));
        // Another one's reply isn't taken for the chosen one's later.
        QVERIFY(answer->entry.isEmpty());
        (void)program.model()->ask(callOf(Question), {});
        QCOMPARE(second.requests(), 2);
        second.setScript([](int) { return failure(500); });
        // The first one's failure is told.
        QCOMPARE(program.model()->ask(callOf(Question), {}).error().code, ErrorCode::Denied);
    }

    void aRequestThatCannotBeRightIsNotPassedOn()
    {
        ModelServer second;
        auto settings = settingsFor(*m_server);
        settings.append({QStringLiteral("llm_fallback"), QStringLiteral("vllm:m2@%1").arg(second.url().toString())});
        ModelProgram program(settings, m_clock);
        m_server->setScript([](int) { return failure(400); });
        QCOMPARE(program.model()->ask(callOf(Question), {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(second.requests(), 0);
    }

    void aFailingProviderIsLeftAlone()
    {
        ModelProgram program(settingsFor(*m_server), m_clock);
        m_server->setScript([](int) { return failure(500); });
        (void)program.model()->ask(callOf(Question), {}); // four attempts
        (void)program.model()->ask(callOf(Question), {}); // the fifth opens the breaker
        QCOMPARE(m_server->requests(), 5);
        const auto kept = program.model()->ask(callOf(Question), {});
        QCOMPARE(m_server->requests(), 5);
        QVERIFY(kept.error().retryAfter);
        // New settings don't make it forget.
        QVERIFY(program.access->apply(program.settings()));
        QVERIFY(!program.model()->ask(callOf(Question), {}));
        QCOMPARE(m_server->requests(), 5);
        m_server->setScript({});
        m_clock->advance(16s);
        QVERIFY(program.model()->ask(callOf(Question), {}));
        QVERIFY(program.model()->ask(callOf(QStringLiteral("Costs?")), {}));
    }

    void timeOutsCountAsFailures()
    {
        ModelProgram program(settingsFor(*m_server));
        m_server->setScript([](int) {
            auto silent = failure(200);
            silent.manner = Manner::Silent;
            return silent;
        });
        auto call = callOf(Question);
        call.request.timeLimit = 50ms;
        for (int round = 0; round < 5; ++round) {
            call.request.messages.last().text += QLatin1Char('?');
            QVERIFY(!program.model()->ask(call, {}));
        }
        const auto asked = m_server->requests();
        const auto kept = program.model()->ask(callOf(Question), {});
        QVERIFY(!kept);
        QCOMPARE(m_server->requests(), asked);
    }

    void aCallUnderWayIsCancelled()
    {
        ModelProgram program(settingsFor(*m_server));
        m_server->setDelay(60s);
        CancellationSource source;
        std::thread canceller([&] {
            while (m_server->requests() == 0)
                std::this_thread::sleep_for(2ms);
            source.cancel();
        });
        QElapsedTimer timer;
        timer.start();
        const auto answer = program.model()->ask(callOf(Question), source.token());
        canceller.join();
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < 20'000);
        // It may have been billed: all that was set aside counts, and nothing stays reserved.
        QCOMPARE(program.access->budget().engagement().reserved, 0);
        QVERIFY(program.access->budget().engagement().spent > 0);
    }

    void aWaitBetweenAttemptsIsCancelled()
    {
        ModelProgram program(settingsFor(*m_server));
        m_server->setScript([](int) { return failure(429, {{"Retry-After", "50"}}); });
        CancellationSource source;
        std::thread canceller([&] {
            while (m_server->requests() == 0)
                std::this_thread::sleep_for(2ms);
            source.cancel();
        });
        QElapsedTimer timer;
        timer.start();
        const auto answer = program.model()->ask(callOf(Question), source.token());
        canceller.join();
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < 20'000);
        QCOMPARE(program.access->budget().engagement().reserved, 0);
        QCOMPARE(program.access->budget().engagement().spent, 0);
    }

    void embeddingsKeepToTheBudgetToo()
    {
        auto settings = settingsFor(*m_server);
        settings.append({QStringLiteral("llm_budget_engagement"), QStringLiteral("0.000001")});
        ModelProgram program(settings, m_clock);
        const QStringList texts{QStringLiteral("a long text")};
        QCOMPARE(program.model()->embed(texts, {}).error().code, ErrorCode::NotFound);
        program.set(QStringLiteral("llm_embedding_model"), QStringLiteral("m1"));
        QVERIFY(program.access->apply(program.settings()));
        QCOMPARE(program.model()->embed(texts, {}).error().code, ErrorCode::Denied);
        QCOMPARE(m_server->requests(), 0);
        program.set(QStringLiteral("llm_budget_engagement"), QString());
        QVERIFY(program.access->apply(program.settings()));
        m_server->setScript([](int request) {
            if (request == 0)
                return failure(429, {{"Retry-After", "3"}});
            return ServedAnswer{
                200, quoted("{'data':[{'index':0,'embedding':[0.6,0.8]}]}"), "application/json", {}, Manner::Whole, {}};
        });
        QCOMPARE(program.model()->embed(texts, {})->first().size(), std::size_t(2));
        QCOMPARE(program.totals().calls, 1);
        QCOMPARE(program.totals().cost, 12);
    }

private:
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<ModelServer> m_server;
};

QTEST_GUILESS_MAIN(CallChainTest)
#include "tst_call_chain.moc"
