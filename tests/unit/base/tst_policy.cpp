// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator decides holds above file and environment, and a policy with a fault stops the program.
#include "base/policy.h"
#include "base/setting_declaration.h"
#include "base/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace consultantos;

class TestPolicy : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Result<Policy> policyOf(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("policy.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write a policy");
        file.close();
        return Policy::load(file.fileName());
    }

    static void writeSettings(const QTemporaryDir &dir, const QByteArray &text)
    {
        QFile file(Settings::filePath(dir.path()));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write settings");
    }

private Q_SLOTS:
    void withoutAFileThereIsNone()
    {
        const auto policy = Policy::load(m_folder.filePath(QStringLiteral("missing.json")));
        QVERIFY(policy && policy->isEmpty());
        QVERIFY(policy->allowsExport(QStringLiteral("pdf")));
        QVERIFY(!policy->allowedHosts());
    }

    void standsAboveFileAndEnvironment()
    {
        const auto policy = policyOf("{\"version\": 1, \"settings\": {\"offline\": true, \"theme\": \"dark\"}}");
        QVERIFY(policy);
        const QTemporaryDir dir;
        writeSettings(dir, "{\"offline\": false, \"theme\": \"light\"}");
        QProcessEnvironment environment;
        environment.insert(QLatin1String(findSetting(QStringLiteral("theme"))->environmentName),
                           QStringLiteral("light"));
        auto settings = Settings::load(dir.path(), environment, policy);
        QVERIFY(settings);
        QVERIFY(settings->offline());
        QCOMPARE(settings->theme(), QStringLiteral("dark"));
        QCOMPARE(settings->origin(QStringLiteral("theme")), SettingOrigin::Policy);
        QVERIFY(settings->isLocked(QStringLiteral("offline")));
        QVERIFY(!settings->isLocked(QStringLiteral("language")));

        const auto refused = settings->save(QStringLiteral("offline"), QStringLiteral("false"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(!settings->with(QStringLiteral("offline"), QStringLiteral("false")));
        QVERIFY(settings->save(QStringLiteral("language"), QStringLiteral("de")));
        QVERIFY(settings->reset(QStringLiteral("offline")));
        QVERIFY(Settings::load(dir.path(), environment, policy)->offline());
    }

    void choicesAndBoundsHold()
    {
        const auto policy =
            policyOf("{\"version\": 1, \"settings\": {\"llm_provider\": {\"allowed\": [\"none\", \"local\"]},"
                     " \"llm_budget_day\": {\"max\": 5}, \"retention_reports_days\": {\"min\": 30, \"max\": 365}}}");
        QVERIFY(policy);
        const QTemporaryDir dir;
        auto settings = Settings::load(dir.path(), {}, policy);
        QVERIFY(settings);
        QCOMPARE(settings->llmProvider(), QStringLiteral("none"));
        // Without a limit is more than any.
        QCOMPARE(settings->llmBudgetForDay(), std::optional<qint64>(5'000'000));
        // Never deleting is longer than at most 365 days, so the longest time that is allowed stands for it.
        QCOMPARE(settings->retentionDays(QStringLiteral("reports")), 365);
        QVERIFY(settings->save(QStringLiteral("llm_provider"), QStringLiteral("local")));
        QVERIFY(!settings->save(QStringLiteral("llm_provider"), QStringLiteral("openai")));
        QVERIFY(settings->save(QStringLiteral("llm_budget_day"), QStringLiteral("2.50")));
        QVERIFY(!settings->save(QStringLiteral("llm_budget_day"), QStringLiteral("5.01")));
        QVERIFY(!settings->save(QStringLiteral("llm_budget_day"), QString()));
        QVERIFY(!settings->isLocked(QStringLiteral("llm_provider")));

        QVERIFY(settings->save(QStringLiteral("retention_reports_days"), QStringLiteral("30")));
        QVERIFY(!settings->save(QStringLiteral("retention_reports_days"), QStringLiteral("29")));
        // Never to delete is longer than any number of days.
        QVERIFY(!settings->save(QStringLiteral("retention_reports_days"), QStringLiteral("0")));
        writeSettings(dir, "{\"retention_reports_days\": 0}");
        QCOMPARE(Settings::load(dir.path(), {}, policy)->retentionDays(QStringLiteral("reports")), 365);

        writeSettings(dir, "{\"llm_provider\": \"openai\", \"retention_reports_days\": 900}");
        const auto bent = Settings::load(dir.path(), {}, policy);
        QVERIFY(bent);
        QCOMPARE(bent->llmProvider(), QStringLiteral("none"));
        QCOMPARE(bent->retentionDays(QStringLiteral("reports")), 365);
        QCOMPARE(bent->origin(QStringLiteral("llm_provider")), SettingOrigin::Policy);
        for (const auto &description : Settings::describe(dir.path(), {}, policy)) {
            if (description.key == QLatin1String("llm_provider")) {
                QCOMPARE(description.choices, (QStringList{QStringLiteral("none"), QStringLiteral("local")}));
                QVERIFY(!description.isLocked);
            }
        }
    }

    void aLeastTimeOfKeepingLeavesNeverAlone()
    {
        const auto policy = policyOf("{\"version\": 1, \"settings\": {\"retention_reports_days\": {\"min\": 30},"
                                     " \"llm_budget_day\": {\"min\": 3}}}");
        QVERIFY(policy);
        const QTemporaryDir dir;
        auto settings = Settings::load(dir.path(), {}, policy);
        QVERIFY(settings);
        QCOMPARE(settings->retentionDays(QStringLiteral("reports")), 0);
        QVERIFY(settings->save(QStringLiteral("retention_reports_days"), QStringLiteral("0")));
        QVERIFY(!settings->save(QStringLiteral("retention_reports_days"), QStringLiteral("7")));
        QVERIFY(!settings->llmBudgetForDay());
    }

    void aFolderThatMayNotBeEnteredIsNoLackOfAPolicy()
    {
#ifdef Q_OS_UNIX
        const QString folder = m_folder.filePath(QStringLiteral("shut"));
        QVERIFY(QDir().mkpath(folder));
        const auto path = folder + QStringLiteral("/policy.json");
        QFile::setPermissions(folder, {});
        // Root enters any folder, so a name that is longer than any may be stands for one that can't be looked up.
        const auto isRoot = QFileInfo(folder).isExecutable() || geteuid() == 0;
        const auto policy = Policy::load(isRoot ? folder + u'/' + QString(300, u'x') : path);
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QVERIFY(!policy);
        QVERIFY(QFile::link(QStringLiteral("/nonexistent/policy.json"), path));
        QVERIFY(!Policy::load(path));
#endif
    }

    void exportsAreLimited()
    {
        const auto policy = policyOf("{\"version\": 1, \"export_formats\": [\"pdf\", \"html\"]}");
        QVERIFY(policy);
        QVERIFY(policy->admitExport(QStringLiteral("PDF")));
        const auto refused = policy->admitExport(QStringLiteral("docx"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(refused.error().toText().contains(QStringLiteral("pdf, html")));
        QVERIFY(!policyOf("{\"version\": 1, \"export_formats\": []}")->allowsExport(QStringLiteral("pdf")));
    }

    void faultsStopTheProgramAndSayWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *text, const char *words) {
            QTest::newRow(name) << QByteArray(text) << QString(QLatin1String(words));
        };
        row("no JSON", "{\n\"version\": 1,\n\"settings\" {}\n}", "line 3");
        row("empty", "", "line 1");
        row("no version", "{}", "version");
        row("another version", "{\"version\": 2}", "version");
        row("unknown key", "{\"version\": 1, \"hosts\": []}", "hosts");
        row("unknown setting", "{\"version\": 1, \"settings\": {\"ofline\": true}}", "ofline");
        row("wrong value", "{\"version\": 1, \"settings\": {\"offline\": \"perhaps\"}}", "offline");
        row("null", "{\"version\": 1, \"settings\": {\"offline\": null}}", "offline");
        row("empty list", "{\"version\": 1, \"settings\": {\"llm_provider\": {\"allowed\": []}}}", "allowed");
        row("wrong choice", "{\"version\": 1, \"settings\": {\"llm_provider\": {\"allowed\": [\"oracle\"]}}}",
            "allowed");
        row("bound of words", "{\"version\": 1, \"settings\": {\"theme\": {\"max\": 3}}}", "max");
        row("bounds crossed", "{\"version\": 1, \"settings\": {\"llm_batch_size\": {\"min\": 5, \"max\": 3}}}", "min");
        row("hosts no list", "{\"version\": 1, \"allowed_hosts\": \"sec.gov\"}", "allowed_hosts");
        row("list for an object", "[]", "{");
        row("address for a host", "{\"version\": 1, \"allowed_hosts\": [\"https://data.sec.gov/\"]}",
            "https://data.sec.gov/");
        row("host with a port", "{\"version\": 1, \"allowed_hosts\": [\"data.sec.gov:443\"]}", "443");
        row("all hosts", "{\"version\": 1, \"allowed_hosts\": [\"*\"]}", "*");
        row("star within", "{\"version\": 1, \"allowed_hosts\": [\"data.*.gov\"]}", "data.*.gov");
        row("unknown format", "{\"version\": 1, \"export_formats\": [\"pdf\", \"word\"]}", "word");
        row("host no text", "{\"version\": 1, \"allowed_hosts\": [{}]}", "allowed_hosts");
        row("host a switch", "{\"version\": 1, \"allowed_hosts\": [true]}", "allowed_hosts");
        row("host with a hole", "{\"version\": 1, \"allowed_hosts\": [\"a..b\"]}", "a..b");
        row("rule without words", "{\"version\": 1, \"settings\": {\"llm_provider\": {}}}", "llm_provider");
        // Bounds take the place of values: one that is none would leave the setting without any.
        row("finer than money", "{\"version\": 1, \"settings\": {\"llm_budget_day\": {\"max\": 1.1234567}}}", "max");
        row("less than nothing", "{\"version\": 1, \"settings\": {\"llm_budget_day\": {\"max\": -5}}}", "max");
        row("half a day", "{\"version\": 1, \"settings\": {\"retention_reports_days\": {\"max\": 30.5}}}", "max");
        row("beyond the range", "{\"version\": 1, \"settings\": {\"retention_reports_days\": {\"min\": 1e9}}}", "min");
        row("no agents", "{\"version\": 1, \"settings\": {\"max_concurrent_agents\": {\"max\": 0}}}", "max");
        row("never at most", "{\"version\": 1, \"settings\": {\"retention_reports_days\": {\"max\": 0}}}", "max");
        row("allowed out of bounds",
            "{\"version\": 1, \"settings\": {\"llm_batch_size\": {\"allowed\": [3, 6], \"min\": 4}}}", "allowed");
        row("said twice", "{\"version\": 1, \"settings\": {\"offline\": true, \"\\u006fffline\": false}}", "offline");
    }

    void faultsStopTheProgramAndSayWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto policy = policyOf(text);
        QVERIFY(!policy);
        QVERIFY2(policy.error().toText().contains(words), qPrintable(policy.error().toText()));
        const QTemporaryDir dir;
        const auto settings = Settings::load(dir.path(), {}, policy);
        QVERIFY(!settings);
        QCOMPARE(settings.error().toText(), policy.error().toText());
    }
};

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
