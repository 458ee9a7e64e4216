// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformity_fixture.h"

#include <QTest>

#include <map>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;

/// What models say, how they end, and what it costs.
class TestProviderReplies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void finishIsUnderstood_data();
    void finishIsUnderstood();
    void onlyTheReplyIsTheReply_data();
    void onlyTheReplyIsTheReply();
    void repliesWithoutTextAreNoGoodOnes_data();
    void repliesWithoutTextAreNoGoodOnes();
    void usageEqualsTheServersCount_data();
    void usageEqualsTheServersCount();
    void ledgerEqualsTheServersInAll();
    void brokenCallsHaveNoUsageAndNoText_data() { addWires(); }
    void brokenCallsHaveNoUsageAndNoText();

private:
    Result<LlmReply> ask(Wire wire, const QString &scenario, bool isStream,
                         const QString &preset = QStringLiteral("openai"));

    ConformityFixture m_fixture;
    QString m_streamed;
};

void TestProviderReplies::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void TestProviderReplies::cleanup()
{
    for (const auto wire : Wires)
        QCOMPARE(m_fixture.report(wire).faults.join(QLatin1Char('\n')), QString());
}

Result<LlmReply> TestProviderReplies::ask(Wire wire, const QString &scenario, bool isStream, const QString &preset)
{
    m_streamed.clear();
    const auto onText = [this](const QString &piece) { m_streamed += piece; };
    return m_fixture.provider(wire, scenario, preset)
        ->complete(conversation(wire), isStream ? LlmProvider::OnText(onText) : LlmProvider::OnText(), {});
}

void TestProviderReplies::finishIsUnderstood_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<LlmFinish>("finish");
    const auto add = [](Wire wire, const char *scenario, LlmFinish finish) {
        QTest::addRow("%s %s", nameOf(wire).constData(), scenario) << wire << QString::fromLatin1(scenario) << finish;
    };
    for (const auto wire : Wires) {
        add(wire, "ok", LlmFinish::Stop);
        add(wire, "length", LlmFinish::Length);
    }
    for (const auto *reason : {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY"})
        add(Wire::Gemini, QByteArray("blocked_reply,reason=").append(reason).constData(), LlmFinish::Refused);
    for (const auto *reason : {"OTHER", "LANGUAGE", "MALFORMED_FUNCTION_CALL", "A_LATER_REASON"})
        add(Wire::Gemini, QByteArray("blocked_reply,reason=").append(reason).constData(), LlmFinish::Other);
    for (const auto *reason : {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "A_LATER_REASON"})
        add(Wire::Gemini, QByteArray("blocked_prompt,reason=").append(reason).constData(), LlmFinish::Refused);
    add(Wire::Gemini, "other_finish", LlmFinish::Other);
    add(Wire::OpenAi, "filtered", LlmFinish::Refused);
    add(Wire::OpenAi, "refusal", LlmFinish::Refused);
    add(Wire::Anthropic, "refusal", LlmFinish::Refused);
    add(Wire::Anthropic, "refusal_late", LlmFinish::Refused);
    add(Wire::Anthropic, "window", LlmFinish::Length);
    add(Wire::Anthropic, "stop_sequence", LlmFinish::Stop);
    // A turn that the server only paused isn't over.
    add(Wire::Anthropic, "pause", LlmFinish::Other);
}

void TestProviderReplies::finishIsUnderstood()
{
    QFETCH(Wire, wire);
    QFETCH(QString, scenario);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, scenario, isStream);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        QTEST(reply->finish, "finish");
        QVERIFY(reply->usage);
        QCOMPARE(m_fixture.report(wire).ledger, *reply->usage);
    }
}

void TestProviderReplies::onlyTheReplyIsTheReply_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("scenario");
    const auto add = [](Wire wire, const char *scenario) {
        QTest::addRow("%s %s", nameOf(wire).constData(), scenario) << wire << QString::fromLatin1(scenario);
    };
    for (const auto *scenario : {"unknown", "thoughts", "candidates", "usage_thoughts"})
        add(Wire::Gemini, scenario);
    for (const auto *scenario : {"unknown", "reasoning", "think", "choices", "comments"})
        add(Wire::OpenAi, scenario);
    for (const auto *scenario : {"unknown", "thinking"})
        add(Wire::Anthropic, scenario);
}

void TestProviderReplies::onlyTheReplyIsTheReply()
{
    QFETCH(Wire, wire);
    QFETCH(QString, scenario);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, scenario, isStream);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        const auto report = m_fixture.report(wire);
        QCOMPARE(reply->text, report.text);
        if (isStream)
            QCOMPARE(m_streamed, report.text);
        QVERIFY(reply->usage);
        QCOMPARE(*reply->usage, report.ledger);
        QCOMPARE(reply->finish, LlmFinish::Stop);
    }
}

void TestProviderReplies::repliesWithoutTextAreNoGoodOnes_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("scenario");
    const auto add = [](Wire wire, const char *scenario) {
        QTest::addRow("%s %s", nameOf(wire).constData(), scenario) << wire << QString::fromLatin1(scenario);
    };
    for (const auto *scenario : {"no_parts", "no_candidates", "function_call"})
        add(Wire::Gemini, scenario);
    for (const auto *scenario : {"no_choices", "null_content", "tool_call"})
        add(Wire::OpenAi, scenario);
    for (const auto *scenario : {"no_content", "tool_unasked"})
        add(Wire::Anthropic, scenario);
}

