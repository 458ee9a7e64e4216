// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/feed_importer.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestFeedImporters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRss()
    {
        const auto document = imported<XmlFeedImporter>(
            "\n<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE rss PUBLIC 'a' 'http://example.org/rss.dtd'>"
            "<rss version='2.0' xmlns:content='c' "
            "xmlns:media='m'><channel><title>News</title><link>http://example.org</link>"
            "<item><title>Gr\xF6\xDF"
            "e &amp;amp; Ma\xDF</title><link> http://example.org/1 </link><pubDate>Mon, 16 Oct 2017 15:10:00 "
            "+0000</pubDate>"
            "<media:title>No</media:title><description>Short</"
            "description><content:encoded><![CDATA[<p>First&nbsp;<b>bold</b></p><p>Second</p>]]></content:encoded></"
            "item>"
            "<item><title>Undated&nbsp;one</title><description>Plain text</description></item></channel></rss>");
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 1: News"), QStringLiteral("Heading 2: Größe & Maß"),
                              QStringLiteral("Note: 2017-10-16 http://example.org/1"),
                              QStringLiteral("Paragraph: First bold"), QStringLiteral("Paragraph: Second"),
                              QStringLiteral("Heading 2: Undated one"), QStringLiteral("Paragraph: Plain text")}));
        QCOMPARE(document->title, QStringLiteral("News"));
        QCOMPARE(document->date, std::optional(QDate(2017, 10, 16)));
        QCOMPARE(document->warnings.size(), 1);
        QCOMPARE(document->blocks[3].section, QStringLiteral("Größe & Maß"));
        QVERIFY(hasSoundOffsets(*document));
    }

    void readsAtomAndRdf()
    {
        const auto atom =
            imported<XmlFeedImporter>("<feed xmlns='http://www.w3.org/2005/Atom'><title "
                                      "type='html'>Alerts</title><updated>2019-07-10T11:53:37Z</"
                                      "updated><author><name>Desk</name><email>a@b</email></author>"
                                      "<entry><title>One</title><link rel='self' href='http://example.org/self'/><link "
                                      "href='http://example.org/1'/><published>2019-07-09T01:00:00Z</published>"
                                      "<content type='html'>&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>");
        QVERIFY(atom);
        QCOMPARE(atom->author, QStringLiteral("Desk"));
        QCOMPARE(atom->date, std::optional(QDate(2019, 7, 10)));
        QCOMPARE(outline(*atom), (QStringList{QStringLiteral("Heading 1: Alerts"), QStringLiteral("Heading 2: One"),
                                              QStringLiteral("Note: 2019-07-09 http://example.org/1"),
                                              QStringLiteral("Paragraph: Text")}));
        const auto rdf =
            imported<XmlFeedImporter>("<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' "
                                      "xmlns:dc='d'><channel><title>Slash</title></channel><item><title>A</"
                                      "title><dc:date>2023-08-24T10:00:00+00:00</dc:date></item></rdf:RDF>");
        QVERIFY(rdf);
        QCOMPARE(rdf->title, QStringLiteral("Slash"));
        QCOMPARE(outline(*rdf).mid(1),
                 (QStringList{QStringLiteral("Heading 2: A"), QStringLiteral("Note: 2023-08-24")}));
    }

    void readsJson()
    {
        const auto feed = imported<JsonFeedImporter>(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Journal\",\"authors\":[{\"name\":\"J. "
            "K.\"}],\"items\":[{\"id\":\"1\",\"url\":\"http://example.org/1\",\"title\":\"T\","
            "\"content_html\":\"<p>Body</p>\",\"date_published\":\"2022-07-26T09:00:00Z\"}]}");
        QVERIFY(feed);
        QCOMPARE(feed->author, QStringLiteral("J. K."));
        QCOMPARE(outline(*feed), (QStringList{QStringLiteral("Heading 1: Journal"), QStringLiteral("Heading 2: T"),
                                              QStringLiteral("Note: 2022-07-26 http://example.org/1"),
                                              QStringLiteral("Paragraph: Body")}));
        const auto converted =
            imported<JsonFeedImporter>("{\"feed\":{\"title\":\"G\",\"items\":[{\"title\":\"A\",\"link\":\"l\","
                                       "\"pubDate\":\"Wed, 31 Jan 2018 07:26:05 GMT\",\"content\":\"c\"}]}}");
        QVERIFY(converted);
        QCOMPARE(converted->date, std::optional(QDate(2018, 1, 31)));
        QVERIFY(!imported<JsonFeedImporter>("{\"items\": [", QStringLiteral("cut.json")));
        QVERIFY(!imported<JsonFeedImporter>(QByteArray("{\"items\":").repeated(100'000)));
    }

    void readsUpToABreak()
    {
        const auto document = imported<XmlFeedImporter>(
            "<rss><channel><item><title>Whole</title><pubDate>2024-01-01</pubDate></item><item><title>Half & ha");
        QVERIFY(document);
        QVERIFY(outline(*document).contains(QStringLiteral("Heading 2: Whole")));
        QCOMPARE(document->warnings.size(), 2);
        const auto nothing = imported<XmlFeedImporter>("<rss><channel>", QStringLiteral("cut.xml"));
        QVERIFY(!nothing);
        QVERIFY(nothing.error().message.contains(QStringLiteral("cut.xml")));
    }

    void refusesEntities()
    {
        const auto document = imported<XmlFeedImporter>(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&x;</title></channel></rss>");
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
    }

    void acceptsByContent()
    {
        QVERIFY(XmlFeedImporter().accepts("<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- c --><rss>", {}));
        QVERIFY(XmlFeedImporter().accepts("\xEF\xBB\xBF <feed xmlns='a'>", {}));
        QVERIFY(!XmlFeedImporter().accepts("<html><rss>", {}));
        QVERIFY(JsonFeedImporter().accepts("{\"title\": \"x\", \"items\": [", {}));
        QVERIFY(!JsonFeedImporter().accepts("{\"facts\": {}}", {}));
    }
};

QTEST_GUILESS_MAIN(TestFeedImporters)
#include "tst_feed_importers.moc"
