// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformity_fixture.h"

#include "llm/structured_reply.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

/// What we send, held against the documentation by the servers: a fault fails the test.
class TestProviderRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void conversationsAreAsDocumented_data() { addPlaces(); }
    void conversationsAreAsDocumented();
    void structuredRepliesAreHeldToTheSchema_data();
    void structuredRepliesAreHeldToTheSchema();
    void modelsThatReasonGetNoTemperature_data();
    void modelsThatReasonGetNoTemperature();
    void extremesAreWithinTheLimits_data() { addPlaces(); }
    void extremesAreWithinTheLimits();
    void embeddingsComeInOrder_data() { addPlaces(); }
    void embeddingsComeInOrder();
    void tokensAreCounted_data() { addWires(); }
    void tokensAreCounted();
    void listOfModelsIsWhole_data() { addPlaces(); }
    void listOfModelsIsWhole();

private:
    static void addPlaces();
    std::shared_ptr<const LlmProvider> provider(Wire wire, const QString &preset);

    ConformityFixture m_fixture;
};

void TestProviderRequests::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void TestProviderRequests::cleanup()
{
    for (const auto wire : Wires)
        QCOMPARE(m_fixture.report(wire).faults.join(QLatin1Char('\n')), QString());
}

void TestProviderRequests::addPlaces()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("preset");
    QTest::newRow("gemini") << Wire::Gemini << "openai";
    QTest::newRow("anthropic") << Wire::Anthropic << "openai";
    for (const auto *preset :
         {"openai", "azure", "openrouter", "groq", "mistral", "deepseek", "lmstudio", "ollama", "vllm"})
        QTest::newRow(preset) << Wire::OpenAi << QString::fromLatin1(preset);
}

std::shared_ptr<const LlmProvider> TestProviderRequests::provider(Wire wire, const QString &preset)
{
    return m_fixture.provider(wire, QStringLiteral("ok,flavour=") + preset, preset);
}

void TestProviderRequests::conversationsAreAsDocumented()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    for (const bool hasSystem : {true, false}) {
        for (const bool hasSeed : {true, false}) {
            for (const bool isStream : {true, false}) {
                auto request = conversation(wire);
                if (!hasSystem)
                    request.system.clear();
                if (!hasSeed)
                    request.seed.reset();
                const auto onText = isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText();
                const auto reply = provider(wire, preset)->complete(request, onText, {});
                const auto report = m_fixture.report(wire);
                QCOMPARE(report.faults.join(QLatin1Char('\n')), QString());
                QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
                // The server says nothing of what it wasn't told; nothing of ours is for it.
                QVERIFY(!report.headers.contains(QStringLiteral("cookie")));
                QVERIFY(!report.headers.contains(QStringLiteral("referer")));
                if (preset == QLatin1String("azure"))
                    QCOMPARE(report.paths,
                             QStringList{QStringLiteral("/openai/deployments/gpt-conform/chat/completions")});
            }
        }
    }
}

