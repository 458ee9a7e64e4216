// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformity_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

/// Streams cut into pieces, and cut off.
class TestProviderStreams : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void streamSaysTheSameAsWhole_data() { addWires(); }
    void streamSaysTheSameAsWhole();
    void piecesOfAnySizeMakeTheSameReply_data() { addWires(); }
    void piecesOfAnySizeMakeTheSameReply();
    void noCutStreamPassesAsWhole_data() { addCuts(); }
    void noCutStreamPassesAsWhole();
    void noCutAnswerPassesAsWhole_data();
    void noCutAnswerPassesAsWhole();
    void slowStreamIsWaitedFor_data() { addWires(); }
    void slowStreamIsWaitedFor();
    void longReplyIsTakenWhole_data() { addWires(); }
    void longReplyIsTakenWhole();

private:
    static void addCuts();
    Result<LlmReply> ask(Wire wire, const QString &scenario, bool isStream, bool isStructured = false);

    ConformityFixture m_fixture;
    QString m_streamed;
};

void TestProviderStreams::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void TestProviderStreams::cleanup()
{
    for (const auto wire : Wires)
        QCOMPARE(m_fixture.report(wire).faults.join(QLatin1Char('\n')), QString());
}

void TestProviderStreams::addCuts()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("end");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("content");
    QTest::addColumn<bool>("isStructured");
    const auto ok = QStringLiteral("ok");
    for (const auto wire : Wires) {
        // Every byte; other ends and forms after it in steps.
        QTest::addRow("%s close", nameOf(wire).constData()) << wire << QStringLiteral("close") << 1 << ok << false;
        QTest::addRow("%s chunk", nameOf(wire).constData()) << wire << QStringLiteral("chunk") << 5 << ok << false;
        for (const auto *end : {"nochunk", "length", "reset"})
            QTest::addRow("%s %s", nameOf(wire).constData(), end)
                << wire << QString::fromLatin1(end) << 11 << ok << false;
        QTest::addRow("%s structured", nameOf(wire).constData()) << wire << QStringLiteral("close") << 5 << ok << true;
        QTest::addRow("%s crlf", nameOf(wire).constData())
            << wire << QStringLiteral("close") << 5 << QStringLiteral("ok,ends=crlf") << false;
    }
}

Result<LlmReply> TestProviderStreams::ask(Wire wire, const QString &scenario, bool isStream, bool isStructured)
{
    m_streamed.clear();
    const auto onText = [this](const QString &piece) { m_streamed += piece; };
    return m_fixture.provider(wire, scenario)
        ->complete(isStructured ? structured(wire) : conversation(wire),
                   isStream ? LlmProvider::OnText(onText) : LlmProvider::OnText(), {});
}

void TestProviderStreams::streamSaysTheSameAsWhole()
{
    QFETCH(Wire, wire);
    for (const bool isStructured : {false, true}) {
        const auto whole = ask(wire, QStringLiteral("ok"), false, isStructured);
        QVERIFY2(whole, whole ? "" : qPrintable(whole.error().toText()));
        const auto streamed = ask(wire, QStringLiteral("ok"), true, isStructured);
        QVERIFY2(streamed, streamed ? "" : qPrintable(streamed.error().toText()));
        // Anthropic's structured reply is JSON in the one case and pieces of its text in the other.
        if (!isStructured)
            QCOMPARE(streamed->text, whole->text);
        QCOMPARE(m_streamed, streamed->text);
        QCOMPARE(streamed->json, whole->json);
        QCOMPARE(streamed->usage, whole->usage);
        QCOMPARE(streamed->finish, whole->finish);
        QCOMPARE(whole->finish, LlmFinish::Stop);
        QCOMPARE(whole->json.isEmpty(), !isStructured);
        if (!isStructured)
            QCOMPARE(whole->text, m_fixture.report(wire).text);
    }
}

