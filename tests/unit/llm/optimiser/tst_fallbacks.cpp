// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/fallbacks.h"

#include "model_fixture.h"

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
