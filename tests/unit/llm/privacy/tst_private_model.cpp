// SPDX-License-Identifier: GPL-3.0-or-later
// What ModelAccess lets out and what it gives back, against a real server: nothing goes round its guard.
#include "llm/model_access.h"
#include "llm/privacy/preview_model.h"
#include "llm/privacy/private_model.h"
#include "llm/privacy/sending_consent.h"

#include "../provider_fixture.h"
#include "told_model.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

Settings settingsFor(const QUrl &url, const QList<std::pair<QString, QString>> &more = {})
{
    Settings settings;
    QList<std::pair<QString, QString>> values{{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                              {QStringLiteral("llm_preset"), QStringLiteral("vllm")},
                                              {QStringLiteral("llm_base_url"), url.toString()},
                                              {QStringLiteral("llm_model"), QStringLiteral("m1")},
                                              {QStringLiteral("llm_redact_names"), QStringLiteral("Acme GmbH; Zeta")},
                                              {QStringLiteral("llm_redact_people"), QStringLiteral("Anna Schmidt")}};
    for (const auto &[key, value] : values + more)
        settings = settings.with(key, value).value();
    return settings;
}

struct AccessFixture {
    LocalHttpServer server;
    Network network;
    std::shared_ptr<HttpClient> client = std::make_shared<HttpClient>(localOptions(), network.services());
    std::shared_ptr<ModelAccess> access;

    explicit AccessFixture(const QList<std::pair<QString, QString>> &more = {},
                           std::shared_ptr<const SendingConsent> consent = nullptr)
    {
        ModelAccess::Services services;
        services.clock = std::make_shared<SystemClock>();
        services.client = [this] { return client; };
        services.resourceDir = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        services.consent = std::move(consent);
        access = ModelAccess::make(services, settingsFor(server.url(QStringLiteral("/v1")), more)).value();
    }

    void answer(const QString &content)
    {
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                                  {QStringLiteral("content"), content}};
        const QJsonObject choice{{QStringLiteral("index"), 0},
                                 {QStringLiteral("message"), message},
                                 {QStringLiteral("finish_reason"), QStringLiteral("stop")}};
        const QJsonObject body{{QStringLiteral("model"), QStringLiteral("m1")},
                               {QStringLiteral("choices"), QJsonArray{choice}}};
        server.answer({200, QJsonDocument(body).toJson(), "application/json", {}, Manner::Whole});
    }

    void answerStream(const QStringList &pieces)
    {
        QByteArray stream;
        for (const auto &piece : pieces) {
            const QJsonObject choice{{QStringLiteral("index"), 0},
                                     {QStringLiteral("delta"), QJsonObject{{QStringLiteral("content"), piece}}}};
            stream += "data: "
                      + QJsonDocument(QJsonObject{{QStringLiteral("choices"), QJsonArray{choice}}})
                            .toJson(QJsonDocument::Compact)
                      + "\n\n";
        }
        server.answer({200, stream + "data: [DONE]\n\n", "text/event-stream", {}, Manner::Chunked});
    }
};

LlmCall question(const QString &text)
{
    LlmCall call;
    call.request.system = QStringLiteral("You write about Acme.");
    call.request.messages = {{LlmRole::User, text}};
    call.request.agent = QStringLiteral("porter");
    return call;
}

QJsonObject textSchema()
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"),
             QJsonObject{{QStringLiteral("text"),
                          QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                      {QStringLiteral("description"), QStringLiteral("About Anna Schmidt")}}}}},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("text")}},
            {QStringLiteral("additionalProperties"), false}};
}

} // namespace

class TestPrivateModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesDoNotLeaveAndComeBack();
    void structuredRepliesComeBackToo();
    void aRepairIsRedactedToo();
    void streamsComeBackWithWholeNames();
    void vectorsAreOfRedactedTexts();
    void namesOfAnAnalysisAreHiddenWhereTheRulesSaySo();
    void whatIsDerivedFromRepliesDependsOnTheNames();
    void nothingIsSentWithoutConsent();
    void consentIsKeptForEachServiceAndEngagement();
    void aPreviewSendsNothing();
    void appliedSettingsHoldAtOnce();
    void destinationsAreNamed();
    void eachSendIsInTheLedger();
};

