// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "settings/setting_row.h"
#include "settings/source_words.h"

#include <QFile>
#include <QHash>
#include <QLabel>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

/// Settings speak to people in words; the values of the file and of the environment stand in the guide.
class TestSettingWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyChoiceHasATitle();
    void noDescriptionSpeaksInValues();
    void whatTheAdministratorLeavesIsSaid();
    void limitsAreSaidInWords_data();
    void limitsAreSaidInWords();
};

void TestSettingWords::everyChoiceHasATitle()
{
    const QTemporaryDir dir;
    int seen = 0;
    for (const auto &description : Settings::describe(dir.path(), {})) {
        if (description.key == QLatin1String("llm_never_send"))
            continue; // several at once: boxes of their own, see SettingWords
        QStringList titles;
        for (const auto &choice : description.choices) {
            titles.append(SettingRow::choiceTitle(description.key, choice));
            QVERIFY2(titles.last() != choice, qPrintable(description.key + QLatin1Char(' ') + choice));
            ++seen;
        }
        QVERIFY2(titles.removeDuplicates() == 0, qPrintable(description.key));
    }
    QVERIFY(seen > 30);
    // The same word in another setting is another thing.
    QVERIFY(SettingRow::choiceTitle(QStringLiteral("work_queue"), QStringLiteral("local"))
            != SettingRow::choiceTitle(QStringLiteral("llm_provider"), QStringLiteral("local")));
    QCOMPARE(SettingRow::choiceTitle(QStringLiteral("report_language"), QStringLiteral("de")),
             QStringLiteral("Deutsch"));
}

void TestSettingWords::noDescriptionSpeaksInValues()
{
    const QTemporaryDir dir;
    const auto all = Settings::describe(dir.path(), {});
    for (const auto &description : all) {
        // "none: …", "(local)", "with provider openai": a value where a word for it should stand.
        for (const auto &choice : description.choices) {
            const QRegularExpression raw(
                QStringLiteral("\\b%1:|\\(%1\\)|\\b(?:provider|preset) %1\\b").arg(QRegularExpression::escape(choice)));
            QVERIFY2(!raw.match(description.description).hasMatch(), qPrintable(description.description));
        }
        for (const auto &other : all)
            QVERIFY2(!other.key.contains(QLatin1Char('_')) || !description.description.contains(other.key),
                     qPrintable(description.description));
        static const QRegularExpression Preset(QStringLiteral("\\bwith (?:provider|preset)\\b"));
        QVERIFY2(!Preset.match(description.description).hasMatch(), qPrintable(description.description));
    }
}

void TestSettingWords::whatTheAdministratorLeavesIsSaid()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("policy.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": 1, \"settings\": {\"retention_reports_days\": {\"min\": 30, \"max\": 365},"
               " \"llm_provider\": {\"allowed\": [\"none\", \"local\"]}, \"llm_budget_day\": {\"max\": 2.5},"
               " \"max_concurrent_agents\": {\"max\": 4}, \"retention_jobs_days\": {\"min\": 30}, \"offline\": true}}");
    file.close();
    QHash<QString, QString> words;
    for (const auto &description : Settings::describe(dir.path(), {}, Policy::load(file.fileName()))) {
        const SettingRow row(description);
        QStringList all;
        for (const auto *label : row.findChildren<QLabel *>())
            all.append(label->text());
        words.insert(description.key, all.join(QLatin1Char('\n')));
    }
    const auto days = words[QStringLiteral("retention_reports_days")];
    QVERIFY2(days.contains(QStringLiteral("Your administrator allows 30 to 365.")), qPrintable(days));
    QVERIFY2(!days.contains(QStringLiteral("36600")), qPrintable(days));
    const auto agents = words[QStringLiteral("max_concurrent_agents")];
    QVERIFY2(agents.contains(QStringLiteral("Your administrator allows 1 to 4.")), qPrintable(agents));
    const auto jobs = words[QStringLiteral("retention_jobs_days")];
    QVERIFY2(jobs.contains(QStringLiteral("Your administrator allows 30 to 36600, or 0.")), qPrintable(jobs));
    const auto provider = words[QStringLiteral("llm_provider")];
    QVERIFY2(provider.contains(QStringLiteral("Your administrator allows: None, A model on this computer.")),
             qPrintable(provider));
    const auto budget = words[QStringLiteral("llm_budget_day")];
    QVERIFY2(budget.contains(QStringLiteral("Your administrator allows at most 2.5.")), qPrintable(budget));
    QVERIFY(words[QStringLiteral("offline")].contains(QStringLiteral("Set by your administrator.")));
    QVERIFY(!words[QStringLiteral("theme")].contains(QStringLiteral("administrator")));
}

void TestSettingWords::limitsAreSaidInWords_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("unit");
    QTest::newRow("nine a second") << 9.0 << QStringLiteral("9") << QStringLiteral("second");
    QTest::newRow("a hundred a minute") << 100.0 / 60 << QStringLiteral("100") << QStringLiteral("minute");
    QTest::newRow("five a minute") << 5.0 / 60 << QStringLiteral("5") << QStringLiteral("minute");
    QTest::newRow("one in six seconds") << 1.0 / 6 << QStringLiteral("10") << QStringLiteral("minute");
}

void TestSettingWords::limitsAreSaidInWords()
{
    QFETCH(double, perSecond);
    QFETCH(QString, number);
    QFETCH(QString, unit);
    const auto words = rateWords({perSecond, 1});
    QVERIFY2(words.contains(QStringLiteral(" %1 ").arg(number)) && words.endsWith(unit), qPrintable(words));
}

QTEST_MAIN(TestSettingWords)
#include "test_setting_words.moc"
