// SPDX-License-Identifier: GPL-3.0-or-later
// Chat completions: what is sent by each preset, how replies and their usage are read, what failures are called.
#include "llm/providers/openai_provider.h"

#include "llm/providers/openai_wire.h"
#include "provider_fixture.h"
#include "reply_texts.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct OpenAiFixture : ProviderFixture {
    OpenAiProvider provider;

    explicit OpenAiFixture(const char *preset = "openai", const QString &path = QStringLiteral("/v1"))
        : provider(*findOpenAiPreset(QLatin1String(preset)), {server.url(path), QStringLiteral("2024-10-21"), {}},
                   client, secrets)
    {
    }
};

const QByteArray Answer =
    "{'id':'x','model':'gpt-4o-2024-08-06','choices':[{'index':0,'message':{'role':'assistant',"
    "'content':'Sales rose.','refusal':null},'finish_reason':'stop'}],'usage':{'prompt_tokens':100,"
    "'completion_tokens':50,'total_tokens':150,'prompt_tokens_details':{'cached_tokens':64},"
    "'completion_tokens_details':{'reasoning_tokens':30}}}";

QByteArray chunk(const QByteArray &delta, const QByteArray &rest = "'finish_reason':null")
{
    return "{'model':'m1','choices':[{'index':0,'delta':" + delta + "," + rest + "}],'usage':null}";
}

const QByteArray UsageChunk = "{'model':'m1','choices':[],'usage':{'prompt_tokens':10,'completion_tokens':4,"
                              "'total_tokens':14}}";

QList<QByteArray> goodStream()
{
    return {chunk("{'role':'assistant','content':''}"),
            chunk("{'reasoning_content':'Hm'}"),
            chunk("{'content':'<thi'}"),
            chunk("{'content':'nk>well</think>Sales '}"),
            chunk("{'content':'rose.'}"),
            chunk("{}", "'finish_reason':'stop'"),
            UsageChunk,
            "[DONE]"};
}

} // namespace

class OpenAiProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsSentAndItsReplyRead()
    {
        OpenAiFixture f;
        f.answerJson(quoted(Answer));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("gpt-4o")), {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(reply->text, QStringLiteral("Sales rose."));
        QCOMPARE(reply->finish, LlmFinish::Stop);
        QCOMPARE(reply->model, QStringLiteral("gpt-4o-2024-08-06"));
        QCOMPARE(reply->provider, QStringLiteral("openai"));
        QCOMPARE(*reply->usage, (LlmUsage{36, 64, 0, 20, 30}));
        const auto request = f.server.requests().first();
        QCOMPARE(request.target, QByteArray("/v1/chat/completions"));
        QCOMPARE(request.header("Authorization"), QByteArray("Bearer ") + TestKey);
        const auto sent = f.sent();
        QCOMPARE(sent[QStringLiteral("messages")].toArray().size(), 4);
        QCOMPARE(sent[QStringLiteral("messages")][0][QStringLiteral("role")].toString(), QStringLiteral("system"));
        QCOMPARE(sent[QStringLiteral("max_completion_tokens")].toInt(), 100);
        QCOMPARE(sent[QStringLiteral("seed")].toInt(), 7);
        QCOMPARE(sent[QStringLiteral("temperature")].toDouble(-1), 0.0);
        const auto entry = f.network.ledger->entries().first();
        QCOMPARE(entry.kind, QStringLiteral("llm.openai.complete"));
        QCOMPARE(entry.reportId, QStringLiteral("r1"));
    }

    void aStreamGivesItsPiecesAndItsUsageOnce()
    {
        OpenAiFixture f;
        f.answerStream(": hello\n\n" + events(goodStream()));
        QString shown;
        const auto reply =
            f.provider.complete(simpleRequest(QStringLiteral("m1")), [&](const QString &piece) { shown += piece; }, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(shown, QStringLiteral("Sales rose."));
        QCOMPARE(reply->text, shown);
        QCOMPARE(*reply->usage, (LlmUsage{10, 0, 0, 4, 0}));
        QVERIFY(f.sent()[QStringLiteral("stream_options")][QStringLiteral("include_usage")].toBool());
    }

    void aStreamWithoutItsEndFails()
    {
        const auto whole = goodStream();
        for (qsizetype count = 0; count < whole.size(); ++count) {
            OpenAiFixture f;
            f.answerStream(events(whole.mid(0, count)));
            const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m1")), [](const QString &) {}, {});
            QVERIFY2(!reply, qPrintable(QString::number(count)));
            QCOMPARE(reply.error().code, ErrorCode::Network);
        }
    }

    void aServerThatDoesNotStreamIsReadAsWell()
    {
        OpenAiFixture f;
        f.answerJson(quoted(Answer));
        QString shown;
        const auto reply =
            f.provider.complete(simpleRequest(QStringLiteral("m1")), [&](const QString &piece) { shown += piece; }, {});
        QVERIFY(reply);
        QCOMPARE(shown, QStringLiteral("Sales rose."));
    }

    void usageInOddPlaces_data()
    {
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QList<qint64>>("counts"); // input, cached, write, output, reasoning
        QTest::newRow("groq") << QByteArray(
            "{'choices':[],'x_groq':{'usage':{'prompt_tokens':10,'completion_tokens':4}}}")
                              << QList<qint64>{10, 0, 0, 4, 0};
        QTest::newRow("in the choice") << QByteArray(
            "{'choices':[{'delta':{},'finish_reason':'stop','usage':{'prompt_tokens':10,"
            "'completion_tokens':4,'cached_tokens':3}}]}")
                                       << QList<qint64>{7, 3, 0, 4, 0};
        QTest::newRow("deepseek") << QByteArray("{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':4,"
                                                "'prompt_cache_hit_tokens':8,'prompt_cache_miss_tokens':2}}")
                                  << QList<qint64>{2, 8, 0, 4, 0};
        QTest::newRow("reasoning beside")
            << QByteArray("{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':4,"
                          "'total_tokens':20,'completion_tokens_details':"
                          "{'reasoning_tokens':6}}}")
            << QList<qint64>{10, 0, 0, 4, 6};
    }

    void usageInOddPlaces()
    {
        QFETCH(QByteArray, last);
        QFETCH(QList<qint64>, counts);
        OpenAiFixture f;
        f.answerStream(events({chunk("{'content':'a'}", "'finish_reason':'stop'"), last, "[DONE]"}));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m1")), [](const QString &) {}, {});
        QVERIFY(reply);
        QCOMPARE(*reply->usage, (LlmUsage{counts[0], counts[1], counts[2], counts[3], counts[4]}));
    }

    void schemasGoAsThePresetCan()
    {
        auto request = simpleRequest(QStringLiteral("m1"));
        request.schema = findingsSchema();
        const auto body = [&](const char *preset) {
            return openAiBody(request, *findOpenAiPreset(QLatin1String(preset)), false);
        };
        const auto format = body("openai")[QStringLiteral("response_format")].toObject();
        QCOMPARE(format[QStringLiteral("json_schema")][QStringLiteral("schema")].toObject(), request.schema);
        QVERIFY(format[QStringLiteral("json_schema")][QStringLiteral("strict")].toBool());
        QCOMPARE(body("deepseek")[QStringLiteral("response_format")][QStringLiteral("type")].toString(),
                 QStringLiteral("json_object"));
        QVERIFY(body("deepseek")[QStringLiteral("messages")][0][QStringLiteral("content")].toString().contains(
            QStringLiteral("findings")));
        QVERIFY(!body("other").contains(QStringLiteral("response_format")));
        QCOMPARE(body("mistral")[QStringLiteral("random_seed")].toInt(), 7);
    }

    void aStructuredReplyIsParsed()
    {
        OpenAiFixture f;
        auto request = simpleRequest(QStringLiteral("m1"));
        request.schema = findingsSchema();
        QJsonObject answer = object(quoted(Answer).constData());
        auto choice = answer[QStringLiteral("choices")][0].toObject();
        choice[QStringLiteral("message")] = QJsonObject{{QStringLiteral("content"), QLatin1String(ValidReply)}};
        answer[QStringLiteral("choices")] = QJsonArray{choice};
        f.answerJson(QJsonDocument(answer).toJson());
        const auto reply = f.provider.complete(request, {}, {});
        QVERIFY(reply);
        QCOMPARE(reply->json, object(ValidReply));
    }

    void azureHasItsOwnAddressAndHeader()
    {
        OpenAiFixture f("azure", QStringLiteral("/"));
        f.answerJson(quoted(Answer));
        QVERIFY(f.provider.complete(simpleRequest(QStringLiteral("my-gpt")), {}, {}));
        const auto request = f.server.requests().first();
        QCOMPARE(request.target, QByteArray("/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21"));
        QCOMPARE(request.header("api-key"), QByteArray(TestKey));
        QVERIFY(request.header("Authorization").isEmpty());
    }

    void finishesAreTold_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<int>("finish");
        QTest::newRow("stop") << QByteArray("stop") << int(LlmFinish::Stop);
        QTest::newRow("length") << QByteArray("length") << int(LlmFinish::Length);
        QTest::newRow("model_length") << QByteArray("model_length") << int(LlmFinish::Length);
        QTest::newRow("content_filter") << QByteArray("content_filter") << int(LlmFinish::Refused);
        QTest::newRow("new") << QByteArray("whatever") << int(LlmFinish::Other);
    }

    void finishesAreTold()
    {
        QFETCH(QByteArray, reason);
        QFETCH(int, finish);
        OpenAiFixture f;
        f.answerJson(quoted(QByteArray(Answer).replace("'stop'", "'" + reason + "'")));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m1")), {}, {});
        QVERIFY(reply);
        QCOMPARE(int(reply->finish), finish);
    }

    void failuresAreNamed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, int status, const QByteArray &body, ErrorCode code) {
            QTest::newRow(name) << status << body << int(code);
        };
        row("wrong key", 401, "{'error':{'message':'Incorrect API key: sk-very-secret','code':'invalid_api_key'}}",
            ErrorCode::Denied);
        row("no credit", 429, "{'error':{'type':'insufficient_quota','code':'insufficient_quota'}}", ErrorCode::Denied);
        row("payment", 402, "{'error':{'message':'Insufficient Balance'}}", ErrorCode::Denied);
        row("rate", 429, "{'error':{'code':'rate_limit_exceeded'}}", ErrorCode::RateLimited);
        row("model", 404, "{'error':{'code':'model_not_found'}}", ErrorCode::InvalidArgument);
        row("too long", 400, "{'error':{'code':'context_length_exceeded'}}", ErrorCode::InvalidArgument);
        row("fault", 500, "{'error':{'type':'server_error'}}", ErrorCode::Network);
        row("not offered", 501,
            "{'error':{'code':501,'message':'This server does not support embeddings.',"
            "'type':'not_supported_error'}}",
            ErrorCode::NotFound);
        row("page", 502, "<html>Bad gateway</html>", ErrorCode::Network);
        row("page as answer", 200, "<html>Sign in</html>", ErrorCode::Malformed);
        row("no choices", 200, "{'object':'list'}", ErrorCode::Malformed);
        row("half JSON", 200, "{'choices':[", ErrorCode::Malformed);
        row("error as answer", 200, "{'error':{'code':502,'message':'down'}}", ErrorCode::Network);
    }

    void failuresAreNamed()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        for (const bool isStream : {false, true}) {
            OpenAiFixture f;
            f.answerJson(quoted(body), status);
            const auto onText = isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText();
            const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m1")), onText, {});
            QVERIFY(!reply);
            QCOMPARE(int(reply.error().code), code);
            QVERIFY(!reply.error().toText().contains(QStringLiteral("secret")));
            QCOMPARE(f.server.requests().size(), 1);
        }
    }

    void azuresRefusalOfAPromptIsARefusal()
    {
        OpenAiFixture f("azure", QStringLiteral("/"));
        f.answerJson(quoted("{'error':{'code':'content_filter','status':400}}"), 400);
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m")), {}, {});
        QVERIFY(reply);
        QCOMPARE(reply->finish, LlmFinish::Refused);
    }

    void waitsAreReadInAllForms_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("seconds") << QByteArray("Retry-After") << QByteArray("3") << qint64(3'000);
        QTest::newRow("fraction") << QByteArray("Retry-After") << QByteArray("0.25") << qint64(250);
        QTest::newRow("ms") << QByteArray("retry-after-ms") << QByteArray("1500") << qint64(1'500);
        QTest::newRow("span") << QByteArray("Retry-After") << QByteArray("1m2.5s") << qint64(62'500);
        QTest::newRow("past") << QByteArray("Retry-After") << QByteArray("Wed, 21 Oct 2015 07:28:00 GMT") << qint64(0);
        QTest::newRow("nonsense") << QByteArray("Retry-After") << QByteArray("soon") << qint64(-1);
    }

    void waitsAreReadInAllForms()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(qint64, ms);
        OpenAiFixture f;
        f.server.answer({429, "{}", "application/json", {{header, value}}, Manner::Whole});
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("m1")), {}, {});
        QCOMPARE(reply.error().code, ErrorCode::RateLimited);
        QCOMPARE(reply.error().retryAfter ? qint64(reply.error().retryAfter->count()) : -1, ms);
    }

    void embeddingsComeInTheirOrder()
    {
        OpenAiFixture f;
        f.answerJson(quoted("{'data':[{'index':1,'embedding':[3,4]},{'index':0,'embedding':[1,2]}]}"));
        const auto vectors = f.provider.embed(QStringLiteral("e"), {QStringLiteral("a"), QStringLiteral("b")}, {});
        QVERIFY(vectors);
        QCOMPARE((*vectors)[0], (std::vector<float>{1, 2}));
        QCOMPARE(f.provider.embed(QStringLiteral("e"), {QStringLiteral("a")}, {}).error().code, ErrorCode::Malformed);
        OpenAiFixture none("groq");
        QCOMPARE(none.provider.embed(QStringLiteral("e"), {QStringLiteral("a")}, {}).error().code, ErrorCode::NotFound);
    }

    void modelsAreListed()
    {
        OpenAiFixture f;
        f.answerJson(quoted("{'object':'list','data':[{'id':'b'},{'id':'a'}]}"));
        QCOMPARE(f.provider.models({}).value_or(QStringList()),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(f.server.requests().first().method, QByteArray("GET"));
    }

    void withoutAKeyNothingIsSent()
    {
        OpenAiFixture f;
        const OpenAiProvider provider(*findOpenAiPreset(QStringLiteral("openai")),
                                      {f.server.url(QStringLiteral("/v1")), {}, {}}, f.client,
                                      std::make_shared<EnvironmentSecretStore>(QProcessEnvironment()));
        const auto reply = provider.complete(simpleRequest(QStringLiteral("m")), {}, {});
        QCOMPARE(reply.error().code, ErrorCode::Denied);
        QVERIFY(reply.error().detail.contains(QStringLiteral("OPENAI_API_KEY")));
        QVERIFY(f.server.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(OpenAiProviderTest)
#include "tst_openai_provider.moc"
