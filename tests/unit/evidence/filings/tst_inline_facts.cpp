// SPDX-License-Identifier: GPL-3.0-or-later
#include "filing_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray number(const QByteArray &text, const QByteArray &attributes = {}, const QByteArray &context = "year",
                  const QByteArray &unit = "usd", const QByteArray &name = "us-gaap:Revenues")
{
    return "<ix:nonFraction contextRef='" + context + "' unitRef='" + unit + "' name='" + name
           + "' format='ixt:num-dot-decimal' " + attributes + ">" + text + "</ix:nonFraction>";
}

QList<Fact> factsOf(const QByteArray &body)
{
    const auto filing = readTestFiling(test::filing(body));
    return filing ? filing->facts : QList<Fact>();
}

} // namespace

class InlineFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFactCarriesItsWholeIdentity()
    {
        const auto facts = factsOf("<p>" + number("1,234.5", "scale='6' decimals='-5' id='f-1'") + "</p>");
        QCOMPARE(facts.size(), 1);
        const auto &fact = facts.first();
        QCOMPARE(fact.id, QStringLiteral("f/12345/us-gaap/Revenues/USD/2023-01-01..2023-12-31"));
        QCOMPARE(fact.companyId, QStringLiteral("12345"));
        QCOMPARE(fact.taxonomy, QStringLiteral("us-gaap"));
        QCOMPARE(fact.tag, QStringLiteral("Revenues"));
        QCOMPARE(fact.unit, QStringLiteral("USD"));
        QCOMPARE(fact.start, std::optional(QDate(2023, 1, 1)));
        QCOMPARE(fact.end, QDate(2023, 12, 31));
        QCOMPARE(fact.value(), 1234500000.0);
        QCOMPARE(fact.latest.form, QStringLiteral("10-K"));
        QCOMPARE(fact.latest.fiscalYear, 2023);
        QCOMPARE(fact.latest.fiscalPeriod, QStringLiteral("FY"));
        QCOMPARE(fact.latest.place.document, QStringLiteral("0123456789abcdef"));
        QCOMPARE(fact.latest.place.cell, QStringLiteral("f-1"));
        QCOMPARE(fact.source, QStringLiteral("acme.html"));
        QVERIFY(fact.isOfWholeCompany());
    }

    void aFactKnowsItsPage()
    {
        const auto facts = factsOf("<p>One</p><hr style='page-break-after:always'/><p>" + number("1") + "</p>");
        QCOMPARE(facts.size(), 1);
        QCOMPARE(facts.first().latest.place.page, 2);
        QCOMPARE(factsOf("<p>" + number("1") + "</p>").first().latest.place.page, 0);
    }

    void contexts_data()
    {
        QTest::addColumn<QByteArray>("context");
        QTest::addColumn<QString>("id");
        const auto head = QStringLiteral("f/12345/us-gaap/Revenues/USD/");
        QTest::newRow("instant") << QByteArray("day") << head + QStringLiteral("2023-12-31");
        QTest::newRow("midnight ends the day before") << QByteArray("midnight") << head + QStringLiteral("2023-12-31");
        QTest::newRow("explicit members, sorted by axis")
            << QByteArray("east")
            << head
                   + QStringLiteral("2023-01-01..2023-12-31/srt:ProductOrServiceAxis=acme:AnvilsMember;"
                                    "us-gaap:StatementBusinessSegmentsAxis=acme:EastMember");
        QTest::newRow("typed member") << QByteArray("typed")
                                      << head + QStringLiteral("2023-01-01..2023-12-31/acme:StartAxis=2024-01-01");
    }

    void contexts()
    {
        QFETCH(QByteArray, context);
        const auto facts = factsOf("<p>" + number("1", {}, context) + "</p>");
        QCOMPARE(facts.size(), 1);
        QTEST(facts.first().id, "id");
    }

    void units_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("currency") << QByteArray("usd") << QStringLiteral("USD");
        QTest::newRow("shares") << QByteArray("shares") << QStringLiteral("shares");
        QTest::newRow("divide") << QByteArray("perShare") << QStringLiteral("USD/shares");
        QTest::newRow("pure") << QByteArray("pure") << QStringLiteral("pure");
        QTest::newRow("of the filer's own") << QByteArray("plants") << QStringLiteral("Plant");
    }

    void units()
    {
        QFETCH(QByteArray, unit);
        const auto facts = factsOf("<p>" + number("1", {}, "year", unit) + "</p>");
        QCOMPARE(facts.size(), 1);
        QTEST(facts.first().unit, "text");
    }

    void signAndNestingAndHidden()
    {
        const auto body = "<p>" + number("5", "sign='-' scale='3'", "year", "usd", "us-gaap:NetIncomeLoss")
                          + "<ix:nonFraction contextRef='day' unitRef='usd' name='us-gaap:Assets' "
                            "format='ixt:num-dot-decimal' scale='6'>"
                          + number("7", "scale='6'", "day", "usd", "us-gaap:LiabilitiesAndStockholdersEquity")
                          + "</ix:nonFraction></p>";
        const auto filing = readTestFiling(test::filing(
            body, entityFacts() + number("3", {}, "day", "shares", "dei:EntityCommonStockSharesOutstanding")));
        QVERIFY(filing);
        QMap<QString, double> values;
        for (const auto &fact : filing->facts)
            values.insert(fact.tag, fact.value());
        const QMap<QString, double> expected{{QStringLiteral("NetIncomeLoss"), -5000},
                                             {QStringLiteral("Assets"), 7e6},
                                             {QStringLiteral("LiabilitiesAndStockholdersEquity"), 7e6},
                                             {QStringLiteral("EntityCommonStockSharesOutstanding"), 3}};
        QCOMPARE(values, expected);
        // What is hidden is in no text.
        for (const auto &block : filing->text.blocks)
            QVERIFY(!block.text.contains(QStringLiteral("Acme")));
    }

    void aFractionIsDivided()
    {
        const auto facts = factsOf("<p><ix:fraction contextRef='year' unitRef='pure' name='acme:Split'><ix:numerator "
                                   "format='ixt:num-dot-decimal'>3</ix:numerator>/<ix:denominator "
                                   "format='ixt:num-dot-decimal'>4</ix:denominator></ix:fraction></p>");
        QCOMPARE(facts.size(), 1);
        QCOMPARE(facts.first().value(), 0.75);
    }

    void whatCantBeReadIsCounted()
    {
        const auto filing = readTestFiling(test::filing(
            "<p>" + number("", "xsi:nil='true'") + number("about five") + number("1", "format2=''", "nowhere")
            + number("1", {}, "year", "nothing") + number("1", {}, "forever")
            + "<ix:nonFraction contextRef='year' unitRef='usd' name='us-gaap:Assets' format='acme:odd'>1"
              "</ix:nonFraction></p>"));
        QVERIFY(filing);
        QVERIFY(filing->facts.isEmpty());
        QCOMPARE(filing->tally.nil, 1);
        QCOMPARE(filing->tally.unreadable, 1);
        QCOMPARE(filing->tally.withoutContext, 2);
        QCOMPARE(filing->tally.withoutPeriod, 1);
        QCOMPARE(filing->tally.unknownFormats, 1);
        const auto warnings = filing->tally.warnings();
        QCOMPARE(warnings.size(), 4); // nil is no fault
        QVERIFY(warnings.join(u' ').contains(QStringLiteral("acme:odd")));
    }

    void repeatedFactsAreOne_data()
    {
        QTest::addColumn<QByteArray>("numbers");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("contradictory");
        QTest::newRow("same") << number("5", "decimals='0'") + number("5", "decimals='0'") << 5.0 << 0;
        QTest::newRow("rounded first") << number("1.2", "scale='3' decimals='-2'") + number("1,234", "decimals='0'")
                                       << 1234.0 << 0;
        QTest::newRow("rounded last") << number("1,234", "decimals='0'") + number("1.2", "scale='3' decimals='-2'")
                                      << 1234.0 << 0;
        QTest::newRow("rounded wrongly") << number("1.3", "scale='3' decimals='-2'") + number("1,234", "decimals='0'")
                                         << 1234.0 << 1;
        QTest::newRow("equally exact") << number("5", "decimals='0'") + number("7", "decimals='0'")
                                              + number("9", "decimals='0'")
                                       << 5.0 << 1;
        QTest::newRow("exact by word") << number("5", "decimals='0'") + number("5.25", "decimals='INF'") << 5.25 << 0;
    }

    void repeatedFactsAreOne()
    {
        QFETCH(QByteArray, numbers);
        const auto filing = readTestFiling(test::filing("<p>" + numbers + "</p>"));
        QVERIFY(filing);
        QCOMPARE(filing->facts.size(), 1);
        QTEST(filing->facts.first().value(), "value");
        QTEST(filing->tally.contradictory, "contradictory");
        QCOMPARE(filing->tally.warnings().size(), filing->tally.contradictory);
    }

    void theFilingNamesItself()
    {
        const auto filing = readTestFiling(test::filing("<p>SIGNATURES</p><p>Date: February 2, 2024</p>",
                                                        entityFacts("10-K/A").replace("fixed-false", "fixed-true")));
        QVERIFY(filing);
        QCOMPARE(filing->info.registrant, QStringLiteral("Acme Anvils, Inc."));
        QCOMPARE(filing->info.company, QStringLiteral("12345"));
        QCOMPARE(filing->info.form, QStringLiteral("10-K/A"));
        QVERIFY(filing->info.isAmendment);
        QCOMPARE(filing->info.periodEnd, QDate(2023, 12, 31));
        QCOMPARE(filing->info.filed, QDate(2024, 2, 2));
    }

    void aTextGoesOnInItsContinuations()
    {
        const QByteArray entity = "<ix:nonNumeric contextRef='year' name='dei:EntityRegistrantName' "
                                  "continuedAt='two'>Acme <ix:exclude>page 1</ix:exclude></ix:nonNumeric>"
                                  "<ix:continuation id='three'>Inc.</ix:continuation>"
                                  "<ix:continuation id='two' continuedAt='three'>Anvils, </ix:continuation>";
        const auto filing = readTestFiling(test::filing({}, entity));
        QVERIFY(filing);
        QCOMPARE(filing->info.registrant, QStringLiteral("Acme Anvils, Inc."));
    }

    void continuationsInACircleEnd()
    {
        const QByteArray entity = "<ix:nonNumeric contextRef='year' name='dei:EntityRegistrantName' continuedAt='a'>A"
                                  "</ix:nonNumeric><ix:continuation id='a' continuedAt='a'>B</ix:continuation>";
        const auto filing = readTestFiling(test::filing({}, entity));
        QVERIFY(filing);
        QVERIFY(filing->info.registrant.startsWith(QStringLiteral("AB")));
    }

    void prefixesDontMatter()
    {
        auto content = test::filing("<p>" + number("1", "decimals='0'") + "</p>");
        content.replace("us-gaap:", "gaap:").replace("xmlns:us-gaap", "xmlns:gaap");
        content.replace("ix:", "inline:")
            .replace("xmlns:ix", "xmlns:inline")
            .replace("xbrli:", "x:")
            .replace("xmlns:xbrli", "xmlns:x");
        const auto filing = readTestFiling(content);
        QVERIFY(filing);
        QCOMPARE(filing->facts.size(), 1);
        QCOMPARE(filing->facts.first().taxonomy, QStringLiteral("us-gaap"));
        QCOMPARE(filing->facts.first().companyId, QStringLiteral("12345"));
    }
};

QTEST_GUILESS_MAIN(InlineFactsTest)
#include "tst_inline_facts.moc"
