// SPDX-License-Identifier: GPL-3.0-or-later
// Which provider the settings mean, and that every preset of the settings is known.
#include "llm/providers/provider_factory.h"

#include "base/setting_declaration.h"
#include "egress/egress_settings.h"
#include "llm/local/local_models.h"
#include "llm/providers/openai_preset.h"
#include "provider_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

Settings chosen(const QList<std::pair<QString, QString>> &values)
{
    Settings settings;
    for (const auto &[key, text] : values) {
        if (auto with = settings.with(key, text))
            settings = *with;
    }
    return settings;
}

} // namespace

class ProviderFactoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNamedOneIsMade()
    {
        ProviderFixture f;
        const auto idOf = [&](const QString &provider) {
            const auto made = makeProvider(chosen({{QStringLiteral("llm_provider"), provider}}), f.client, f.secrets);
            return made && *made ? (*made)->id() : QString();
        };
        for (const auto *name : {"gemini", "openai", "anthropic"})
            QCOMPARE(idOf(QLatin1String(name)), QLatin1String(name));
        QCOMPARE(idOf(QStringLiteral("none")), QString());
        QVERIFY(makeProvider(Settings(), f.client, f.secrets));
        QVERIFY(
            !makeProvider(chosen({{QStringLiteral("llm_provider"), QStringLiteral("local")}}), f.client, f.secrets));
        QVERIFY(f.server.requests().isEmpty());
    }

    void theLocalOneIsThatOfTheProgramsServers()
    {
        ProviderFixture f;
        const auto settings = chosen({{QStringLiteral("llm_provider"), QStringLiteral("local")},
                                      {QStringLiteral("llm_embedding_model"), QStringLiteral("/models/e.gguf")}});
        const auto environment = QProcessEnvironment::systemEnvironment();
        const LocalModels local(settings, environment, LocalServerServices::standard(f.network.clock));
        const auto made = makeProvider(settings, f.client, f.secrets, &local);
        QVERIFY(made && *made);
        QCOMPARE((*made)->id(), QStringLiteral("local"));
        QCOMPARE(local.replies().state(), LocalServerState::Stopped);
        QCOMPARE(localServerOptions(settings, LocalServerUse::Embeddings, environment).modelFile,
                 QStringLiteral("/models/e.gguf"));
        QCOMPARE(localServerOptions(settings, LocalServerUse::Replies, environment).modelFile, QString());
    }

    void everyPresetIsKnown()
    {
        ProviderFixture f;
        const auto presets = choicesOf(*findSetting(QStringLiteral("llm_preset")));
        QCOMPARE(presets.size(), qsizetype(openAiPresets().size()));
        for (const auto &preset : presets) {
            const auto made = makeProvider(chosen({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                                   {QStringLiteral("llm_preset"), preset}}),
                                           f.client, f.secrets);
            QVERIFY(made && *made);
            QCOMPARE((*made)->id(), preset);
        }
    }

    void anAddressIsUsed()
    {
        ProviderFixture f;
        f.answerJson(quoted("{'data':[{'id':'m'}]}"));
        const auto made =
            makeProvider(chosen({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                 {QStringLiteral("llm_preset"), QStringLiteral("ollama")},
                                 {QStringLiteral("llm_base_url"), f.server.url(QStringLiteral("/v1")).toString()}}),
                         f.client, f.secrets);
        QVERIFY(made);
        QCOMPARE((*made)->models({}).value_or(QStringList()), QStringList{QStringLiteral("m")});
        QVERIFY(f.server.requests().first().header("Authorization").isEmpty());
    }

    void aServerOnThisMachineIsReachedOffline()
    {
        const auto options =
            egressOptions(chosen({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                  {QStringLiteral("llm_base_url"), QStringLiteral("http://127.0.0.1:11434/v1")},
                                  {QStringLiteral("offline"), QStringLiteral("true")}}));
        QVERIFY(options);
        QCOMPARE(options->offlineHosts, QStringList{QStringLiteral("127.0.0.1:11434")});
        const auto remote =
            egressOptions(chosen({{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                  {QStringLiteral("llm_base_url"), QStringLiteral("https://example.com/v1")}}));
        QVERIFY(remote->offlineHosts.isEmpty());
    }

    void aModelsNameIsOneLine()
    {
        const auto &name = *findSetting(QStringLiteral("llm_model"));
        QVERIFY(parseSetting(name, QStringLiteral("gpt-4o-mini")).isValid());
        QVERIFY(parseSetting(name, QString()).isValid());
        QVERIFY(!parseSetting(name, QStringLiteral("a\nb")).isValid());
        QVERIFY(!parseSetting(name, QStringLiteral(" a")).isValid());
    }
};

QTEST_GUILESS_MAIN(ProviderFactoryTest)
#include "tst_provider_factory.moc"
