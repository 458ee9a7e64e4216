// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"
#include "table_output.h"

#include <QTest>

using namespace consultantos;

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesGlobalOptionsFromAnywhere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        QTest::newRow("before") << words("--data-dir d --language de --offline -q analyze A --depth quick");
        QTest::newRow("after") << words("analyze A --depth quick --quiet --offline --language=de --data-dir=d");
        QTest::newRow("between") << words("analyze --offline A -q --data-dir d --depth --language de quick");
    }

    void takesGlobalOptionsFromAnywhere()
    {
        QFETCH(QStringList, arguments);
        const auto line = CommandLine::parse(arguments);
        QVERIFY(line.has_value());
        QCOMPARE(line->dataDir, QStringLiteral("d"));
        QCOMPARE(line->language, QStringLiteral("de"));
        QVERIFY(line->isOffline);
        QVERIFY(line->isQuiet);
        QCOMPARE(line->command, QStringLiteral("analyze"));
        QCOMPARE(line->arguments,
                 (QStringList{QStringLiteral("A"), QStringLiteral("--depth"), QStringLiteral("quick")}));
    }

    void afterTwoDashesNothingIsAnOption()
    {
        const auto line =
            CommandLine::parse({QStringLiteral("analyze"), QStringLiteral("--"), QStringLiteral("--offline")});
        QVERIFY(line.has_value());
        QVERIFY(!line->isOffline);
        QCOMPARE(line->arguments, (QStringList{QStringLiteral("--"), QStringLiteral("--offline")}));
    }

    void refusesWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no value") << QStringList{QStringLiteral("--data-dir")};
        QTest::newRow("empty value") << QStringList{QStringLiteral("--data-dir=")};
        QTest::newRow("language") << QStringList{QStringLiteral("--language"), QStringLiteral("tlh")};
        QTest::newRow("store") << QStringList{QStringLiteral("--store")};
        QTest::newRow("engagement without a name") << QStringList{QStringLiteral("--engagement=")};
    }

    void refusesWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        const auto line = CommandLine::parse(arguments);
        QVERIFY(!line.has_value());
        QCOMPARE(line.error().code, ErrorCode::InvalidArgument);
    }

    void quotesCsvFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("plain") << QStringLiteral("a") << QByteArray("a");
        QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::newRow("negative number") << QStringLiteral("-12.5") << QByteArray("-12.5");
    }

    void quotesCsvFields()
    {
        QFETCH(QString, field);
        QFETCH(QByteArray, written);
        QCOMPARE(csvTable({QStringLiteral("x")}, {{field}}), "x\r\n" + written + "\r\n");
    }

    void padsTextColumns()
    {
        QCOMPARE(
            textTable({QStringLiteral("a"), QStringLiteral("bb")}, {{QStringLiteral("long"), QStringLiteral("c")}}),
            QByteArray("a     bb\nlong  c\n"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