void TestProviderRequests::structuredRepliesAreHeldToTheSchema_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("schema");
    const std::initializer_list<std::pair<const char *, const char *>> schemas{
        {"closed", R"({"type":"object","additionalProperties":false,"required":["title"],
                       "properties":{"title":{"type":"string","description":"Short."}}})"},
        {"open", R"({"type":"object","properties":{"title":{"type":"string"}}})"},
        {"some required", R"({"type":"object","additionalProperties":false,"required":["title"],
                              "properties":{"title":{"type":"string"},"note":{"type":"string"}}})"},
        {"limits", R"({"type":"object","additionalProperties":false,"required":["title","n","ids"],
                       "properties":{"title":{"type":"string","minLength":1,"maxLength":80,"pattern":"."},
                                     "n":{"type":"integer","minimum":1,"maximum":9},
                                     "ids":{"type":"array","minItems":2,"maxItems":4,"uniqueItems":false,
                                            "items":{"type":"string"}}}})"},
        {"choices", R"({"type":"object","additionalProperties":false,"required":["kind","value","level"],
                        "properties":{"kind":{"type":"string","enum":["a","b"]},
                                      "value":{"anyOf":[{"type":"string"},{"type":"null"}]},
                                      "level":{"type":"integer","enum":[1,2,3]}}})"},
        {"null", R"({"type":"object","additionalProperties":false,"required":["note"],
                     "properties":{"note":{"type":["string","null"]}}})"},
        {"const", R"({"type":"object","additionalProperties":false,"required":["kind"],
                      "properties":{"kind":{"const":"swot"}}})"},
        {"referring", R"({"type":"object","additionalProperties":false,"required":["one","all"],
                          "properties":{"one":{"$ref":"#/$defs/claim"},
                                        "all":{"type":"array","items":{"$ref":"#/$defs/claim"}}},
                          "$defs":{"claim":{"type":"object","additionalProperties":false,"required":["text"],
                                            "properties":{"text":{"type":"string"}}}}})"},
        {"one of", R"({"type":"object","additionalProperties":false,"required":["x"],
                       "properties":{"x":{"oneOf":[{"type":"string"},{"type":"number"}]}}})"},
        {"formats", R"({"type":"object","additionalProperties":false,"required":["day","page"],
                        "properties":{"day":{"type":"string","format":"date"},
                                      "page":{"type":"string","format":"uri"}}})"},
        {"map", R"({"type":"object","additionalProperties":false,"required":["by"],
                    "properties":{"by":{"type":"object","additionalProperties":{"type":"number"}}}})"},
    };
    const std::initializer_list<std::tuple<Wire, const char *, const char *>> places{
        {Wire::Gemini, "openai", "gemini-2.5-conform"}, {Wire::Gemini, "openai", "gemini-2.0-conform"},
        {Wire::Anthropic, "openai", "claude-conform"},  {Wire::OpenAi, "openai", "gpt-conform"},
        {Wire::OpenAi, "azure", "gpt-conform"},         {Wire::OpenAi, "mistral", "mistral-conform"},
        {Wire::OpenAi, "groq", "llama-conform"},        {Wire::OpenAi, "deepseek", "deepseek-conform"},
        {Wire::OpenAi, "ollama", "llama-conform"}};
    for (const auto &[wire, preset, model] : places) {
        for (const auto &[name, schema] : schemas)
            QTest::addRow("%s %s %s", model, preset, name)
                << wire << QString::fromLatin1(preset) << QString::fromLatin1(model) << QByteArray(schema);
    }
}

void TestProviderRequests::structuredRepliesAreHeldToTheSchema()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    QFETCH(QString, model);
    QFETCH(QByteArray, schema);
    for (const bool isStream : {true, false}) {
        auto request = structured(wire);
        request.model = model;
        request.schema = parseObject(schema);
        QVERIFY(!request.schema.isEmpty());
        const auto onText = isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText();
        const auto reply = provider(wire, preset)->complete(request, onText, {});
        const auto report = m_fixture.report(wire);
        QCOMPARE(report.faults.join(QLatin1Char('\n')), QString());
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().toText()));
        QCOMPARE(reply->finish, LlmFinish::Stop);
        // The servers without schemas can't know ours, nor can Gemini's older form say all; the others' samples satisfy it.
        const auto tag = QByteArray(QTest::currentDataTag());
        const bool isHeld = preset != QLatin1String("groq") && preset != QLatin1String("deepseek")
                            && tag != "gemini-2.0-conform openai formats" && tag != "gemini-2.0-conform openai map";
        if (isHeld)
            QVERIFY2(!reply->json.isEmpty(), qPrintable(reply->text));
    }
}

