// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_xml_reader.h"

#include <QTest>

using namespace consultantos;

namespace {

struct Reading {
    QString text;
    Status status;
    bool isBroken = false;
};

Reading readingOf(const QByteArray &xml, XmlRules rules = XmlRules::Office, int depth = 256)
{
    ImportLimits limits;
    limits.depth = depth;
    ImportBudget budget(QStringLiteral("a.xml"), limits, {});
    SafeXmlReader reader(xml, budget, rules);
    Reading reading;
    while (reader.next()) {
        if (reader.isText())
            reading.text += reader.characters();
    }
    reading.status = budget.status();
    reading.isBroken = reader.isBroken();
    return reading;
}

QByteArray laughs()
{
    QByteArray xml = "<!DOCTYPE a [<!ENTITY l0 \"lol\">";
    for (int i = 1; i < 10; ++i) {
        const auto inner = "&l" + QByteArray::number(i - 1) + ";";
        xml += "<!ENTITY l" + QByteArray::number(i) + " \"" + inner.repeated(10) + "\">";
    }
    return xml + "]><a>&l9;</a>";
}

} // namespace

class TestSafeXmlReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void walksChildren()
    {
        ImportBudget budget(QStringLiteral("a.xml"), {}, {});
        SafeXmlReader reader(
            QByteArray("<w:r xmlns:w='u' w:id='7' id='8'><w:a>one<b> two</b></w:a><c><d/></c><e/></w:r>"), budget);
        QVERIFY(reader.nextChild());
        QCOMPARE(reader.name(), u"r");
        QCOMPARE(reader.prefixedAttribute(QLatin1String("id")), QStringLiteral("7"));
        QVERIFY(reader.attribute(QLatin1String("none")).isNull());
        QVERIFY(reader.nextChild());
        QCOMPARE(reader.text(), QStringLiteral("one two"));
        QVERIFY(reader.nextChild());
        QCOMPARE(reader.name(), u"c");
        reader.skip();
        QVERIFY(reader.nextChild());
        QCOMPARE(reader.name(), u"e");
        reader.skip();
        QVERIFY(!reader.nextChild());
        QVERIFY(!reader.isBroken());
        QVERIFY(budget.status());
    }

    void refusesEntities_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("billion laughs") << laughs();
        QTest::newRow("external entity") << QByteArray(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");
        QTest::newRow("parameter entity")
            << QByteArray("<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> %x;]><a/>");
        QTest::newRow("quadratic") << "<!DOCTYPE a [<!ENTITY x \"" + QByteArray(100'000, 'x') + "\">]><a>"
                                          + QByteArray("&x;").repeated(1'000) + "</a>";
    }

    void refusesEntities()
    {
        QFETCH(QByteArray, xml);
        for (const auto rules : {XmlRules::Office, XmlRules::Feed}) {
            const auto reading = readingOf(xml, rules);
            QVERIFY(!reading.status || reading.isBroken);
            QVERIFY(reading.text.isEmpty());
        }
    }

    void documentTypesAreForFeedsOnly()
    {
        const QByteArray xml =
            "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"http://example.org/rss.dtd\"><rss>a&nbsp;b</rss>";
        QVERIFY(!readingOf(xml).status);
        const auto feed = readingOf(xml, XmlRules::Feed);
        QVERIFY(feed.status);
        QCOMPARE(feed.text, QStringLiteral("a\u00A0b"));
    }

    void limitsDepth()
    {
        const auto nested = [](int depth) {
            return QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth);
        };
        QVERIFY(readingOf(nested(256)).status);
        const auto deep = readingOf(nested(1'000'000));
        QVERIFY(!deep.status);
        QCOMPARE(deep.status.error().code, ErrorCode::Malformed);
    }

    void aFaultEndsTheLoop()
    {
        const auto reading = readingOf("<a>text<b></a>");
        QVERIFY(reading.isBroken);
        QVERIFY(reading.status); // left to the format's reader
        QCOMPARE(reading.text, QStringLiteral("text"));
    }
};

QTEST_GUILESS_MAIN(TestSafeXmlReader)
#include "tst_safe_xml_reader.moc"
