// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/charset_decoder.h"
#include "evidence/documents/text_decoding.h"

#include <QTest>

using namespace consultantos;

class TestTextDecoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QString>("text");
        QTest::newRow("ascii") << QByteArray("plain") << QString() << QStringLiteral("plain");
        QTest::newRow("utf-8") << QByteArray("M\xC3\xBCller") << QString() << QStringLiteral("Müller");
        QTest::newRow("utf-8 though declared otherwise")
            << QByteArray("M\xC3\xBCller") << QStringLiteral("iso-8859-1") << QStringLiteral("Müller");
        QTest::newRow("utf-8 mark") << QByteArray("\xEF\xBB\xBFM\xC3\xBC") << QString() << QStringLiteral("Mü");
        QTest::newRow("utf-16 little-endian mark")
            << QByteArray("\xFF\xFEM\0\xFC\0", 6) << QString() << QStringLiteral("Mü");
        QTest::newRow("utf-16 big-endian mark")
            << QByteArray("\xFE\xFF\0M\0\xFC", 6) << QString() << QStringLiteral("Mü");
        QTest::newRow("declared latin") << QByteArray("M\xFCller") << QStringLiteral("ISO-8859-1")
                                        << QStringLiteral("Müller");
        QTest::newRow("a browser's latin")
            << QByteArray("5 \x80") << QStringLiteral("iso-8859-1") << QStringLiteral("5 €");
        QTest::newRow("nothing declared")
            << QByteArray("Umsatzerl\xF6se und Aufw\xE4nde f\xFCr das Gesch\xE4"
                          "ftsjahr in Millionen")
            << QString() << QStringLiteral("Umsatzerlöse und Aufwände für das Geschäftsjahr in Millionen");
        QTest::newRow("unknown declared")
            << QByteArray("Umsatzerl\xF6se f\xFCr das Jahr") << QStringLiteral("x-no-such-charset")
            << QStringLiteral("Umsatzerlöse für das Jahr");
        QTest::newRow("shift-jis") << QByteArray(
            "\x94\x84\x8f\xe3\x8d\x82,\x89\x63\x8b\xc6\x97\x98\x89\x76\n\x93\x8c\x8b\x9e,100\n")
                                   << QString() << QStringLiteral("売上高,営業利益\n東京,100\n");
    }

    void decodes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, declared);
        QFETCH(QString, text);
        const auto decoded = decodeText(bytes, declared);
        QCOMPARE(decoded.text, text);
        QVERIFY(!decoded.hasFaults);
        QVERIFY(!decoded.charset.isEmpty());
    }

    void readsWithoutIcu_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("charset");
        QTest::addColumn<QString>("text");
        QTest::newRow("western") << QByteArray("5 \x80 \xFC") << QStringLiteral("windows-1252")
                                 << QStringLiteral("5 € ü");
        QTest::newRow("latin 9") << QByteArray("5 \xA4") << QStringLiteral("ISO-8859-15") << QStringLiteral("5 €");
        QTest::newRow("central") << QByteArray("\xB9\xE6") << QStringLiteral("windows-1250") << QStringLiteral("ąć");
        QTest::newRow("russian") << QByteArray("\xF2\xCF\xD3\xD4") << QStringLiteral("KOI8-R")
                                 << QStringLiteral("Рост");
        QTest::newRow("japanese") << QByteArray("\x94\x84\x8f\xe3\x8d\x82") << QStringLiteral("windows-31j")
                                  << QStringLiteral("売上高");
        QTest::newRow("korean") << QByteArray("\xB8\xC5\xC3\xE2") << QStringLiteral("windows-949")
                                << QStringLiteral("매출");
        QTest::newRow("chinese") << QByteArray("\xD3\xAA\xCA\xD5") << QStringLiteral("gb18030")
                                 << QStringLiteral("营收");
        QTest::newRow("taiwanese") << QByteArray("\xC0\xE7\xA6\xAC") << QStringLiteral("Big5")
                                   << QStringLiteral("營收");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("windows-1252") << QString();
        QTest::newRow("cut off") << QByteArray("A\x94") << QStringLiteral("windows-31j") << QStringLiteral("A\uFFFD");
        QTest::newRow("long") << QByteArray(10'000, '\xFC') << QStringLiteral("windows-1252")
                              << QString(10'000, QChar(0xFC));
    }

    void readsWithoutIcu()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, charset);
        QFETCH(QString, text);
        const auto read = decodedByIconv(bytes, charset);
        QVERIFY(read.has_value());
        QCOMPARE(*read, text);
    }

    void anUnknownCharsetIsNotGuessed() { QVERIFY(!decodedByIconv("a", QStringLiteral("x-no-such-charset"))); }

    void countsWhatCannotBeRead()
    {
        const auto decoded = decodeDeclaredText("a\xFF\xFE b", QStringLiteral("UTF-8"));
        QVERIFY(decoded.hasFaults);
        QVERIFY(decoded.text.startsWith(QLatin1Char('a')));
        QCOMPARE(decodingWarnings(decoded).size(), 1);
    }

    void findsDeclarations()
    {
        QCOMPARE(declaredCharset("<?xml version='1.0' encoding='ISO-8859-15'?>"), QStringLiteral("ISO-8859-15"));
        QCOMPARE(declaredCharset("<html><head><META charset=windows-1252>"), QStringLiteral("windows-1252"));
        QCOMPARE(declaredCharset("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\">"),
                 QStringLiteral("Shift_JIS"));
        QCOMPARE(declaredCharset("plain"), QString());
    }

    void tellsTextFromBytes()
    {
        QVERIFY(looksLikeText("Revenue rose.\r\n\t12 %"));
        QVERIFY(looksLikeText("\x94\x84\x8f\xe3"));
        QVERIFY(looksLikeText(QByteArray("\xFF\xFEM\0", 4)));
        QVERIFY(!looksLikeText(QByteArray("PK\3\4\0\0", 6)));
        QVERIFY(!looksLikeText("\x01\x02\x03\x04"));
        QVERIFY(!looksLikeText({}));
    }
};

QTEST_GUILESS_MAIN(TestTextDecoding)
#include "tst_text_decoding.moc"
