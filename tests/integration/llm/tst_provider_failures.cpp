// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformity_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

/// What providers answer when they fail, and what stands between us and them.
class TestProviderFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void statusTellsWhatToDo_data();
    void statusTellsWhatToDo();
    void wrongKeyIsDenied_data() { addWires(); }
    void wrongKeyIsDenied();
    void spentCreditIsNotWaitedFor();
    void retryTimeIsReadInEachForm_data();
    void retryTimeIsReadInEachForm();
    void geminiSaysWhenInDetails_data();
    void geminiSaysWhenInDetails();
    void openAiSaysWhenByItsLimits_data();
    void openAiSaysWhenByItsLimits();
    void anthropicSaysWhenByItsLimits();
    void errorWithinTheReplyIsAFailure_data();
    void errorWithinTheReplyIsAFailure();
    void otherContentIsMalformed_data();
    void otherContentIsMalformed();
    void resetConnectionIsANetworkError_data() { addWires(); }
    void resetConnectionIsANetworkError();
    void drippingAndSilentServersTimeOut_data() { addWires(); }
    void drippingAndSilentServersTimeOut();
    void cancelEndsACall_data() { addWires(); }
    void cancelEndsACall();
    void hugeReplyIsRefused_data() { addWires(); }
    void hugeReplyIsRefused();

private:
    Result<LlmReply> ask(Wire wire, const QString &scenario, bool isStream, std::chrono::milliseconds limit = 20s,
                         const CancellationToken &cancel = {});

    ConformityFixture m_fixture;
};

void TestProviderFailures::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void TestProviderFailures::cleanup()
{
    m_fixture.renewClient();
    for (const auto wire : Wires)
        QCOMPARE(m_fixture.report(wire).faults.join(QLatin1Char('\n')), QString());
}

Result<LlmReply> TestProviderFailures::ask(Wire wire, const QString &scenario, bool isStream,
                                           std::chrono::milliseconds limit, const CancellationToken &cancel)
{
    m_fixture.renewClient();
    auto request = conversation(wire);
    request.timeLimit = limit;
    return m_fixture.provider(wire, scenario)
        ->complete(request, isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText(), cancel);
}

void TestProviderFailures::statusTellsWhatToDo_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<bool>("isRetryable");
    const std::initializer_list<std::tuple<int, ErrorCode, bool>> shared{
        {400, ErrorCode::InvalidArgument, false}, {403, ErrorCode::Denied, false},
        {404, ErrorCode::InvalidArgument, false}, {429, ErrorCode::RateLimited, true},
        {500, ErrorCode::Network, true},          {502, ErrorCode::Network, true},
        {503, ErrorCode::Network, true},          {529, ErrorCode::Network, true}};
    for (const auto wire : Wires) {
        for (const auto &[status, code, isRetryable] : shared)
            QTest::addRow("%s %d", nameOf(wire).constData(), status) << wire << status << code << isRetryable;
    }
    QTest::newRow("gemini 504") << Wire::Gemini << 504 << ErrorCode::Network << true;
    QTest::newRow("openai 401") << Wire::OpenAi << 401 << ErrorCode::Denied << false;
    QTest::newRow("openai 402") << Wire::OpenAi << 402 << ErrorCode::Denied << false;
    QTest::newRow("openai 408") << Wire::OpenAi << 408 << ErrorCode::Network << true;
    QTest::newRow("openai 409") << Wire::OpenAi << 409 << ErrorCode::Network << true;
    QTest::newRow("openai 422") << Wire::OpenAi << 422 << ErrorCode::InvalidArgument << false;
    QTest::newRow("anthropic 401") << Wire::Anthropic << 401 << ErrorCode::Denied << false;
    QTest::newRow("anthropic 402") << Wire::Anthropic << 402 << ErrorCode::Denied << false;
    QTest::newRow("anthropic 413") << Wire::Anthropic << 413 << ErrorCode::InvalidArgument << false;
    QTest::newRow("anthropic 504") << Wire::Anthropic << 504 << ErrorCode::Network << true;
}

void TestProviderFailures::statusTellsWhatToDo()
{
    QFETCH(Wire, wire);
    QFETCH(int, status);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, QStringLiteral("error,code=%1").arg(status), isStream);
        QVERIFY(!reply);
        QTEST(reply.error().code, "code");
        QTEST(reply.error().retryable, "isRetryable");
        QVERIFY(!reply.error().message.isEmpty());
        // What a server says may quote a prompt or a key.
        QVERIFY2(!reply.error().toText().contains(QLatin1String("Failure")), qPrintable(reply.error().toText()));
    }
}

void TestProviderFailures::wrongKeyIsDenied()
{
    QFETCH(Wire, wire);
    const auto scenario = wire == Wire::Anthropic ? QStringLiteral("error,code=401") : QStringLiteral("bad_key");
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, scenario, isStream);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Denied);
        QVERIFY(!reply.error().retryable);
    }
}

