// SPDX-License-Identifier: GPL-3.0-or-later
#include "../gzip_writer.h"
#include "evidence/filings/inline_xbrl_importer.h"
#include "filing_fixture.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QByteArray Revenues = "<p>Revenues were <ix:nonFraction contextRef='year' unitRef='usd' name='us-gaap:Revenues' "
                            "format='ixt:num-dot-decimal' scale='6' id='f-1'>96</ix:nonFraction> million.</p>";

} // namespace

class InlineXbrlImporterTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    InlineXbrlImporter m_importer;

    QString written(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }

private Q_SLOTS:
    void aFilingBecomesADocument()
    {
        const auto content = filing("<div>ITEM 7. OUTLOOK</div>" + Revenues);
        const auto path = written(QStringLiteral("acme-000001234524000001.htm"), content);
        const auto document = m_importer.read(path, {}, {});
        QVERIFY(document);
        QCOMPARE(document->id,
                 QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(16)));
        QCOMPARE(document->name, QStringLiteral("acme-000001234524000001.htm"));
        QCOMPARE(document->format, QStringLiteral("ixbrl"));
        QCOMPARE(document->title, QStringLiteral("Acme Anvils, Inc., 10-K, 2023-12-31"));
        QCOMPARE(document->date, std::optional(QDate(2023, 12, 31)));
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(document->facts.first().value(), 96e6);
        QCOMPARE(document->facts.first().latest.accession, QStringLiteral("0000012345-24-000001"));
        QCOMPARE(document->facts.first().latest.place.document, document->id);
        QCOMPARE(document->blocks.size(), 2);
        QCOMPARE(document->blocks[1].text, QStringLiteral("Revenues were 96 million."));
        QCOMPARE(document->blocks[1].section, QStringLiteral("Item 7"));
        QCOMPARE(document->blocks[1].offset, int(document->blocks[0].text.size()) + 1);
        QVERIFY(document->warnings.isEmpty());
    }

    void gzipIsUnpacked()
    {
        const auto packed = gzipped(filing(Revenues));
        QVERIFY(m_importer.accepts(packed.left(4096), QStringLiteral("acme.htm.gz")));
        const auto document = m_importer.read(written(QStringLiteral("acme.htm.gz"), packed), {}, {});
        QVERIFY(document);
        QCOMPARE(document->facts.size(), 1);
    }

    void theContentDecides()
    {
        QVERIFY(m_importer.accepts(filing({}).left(2048), QStringLiteral("x.txt")));
        QVERIFY(!m_importer.accepts("<html><body>10-K</body></html>", QStringLiteral("x.htm")));
        QVERIFY(!m_importer.accepts("\x1f\x8b and no gzip", QStringLiteral("x.htm")));
        QVERIFY(!m_importer.accepts({}, QStringLiteral("x.htm")));
    }

    void aSubmissionsHeaderIsBelieved()
    {
        const auto content =
            QByteArray("<!-- ACCESSION NUMBER:\t\t0000012345-24-000009\nFILED AS OF DATE: 20240301 -->")
            + filing(Revenues).mid(filing({}).indexOf("<html"));
        const auto document = m_importer.read(written(QStringLiteral("a.htm"), content), {}, {});
        QVERIFY(document);
        QCOMPARE(document->facts.first().latest.accession, QStringLiteral("0000012345-24-000009"));
        QCOMPARE(document->facts.first().latest.filed, QDate(2024, 3, 1));
    }

    void tagSoupIsReadAndSaidToBe_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("open elements") << filing("<p>One<br><p>Two" + Revenues);
        QTest::newRow("bare ampersand") << filing("<p>R&D</p>" + Revenues);
        QTest::newRow("cut off") << filing(Revenues).chopped(20);
        QTest::newRow("attribute without quotes") << filing("<p class=x>One</p>" + Revenues);
    }

    void tagSoupIsReadAndSaidToBe()
    {
        QFETCH(QByteArray, content);
        const auto document = m_importer.read(written(QStringLiteral("soup.htm"), content), {}, {});
        QVERIFY(document);
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(document->facts.first().id, QStringLiteral("f/12345/us-gaap/Revenues/USD/2023-01-01..2023-12-31"));
        QCOMPARE(document->facts.first().value(), 96e6);
        QCOMPARE(document->warnings.size(), 1);
    }

    void namedCharactersAreKnown()
    {
        const auto document = m_importer.read(
            written(QStringLiteral("n.htm"), filing("<p>Caf&eacute;&nbsp;&mdash;&nbsp;bar</p>" + Revenues)), {}, {});
        QVERIFY(document);
        QVERIFY(document->warnings.isEmpty());
        QCOMPARE(document->blocks.first().text, QStringLiteral("Café — bar"));
    }

    void entitiesAreNotExpanded()
    {
        QByteArray bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'>";
        for (char c = 'b'; c <= 'i'; ++c) {
            const QByteArray before = "&" + QByteArray(1, char(c - 1)) + ";";
            bomb += "<!ENTITY " + QByteArray(1, c) + " '" + before.repeated(10) + "'>";
        }
        bomb += "]>";
        auto content = filing("<p>&i;</p>" + Revenues);
        content.insert(content.indexOf("<html"), bomb);
        const auto document = m_importer.read(written(QStringLiteral("bomb.htm"), content), {}, {});
        // As browsers do, it may be read without them; no text may have grown.
        if (document) {
            for (const auto &block : document->blocks)
                QVERIFY(block.text.size() < 2000);
        } else {
            QCOMPARE(document.error().code, ErrorCode::Malformed);
        }
    }

    void limitsHold_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<ImportLimits>("limits");
        QTest::addColumn<ErrorCode>("code");
        ImportLimits limits;
        QTest::newRow("depth") << filing(QByteArray("<div>").repeated(1000) + QByteArray("</div>").repeated(1000))
                               << limits << ErrorCode::Malformed;
        QTest::newRow("depth in soup") << filing(QByteArray("<div>").repeated(100'000)) << limits
                                       << ErrorCode::Malformed;
        limits.time = std::chrono::milliseconds(-1);
        QTest::newRow("time") << filing(Revenues) << limits << ErrorCode::TimedOut;
        limits = {};
        limits.inputBytes = 100;
        QTest::newRow("size") << filing(Revenues) << limits << ErrorCode::Malformed;
        limits = {};
        limits.blocks = 10;
        QTest::newRow("blocks") << filing(QByteArray("<p>x</p>").repeated(2000)) << limits << ErrorCode::Malformed;
    }

    void limitsHold()
    {
        QFETCH(QByteArray, content);
        QFETCH(ImportLimits, limits);
        const auto document = m_importer.read(written(QStringLiteral("limits.htm"), content), limits, {});
        QVERIFY(!document);
        QTEST(document.error().code, "code");
        QVERIFY(document.error().message.contains(QStringLiteral("limits.htm")));
    }

    void cancelEnds()
    {
        CancellationSource source;
        source.cancel();
        const auto document = m_importer.read(written(QStringLiteral("c.htm"), filing(Revenues)), {}, source.token());
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Cancelled);
    }

    void noFileIsAnError()
    {
        const auto document = m_importer.read(m_folder.filePath(QStringLiteral("none.htm")), {}, {});
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Unreadable);
    }

    void aFilingWithoutNumbersWarns()
    {
        const auto document = m_importer.read(written(QStringLiteral("e.htm"), filing("<p>Nothing</p>")), {}, {});
        QVERIFY(document);
        QCOMPARE(document->warnings.size(), 1);
    }
};

QTEST_GUILESS_MAIN(InlineXbrlImporterTest)
#include "tst_inline_xbrl_importer.moc"
