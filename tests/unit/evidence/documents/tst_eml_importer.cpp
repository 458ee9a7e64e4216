// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/eml_importer.h"
#include "evidence/documents/mime_header.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QByteArray Top =
    "From: =?utf-8?Q?J=C3=BCrgen?= <j@example.org>\r\nTo: b@example.org\r\nSubject: =?UTF-8?B?UXVhcnRhbHM=?=\r\n"
    " =?iso-8859-1?Q?zahlen_=FCber?= plan\r\nDate: Mon, 28 Oct 2018 23:49:01 -0500 (EST)\r\nMIME-Version: 1.0\r\n";

} // namespace

class TestEmlImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAPlainMessage()
    {
        const auto document = imported<EmlImporter>(
            Top
            + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
              "Ums=E4tze stiegen um 5 =\r\nProzent.\r\n\r\nGru=DF\r\n");
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 1: Quartalszahlen über plan"),
                              QStringLiteral("Paragraph: From: Jürgen <j@example.org>"),
                              QStringLiteral("Paragraph: To: b@example.org"),
                              QStringLiteral("Paragraph: Date: Mon, 28 Oct 2018 23:49:01 -0500 (EST)"),
                              QStringLiteral("Paragraph: Umsätze stiegen um 5 Prozent."),
                              QStringLiteral("Paragraph: Gruß")}));
        QCOMPARE(document->title, QStringLiteral("Quartalszahlen über plan"));
        QCOMPARE(document->author, QStringLiteral("Jürgen <j@example.org>"));
        QCOMPARE(document->date, std::optional(QDate(2018, 10, 28)));
        QVERIFY(hasSoundOffsets(*document));
    }

    void prefersHtmlAndNamesAttachments()
    {
        const auto html = QByteArray("<p>See <b>table</b></p><table><tr><td>a<td>b</table>").toBase64();
        const auto document = imported<EmlImporter>(
            Top
            + "Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\npreamble\r\n--out\r\nContent-Type: "
              "multipart/alternative; boundary=in\r\n\r\n"
              "--in\r\nContent-Type: text/plain\r\n\r\nSee table\r\n--in\r\nContent-Type: text/html; "
              "charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + html
            + "\r\n--in--\r\n--out\r\nContent-Type: application/pdf; name=\"x.pdf\"\r\nContent-Disposition: "
              "attachment;\r\n filename*0*=utf-8''..%2FGesch%C3%A4fts;\r\n filename*1*=plan.pdf\r\n\r\n"
              "%PDF\r\n--out\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@example.org\r\nSubject: "
              "Inner\r\n\r\nForwarded text\r\n--out--\r\nepilogue");
        QVERIFY(document);
        QCOMPARE(outline(*document).mid(4),
                 (QStringList{QStringLiteral("Paragraph: See table"), QStringLiteral("TableRow: a\tb"),
                              QStringLiteral("Heading 2: Inner"), QStringLiteral("Paragraph: From: c@example.org"),
                              QStringLiteral("Paragraph: Forwarded text"), QStringLiteral("Note: Geschäftsplan.pdf")}));
        QCOMPARE(document->tables.size(), 1);
        QCOMPARE(document->warnings.size(), 1);
        QVERIFY(document->warnings.constFirst().contains(QStringLiteral("Geschäftsplan.pdf")));
    }

    void readsWhatIsCut()
    {
        const auto document = imported<EmlImporter>(
            Top
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nBegun but not");
        QVERIFY(document);
        QCOMPARE(document->blocks.constLast().text, QStringLiteral("Begun but not"));
    }

    void nestingIsLimited()
    {
        QByteArray message = "From: a\nTo: b\nSubject: c\n";
        for (int i = 0; i < 1'000; ++i) {
            const auto boundary = "b" + QByteArray::number(i);
            message += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
        }
        const auto document = imported<EmlImporter>(message, QStringLiteral("deep.eml"));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
        ImportLimits limits;
        limits.archiveEntries = 10;
        const auto many = imported<EmlImporter>("From: a\nContent-Type: multipart/mixed; boundary=b\n\n"
                                                    + QByteArray("--b\n\nx\n").repeated(20),
                                                QStringLiteral("many.eml"), limits);
        QVERIFY(!many);
    }

    void readsDates()
    {
        QCOMPARE(internetDate(QStringLiteral("Mon, 28 Oct 2018 13:49:01 GMT"))->toUTC(),
                 QDateTime(QDate(2018, 10, 28), QTime(13, 49, 1), Qt::UTC));
        QCOMPARE(internetDate(QStringLiteral("28 Oct 2018 13:49:01 EST"))->toUTC(),
                 QDateTime(QDate(2018, 10, 28), QTime(18, 49, 1), Qt::UTC));
        QCOMPARE(internetDate(QStringLiteral("2018-10-28T13:49:01Z"))->toUTC().date(), QDate(2018, 10, 28));
        QVERIFY(!internetDate(QStringLiteral("1518478934")));
        QVERIFY(!internetDate({}));
    }

    void acceptsMessages()
    {
        const EmlImporter importer;
        QVERIFY(importer.accepts(Top + "\r\ntext", QStringLiteral("x.txt")));
        QVERIFY(importer.accepts("Subject: x\n\ntext", QStringLiteral("x.eml")));
        QVERIFY(!importer.accepts("Subject: x\n\ntext", QStringLiteral("x.txt")));
        QVERIFY(!importer.accepts("Agenda: what to do\nFrom: us\n", QStringLiteral("x.txt")));
    }
};

QTEST_GUILESS_MAIN(TestEmlImporter)
#include "tst_eml_importer.moc"