void TestProviderStreams::piecesOfAnySizeMakeTheSameReply()
{
    QFETCH(Wire, wire);
    for (const bool isStructured : {false, true}) {
        const auto whole = ask(wire, QStringLiteral("ok"), true, isStructured);
        QVERIFY(whole);
        for (const auto *content : {"ok", "ok,ends=crlf", "ok,ends=cr"}) {
            for (const int size : {1, 2, 3, 4, 5, 7, 16, 61, 100'000}) {
                const auto scenario = QStringLiteral("%1+piece,n=%2").arg(QLatin1String(content)).arg(size);
                const auto reply = ask(wire, scenario, true, isStructured);
                QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
                QVERIFY2(*reply == *whole, qPrintable(reply->text));
                QCOMPARE(m_streamed, whole->text);
            }
        }
    }
}

void TestProviderStreams::noCutStreamPassesAsWhole()
{
    QFETCH(Wire, wire);
    QFETCH(QString, end);
    QFETCH(int, step);
    QFETCH(QString, content);
    QFETCH(bool, isStructured);
    const auto whole = ask(wire, content, true, isStructured);
    QVERIFY(whole);
    const auto size = m_fixture.report(wire).size;
    QVERIFY(size > 300);
    int passed = 0;
    for (qsizetype at = 0; at < size; at += step) {
        const auto scenario = QStringLiteral("%1+cut,at=%2,end=%3").arg(content).arg(at).arg(end);
        const auto reply = ask(wire, scenario, true, isStructured);
        if (reply) {
            ++passed;
            QVERIFY2(*reply == *whole, qPrintable(QStringLiteral("cut at %1 of %2").arg(at).arg(size)));
            continue;
        }
        const auto &error = reply.error();
        QVERIFY2(error.code == ErrorCode::Network && error.retryable,
                 qPrintable(QStringLiteral("cut at %1 of %2: %3").arg(at).arg(size).arg(error.toText())));
    }
    // Nothing but the blank line behind the last event may be missing.
    const int blank = content.contains(QLatin1String("crlf")) ? 4 : 2;
    QVERIFY2(passed <= blank, qPrintable(QString::number(passed)));
}

void TestProviderStreams::noCutAnswerPassesAsWhole_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("end");
    QTest::addColumn<int>("step");
    for (const auto wire : Wires) {
        QTest::addRow("%s close", nameOf(wire).constData()) << wire << QStringLiteral("close") << 1;
        QTest::addRow("%s chunk", nameOf(wire).constData()) << wire << QStringLiteral("chunk") << 5;
        for (const auto *end : {"nochunk", "length", "reset"})
            QTest::addRow("%s %s", nameOf(wire).constData(), end) << wire << QString::fromLatin1(end) << 11;
    }
}

void TestProviderStreams::noCutAnswerPassesAsWhole()
{
    QFETCH(Wire, wire);
    QFETCH(QString, end);
    QFETCH(int, step);
    QVERIFY(ask(wire, QStringLiteral("ok"), false));
    const auto size = m_fixture.report(wire).size;
    for (qsizetype at = 0; at < size; at += step) {
        const auto reply = ask(wire, QStringLiteral("ok+cut,at=%1,end=%2").arg(at).arg(end), false);
        QVERIFY2(!reply, qPrintable(QStringLiteral("cut at %1 of %2").arg(at).arg(size)));
        QVERIFY2(reply.error().code == ErrorCode::Network || reply.error().code == ErrorCode::Malformed,
                 qPrintable(reply.error().toText()));
    }
}

void TestProviderStreams::slowStreamIsWaitedFor()
{
    QFETCH(Wire, wire);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, QStringLiteral("ok+slow,parts=4,s=0.2"), isStream);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
    }
}

void TestProviderStreams::longReplyIsTakenWhole()
{
    QFETCH(Wire, wire);
    for (const bool isStream : {false, true}) {
        const auto reply = ask(wire, QStringLiteral("long,n=400000"), isStream);
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        QCOMPARE(reply->text.count(QStringLiteral("Wort")), 400'000);
        QVERIFY(reply->usage);
        QCOMPARE(reply->usage->output, 400'000);
        QCOMPARE(m_fixture.report(wire).ledger, *reply->usage);
    }
}

QTEST_GUILESS_MAIN(TestProviderStreams)
#include "tst_provider_streams.moc"