void TestPrivateModel::eachSendIsInTheLedger()
{
    AccessFixture fixture;
    fixture.answer(QStringLiteral("ok"));
    auto call = question(QStringLiteral("Zeta?"));
    call.request.reportId = QStringLiteral("r7");
    QVERIFY(fixture.access->current()->ask(call, CancellationToken()));
    const auto entries = fixture.network.ledger->entries();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().kind, QStringLiteral("llm.vllm.complete"));
    QCOMPARE(entries.first().reportId, QStringLiteral("r7"));
    QCOMPARE(entries.first().host, fixture.access->destination().host);
    QVERIFY(entries.first().bytesSent > fixture.server.requests().first().body.size());
    QCOMPARE(entries.first().outcome, QStringLiteral("ok"));
}

void TestPrivateModel::namesDoNotLeaveAndComeBack()
{
    AccessFixture fixture;
    fixture.answer(QStringLiteral("COMPANY 1b's rival is Company 2, says Person 1."));
    const auto answer = fixture.access->current()->ask(
        question(QStringLiteral("Is Zeta ahead of Acme GmbH? ANNA SCHMIDT asks.")), CancellationToken());
    QVERIFY(answer);
    QCOMPARE(answer->reply.text, QStringLiteral("Acme's rival is Zeta, says Anna Schmidt."));
    const auto body = fixture.server.requests().last().body;
    for (const auto *name : {"acme", "zeta", "anna", "schmidt"})
        QVERIFY2(!body.toLower().contains(name), body);
    QVERIFY(body.contains("Is Company 2 ahead of Company 1? Person 1 asks."));
}

void TestPrivateModel::structuredRepliesComeBackToo()
{
    AccessFixture fixture;
    fixture.answer(QStringLiteral("{\"text\": \"Company 2 grew\"}"));
    auto call = question(QStringLiteral("Zeta?"));
    call.request.schema = textSchema();
    const auto answer = fixture.access->current()->askStructured(call, CancellationToken());
    QVERIFY(answer);
    QCOMPARE(answer->reply.json[QStringLiteral("text")].toString(), QStringLiteral("Zeta grew"));
    QVERIFY(!fixture.server.requests().last().body.contains("Schmidt"));
}

void TestPrivateModel::aRepairIsRedactedToo()
{
    AccessFixture fixture;
    fixture.answer(QStringLiteral("Company 2 is not JSON"));
    auto call = question(QStringLiteral("Zeta?"));
    call.request.schema = textSchema();
    QVERIFY(!fixture.access->current()->askStructured(call, CancellationToken()));
    QVERIFY(fixture.server.requests().size() > 1);
    for (const auto &request : fixture.server.requests())
        QVERIFY(!request.body.contains("Zeta"));
}

void TestPrivateModel::streamsComeBackWithWholeNames()
{
    AccessFixture fixture;
    fixture.answerStream({QStringLiteral("Com"), QStringLiteral("pany"), QStringLiteral(" "), QStringLiteral("2"),
                          QStringLiteral("'s sales"), QStringLiteral(" and Person"), QStringLiteral(" 1")});
    auto call = question(QStringLiteral("Zeta and Anna Schmidt"));
    QString streamed;
    call.onText = [&streamed](const QString &piece) {
        QVERIFY(!piece.contains(QStringLiteral("Company")));
        streamed += piece;
    };
    const auto answer = fixture.access->current()->ask(call, CancellationToken());
    QVERIFY(answer);
    QCOMPARE(streamed, QStringLiteral("Zeta's sales and Anna Schmidt"));
    QCOMPARE(answer->reply.text, streamed);
}

void TestPrivateModel::vectorsAreOfRedactedTexts()
{
    const auto told = std::make_shared<ToldModel>();
    const PrivateModel model(told, std::make_shared<const Redactor>(QStringList{QStringLiteral("Zeta")}, QStringList()),
                             nullptr);
    QVERIFY(model.embed({QStringLiteral("Zeta's debt"), QStringLiteral("debt")}, CancellationToken()));
    QCOMPARE(told->embedded, (QStringList{QStringLiteral("Company 1's debt"), QStringLiteral("debt")}));
}