void TestProviderFailures::spentCreditIsNotWaitedFor()
{
    const auto reply = ask(Wire::OpenAi, QStringLiteral("no_credit,form=seconds"), false);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Denied);
    QVERIFY(!reply.error().retryable);
    // Errors of other forms: a flat one, none at all, OpenRouter's with a number for its code.
    const std::initializer_list<std::pair<const char *, ErrorCode>> others{
        {"string_error,code=400", ErrorCode::InvalidArgument},
        {"string_error,code=429", ErrorCode::RateLimited},
        {"plain_error,code=503", ErrorCode::Network},
        {"plain_error,code=401", ErrorCode::Denied},
        {"error,flavour=openrouter,code=402", ErrorCode::Denied},
        {"error,flavour=openrouter,code=429", ErrorCode::RateLimited},
        {"error,flavour=openrouter,code=502", ErrorCode::Network}};
    for (const auto &[content, code] : others) {
        const auto other = ask(Wire::OpenAi, QString::fromLatin1(content), false);
        QVERIFY(!other);
        QVERIFY2(other.error().code == code, content);
    }
}

void TestProviderFailures::retryTimeIsReadInEachForm_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("form");
    QTest::addColumn<qint64>("least"); // ms; -1: none
    QTest::addColumn<qint64>("most");
    const std::initializer_list<std::tuple<const char *, qint64, qint64>> forms{
        {"none", -1, -1},
        {"seconds", 7'000, 7'000},
        {"fraction", 7'500, 7'500},
        {"date", 3'000, 8'000},
        {"past", 0, 0},
        {"ms", 7'500, 7'500},
        {"both", 7'500, 7'500},
        {"garbage", -1, -1},
        {"negative", -1, -1},
        {"endless", 1'000'000, std::numeric_limits<qint64>::max()}};
    for (const auto wire : Wires) {
        for (const auto &[form, least, most] : forms)
            QTest::addRow("%s %s", nameOf(wire).constData(), form)
                << wire << QString::fromLatin1(form) << least << most;
    }
}

void TestProviderFailures::retryTimeIsReadInEachForm()
{
    QFETCH(Wire, wire);
    QFETCH(QString, form);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    for (const int status : {429, 503}) {
        for (const bool isStream : {false, true}) {
            const auto reply = ask(wire, QStringLiteral("error,code=%1,form=%2,s=7.5").arg(status).arg(form), isStream);
            QVERIFY(!reply);
            const auto told = reply.error().retryAfter;
            const qint64 ms = told ? told->count() : -1;
            QVERIFY2(ms >= least && ms <= most, qPrintable(QString::number(ms)));
        }
    }
}

void TestProviderFailures::geminiSaysWhenInDetails_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    // google.protobuf.Duration: up to nine decimals.
    QTest::newRow("whole") << "34s" << qint64(34'000);
    QTest::newRow("nano") << "34.074824224s" << qint64(34'075);
    QTest::newRow("zero") << "0s" << qint64(0);
    QTest::newRow("short") << "0.5s" << qint64(500);
    QTest::newRow("minus") << "-3s" << qint64(-1);
    QTest::newRow("none") << "" << qint64(-1);
}

void TestProviderFailures::geminiSaysWhenInDetails()
{
    QFETCH(QString, text);
    const auto reply = ask(Wire::Gemini, QStringLiteral("error,code=429,form=retryinfo,text=%1").arg(text), true);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::RateLimited);
    QTEST(reply.error().retryAfter ? qint64(reply.error().retryAfter->count()) : qint64(-1), "ms");
    const auto list = ask(Wire::Gemini, QStringLiteral("error,code=429,form=array"), true);
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::RateLimited);
}

