// SPDX-License-Identifier: GPL-3.0-or-later
// Replies of models as data: what is taken, what is sent back, when to give up.
#include "llm/structured_reply.h"

#include "llm/json_schema.h"
#include "reply_texts.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

LlmRequest request()
{
    LlmRequest request;
    request.model = QStringLiteral("m");
    request.messages = {{LlmRole::User, QStringLiteral("Findings?")}};
    request.schema = findingsSchema();
    return request;
}

LlmReply reply(const QString &text, LlmFinish finish = LlmFinish::Stop)
{
    LlmReply reply;
    reply.text = text;
    reply.finish = finish;
    reply.usage = LlmUsage{10, 1, 2, 5, 3};
    return reply;
}

/// Gives its replies in turn and keeps what it was asked.
struct Script {
    QList<LlmReply> replies;
    QList<LlmRequest> asked;

    Result<LlmReply> operator()(const LlmRequest &request)
    {
        asked.append(request);
        return replies.value(asked.size() - 1);
    }
};

} // namespace

class StructuredReplyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOneObjectIsFound_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto &[name, text] : wrappedReplies())
            QTest::newRow(name) << text;
    }

    void theOneObjectIsFound()
    {
        QFETCH(QString, text);
        const auto found = readStructured(text, findingsSchema());
        QVERIFY2(found, qPrintable(found ? QString() : found.error().toText()));
        QCOMPARE(*found, object(ValidReply));
    }

    void faultsAreNamed()
    {
        for (const auto &[text, word] : faultyReplies()) {
            const auto found = readStructured(QString::fromUtf8(text), findingsSchema());
            QVERIFY2(!found, text);
            QCOMPARE(found.error().code, ErrorCode::Malformed);
            QVERIFY2(found.error().detail.contains(QString::fromUtf8(word)), qPrintable(found.error().detail));
        }
    }

    void aFaultySchemaIsOurFault()
    {
        const auto checked = checkAgainstSchema({}, object("{\"$ref\":\"http://example.com/x\"}"));
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Internal);
    }

    void strictSchemasAreKnown()
    {
        QVERIFY(isStrictSchema(findingsSchema()));
        auto open = findingsSchema();
        open.remove(QStringLiteral("additionalProperties"));
        QVERIFY(!isStrictSchema(open));
        QVERIFY(!isStrictSchema(object(
            "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"a\":{\"type\":\"string\"}}}")));
    }

    void aGoodReplyTakesOneCall()
    {
        Script script{{reply(QString::fromUtf8(ValidReply))}, {}};
        const auto result = completeStructured(request(), std::ref(script));
        QVERIFY(result);
        QCOMPARE(result->json, object(ValidReply));
        QCOMPARE(script.asked.size(), 1);
        QCOMPARE(*result->usage, (LlmUsage{10, 1, 2, 5, 3}));
    }

    void aFaultyReplyIsMendedOnce()
    {
        const auto faulty = QString::fromUtf8("{\"findings\":[]}");
        Script script{{reply(faulty), reply(QString::fromUtf8(ValidReply))}, {}};
        const auto result = completeStructured(request(), std::ref(script));
        QVERIFY(result);
        QCOMPARE(result->json, object(ValidReply));
        QCOMPARE(*result->usage, (LlmUsage{20, 2, 4, 10, 6}));
        QCOMPARE(script.asked.size(), 2);
        const auto &messages = script.asked[1].messages;
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages[1], (LlmMessage{LlmRole::Assistant, faulty}));
        QVERIFY(messages[2].text.contains(QStringLiteral("findings")));
    }

    void anEmptyReplyIsNotQuoted()
    {
        Script script{{reply(QString()), reply(QString::fromUtf8(ValidReply))}, {}};
        QVERIFY(completeStructured(request(), std::ref(script)));
        QCOMPARE(script.asked[1].messages.size(), 2);
    }

    void unknownUsageStaysUnknown()
    {
        auto second = reply(QString::fromUtf8(ValidReply));
        second.usage.reset();
        Script script{{reply(QStringLiteral("no")), second}, {}};
        const auto result = completeStructured(request(), std::ref(script));
        QVERIFY(result);
        QVERIFY(!result->usage);
    }

    void twoFaultyRepliesAreEnough()
    {
        Script script{{reply(QStringLiteral("no")), reply(QStringLiteral("no")), reply(QString::fromUtf8(ValidReply))},
                      {}};
        const auto result = completeStructured(request(), std::ref(script));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Malformed);
        QCOMPARE(script.asked.size(), 2);
    }

    void refusalsAndCutRepliesAreNotRepaired()
    {
        Script refusing{{reply(QStringLiteral("no"), LlmFinish::Refused)}, {}};
        QCOMPARE(completeStructured(request(), std::ref(refusing)).error().code, ErrorCode::Denied);
        QCOMPARE(refusing.asked.size(), 1);
        Script cut{{reply(QString::fromUtf8("{\"findings\": [{\"te"), LlmFinish::Length)}, {}};
        QCOMPARE(completeStructured(request(), std::ref(cut)).error().code, ErrorCode::Malformed);
        QCOMPARE(cut.asked.size(), 1);
    }

    void whatIsWholeOfACutReplyIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("taken");
        const auto row = [](const char *name, const char *text, const char *taken) {
            const auto plain = [](const char *one) { return QString::fromUtf8(one).replace(QChar(0x27), QChar(0x22)); };
            QTest::newRow(name) << plain(text) << plain(taken);
        };
        row("within a text", "{'list':[{'text':'One.'},{'text':'Two, and th",
            "{'list':[{'text':'One.'},{'text':'Two, and th'}]}");
        row("behind an entry", "{'list':[{'text':'One.'},{'te", "{'list':[{'text':'One.'}]}");
        row("before a comma", "Well: {'list': [{'text': 'One.'}", "{'list':[{'text':'One.'}]}");
        row("brackets within a text", "{'list':[{'text':'a ]}{ b'},", "{'list':[{'text':'a ]}{ b'}]}");
        row("before anything is whole", "{'list':[{'te", "");
        row("in a name", "{'li", "");
        row("no object", "One, two", "");
        row("within an escape", "{'list':[{'text':'One.'},{'text':'Two\\", "{'list':[{'text':'One.'}]}");
    }

    void whatIsWholeOfACutReplyIsTaken()
    {
        QFETCH(QString, text);
        QFETCH(QString, taken);
        auto asked = request();
        asked.schema = object("{'type':'object','required':['list'],'properties':{'list':{'type':'array','items':"
                              "{'type':'object','required':['text'],'properties':{'text':{'type':'string'}}}}}}");
        Script script{{reply(text, LlmFinish::Length)}, {}};
        const auto result = completeStructured(asked, std::ref(script));
        QCOMPARE(script.asked.size(), 1);
        QCOMPARE(result.has_value(), !taken.isEmpty());
        if (!result)
            return;
        QCOMPARE(result->json, QJsonDocument::fromJson(taken.toUtf8()).object());
        QCOMPARE(result->finish, LlmFinish::Length);
        // One that ended by itself is held to its form.
        Script ended{{reply(text), reply(text)}, {}};
        QVERIFY(!completeStructured(asked, std::ref(ended)));
    }

    void hostileTextsAreReadInTime()
    {
        QVERIFY(jsonObjectsIn(QString(200'000, QLatin1Char('{'))).isEmpty());
        QVERIFY(jsonObjectsIn(QStringLiteral("{\"a\":").repeated(50'000)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(StructuredReplyTest)
#include "tst_structured_reply.moc"