void TestPrivateModel::namesOfAnAnalysisAreHiddenWhereTheRulesSaySo()
{
    AccessFixture open;
    QCOMPARE(hidingNames(open.access->current(), {QStringLiteral("Tesla")}).use_count(), 1);
    open.answer(QStringLiteral("ok"));
    QVERIFY(hidingNames(open.access->current(), {QStringLiteral("Tesla")})
                ->ask(question(QStringLiteral("Tesla")), CancellationToken()));
    QVERIFY(open.server.requests().last().body.contains("Tesla"));

    AccessFixture closed({{QStringLiteral("llm_never_send"), QStringLiteral("names")}});
    closed.answer(QStringLiteral("Company 3 leads Company 1"));
    const auto model = hidingNames(closed.access->current(), {QStringLiteral("Tesla")});
    const auto answer = model->ask(question(QStringLiteral("Tesla's lead over Acme GmbH")), CancellationToken());
    QVERIFY(answer);
    const auto body = closed.server.requests().last().body;
    QVERIFY2(!body.contains("Tesla") && !body.contains("Acme"), body);
    // Tesla went out as the text's own "Company 1", which the two names of the settings moved behind themselves.
    QCOMPARE(answer->reply.text, QStringLiteral("Tesla leads Acme GmbH"));
}

void TestPrivateModel::whatIsDerivedFromRepliesDependsOnTheNames()
{
    AccessFixture one;
    AccessFixture other({{QStringLiteral("llm_redact_names"), QStringLiteral("Beta")}});
    const auto tail = [](const AccessFixture &fixture) {
        return fixture.access->current()->description().section(QLatin1Char('\n'), -1);
    };
    QVERIFY(tail(one) != tail(other));
    QVERIFY(!one.access->current()->description().contains(QStringLiteral("Acme")));
}

void TestPrivateModel::nothingIsSentWithoutConsent()
{
    const QTemporaryDir folder;
    const auto consent = std::make_shared<SendingConsent>(folder.path(), std::make_shared<SystemClock>());
    const auto told = std::make_shared<ToldModel>();
    told->reply = [](const LlmRequest &) { return LlmReply{}; };
    const ModelDestination service{QStringLiteral("openai"), QStringLiteral("OpenAI"),
                                   QStringLiteral("api.example.org"), QStringLiteral("m1"), false};
    const PrivateModel model(told, std::make_shared<const Redactor>(), nullptr, [&]() -> Status {
        return consent->isGiven(service) ? Status() : fail(ErrorCode::Denied, QStringLiteral("not agreed"));
    });
    const auto refused = model.ask(question(QStringLiteral("?")), CancellationToken());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Denied);
    QVERIFY(!model.askStructured(question(QStringLiteral("?")), CancellationToken()));
    QVERIFY(!model.embed({QStringLiteral("?")}, CancellationToken()));
    QVERIFY(told->calls.isEmpty() && told->embedded.isEmpty());
    QVERIFY(consent->give(service));
    QVERIFY(model.ask(question(QStringLiteral("?")), CancellationToken()));

    // What is on this computer needs none: nothing leaves it.
    AccessFixture local({}, std::make_shared<SendingConsent>(folder.path(), std::make_shared<SystemClock>()));
    local.answer(QStringLiteral("ok"));
    QVERIFY(local.access->current()->ask(question(QStringLiteral("?")), CancellationToken()));
    // A name outside this machine that nobody agreed to: nothing is looked up.
    AccessFixture far({{QStringLiteral("llm_base_url"), QStringLiteral("https://models.invalid/v1")}},
                      std::make_shared<SendingConsent>(folder.path(), std::make_shared<SystemClock>()));
    const auto denied = far.access->current()->ask(question(QStringLiteral("?")), CancellationToken());
    QVERIFY(!denied);
    QCOMPARE(denied.error().code, ErrorCode::Denied);
    QVERIFY(far.network.ledger->entries().isEmpty());
}