void TestProviderFailures::openAiSaysWhenByItsLimits_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("requests") << "reset_requests" << qint64(90'000);
    QTest::newRow("tokens") << "reset_tokens" << qint64(360'000);
    QTest::newRow("ms") << "reset_ms" << qint64(250);
    QTest::newRow("fraction") << "reset_fraction" << qint64(7'660);
}

void TestProviderFailures::openAiSaysWhenByItsLimits()
{
    QFETCH(QString, form);
    const auto reply = ask(Wire::OpenAi, QStringLiteral("error,code=429,form=%1").arg(form), false);
    QVERIFY(!reply);
    QVERIFY(reply.error().retryAfter);
    QTEST(qint64(reply.error().retryAfter->count()), "ms");
}

void TestProviderFailures::anthropicSaysWhenByItsLimits()
{
    const auto reply = ask(Wire::Anthropic, QStringLiteral("error,code=429,form=reset,s=60"), false);
    QVERIFY(!reply);
    QVERIFY(reply.error().retryAfter);
    QVERIFY2(*reply.error().retryAfter > 30s && *reply.error().retryAfter <= 61s,
             qPrintable(QString::number(reply.error().retryAfter->count())));
}

void TestProviderFailures::errorWithinTheReplyIsAFailure_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("isStream");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("gemini") << Wire::Gemini << "error_event" << true << ErrorCode::Network;
    QTest::newRow("gemini whole") << Wire::Gemini << "error_event" << false << ErrorCode::Network;
    QTest::newRow("openai") << Wire::OpenAi << "error_event" << true << ErrorCode::Network;
    QTest::newRow("openai whole") << Wire::OpenAi << "error_event" << false << ErrorCode::Network;
    QTest::newRow("openrouter's finish") << Wire::OpenAi << "finish_error" << true << ErrorCode::Network;
    QTest::newRow("openrouter's finish, whole") << Wire::OpenAi << "finish_error" << false << ErrorCode::Network;
    QTest::newRow("openai without end") << Wire::OpenAi << "no_done" << true << ErrorCode::Network;
    QTest::newRow("gemini without end") << Wire::Gemini << "no_finish" << true << ErrorCode::Network;
    QTest::newRow("anthropic") << Wire::Anthropic << "error_event" << true << ErrorCode::Network;
    QTest::newRow("anthropic limit") << Wire::Anthropic << "error_event,type=rate_limit_error" << true
                                     << ErrorCode::RateLimited;
    QTest::newRow("anthropic fault") << Wire::Anthropic << "error_event,type=api_error" << true << ErrorCode::Network;
    QTest::newRow("anthropic time") << Wire::Anthropic << "error_event,type=timeout_error" << true
                                    << ErrorCode::Network;
    QTest::newRow("anthropic later kind")
        << Wire::Anthropic << "error_event,type=later_error" << true << ErrorCode::Network;
    QTest::newRow("anthropic without end") << Wire::Anthropic << "no_stop" << true << ErrorCode::Network;
}

void TestProviderFailures::errorWithinTheReplyIsAFailure()
{
    QFETCH(Wire, wire);
    QFETCH(QString, scenario);
    QFETCH(bool, isStream);
    const auto reply = ask(wire, scenario, isStream);
    QVERIFY(!reply);
    QTEST(reply.error().code, "code");
    QVERIFY(reply.error().retryable);
}

void TestProviderFailures::otherContentIsMalformed_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("scenario");
    for (const auto wire : Wires) {
        for (const auto *scenario :
             {"html", "htmlasjson", "brokenjson", "otherjson,form=array", "otherjson,form=number",
              "otherjson,form=null", "otherjson,form=empty", "otherjson,form=object", "otherjson,form=string"})
            QTest::addRow("%s %s", nameOf(wire).constData(), scenario) << wire << QString::fromLatin1(scenario);
    }
}

void TestProviderFailures::otherContentIsMalformed()
{
    QFETCH(Wire, wire);
    QFETCH(QString, scenario);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, scenario, isStream);
        QVERIFY(!reply);
        const auto code = reply.error().code;
        QVERIFY2(code == ErrorCode::Malformed || code == ErrorCode::Network, qPrintable(reply.error().toText()));
    }
    // A proxy's page says nothing of the request: it may go better later.
    const auto page = ask(wire, QStringLiteral("html,code=502"), true);
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::Network);
    QVERIFY(page.error().retryable);
}

void TestProviderFailures::resetConnectionIsANetworkError()
{
    QFETCH(Wire, wire);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, QStringLiteral("ok+reset"), isStream);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Network);
        QVERIFY(reply.error().retryable);
        // A call costs money: whether to make it again is for others to say.
        QCOMPARE(m_fixture.report(wire).paths.size(), 1);
    }
}

void TestProviderFailures::drippingAndSilentServersTimeOut()
{
    QFETCH(Wire, wire);
    for (const auto *delivery : {"drip", "silence,s=4"}) {
        for (const bool isStream : {false, true}) {
            QElapsedTimer timer;
            timer.start();
            const auto reply = ask(wire, QStringLiteral("ok+") + QString::fromLatin1(delivery), isStream, 1s);
            QVERIFY(!reply);
            QVERIFY2(reply.error().code == ErrorCode::TimedOut, qPrintable(reply.error().toText()));
            QVERIFY2(timer.elapsed() >= 900 && timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
        }
    }
}

void TestProviderFailures::cancelEndsACall()
{
    QFETCH(Wire, wire);
    for (const bool isStream : {false, true}) {
        CancellationSource source;
        std::thread canceller([&] {
            std::this_thread::sleep_for(200ms);
            source.cancel();
        });
        const auto reply = ask(wire, QStringLiteral("ok+drip"), isStream, 60s, source.token());
        canceller.join();
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Cancelled);
    }
}

void TestProviderFailures::hugeReplyIsRefused()
{
    QFETCH(Wire, wire);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, QStringLiteral("huge"), isStream, 60s);
        QVERIFY(!reply);
        QVERIFY2(reply.error().code == ErrorCode::Unreadable || reply.error().code == ErrorCode::Malformed,
                 qPrintable(reply.error().toText()));
        QVERIFY(!reply.error().retryable);
        const auto stream = ask(wire, QStringLiteral("long,n=5000000"), isStream, 60s);
        QVERIFY(!stream);
        const auto code = stream.error().code;
        QVERIFY2((code == ErrorCode::Unreadable || code == ErrorCode::Malformed) && !stream.error().retryable,
                 qPrintable(stream.error().toText()));
    }
}

QTEST_GUILESS_MAIN(TestProviderFailures)
#include "tst_provider_failures.moc"