void TestProviderReplies::repliesWithoutTextAreNoGoodOnes()
{
    QFETCH(Wire, wire);
    QFETCH(QString, scenario);
    for (const bool isStream : {false, true}) {
        // A failure, or a reply that says nothing; never a tool's input in the place of a text.
        const auto reply = ask(wire, scenario, isStream);
        if (reply)
            QVERIFY2(reply->text.isEmpty(), qPrintable(reply->text));
        QCOMPARE(m_streamed, QString());
    }
}

void TestProviderReplies::usageEqualsTheServersCount_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("scenario");
    const auto add = [](Wire wire, const char *scenario, const char *preset = "openai") {
        QTest::addRow("%s %s %s", nameOf(wire).constData(), preset, scenario)
            << wire << QString::fromLatin1(preset) << QString::fromLatin1(scenario);
    };
    for (const auto *scenario : {"ok", "usage_cached", "usage_thoughts", "usage_tool", "usage_last", "usage_absent",
                                 "usage_null", "blocked_prompt", "length"})
        add(Wire::Gemini, scenario);
    for (const auto *scenario : {"ok", "usage_cached", "usage_write", "usage_reasoning", "usage_nulls", "usage_all",
                                 "usage_early", "usage_absent", "usage_null", "length"})
        add(Wire::OpenAi, scenario);
    for (const auto *preset : {"azure", "mistral", "openrouter", "ollama", "lmstudio", "vllm"})
        add(Wire::OpenAi, QByteArray("ok,flavour=").append(preset).constData(), preset);
    add(Wire::OpenAi, "usage_groq,flavour=groq", "groq");
    add(Wire::OpenAi, "usage_hits,flavour=deepseek", "deepseek");
    add(Wire::OpenAi, "usage_all,flavour=vllm", "vllm");
    for (const auto *scenario : {"ok", "usage_cached", "usage_late_input", "usage_two_deltas", "usage_nulls",
                                 "usage_thinking", "usage_absent", "usage_null", "length", "refusal"})
        add(Wire::Anthropic, scenario);
}

void TestProviderReplies::usageEqualsTheServersCount()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    QFETCH(QString, scenario);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, scenario, isStream, preset);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        const auto report = m_fixture.report(wire);
        QCOMPARE(report.faults.join(QLatin1Char('\n')), QString());
        // An unknown count is unknown, not nothing.
        QCOMPARE(reply->usage.has_value(), report.untold == 0);
        if (!reply->usage)
            continue;
        const auto &usage = *reply->usage;
        QCOMPARE(usage.input, report.ledger.input);
        QCOMPARE(usage.cachedInput, report.ledger.cachedInput);
        QCOMPARE(usage.cacheWrite, report.ledger.cacheWrite);
        QCOMPARE(usage.output, report.ledger.output);
        QCOMPARE(usage.reasoning, report.ledger.reasoning);
    }
}

/// Many calls of all kinds, good and bad in turn: both sides' sums are the same to the token.
void TestProviderReplies::ledgerEqualsTheServersInAll()
{
    const std::map<Wire, std::vector<const char *>> scenarios{
        {Wire::Gemini,
         {"ok", "usage_cached", "usage_thoughts", "thoughts", "usage_tool", "usage_absent", "blocked_prompt", "length",
          "blocked_reply", "error,code=503", "ok+cut,at=200", "unknown", "candidates", "long,n=3000", "ok+piece,n=3",
          "error_event"}},
        {Wire::OpenAi,
         {"ok", "usage_cached", "usage_reasoning", "reasoning", "usage_absent", "filtered", "refusal", "length",
          "error,code=503", "ok+cut,at=400", "unknown", "choices", "long,n=3000", "ok+piece,n=3", "comments",
          "error_event", "finish_error", "usage_write"}},
        {Wire::Anthropic,
         {"ok", "usage_cached", "usage_thinking", "thinking", "usage_late_input", "usage_absent", "refusal", "length",
          "error,code=529", "ok+cut,at=400", "unknown", "long,n=3000", "ok+piece,n=3", "error_event", "no_stop",
          "usage_two_deltas"}}};
    for (const auto &[wire, list] : scenarios) {
        LlmUsage ours;
        qint64 untold = 0;
        for (const auto *scenario : list) {
            for (const bool isStream : {false, true}) {
                m_fixture.renewClient();
                const auto reply = ask(wire, QString::fromLatin1(scenario), isStream);
                if (!reply)
                    continue;
                untold += !reply->usage;
                const auto usage = reply->usage.value_or(LlmUsage());
                ours.input += usage.input;
                ours.cachedInput += usage.cachedInput;
                ours.cacheWrite += usage.cacheWrite;
                ours.output += usage.output;
                ours.reasoning += usage.reasoning;
            }
        }
        const auto report = m_fixture.report(wire);
        QCOMPARE(ours, report.ledger);
        QCOMPARE(ours.total(), report.ledger.total());
        QVERIFY(ours.total() > 6'000);
        QCOMPARE(untold, report.untold);
        QCOMPARE(report.faults.join(QLatin1Char('\n')), QString());
    }
}

void TestProviderReplies::brokenCallsHaveNoUsageAndNoText()
{
    QFETCH(Wire, wire);
    const auto reply = ask(wire, QStringLiteral("ok+cut,at=600"), true);
    QVERIFY(!reply);
    QCOMPARE(m_fixture.report(wire).ledger, LlmUsage());
}

QTEST_GUILESS_MAIN(TestProviderReplies)
#include "tst_provider_replies.moc"
