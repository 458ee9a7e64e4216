// SPDX-License-Identifier: GPL-3.0-or-later
// The Gemini API: what is sent, how replies, blocks and usage are read.
#include "llm/providers/gemini_provider.h"

#include "llm/providers/gemini_schema.h"
#include "provider_fixture.h"
#include "reply_texts.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct GeminiFixture : ProviderFixture {
    GeminiProvider provider{server.url(QStringLiteral("/v1beta")), client, secrets};
};

const QByteArray Usage = "'usageMetadata':{'promptTokenCount':20,'cachedContentTokenCount':8,'candidatesTokenCount':5,"
                         "'thoughtsTokenCount':11,'totalTokenCount':36}";

QByteArray response(const QByteArray &parts, const QByteArray &finish)
{
    return "{'candidates':[{'content':{'role':'model','parts':[" + parts + "]}" + finish
           + "}],'modelVersion':'gemini-2.5-flash-001'," + Usage + "}";
}

} // namespace

class GeminiProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsSentAndItsReplyRead()
    {
        GeminiFixture f;
        f.answerJson(quoted(
            response("{'text':'Hm','thought':true},{'text':'Sales '},{'text':'rose.'}", ",'finishReason':'STOP'")));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("gemini-2.5-flash")), {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(reply->text, QStringLiteral("Sales rose."));
        QCOMPARE(reply->model, QStringLiteral("gemini-2.5-flash-001"));
        QCOMPARE(*reply->usage, (LlmUsage{12, 8, 0, 5, 11}));
        QCOMPARE(reply->usage->total(), 36);
        const auto request = f.server.requests().first();
        QCOMPARE(request.target, QByteArray("/v1beta/models/gemini-2.5-flash:generateContent"));
        QCOMPARE(request.header("x-goog-api-key"), QByteArray(TestKey));
        const auto sent = f.sent();
        QCOMPARE(
            sent[QStringLiteral("systemInstruction")][QStringLiteral("parts")][0][QStringLiteral("text")].toString(),
            QStringLiteral("Be brief."));
        QCOMPARE(sent[QStringLiteral("contents")][1][QStringLiteral("role")].toString(), QStringLiteral("model"));
        QCOMPARE(sent[QStringLiteral("generationConfig")][QStringLiteral("seed")].toInt(), 7);
        QVERIFY(!f.network.ledger->entries().first().path.contains(QStringLiteral("secret")));
    }

    void aStreamIsReadToItsEnd()
    {
        const QList<QByteArray> whole{response("{'text':'Sales '}", ""), response("{'text':'rose.'}", ""),
                                      response("{'text':''}", ",'finishReason':'STOP'")};
        for (qsizetype count = 0; count <= whole.size(); ++count) {
            GeminiFixture f;
            f.answerStream(events(whole.mid(0, count)));
            QString shown;
            const auto reply = f.provider.complete(simpleRequest(QStringLiteral("gemini-2.5-flash")),
                                                   [&](const QString &piece) { shown += piece; }, {});
            QCOMPARE(f.server.requests().first().target,
                     QByteArray("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"));
            QCOMPARE(bool(reply), count == whole.size());
            if (!reply) {
                QCOMPARE(reply.error().code, ErrorCode::Network);
                continue;
            }
            QCOMPARE(shown, QStringLiteral("Sales rose."));
            QCOMPARE(*reply->usage, (LlmUsage{12, 8, 0, 5, 11}));
        }
    }

    void finishesAreTold_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<int>("finish");
        QTest::newRow("max") << QByteArray("MAX_TOKENS") << int(LlmFinish::Length);
        QTest::newRow("safety") << QByteArray("SAFETY") << int(LlmFinish::Refused);
        QTest::newRow("recitation") << QByteArray("RECITATION") << int(LlmFinish::Refused);
        QTest::newRow("other") << QByteArray("MALFORMED_FUNCTION_CALL") << int(LlmFinish::Other);
    }

    void finishesAreTold()
    {
        QFETCH(QByteArray, reason);
        QFETCH(int, finish);
        GeminiFixture f;
        f.answerJson(quoted(response("{'text':'x'}", ",'finishReason':'" + reason + "'")));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("g")), {}, {});
        QVERIFY(reply);
        QCOMPARE(int(reply->finish), finish);
    }

    void aBlockedPromptIsARefusal()
    {
        for (const bool isStream : {false, true}) {
            GeminiFixture f;
            const QByteArray body =
                "{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':9}}";
            if (isStream)
                f.answerStream(events({body}));
            else
                f.answerJson(quoted(body));
            const auto onText = isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText();
            const auto reply = f.provider.complete(simpleRequest(QStringLiteral("g")), onText, {});
            QVERIFY(reply);
            QCOMPARE(reply->finish, LlmFinish::Refused);
            QCOMPARE(reply->usage->input, 9);
        }
    }

    void schemasGoInTheModelsWords()
    {
        GeminiFixture f;
        auto request = simpleRequest(QStringLiteral("gemini-2.5-flash"));
        request.schema = findingsSchema();
        f.answerJson(quoted(response("{'text':'{}'}", ",'finishReason':'STOP'")));
        QVERIFY(f.provider.complete(request, {}, {}));
        QCOMPARE(f.sent()[QStringLiteral("generationConfig")][QStringLiteral("responseJsonSchema")].toObject(),
                 request.schema);
        request.model = QStringLiteral("gemini-2.0-flash");
        QVERIFY(f.provider.complete(request, {}, {}));
        const auto schema = f.sent()[QStringLiteral("generationConfig")][QStringLiteral("responseSchema")].toObject();
        QCOMPARE(schema, geminiSchema(request.schema));
        const auto items = schema[QStringLiteral("properties")][QStringLiteral("findings")][QStringLiteral("items")];
        QCOMPARE(items[QStringLiteral("type")].toString(), QStringLiteral("OBJECT"));
        QCOMPARE(items[QStringLiteral("properties")][QStringLiteral("grade")][QStringLiteral("enum")].toArray().size(),
                 2);
        QVERIFY(!QJsonDocument(schema).toJson().contains("$ref"));
    }

    void failuresAreNamed()
    {
        GeminiFixture f;
        f.answerJson(quoted("{'error':{'code':400,'message':'API key not valid.','status':'INVALID_ARGUMENT','details':"
                            "[{'reason':'API_KEY_INVALID'}]}}"),
                     400);
        f.answerJson(quoted("{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','details':[{'@type':'t'},"
                            "{'retryDelay':'34.5s'}]}}"),
                     429);
        f.answerJson(quoted("{'error':{'code':400,'message':'The input token count (9) exceeds the maximum number of "
                            "tokens allowed (8).','status':'INVALID_ARGUMENT'}}"),
                     400);
        f.answerJson(quoted("[{'error':{'code':503,'status':'UNAVAILABLE'}}]"), 503);
        const auto ask = [&] { return f.provider.complete(simpleRequest(QStringLiteral("g")), {}, {}).error(); };
        QCOMPARE(ask().code, ErrorCode::Denied);
        const auto limited = ask();
        QCOMPARE(limited.code, ErrorCode::RateLimited);
        QCOMPARE(limited.retryAfter->count(), 34'500);
        QCOMPARE(ask().code, ErrorCode::InvalidArgument);
        QCOMPARE(ask().code, ErrorCode::Network);
    }

    void embeddingsTokensAndModels()
    {
        GeminiFixture f;
        f.answerJson(quoted("{'embeddings':[{'values':[1,2]},{'values':[3,4]}]}"));
        f.answerJson("{\"totalTokens\":42}");
        f.answerJson(quoted("{'models':[{'name':'models/gemini-2.5-flash'}]}"));
        const auto vectors = f.provider.embed(QStringLiteral("e1"), {QStringLiteral("a"), QStringLiteral("b")}, {});
        QVERIFY(vectors);
        QCOMPARE((*vectors)[1], (std::vector<float>{3, 4}));
        QCOMPARE(f.sent()[QStringLiteral("requests")][0][QStringLiteral("model")].toString(),
                 QStringLiteral("models/e1"));
        QCOMPARE(f.provider.countTokens(simpleRequest(QStringLiteral("g")), {}).value_or(0), 42);
        QCOMPARE(f.provider.models({}).value_or(QStringList()), QStringList{QStringLiteral("gemini-2.5-flash")});
    }
};

QTEST_GUILESS_MAIN(GeminiProviderTest)
#include "tst_gemini_provider.moc"
