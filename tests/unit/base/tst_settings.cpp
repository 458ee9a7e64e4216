// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

QProcessEnvironment environment(const QString &name = {}, const QString &value = {})
{
    QProcessEnvironment environment;
    if (!name.isEmpty())
        environment.insert(name, value);
    return environment;
}

void writeFile(const QTemporaryDir &dir, const QByteArray &text)
{
    QFile file(Settings::filePath(dir.path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray readFile(const QTemporaryDir &dir)
{
    QFile file(Settings::filePath(dir.path()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SettingDescription describe(const QTemporaryDir &dir, const QString &key, const QProcessEnvironment &environment = {})
{
    for (const auto &description : Settings::describe(dir.path(), environment)) {
        if (description.key == key)
            return description;
    }
    return {};
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsHoldWithoutFileAndEnvironment()
    {
        const QTemporaryDir dir;
        const auto settings = *Settings::load(dir.path(), environment());
        QCOMPARE(settings.maxConcurrentAgents(), 5);
        QCOMPARE(settings.llmBatchSize(), 5);
        QCOMPARE(settings.cacheL1Ttl().count(), 300);
        QCOMPARE(settings.cacheL2Ttl().count(), 3600);
        QCOMPARE(settings.cacheL3Ttl().count(), 86400);
        QCOMPARE(settings.agentTimeout().count(), 60);
        QVERIFY(settings.performanceMetricsEnabled());
        QVERIFY(!settings.offline());
        QCOMPARE(settings.language(), QStringLiteral("system"));
        QCOMPARE(settings.origin(QStringLiteral("theme")), SettingOrigin::Default);
    }

    void theFileBeatsTheDefaultAndTheEnvironmentBeatsBoth()
    {
        const QTemporaryDir dir;
        writeFile(dir, R"({"max_concurrent_agents": 7, "theme": "dark"})");
        const auto settings =
            *Settings::load(dir.path(), environment(QStringLiteral("MAX_CONCURRENT_AGENTS"), QStringLiteral("9")));
        QCOMPARE(settings.maxConcurrentAgents(), 9);
        QCOMPARE(settings.origin(QStringLiteral("max_concurrent_agents")), SettingOrigin::Environment);
        QCOMPARE(settings.theme(), QStringLiteral("dark"));
        QCOMPARE(settings.origin(QStringLiteral("theme")), SettingOrigin::SettingsFile);
        QCOMPARE(Settings::load(dir.path(), environment())->maxConcurrentAgents(), 7);
    }

    void anEmptyVariableCountsAsNotSet()
    {
        const QTemporaryDir dir;
        QCOMPARE(Settings::load(dir.path(), environment(QStringLiteral("LLM_BATCH_SIZE"), QString()))->llmBatchSize(),
                 5);
    }

    void aWrongVariableIsAnError_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *key, const char *value) {
            QTest::newRow(QByteArray(QByteArray(name) + '=' + value).constData())
                << QString(QLatin1String(name)) << QString(QLatin1String(key)) << QString(QLatin1String(value));
        };
        row("MAX_CONCURRENT_AGENTS", "max_concurrent_agents", "0");
        row("MAX_CONCURRENT_AGENTS", "max_concurrent_agents", "65");
        row("MAX_CONCURRENT_AGENTS", "max_concurrent_agents", "five");
        row("MAX_CONCURRENT_AGENTS", "max_concurrent_agents", "5.5");
        row("CACHE_TTL_SECONDS", "cache_ttl_seconds", "99999999999999");
        row("ENABLE_PERFORMANCE_METRICS", "enable_performance_metrics", "maybe");
        row("CONSULTANTOS_THEME", "theme", "pink");
        row("CONSULTANTOS_TEXT_SIZE", "text_size", "90");
        row("CONSULTANTOS_TEXT_SIZE", "text_size", "201");
        row("CONSULTANTOS_MOTION", "motion", "wild");
    }

    void aWrongVariableIsAnError()
    {
        QFETCH(QString, name);
        QFETCH(QString, key);
        QFETCH(QString, value);
        const QTemporaryDir dir;
        const auto settings = Settings::load(dir.path(), environment(name, value));
        QVERIFY(!settings);
        QCOMPARE(settings.error().code, ErrorCode::InvalidArgument);
        for (const auto &part : {key, name, value})
            QVERIFY2(settings.error().message.contains(part), qPrintable(settings.error().message));
        QVERIFY(!settings.error().detail.isEmpty());
        QVERIFY(!describe(dir, key, environment(name, value)).error.isEmpty());
    }

    void aWrongFileIsAnErrorAndIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("unknown key") << QByteArray(R"({"max_agents": 3})");
        QTest::newRow("a number as text") << QByteArray(R"({"llm_batch_size": "3"})");
        QTest::newRow("a fraction") << QByteArray(R"({"llm_batch_size": 3.5})");
        QTest::newRow("null") << QByteArray(R"({"theme": null})");
        QTest::newRow("a text for a switch") << QByteArray(R"({"offline": "yes"})");
        QTest::newRow("no JSON") << QByteArray("llm_batch_size = 3");
        QTest::newRow("an array") << QByteArray("[]");
    }

    void aWrongFileIsAnErrorAndIsLeftAlone()
    {
        QFETCH(QByteArray, text);
        const QTemporaryDir dir;
        writeFile(dir, text);
        QVERIFY(!Settings::load(dir.path(), environment()));
        QCOMPARE(readFile(dir), text);
    }

    void describingListsEverythingEvenWhenOneIsWrong()
    {
        const QTemporaryDir dir;
        const auto all = Settings::describe(dir.path(), environment()).size();
        writeFile(dir, R"({"llm_batch_size": 0, "mystery": 1})");
        const auto described = Settings::describe(dir.path(), environment());
        QCOMPARE(described.size(), all + 1);
        QCOMPARE(std::count_if(described.begin(), described.end(), [](const auto &d) { return !d.error.isEmpty(); }),
                 2);
    }

    void anAmountIsExact_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("microUnits");
        QTest::newRow("whole") << QStringLiteral("2") << qint64(2'000'000);
        QTest::newRow("cents") << QStringLiteral("2.50") << qint64(2'500'000);
        QTest::newRow("the least") << QStringLiteral("0.000001") << qint64(1);
        QTest::newRow("nothing") << QStringLiteral("0") << qint64(0);
        QTest::newRow("the most") << QStringLiteral("999999999.999999") << qint64(999'999'999'999'999);
        for (const auto *wrong : {"-1", "1,5", ".5", "1.", "1.0000001", "1e3", "$2", " 2", "1000000000"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong) << qint64(-1);
    }
    void anAmountIsExact()
    {
        QFETCH(QString, text);
        QFETCH(qint64, microUnits);
        const auto with = Settings().with(QStringLiteral("llm_budget_day"), text);
        QCOMPARE(bool(with), microUnits >= 0);
        if (with)
            QCOMPARE(with->llmBudgetForDay(), std::optional(microUnits));
        QVERIFY(!Settings().llmBudgetForDay());
    }

    void aPasswordIsNeverShown_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("valid") << QStringLiteral("redis://user:hunter2@host:6379/0");
        QTest::newRow("as a parameter") << QStringLiteral("redis://host?password=hunter2");
        QTest::newRow("wrong") << QStringLiteral("http://user:hunter2@host");
    }

    void aPasswordIsNeverShown()
    {
        QFETCH(QString, url);
        const QTemporaryDir dir;
        const auto variables = environment(QStringLiteral("REDIS_URL"), url);
        const auto description = describe(dir, QStringLiteral("redis_url"), variables);
        QVERIFY(!description.value.isEmpty());
        QVERIFY(!description.value.contains(QStringLiteral("hunter2")));
        QVERIFY(!description.error.contains(QStringLiteral("hunter2")));
        if (const auto settings = Settings::load(dir.path(), variables))
            QCOMPARE(settings->redisUrl(), url);
        else
            QVERIFY(!settings.error().toText().contains(QStringLiteral("hunter2")));
    }

    void networkSettingsAreChecked_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isAllowed");
        const auto row = [](const char *name, const char *value, bool isAllowed) {
            QTest::newRow(QByteArray(QByteArray(name) + '=' + value).constData())
                << QStringLiteral("CONSULTANTOS_") + QString(QLatin1String(name)) << QString(QLatin1String(value))
                << isAllowed;
        };
        row("PROXY", "none", true);
        row("PROXY", "http://me:hunter2@proxy.example:3128", true);
        row("PROXY", "socks5://127.0.0.1:1080", true);
        row("PROXY", "proxy.example:3128", false);
        row("PROXY", "me:hunter2@proxy.example:3128", false);
        row("PROXY", "https://proxy.example:3128", false);
        row("SEC_CONTACT", "Smith Advisory research@smith.example", true);
        row("SEC_CONTACT", "Smith Advisory", false);
        row("SEC_CONTACT", "a@b.example\r\nX-Other: 1", false);
        row("FEED_URLS", "https://a.example/feed?x=1 http://b.example/rss", true);
        row("FEED_URLS", "https://a.example/feed ftp://b.example/", false);
        row("FEED_URLS", "https://me:hunter2@a.example/feed", false);
        row("TAVILY_URL", "file:///etc/passwd", false);
        row("TAVILY_ENABLED", "true", true);
    }

    void networkSettingsAreChecked()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(bool, isAllowed);
        const QTemporaryDir dir;
        const auto settings = Settings::load(dir.path(), environment(name, value));
        QCOMPARE(settings.has_value(), isAllowed);
        if (!isAllowed)
            QVERIFY2(!settings.error().toText().contains(QStringLiteral("hunter2")),
                     qPrintable(settings.error().toText()));
        for (const auto &description : Settings::describe(dir.path(), environment(name, value))) {
            QVERIFY(!description.value.contains(QStringLiteral("hunter2")));
            QVERIFY(!description.error.contains(QStringLiteral("hunter2")));
        }
    }

    void everySourceOfTheNetworkIsOffAtFirst()
    {
        const QTemporaryDir dir;
        int sources = 0;
        for (const auto &description : Settings::describe(dir.path(), environment())) {
            if (!description.environmentName.startsWith(QStringLiteral("CONSULTANTOS_"))
                || !description.key.endsWith(QStringLiteral("_enabled"))
                || description.key == QLatin1String("starter_facts_enabled")) // of no network
                continue;
            ++sources;
            QCOMPARE(description.value, QStringLiteral("false"));
        }
        QCOMPARE(sources, 10); // nine of evidence, and the question for newer versions
        const auto settings = *Settings::load(
            dir.path(), environment(QStringLiteral("CONSULTANTOS_GDELT_ENABLED"), QStringLiteral("true")));
        QVERIFY(settings.isSourceEnabled(QStringLiteral("gdelt")));
        QVERIFY(!settings.isSourceEnabled(QStringLiteral("tavily")));
        QCOMPARE(settings.sourceUrl(QStringLiteral("sec_edgar_data")), QUrl(QStringLiteral("https://data.sec.gov")));
        QVERIFY(settings.sourceUrl(QStringLiteral("searxng")).isEmpty());
    }

    void tryingAValueOutSavesNothing()
    {
        const QTemporaryDir dir;
        const auto settings = *Settings::load(
            dir.path(), environment(QStringLiteral("CONSULTANTOS_GDELT_ENABLED"), QStringLiteral("true")));
        const auto tried = settings.with(QStringLiteral("searxng_url"), QStringLiteral("http://127.0.0.1:8888"));
        QVERIFY(tried.has_value());
        QCOMPARE(tried->sourceUrl(QStringLiteral("searxng")), QUrl(QStringLiteral("http://127.0.0.1:8888")));
        QVERIFY(settings.sourceUrl(QStringLiteral("searxng")).isEmpty());
        QVERIFY(!QFile::exists(Settings::filePath(dir.path())));
        QVERIFY(!settings.with(QStringLiteral("searxng_url"), QStringLiteral("ftp://x")));
        QVERIFY(!settings.with(QStringLiteral("nonsense"), QStringLiteral("1")));
        // What the environment sets stays in force.
        QVERIFY(settings.with(QStringLiteral("gdelt_enabled"), QStringLiteral("false"))
                    ->isSourceEnabled(QStringLiteral("gdelt")));
    }

    void savingKeepsOtherKeysAndChecksTheValue()
    {
        const QTemporaryDir dir;
        writeFile(dir, R"({"theme": "dark"})");
        auto settings = *Settings::load(dir.path(), environment());
        QVERIFY(settings.save(QStringLiteral("llm_batch_size"), QStringLiteral("9")));
        QCOMPARE(settings.llmBatchSize(), 9);
        const auto again = *Settings::load(dir.path(), environment());
        QCOMPARE(again.llmBatchSize(), 9);
        QCOMPARE(again.theme(), QStringLiteral("dark"));
        const auto before = readFile(dir);
        QVERIFY(!settings.save(QStringLiteral("llm_batch_size"), QStringLiteral("51")));
        QVERIFY(!settings.save(QStringLiteral("nonsense"), QStringLiteral("1")));
        QCOMPARE(readFile(dir), before);
        QVERIFY(settings.reset(QStringLiteral("llm_batch_size")));
        QCOMPARE(Settings::load(dir.path(), environment())->llmBatchSize(), 5);
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
