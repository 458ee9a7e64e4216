// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_archive.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

ImportBudget budgetWith(const ImportLimits &limits)
{
    return ImportBudget(QStringLiteral("a.zip"), limits, {});
}

/// The failure of opening and then reading all entries; an empty message if there is none.
Error failureOf(const QByteArray &content, const ImportLimits &limits = {})
{
    auto budget = budgetWith(limits);
    auto archive = SafeArchive::open(content, budget);
    if (!archive)
        return archive.error();
    for (const auto &entry : archive->entries())
        static_cast<void>(archive->read(entry));
    return budget.status() ? Error{} : budget.status().error();
}

} // namespace

class TestSafeArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEntries()
    {
        auto budget = budgetWith({});
        auto archive =
            SafeArchive::open(zipOf({{QStringLiteral("a/b.xml"), "<b/>"}, {QStringLiteral("ü.txt"), "text"}}), budget);
        QVERIFY(archive);
        QCOMPARE(archive->entries(), (QStringList{QStringLiteral("a/b.xml"), QStringLiteral("ü.txt")}));
        QVERIFY(archive->contains(QStringLiteral("a/b.xml")));
        QCOMPARE(archive->read(QStringLiteral("a/b.xml")), std::optional(QByteArray("<b/>")));
        QCOMPARE(archive->read(QStringLiteral("ü.txt")), std::optional(QByteArray("text")));
        QCOMPARE(archive->read(QStringLiteral("none")), std::nullopt);
        QVERIFY(budget.status());
    }

    void refusesABomb()
    {
        const auto bomb = zipOf({{QStringLiteral("bomb"), QByteArray(64 * 1024 * 1024, '0')}});
        QVERIFY(bomb.size() < 100'000);
        const auto error = failureOf(bomb);
        QCOMPARE(error.code, ErrorCode::Malformed);
        QVERIFY2(error.message.contains(QStringLiteral("unpacks")), qPrintable(error.message));
    }

    void countsAllEntriesTogether()
    {
        ImportLimits limits;
        limits.expandedBytes = 5'000;
        limits.expansionRatio = 1e9;
        const QByteArray part(3'000, 'x');
        QVERIFY(failureOf(zipOf({{QStringLiteral("a"), part}}), limits).message.isEmpty());
        QVERIFY(failureOf(zipOf({{QStringLiteral("a"), part}, {QStringLiteral("b"), part}}), limits)
                    .message.contains(QStringLiteral("unpacks")));
    }

    void limitsTheNumberOfEntries()
    {
        QList<std::pair<QString, QByteArray>> entries;
        for (int i = 0; i < 10'001; ++i)
            entries.append({QString::number(i), {}});
        QCOMPARE(failureOf(zipOf(entries)).code, ErrorCode::Malformed);
        entries.removeLast();
        QVERIFY(failureOf(zipOf(entries)).message.isEmpty());
    }

    void refusesPathTricks_data()
    {
        QTest::addColumn<QString>("entry");
        for (const auto *entry : {"../up.xml", "a/../../up.xml", "/etc/x", "..\\up.xml", "C:\\x", "\\\\host\\x"})
            QTest::newRow(entry) << QString::fromLatin1(entry);
    }

    void refusesPathTricks()
    {
        QFETCH(QString, entry);
        QCOMPARE(failureOf(zipOf({{entry, "x"}})).code, ErrorCode::Malformed);
    }

    void refusesTheSameEntryTwice()
    {
        auto twice = zipOf({{QStringLiteral("word/a.xml"), "one"}, {QStringLiteral("word/b.xml"), "two"}}, true);
        twice.replace("word/b.xml", "word/a.xml");
        QCOMPARE(failureOf(twice).code, ErrorCode::Malformed);
    }

    void saysThatAPasswordIsNeeded()
    {
        const auto error = failureOf(zipOf({{QStringLiteral("a"), "secret"}}, false, "password"));
        QCOMPARE(error.code, ErrorCode::Unreadable);
        QVERIFY(error.message.contains(QStringLiteral("password")));
    }

    void refusesWhatIsCutOrDamaged()
    {
        const auto sound = zipOf({{QStringLiteral("a"), QByteArray("some text to pack").repeated(100)}});
        for (qsizetype length = 1; length < sound.size(); ++length)
            QVERIFY2(!failureOf(sound.left(length)).message.isEmpty(), qPrintable(QString::number(length)));
        for (qsizetype i = 0; i < sound.size(); ++i) {
            auto damaged = sound;
            damaged[i] = char(~damaged[i]);
            failureOf(damaged); // may be harmless, must not crash
        }
        auto wrongSum = zipOf({{QStringLiteral("a"), "some text"}}, true);
        wrongSum.replace("some text", "same text");
        QCOMPARE(failureOf(wrongSum).code, ErrorCode::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestSafeArchive)
#include "tst_safe_archive.moc"