void TestPrivateModel::consentIsKeptForEachServiceAndEngagement()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    const auto clock = std::make_shared<SystemClock>();
    const ModelDestination first{
        QStringLiteral("openai"), {}, QStringLiteral("a.example"), QStringLiteral("m1"), false};
    const ModelDestination second{
        QStringLiteral("openai"), {}, QStringLiteral("b.example"), QStringLiteral("m1"), false};
    QVERIFY(SendingConsent(one.path(), clock).give(first));
    SendingConsent again(one.path(), clock);
    QVERIFY(again.isGiven(first));
    QVERIFY(!again.isGiven(second));
    QVERIFY(!SendingConsent(other.path(), clock).isGiven(first));
    QVERIFY(again.withdrawAll());
    QVERIFY(!again.isGiven(first));
    QFile file(one.filePath(QStringLiteral("sending.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not json");
    file.close();
    QVERIFY(!again.isGiven(first));
}

void TestPrivateModel::aPreviewSendsNothing()
{
    AccessFixture fixture;
    const auto record = std::make_shared<PromptRecord>();
    const auto model = fixture.access->preview(record);
    auto call = question(QStringLiteral("How is Zeta?"));
    call.request.schema = textSchema();
    const auto refused = model->askStructured(call, CancellationToken());
    QVERIFY(!refused);
    QVERIFY(isPreviewError(refused.error()));
    (void)model->ask(call, CancellationToken());
    QVERIFY(fixture.server.requests().isEmpty());
    QCOMPARE(record->prompts().size(), 1); // asked twice the same
    const auto prompt = record->prompts().first();
    QCOMPARE(prompt.agent, QStringLiteral("porter"));
    QCOMPARE(prompt.messages.first().text, QStringLiteral("How is Company 2?"));
    QVERIFY(prompt.text().contains(QStringLiteral("About Person 1")));
    QVERIFY(prompt.bytes() > 100);
    QVERIFY(prompt.estimate.inputTokens > 0);
    QVERIFY(model->description() != fixture.access->current()->description());

    // What is shown is what is sent.
    fixture.answer(QStringLiteral("{\"text\": \"ok\"}"));
    QVERIFY(fixture.access->current()->askStructured(call, CancellationToken()));
    const auto sent = QJsonDocument::fromJson(fixture.server.requests().last().body)[QStringLiteral("messages")];
    QCOMPARE(sent[sent.toArray().size() - 1][QStringLiteral("content")].toString(), prompt.messages.first().text);
}

void TestPrivateModel::appliedSettingsHoldAtOnce()
{
    AccessFixture fixture;
    fixture.answer(QStringLiteral("ok"));
    QVERIFY(fixture.access->apply(settingsFor(fixture.server.url(QStringLiteral("/v1")),
                                              {{QStringLiteral("llm_redact_names"), QStringLiteral("Omega")}})));
    QVERIFY(fixture.access->current()->ask(question(QStringLiteral("Omega and Zeta")), CancellationToken()));
    QVERIFY(fixture.server.requests().last().body.contains("Company 1 and Zeta"));
    QVERIFY(fixture.access->apply(Settings()));
    QVERIFY(!fixture.access->current());
    QVERIFY(!fixture.access->preview(std::make_shared<PromptRecord>()));
    QVERIFY(fixture.access->destination().provider.isEmpty());
}

void TestPrivateModel::destinationsAreNamed()
{
    const auto of = [](const QList<std::pair<QString, QString>> &values) {
        Settings settings;
        for (const auto &[key, value] : values)
            settings = settings.with(key, value).value();
        return modelDestination(settings);
    };
    const auto gemini = of({{QStringLiteral("llm_provider"), QStringLiteral("gemini")}});
    QCOMPARE(gemini.host, QStringLiteral("generativelanguage.googleapis.com"));
    QVERIFY(!gemini.isThisComputer);
    const auto mistral = of({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                             {QStringLiteral("llm_preset"), QStringLiteral("mistral")}});
    QCOMPARE(mistral.service, QStringLiteral("Mistral"));
    QCOMPARE(mistral.host, QStringLiteral("api.mistral.ai"));
    const auto ollama = of({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                            {QStringLiteral("llm_preset"), QStringLiteral("ollama")}});
    QCOMPARE(ollama.host, QStringLiteral("127.0.0.1:11434"));
    QVERIFY(ollama.isThisComputer);
    QVERIFY(of({{QStringLiteral("llm_provider"), QStringLiteral("local")}}).isThisComputer);
    QVERIFY(of({}).provider.isEmpty());
}

QTEST_GUILESS_MAIN(TestPrivateModel)
#include "tst_private_model.moc"
