// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/fallbacks.h"

#include "model_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class FallbacksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListIsRead()
    {
        const auto choices = parseFallbacks(
            QStringLiteral("openai:gpt-x, ollama:llama3:8b@http://127.0.0.1:11434/v1 ,gemini:g, none, groq:never"));
        QVERIFY(choices);
        const QList<FallbackChoice> expected{
            {QStringLiteral("openai"), QStringLiteral("gpt-x"), {}},
            {QStringLiteral("ollama"), QStringLiteral("llama3:8b"), QUrl(QStringLiteral("http://127.0.0.1:11434/v1"))},
            {QStringLiteral("gemini"), QStringLiteral("g"), {}}};
        QCOMPARE(*choices, expected);
        QVERIFY(parseFallbacks(QString())->isEmpty());
        QVERIFY(parseFallbacks(QStringLiteral("none"))->isEmpty());
    }

    void whatIsNotRightIsNamed_data()
    {
        QTest::addColumn<QString>("entry");
        for (const auto *entry : {"nobody:m", "openai", "openai:", "azure:m", "other:m", "openai:m@http://"})
            QTest::newRow(entry) << QString::fromLatin1(entry);
    }
    void whatIsNotRightIsNamed()
    {
        QFETCH(QString, entry);
        const auto choices = parseFallbacks(QStringLiteral("gemini:g, ") + entry);
        QVERIFY(!choices);
        QCOMPARE(choices.error().code, ErrorCode::InvalidArgument);
        QVERIFY(choices.error().message.contains(entry));
        // It is told when the settings are taken, not in the midst of a call.
        ModelServer server;
        auto settings = settingsFor(server);
        settings.append({QStringLiteral("llm_fallback"), entry});
        ModelProgram program(settings);
        QVERIFY(program.error && program.error->message.contains(entry));
    }

    void thePolicyHoldsForThemToo_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QStringList>("left");
        const QString all = QStringLiteral("openai ollama gemini");
        QTest::newRow("no rule") << QByteArray() << all.split(u' ');
        QTest::newRow("own models alone")
            << QByteArray("\"llm_provider\": {\"allowed\": [\"none\", \"local\"]}") << QStringList();
        QTest::newRow("a provider") << QByteArray("\"llm_provider\": \"gemini\"")
                                    << QStringList{QStringLiteral("gemini")};
        QTest::newRow("a preset") << QByteArray("\"llm_provider\": \"openai\", \"llm_preset\": \"ollama\"")
                                  << QStringList{QStringLiteral("ollama")};
        QTest::newRow("a model") << QByteArray("\"llm_model\": {\"allowed\": [\"g\", \"gpt-x\"]}")
                                 << QStringList{QStringLiteral("openai"), QStringLiteral("gemini")};
        QTest::newRow("an address") << QByteArray("\"llm_base_url\": \"http://127.0.0.1:11434/v1\"")
                                    << QStringList{QStringLiteral("ollama")};
    }
    void thePolicyHoldsForThemToo()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QStringList, left);
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("policy.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\": 1, \"settings\": {" + rules + "}}");
        file.close();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("LLM_FALLBACK"),
                           QStringLiteral("openai:gpt-x, ollama:llama3@http://127.0.0.1:11434/v1, gemini:g"));
        const auto settings = Settings::load(dir.path(), environment, Policy::load(file.fileName()));
        QVERIFY2(settings, settings ? "" : qPrintable(settings.error().toText()));
        const auto choices = admittedFallbacks(*settings);
        QVERIFY(choices);
        QStringList names;
        for (const auto &choice : *choices)
            names.append(choice.name);
        QCOMPARE(names, left);
    }

    void theNamedOneIsMade()
    {
        ProviderFixture f;
        for (const auto *name : {"gemini", "anthropic", "groq", "openai"}) {
            const auto provider = makeFallback({QLatin1String(name), QStringLiteral("m"), {}}, f.client, f.secrets);
            QCOMPARE(provider->id(), QLatin1String(name));
        }
        QVERIFY(f.server.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(FallbacksTest)
#include "tst_fallbacks.moc"
