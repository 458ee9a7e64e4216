// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/engagement.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

class EngagementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachHasAFolderOfItsOwn()
    {
        const QTemporaryDir dir;
        const auto first = openEngagement(dir.path(), QStringLiteral("Müller & Co"));
        const auto second = openEngagement(dir.path(), QStringLiteral("Muller Co"));
        QVERIFY(first && second);
        QVERIFY(first->isNew);
        QVERIFY(first->folder != second->folder);
        QVERIFY(QDir(first->folder).exists());
        QCOMPARE(engagementNames(dir.path()),
                 (QStringList{QStringLiteral("Muller Co"), QStringLiteral("Müller & Co")}));
    }

    void caseAndBlanksDontMakeAnother()
    {
        const QTemporaryDir dir;
        const auto first = openEngagement(dir.path(), QStringLiteral("Acme  Retail"));
        const auto again = openEngagement(dir.path(), QStringLiteral(" ACME retail "));
        QCOMPARE(again->folder, first->folder);
        QCOMPARE(again->name, QStringLiteral("Acme Retail"));
        QVERIFY(!again->isNew);
        QCOMPARE(engagementNames(dir.path()).size(), 1);
    }

    void withoutANameItIsTheDataFolder()
    {
        const QTemporaryDir dir;
        QCOMPARE(openEngagement(dir.path(), {})->folder, QDir(dir.path()).absolutePath());
        QVERIFY(engagementNames(dir.path()).isEmpty());
    }

    void badNamesAreRefusedAndMakeNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("blank") << "   ";
        QTest::newRow("too long") << QString(101, QLatin1Char('x'));
        QTest::newRow("control") << QStringLiteral("a\x01"
                                                   "b");
    }

    void badNamesAreRefusedAndMakeNothing()
    {
        QFETCH(QString, name);
        const QTemporaryDir dir;
        QCOMPARE(openEngagement(dir.path(), name).error().code, ErrorCode::InvalidArgument);
        QVERIFY(QDir(dir.path()).isEmpty());
    }

    void aNameNeverLeavesTheFolder()
    {
        const QTemporaryDir dir;
        for (const char *name : {"../../etc", "..", "/", "C:\\", "con", "a/../../b", "."}) {
            const auto engagement = openEngagement(dir.path(), QString::fromLatin1(name));
            QVERIFY(engagement);
            QVERIFY(QDir::cleanPath(engagement->folder)
                        .startsWith(QDir(dir.path()).absoluteFilePath(QStringLiteral("engagements/"))));
        }
    }

    void whereNothingCanBeWrittenItSaysSo()
    {
        const QTemporaryDir dir;
        QFile block(dir.filePath(QStringLiteral("engagements")));
        QVERIFY(block.open(QIODevice::WriteOnly));
        QCOMPARE(openEngagement(dir.path(), QStringLiteral("x")).error().code, ErrorCode::Unreadable);
    }
};

QTEST_GUILESS_MAIN(EngagementTest)
#include "tst_engagement.moc"
