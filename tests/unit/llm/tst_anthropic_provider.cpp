// SPDX-License-Identifier: GPL-3.0-or-later
// Anthropic's messages: what is sent, how replies, tools and usage are read.
#include "llm/providers/anthropic_provider.h"

#include "provider_fixture.h"
#include "reply_texts.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct AnthropicFixture : ProviderFixture {
    AnthropicProvider provider{server.url(QStringLiteral("/")), client, secrets};
};

const QByteArray Answer = "{'type':'message','model':'claude-x','content':[{'type':'thinking','thinking':'Hm'},"
                          "{'type':'text','text':'Sales rose.'}],'stop_reason':'end_turn','usage':{'input_tokens':10,"
                          "'cache_read_input_tokens':7,'cache_creation_input_tokens':3,'output_tokens':5}}";

QByteArray named(const QByteArray &name, const QByteArray &data)
{
    return "event: " + name + "\ndata: " + quoted(data) + "\n\n";
}

QList<QByteArray> goodStream()
{
    return {
        named("message_start",
              "{'type':'message_start','message':{'model':'claude-x','content':[],'usage':{'input_tokens':10,"
              "'cache_read_input_tokens':7,'cache_creation_input_tokens':3,'output_tokens':1}}}"),
        named("content_block_start",
              "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"),
        named("ping", "{'type':'ping'}"),
        named("content_block_delta",
              "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'Hm'}}"),
        named("content_block_delta",
              "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Sales rose.'}}"),
        named("content_block_stop", "{'type':'content_block_stop','index':0}"),
        named("message_delta",
              "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':5}}"),
        named("message_stop", "{'type':'message_stop'}"),
    };
}

} // namespace

class AnthropicProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsSentAndItsReplyRead()
    {
        AnthropicFixture f;
        f.answerJson(quoted(Answer));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("claude")), {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(reply->text, QStringLiteral("Sales rose."));
        QCOMPARE(reply->finish, LlmFinish::Stop);
        QCOMPARE(*reply->usage, (LlmUsage{10, 7, 3, 5, 0}));
        const auto request = f.server.requests().first();
        QCOMPARE(request.target, QByteArray("/v1/messages"));
        QCOMPARE(request.header("x-api-key"), QByteArray(TestKey));
        QCOMPARE(request.header("anthropic-version"), QByteArray("2023-06-01"));
        const auto sent = f.sent();
        QCOMPARE(sent[QStringLiteral("system")][0][QStringLiteral("cache_control")][QStringLiteral("type")].toString(),
                 QStringLiteral("ephemeral"));
        QCOMPARE(sent[QStringLiteral("max_tokens")].toInt(), 100);
        QVERIFY(!sent.contains(QStringLiteral("seed")));
    }

    void aStreamIsReadToItsEnd()
    {
        const auto whole = goodStream();
        for (qsizetype count = 0; count <= whole.size(); ++count) {
            AnthropicFixture f;
            f.answerStream(whole.mid(0, count).join());
            QString shown;
            const auto reply = f.provider.complete(simpleRequest(QStringLiteral("claude")),
                                                   [&](const QString &piece) { shown += piece; }, {});
            QCOMPARE(bool(reply), count == whole.size());
            if (!reply) {
                QCOMPARE(reply.error().code, ErrorCode::Network);
                continue;
            }
            QCOMPARE(shown, QStringLiteral("Sales rose."));
            QCOMPARE(*reply->usage, (LlmUsage{10, 7, 3, 5, 0}));
        }
    }

    void anErrorMidwayIsAFailure()
    {
        AnthropicFixture f;
        f.answerStream(goodStream().mid(0, 5).join()
                       + named("error", "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"));
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("claude")), [](const QString &) {}, {});
        QCOMPARE(reply.error().code, ErrorCode::Network);
        QVERIFY(reply.error().retryable);
    }

    void aSchemaIsAToolThatMustBeUsed()
    {
        AnthropicFixture f;
        auto request = simpleRequest(QStringLiteral("claude"));
        request.schema = findingsSchema();
        f.answerJson("{\"content\":[{\"type\":\"tool_use\",\"name\":\"reply\",\"input\":" + QByteArray(ValidReply)
                     + "}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}");
        const auto reply = f.provider.complete(request, {}, {});
        QVERIFY(reply);
        QCOMPARE(reply->json, object(ValidReply));
        QCOMPARE(reply->finish, LlmFinish::Stop);
        const auto sent = f.sent();
        QCOMPARE(sent[QStringLiteral("tools")][0][QStringLiteral("input_schema")].toObject(), request.schema);
        QCOMPARE(sent[QStringLiteral("tool_choice")][QStringLiteral("name")].toString(), QStringLiteral("reply"));
    }

    void aToolsInputIsPutTogetherFromAStream()
    {
        AnthropicFixture f;
        auto request = simpleRequest(QStringLiteral("claude"));
        request.schema = findingsSchema();
        const QByteArray json(ValidReply);
        auto stream = goodStream().first();
        stream +=
            named("content_block_start", "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use',"
                                         "'name':'reply','input':{}}}");
        for (qsizetype at = 0; at < json.size(); at += 7) {
            const QJsonObject delta{{QStringLiteral("type"), QStringLiteral("input_json_delta")},
                                    {QStringLiteral("partial_json"), QString::fromUtf8(json.mid(at, 7))}};
            stream += "event: content_block_delta\ndata: "
                      + QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("content_block_delta")},
                                                  {QStringLiteral("delta"), delta}})
                            .toJson(QJsonDocument::Compact)
                      + "\n\n";
        }
        stream += goodStream().mid(6).join();
        f.answerStream(stream);
        const auto reply = f.provider.complete(request, [](const QString &) {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QCOMPARE(reply->json, object(ValidReply));
    }

    void failuresAreNamed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("code");
        QTest::newRow("key") << 401 << QByteArray("authentication_error") << int(ErrorCode::Denied);
        QTest::newRow("credit") << 400 << QByteArray("invalid_request_error','message':'Your credit balance is too low")
                                << int(ErrorCode::Denied);
        QTest::newRow("model") << 404 << QByteArray("not_found_error") << int(ErrorCode::InvalidArgument);
        QTest::newRow("large") << 413 << QByteArray("request_too_large") << int(ErrorCode::InvalidArgument);
        QTest::newRow("long") << 400 << QByteArray("invalid_request_error','message':'prompt is too long: 9 tokens")
                              << int(ErrorCode::InvalidArgument);
        QTest::newRow("rate") << 429 << QByteArray("rate_limit_error") << int(ErrorCode::RateLimited);
        QTest::newRow("overloaded") << 529 << QByteArray("overloaded_error") << int(ErrorCode::Network);
    }

    void failuresAreNamed()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(int, code);
        AnthropicFixture f;
        f.answerJson(quoted("{'type':'error','error':{'type':'" + type + "'}}"), status);
        const auto reply = f.provider.complete(simpleRequest(QStringLiteral("claude")), {}, {});
        QCOMPARE(int(reply.error().code), code);
    }

    void tokensAndModels()
    {
        AnthropicFixture f;
        f.answerJson("{\"input_tokens\":42}");
        f.answerJson(quoted("{'data':[{'id':'claude-b'},{'id':'claude-a'}]}"));
        QCOMPARE(f.provider.countTokens(simpleRequest(QStringLiteral("claude")), {}).value_or(0), 42);
        QVERIFY(!f.sent().contains(QStringLiteral("max_tokens")));
        QCOMPARE(f.provider.models({}).value_or(QStringList()),
                 (QStringList{QStringLiteral("claude-a"), QStringLiteral("claude-b")}));
        QCOMPARE(f.provider.embed(QStringLiteral("e"), {QStringLiteral("a")}, {}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(AnthropicProviderTest)
#include "tst_anthropic_provider.moc"