void TestProviderRequests::modelsThatReasonGetNoTemperature_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("hasTemperature");
    for (const auto *model : {"o1", "o3-mini", "o4-mini", "gpt-5", "gpt-5-mini", "gpt-5.1"}) {
        QTest::newRow(model) << Wire::OpenAi << "openai" << QString::fromLatin1(model) << false;
        QTest::addRow("azure %s", model) << Wire::OpenAi << "azure" << QString::fromLatin1(model) << false;
    }
    for (const auto *model : {"gpt-4o", "gpt-4.1-mini"})
        QTest::newRow(model) << Wire::OpenAi << "openai" << QString::fromLatin1(model) << true;
    for (const auto *model : {"claude-opus-4-7", "claude-opus-4-8", "claude-opus-5", "claude-opus-5-5",
                              "claude-fable-5", "claude-mythos-5", "claude-sonnet-5"})
        QTest::newRow(model) << Wire::Anthropic << "openai" << QString::fromLatin1(model) << false;
    for (const auto *model : {"claude-opus-4-1-20250805", "claude-opus-4-20250514", "claude-sonnet-4-5",
                              "claude-haiku-4-5-20251001", "claude-opus-4-6", "claude-3-haiku-20240307"})
        QTest::newRow(model) << Wire::Anthropic << "openai" << QString::fromLatin1(model) << true;
}

void TestProviderRequests::modelsThatReasonGetNoTemperature()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    QFETCH(QString, model);
    auto request = conversation(wire);
    request.model = model;
    const auto reply = provider(wire, preset)->complete(request, {}, {});
    const auto report = m_fixture.report(wire);
    QCOMPARE(report.faults.join(QLatin1Char('\n')), QString());
    QVERIFY(reply);
    QTEST(report.body.contains(QStringLiteral("temperature")), "hasTemperature");
    QVERIFY(!report.body.contains(QStringLiteral("seed")) || wire != Wire::Anthropic);
}

void TestProviderRequests::extremesAreWithinTheLimits()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    for (const double temperature : {0.0, 0.3, 1.0, 2.0}) {
        auto request = conversation(wire);
        request.temperature = temperature;
        request.seed = 0;
        request.maxOutputTokens = 1;
        request.system = QString(200'000, QLatin1Char('x'));
        QVERIFY(provider(wire, preset)->complete(request, {}, {}));
        request.seed = std::numeric_limits<int>::max();
        request.schema = structured(wire).schema;
        request.schemaName = QString(60, QLatin1Char('n'));
        QVERIFY(provider(wire, preset)->complete(request, {}, {}));
    }
}

void TestProviderRequests::embeddingsComeInOrder()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    QStringList texts;
    for (int i = 0; i < 230; ++i)
        texts.append(QStringLiteral("Text %1").arg(QString(i, QLatin1Char('x'))));
    const auto vectors = provider(wire, preset)->embed(QStringLiteral("embed-conform"), texts, {});
    if (!vectors) {
        QCOMPARE(vectors.error().code, ErrorCode::NotFound);
        QVERIFY(wire == Wire::Anthropic || preset == QLatin1String("groq") || preset == QLatin1String("deepseek"));
        return;
    }
    QCOMPARE(vectors->size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE((*vectors)[i].front(), static_cast<float>(texts[i].size()));
    QVERIFY(m_fixture.report(wire).paths.size() >= 3);
}

void TestProviderRequests::tokensAreCounted()
{
    QFETCH(Wire, wire);
    for (auto request : {conversation(wire), structured(wire)}) {
        const auto counted = m_fixture.provider(wire)->countTokens(request, {});
        QVERIFY2(counted, counted ? "" : qPrintable(counted.error().toText()));
        QCOMPARE(m_fixture.report(wire).faults.join(QLatin1Char('\n')), QString());
        const auto reply = m_fixture.provider(wire)->complete(request, {}, {});
        QVERIFY(reply);
        if (wire == Wire::OpenAi) // estimated, and rather too high
            QVERIFY(*counted >= reply->usage->input);
        else
            QCOMPARE(*counted, reply->usage->input);
    }
}

void TestProviderRequests::listOfModelsIsWhole()
{
    QFETCH(Wire, wire);
    QFETCH(QString, preset);
    const auto models = provider(wire, preset)->models({});
    QVERIFY2(models, models ? "" : qPrintable(models.error().toText()));
    const qsizetype known = wire == Wire::Gemini ? 8 : wire == Wire::Anthropic ? 5 : 3;
    QVERIFY2(models->size() == known, qPrintable(models->join(QLatin1Char(' '))));
}

QTEST_GUILESS_MAIN(TestProviderRequests)
#include "tst_provider_requests.moc"
