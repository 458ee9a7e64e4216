// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/source_list.h"

#include <QTest>

using namespace consultantos;

namespace {

Fact fact(const QString &tag, const FactReport &report, const QString &source)
{
    Fact fact;
    fact.id = QStringLiteral("f/1/us-gaap/") + tag;
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.latest = report;
    fact.source = source;
    return fact;
}

Passage passage(const QString &id, int page, const QString &section)
{
    return {id, QStringLiteral("report.html"), page, 0, QStringLiteral("Text."), section, QDate(2024, 12, 31)};
}

} // namespace

class SourceListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDocumentTellsWhereItWasCited()
    {
        EvidenceBook book;
        book.add(passage(QStringLiteral("p/aa/9"), 7, QStringLiteral("Item 7")));
        book.add(passage(QStringLiteral("p/aa/2"), 3, QStringLiteral("Item 1A")));
        FactReport report;
        report.place.document = QStringLiteral("aa");
        report.place.page = 7;
        book.add(fact(QStringLiteral("Revenues"), report, QStringLiteral("report.html")));
        Source known;
        known.name = QStringLiteral("report.html");
        known.title = QStringLiteral("Acme, 10-K");
        known.date = QDate(2024, 12, 31);
        known.fiscalYear = 2024;
        const auto sources = sourcesOf(book, {{QStringLiteral("aa"), known}});
        QCOMPARE(sources.size(), 1);
        QCOMPARE(sources[0].kind, QStringLiteral("document"));
        QCOMPARE(sources[0].title, QStringLiteral("Acme, 10-K"));
        QCOMPARE(sources[0].fiscalYear, 2024);
        QCOMPARE(sources[0].pages, (QList<int>{3, 7}));
        QCOMPARE(sources[0].sections, (QStringList{QStringLiteral("Item 1A"), QStringLiteral("Item 7")}));
        QCOMPARE(sources[0].evidence.size(), 3);
    }

    void everyKindOfEvidenceHasItsSource()
    {
        EvidenceBook book;
        book.add(passage(QStringLiteral("p/context/1"), 0, {}));
        book.add(passage(QStringLiteral("p/aa/1"), 1, {}));
        FactReport filed;
        filed.accession = QStringLiteral("0000000001-25-000001");
        filed.form = QStringLiteral("10-K");
        filed.filed = QDate(2025, 2, 1);
        book.add(fact(QStringLiteral("Assets"), filed, QStringLiteral("SEC companyfacts")));
        book.add(fact(QStringLiteral("Average"), {}, QStringLiteral("A data set")));
        book.add(PlaybookEntry{QStringLiteral("k/carts/1"), QStringLiteral("carts"), QStringLiteral("a"),
                               QStringLiteral("b")});
        QStringList kinds;
        for (const auto &source : sourcesOf(book, {})) {
            kinds.append(source.kind);
            QCOMPARE(source.evidence.size(), 1);
            QVERIFY(!source.name.isEmpty());
        }
        QCOMPARE(kinds, (QStringList{QStringLiteral("document"), QStringLiteral("filing"), QStringLiteral("data"),
                                     QStringLiteral("playbook"), QStringLiteral("request")}));
    }

    void averagesOfOneDataSetAreOneSource()
    {
        EvidenceBook book;
        book.add(fact(QStringLiteral("a"), {}, QStringLiteral("Averages, January 2026, margins.xls, Sheet one!C14")));
        book.add(fact(QStringLiteral("b"), {}, QStringLiteral("Averages, January 2026, margins.xls, Sheet one!D14")));
        const auto sources = sourcesOf(book, {});
        QCOMPARE(sources.size(), 1);
        QCOMPARE(sources[0].name, QStringLiteral("Averages, January 2026, margins.xls"));
    }

    void newerDocumentsComeFirst()
    {
        EvidenceBook book;
        book.add(passage(QStringLiteral("p/aa/1"), 1, {}));
        book.add(passage(QStringLiteral("p/bb/1"), 1, {}));
        Source older;
        older.name = QStringLiteral("a.html");
        older.date = QDate(2023, 12, 31);
        auto newer = older;
        newer.date = QDate(2024, 12, 31);
        const auto sources = sourcesOf(book, {{QStringLiteral("aa"), older}, {QStringLiteral("bb"), newer}});
        QCOMPARE(sources[0].id, QStringLiteral("bb"));
        QCOMPARE(sources[1].id, QStringLiteral("aa"));
    }
};

QTEST_GUILESS_MAIN(SourceListTest)
#include "test_source_list.moc"
