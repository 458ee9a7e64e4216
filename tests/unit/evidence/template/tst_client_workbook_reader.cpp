// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/client_workbook_reader.h"

#include "evidence/template/workbook_layout.h"
#include "filled_workbook.h"

#include <QElapsedTimer>
#include <QTest>

using namespace consultantos;
using namespace consultantos::client_workbook;
using namespace consultantos::test;

namespace {

const QDate End2024(2024, 12, 31);
const QString Revenue = QStringLiteral("revenue");

/// A workbook with one figure, from which a test goes on.
FilledWorkbook started()
{
    FilledWorkbook workbook;
    workbook.company().line(Revenue, 1200);
    return workbook;
}

/// The warnings that begin with the cell.
QStringList warningsOf(const Document &document, const QString &cell)
{
    return document.warnings.filter(cell + QLatin1Char(':'));
}

} // namespace

class TestClientWorkbookReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFigureKeepsItsCell()
    {
        const auto workbook = started();
        const auto document = workbook.read();
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->facts.size(), 1);
        const auto &fact = document->facts.first();
        QCOMPARE(fact.taxonomy, QStringLiteral("statement"));
        QCOMPARE(fact.tag, Revenue);
        QCOMPARE(fact.value(), 1'200'000.0);
        QCOMPARE(fact.unit, QStringLiteral("EUR"));
        QCOMPARE(*fact.start, QDate(2024, 1, 1));
        QCOMPARE(fact.end, End2024);
        QCOMPARE(fact.latest.fiscalYear, 2024);
        QCOMPARE(fact.latest.place.document, workbook.document().id);
        QCOMPARE(fact.latest.place.cell, QStringLiteral("Income!D5"));
        QCOMPARE(fact.latest.place.page, 3);
        QCOMPARE(fact.source, QStringLiteral("nordhafen.xlsx"));
    }

    void theCompanySheetIsTheIdentity()
    {
        auto workbook = started();
        workbook.text(workbook.fieldCell(ids::Country), QStringLiteral("Germany"));
        const auto identity = workbook.read()->identity;
        QCOMPARE(identity.company, QStringLiteral("Nordhafen Werke GmbH"));
        QCOMPARE(identity.industry, QStringLiteral("machinery"));
        QCOMPARE(identity.country, QStringLiteral("DE"));
        QCOMPARE(identity.fiscalYearEnd, QStringLiteral("1231"));
        QCOMPARE(identity.periodEnd, End2024);
        QCOMPARE(identity.fiscalYear, 2024);
        QCOMPARE(identity.form, QString::fromUtf16(ClientWorkbookForm));
    }

    void eachMeasureHasItsUnitAndScale()
    {
        auto workbook = started();
        workbook.line(QStringLiteral("eps_diluted"), 1.25).line(QStringLiteral("shares_basic"), 400);
        workbook.line(QStringLiteral("total_assets"), 900);
        const auto facts = workbook.read()->facts;
        const auto *perShare = factOf(facts, QStringLiteral("eps_diluted"), End2024);
        QCOMPARE(perShare->value(), 1.25);
        QCOMPARE(perShare->unit, QStringLiteral("EUR/shares"));
        const auto *shares = factOf(facts, QStringLiteral("shares_basic"), End2024);
        QCOMPARE(shares->value(), 400'000.0);
        QCOMPARE(shares->unit, QStringLiteral("shares"));
        QVERIFY(!factOf(facts, QStringLiteral("total_assets"), End2024)->start);
    }

    void rowsMayMoveAndSheetsBeRenamed()
    {
        auto workbook = started();
        for (auto &table : workbook.document().tables) {
            if (table.name != QLatin1String("Income"))
                continue;
            table.name = QStringLiteral("G u V");
            for (auto &cell : table.cells) {
                cell.row += cell.row > 3 ? 7 : 0;
                cell.address = QStringLiteral("?");
            }
        }
        const auto document = workbook.read();
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(document->facts.first().latest.place.cell, QStringLiteral("'G u V'!D12"));
    }

    void yearsMayBeAdded()
    {
        auto workbook = started();
        workbook.text(QStringLiteral("Income!G4"), QStringLiteral("2020/21")).number(QStringLiteral("Income!G5"), 700);
        const auto facts = workbook.read()->facts;
        QCOMPARE(factOf(facts, Revenue, QDate(2021, 12, 31))->value(), 700'000.0);
    }

    void aColumnWithoutAYearIsLeftOut()
    {
        auto workbook = started();
        workbook.number(QStringLiteral("Income!G5"), 700).text(QStringLiteral("Income!E4"), QStringLiteral("budget"));
        workbook.number(QStringLiteral("Income!E5"), 800);
        const auto document = workbook.read();
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(warningsOf(*document, QStringLiteral("Income!G5")).size(), 1);
        QCOMPARE(warningsOf(*document, QStringLiteral("Income!E4")).size(), 1);
    }

    void aRowOfTheUsersOwnIsKept()
    {
        auto workbook = started();
        workbook.text(QStringLiteral("Income!B30"), QStringLiteral("Rent/lease of the quay"));
        workbook.number(QStringLiteral("Income!D30"), 33);
        workbook.text(QStringLiteral("Income!B31"), QStringLiteral("earnings per share, Basic"));
        workbook.number(QStringLiteral("Income!D31"), 1.5);
        const auto facts = workbook.read()->facts;
        const auto *row = factOf(facts, QStringLiteral("Rent∕lease of the quay"), End2024);
        QVERIFY(row);
        QCOMPARE(row->taxonomy, QStringLiteral("row"));
        QCOMPARE(row->value(), 33'000.0);
        QCOMPARE(factOf(facts, QStringLiteral("eps_basic"), End2024)->value(), 1.5);
    }

    void blankIsNeverZero()
    {
        auto workbook = started();
        for (const auto &[line, blank] :
             {std::pair("cost_of_revenue", "–"), std::pair("net_income", "n/a"), std::pair("income_tax", "")})
            workbook.text(workbook.cellOf(QString::fromLatin1(line)), QString::fromUtf8(blank));
        workbook.line(QStringLiteral("interest_expense"), 0);
        const auto document = workbook.read();
        QCOMPARE(document->facts.size(), 2);
        QCOMPARE(factOf(document->facts, QStringLiteral("interest_expense"), End2024)->value(), 0.0);
        QVERIFY2(document->warnings.isEmpty(), qPrintable(document->warnings.join(QLatin1Char('\n'))));
    }

    void textWhereANumberBelongsCostsItsCellAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("word") << QStringLiteral("much") << false;
        QTest::newRow("either thousands or decimals") << QStringLiteral("1.200") << false;
        QTest::newRow("with unit") << QStringLiteral("12 m") << false;
        QTest::newRow("an error") << QStringLiteral("#REF!") << false;
        QTest::newRow("digits as text") << QStringLiteral("700") << true;
    }

    void textWhereANumberBelongsCostsItsCellAlone()
    {
        QFETCH(QString, text);
        QFETCH(bool, isTaken);
        auto workbook = started();
        const auto cell = workbook.cellOf(QStringLiteral("cost_of_revenue"));
        workbook.text(cell, text);
        const auto document = workbook.read();
        QVERIFY(factOf(document->facts, Revenue, End2024));
        QCOMPARE(factOf(document->facts, QStringLiteral("cost_of_revenue"), End2024) != nullptr, isTaken);
        const auto warnings = warningsOf(*document, cell);
        QCOMPARE(warnings.size(), isTaken ? 0 : 1);
        if (!isTaken)
            QVERIFY(warnings.first().contains(text));
    }

    void aDateWhereANumberBelongsIsNone()
    {
        auto workbook = started();
        const auto cell = workbook.cellOf(QStringLiteral("cost_of_revenue"));
        workbook.date(cell, QDate(2024, 3, 1));
        QCOMPARE(warningsOf(*workbook.read(), cell).size(), 1);
    }

    void costsShownAsDeductionsAreCosts()
    {
        auto workbook = started();
        workbook.line(QStringLiteral("cost_of_revenue"), -800).line(QStringLiteral("cost_of_revenue"), -700, 1);
        workbook.line(QStringLiteral("capex"), -40).line(QStringLiteral("capex"), 5, 1);
        const auto document = workbook.read();
        QCOMPARE(factOf(document->facts, QStringLiteral("cost_of_revenue"), End2024)->value(), 800'000.0);
        QCOMPARE(warningsOf(*document, workbook.cellOf(QStringLiteral("cost_of_revenue"))).size(), 1);
        // With both signs the user knows what is meant.
        QCOMPARE(factOf(document->facts, QStringLiteral("capex"), End2024)->value(), -40'000.0);
    }

    void figuresThatDontAddUpAreTold()
    {
        auto workbook = started();
        workbook.line(QStringLiteral("total_assets"), 1000).line(QStringLiteral("total_liabilities"), 600);
        workbook.line(QStringLiteral("total_equity"), 300);
        const auto document = workbook.read();
        QCOMPARE(document->warnings.filter(QStringLiteral("FY2024")).size(), 1);
        QCOMPARE(workbook.line(QStringLiteral("total_equity"), 400).read()->warnings, QStringList());
    }

    void whatIsNeededIsAskedForByCell_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text"); // empty: blank
        QTest::newRow("name") << ids::Name << QString();
        QTest::newRow("fiscal year end") << ids::FiscalYearEnd << QString();
        QTest::newRow("impossible date") << ids::FiscalYearEnd << QStringLiteral("31 February");
        QTest::newRow("currency") << ids::Currency << QString();
        QTest::newRow("unknown currency") << ids::Currency << QStringLiteral("Taler");
        QTest::newRow("no currency of a country") << ids::Currency << QStringLiteral("XQQ");
        QTest::newRow("scale") << ids::Scale << QString();
        QTest::newRow("unknown scale") << ids::Scale << QStringLiteral("dozens");
    }

    void whatIsNeededIsAskedForByCell()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        auto workbook = started();
        const auto cell = workbook.fieldCell(field);
        text.isEmpty() ? workbook.clear(cell) : workbook.text(cell, text);
        const auto document = workbook.read();
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
        QVERIFY2(document.error().detail.contains(cell), qPrintable(document.error().toText()));
        if (!text.isEmpty())
            QVERIFY(document.error().detail.contains(text));
    }

    void allThatIsNeededIsAskedForAtOnce()
    {
        const auto error = FilledWorkbook().read().error();
        for (const auto &cell : {"Company!C4", "Company!C7", "Company!C8", "Company!C9"})
            QVERIFY2(error.detail.contains(QLatin1String(cell)), qPrintable(error.detail));
        QVERIFY(!FilledWorkbook().company().read());
    }

    void anUnknownIndustryOrCountryIsAWarning()
    {
        auto workbook = started();
        workbook.text(workbook.fieldCell(ids::Industry), QStringLiteral("Alchemy"));
        workbook.text(workbook.fieldCell(ids::Country), QStringLiteral("Atlantis"));
        const auto document = workbook.read();
        QVERIFY(document);
        QVERIFY(document->identity.industry.isEmpty() && document->identity.country.isEmpty());
        QCOMPARE(warningsOf(*document, workbook.fieldCell(ids::Industry)).size(), 1);
        QCOMPARE(warningsOf(*document, workbook.fieldCell(ids::Country)).size(), 1);
    }

    void theMarketValueIsAFactOfItsDay()
    {
        auto workbook = started();
        workbook.number(workbook.fieldCell(ids::MarketValue), 5000);
        auto facts = workbook.read()->facts;
        QCOMPARE(factOf(facts, QStringLiteral("MarketCapitalization"), End2024)->value(), 5'000'000.0);
        workbook.date(workbook.fieldCell(ids::MarketValueDate), QDate(2025, 3, 3));
        facts = workbook.read()->facts;
        const auto *fact = factOf(facts, QStringLiteral("MarketCapitalization"), QDate(2025, 3, 3));
        QVERIFY(fact);
        QCOMPARE(fact->latest.place.cell, workbook.fieldCell(ids::MarketValue));
        workbook.text(workbook.fieldCell(ids::MarketValueDate), QStringLiteral("spring"));
        QCOMPARE(warningsOf(*workbook.read(), workbook.fieldCell(ids::MarketValueDate)).size(), 1);
    }

    void segmentsAndRegionsAreFactsWithDimensions()
    {
        auto workbook = started();
        workbook.text(QStringLiteral("Segments!B6"), QStringLiteral("Paints: Wood/Metal"));
        workbook.number(QStringLiteral("Segments!D6"), 800);
        workbook.text(QStringLiteral("Segments!B16"), QStringLiteral("Paints: Wood/Metal"));
        workbook.number(QStringLiteral("Segments!D16"), 90);
        workbook.text(QStringLiteral("Segments!B26"), QStringLiteral("Germany"));
        workbook.number(QStringLiteral("Segments!E26"), 500);
        workbook.number(QStringLiteral("Segments!D27"), 10);
        workbook.text(QStringLiteral("Segments!B28"), QStringLiteral("Rest of Europe"));
        workbook.number(QStringLiteral("Segments!D28"), 300);
        const auto document = workbook.read();
        const auto segment = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis=client:Paints Wood∕Metal");
        const auto *revenue = factOf(document->facts, Revenue, End2024, segment);
        QVERIFY(revenue);
        QCOMPARE(revenue->value(), 800'000.0);
        QCOMPARE(revenue->latest.place.cell, QStringLiteral("Segments!D6"));
        QCOMPARE(factOf(document->facts, QStringLiteral("operating_income"), End2024, segment)->value(), 90'000.0);
        QVERIFY(factOf(document->facts, Revenue, QDate(2023, 12, 31),
                       QStringLiteral("us-gaap:StatementGeographicalAxis=country:DE")));
        QVERIFY(factOf(document->facts, Revenue, End2024,
                       QStringLiteral("us-gaap:StatementGeographicalAxis=client:Rest of Europe")));
        QCOMPARE(warningsOf(*document, QStringLiteral("Segments!B27")).size(), 1);
    }

    void competitorsAreCompaniesOfTheirOwn()
    {
        auto workbook = started();
        const auto row = [&workbook](int number, const QString &name, double year) {
            const auto cell = [number](char column) {
                return QStringLiteral("Competitors!%1%2").arg(QLatin1Char(column)).arg(number);
            };
            workbook.text(cell('B'), name).number(cell('C'), year).number(cell('E'), 2000);
        };
        row(5, QStringLiteral("Südkai AG"), 2024);
        workbook.number(QStringLiteral("Competitors!H5"), 0.1);
        workbook.text(QStringLiteral("Competitors!L5"), QStringLiteral("Annual report, page 40"));
        row(6, QStringLiteral("Südkai"), 2023);
        workbook.number(QStringLiteral("Competitors!G6"), 150)
            .text(QStringLiteral("Competitors!D6"), QStringLiteral("chf"));
        row(7, QStringLiteral("Nordhafen Werke"), 2024);
        row(8, QString(), 2024);
        row(9, QStringLiteral("Ostpier"), 24);
        row(10, QStringLiteral("Westmole"), 2024);
        workbook.text(QStringLiteral("Competitors!D10"), QStringLiteral("Taler"));
        const auto document = workbook.read();
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(document->peers.size(), 1);
        const auto &peer = document->peers.first();
        QCOMPARE(peer.identity.company, QStringLiteral("Südkai AG"));
        QCOMPARE(peer.identity.industry, QStringLiteral("machinery"));
        QCOMPARE(peer.facts.size(), 4);
        const auto *income = factOf(peer.facts, QStringLiteral("operating_income"), End2024);
        QCOMPARE(income->value(), 200'000.0);
        QCOMPARE(income->latest.place.cell, QStringLiteral("Competitors!E5 × Competitors!H5"));
        QCOMPARE(income->source, QStringLiteral("nordhafen.xlsx (Annual report, page 40)"));
        QCOMPARE(factOf(peer.facts, Revenue, QDate(2023, 12, 31))->unit, QStringLiteral("CHF"));
        for (const auto &cell : {"Competitors!B7", "Competitors!B8", "Competitors!C9", "Competitors!D10"})
            QCOMPARE(warningsOf(*document, QString::fromLatin1(cell)).size(), 1);
    }

    void onlyTheUsersTextIsKept()
    {
        auto workbook = started();
        workbook.text(QStringLiteral("Segments!B6"), QStringLiteral("Paints"));
        workbook.number(QStringLiteral("Segments!D6"), 800);
        const auto document = workbook.read();
        QStringList texts;
        int offset = 0;
        for (const auto &block : document->blocks) {
            QCOMPARE(block.offset, offset);
            offset += int(block.text.toUcs4().size()) + 1;
            texts.append(block.text);
        }
        QVERIFY(texts.contains(QStringLiteral("Revenue\t1200")));
        QVERIFY(texts.contains(QStringLiteral("Company *\tNordhafen Werke GmbH")));
        QVERIFY(texts.contains(QStringLiteral("Paints\t800")));
        const auto all = texts.join(QLatin1Char('\n'));
        for (const auto *ours : {"consultantos/", "segment.revenue", "Fill in", "as a positive number", "Check:"})
            QVERIFY2(!all.contains(QLatin1String(ours)), ours);
    }

    void aLaterLayoutIsRefused()
    {
        auto workbook = started();
        auto mark = sheetMark(SheetKind::Income);
        workbook.text(QStringLiteral("Income!A1"), mark.replace(QStringLiteral("/1/"), QStringLiteral("/2/")));
        QCOMPARE(workbook.read().error().code, ErrorCode::NewerVersion);
    }

    void withoutTheCompanySheetNothingIsUnderstood()
    {
        auto workbook = started();
        workbook.document().tables.removeIf([](const Table &table) { return table.name == QLatin1String("Company"); });
        QVERIFY(isClientWorkbook(workbook.document()));
        QCOMPARE(workbook.read().error().code, ErrorCode::Malformed);
    }

    void aSheetWithoutItsYearsIsLeftOut()
    {
        auto workbook = started();
        workbook.line(QStringLiteral("total_assets"), 900).clear(QStringLiteral("'Balance sheet'!A4"));
        const auto document = workbook.read();
        QCOMPARE(document->facts.size(), 1);
        QCOMPARE(warningsOf(*document, QStringLiteral("'Balance sheet'!B1")).size(), 1);
    }

    void manyRowsCostNoMoreThanTheirNumber()
    {
        auto workbook = started();
        auto &tables = workbook.document().tables;
        for (auto &table : tables) {
            table.cells.removeIf(
                [](const TableCell &cell) { return cell.text == QLatin1String("years") || cell.text == ids::Columns; });
            if (table.name == QLatin1String("Company"))
                continue;
            for (int row = 0; row < 60'000; ++row) {
                TableCell cell;
                cell.row = 100 + row;
                cell.column = FirstYearColumn;
                cell.value = row;
                cell.text = QString::number(row);
                table.cells.append(cell);
            }
        }
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!workbook.read());
        QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
    }

    void manyWarningsAreCounted()
    {
        auto workbook = started();
        for (int row = 6; row < 36; ++row)
            workbook.text(QStringLiteral("Income!D%1").arg(row), QStringLiteral("soon"));
        QVERIFY(workbook.read()->warnings.size() <= 21);
    }
};

QTEST_GUILESS_MAIN(TestClientWorkbookReader)
#include "tst_client_workbook_reader.moc"
