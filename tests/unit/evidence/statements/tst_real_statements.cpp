// SPDX-License-Identifier: GPL-3.0-or-later
// Statements read from PDFs of real reports, held against what the companies reported to the SEC in XBRL.
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/fiscal_calendar.h"
#include "evidence/companyfacts.h"
#include "evidence/pdf/pdf_importer.h"
#include "evidence/statements/statement_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace consultantos;

namespace {

QString dataFolder()
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
}

/// By tag without taxonomy, which is enough to find a value.
using FactsByTag = QMultiHash<QString, Fact>;

FactsByTag factsOf(const QStringList &files)
{
    FactsByTag facts;
    for (const auto &file : files) {
        const auto read = readCompanyFacts(dataFolder() + QStringLiteral("/companyfacts/") + file, {});
        if (!read)
            continue;
        for (const auto &fact : read->facts) {
            if (fact.isOfWholeCompany())
                facts.insert(fact.taxonomy + QLatin1Char(':') + fact.tag, fact);
        }
    }
    return facts;
}

/// Units aren't held against each other: some filings give earnings per share in dollars.
bool isSamePeriod(const Fact &left, const Fact &right)
{
    if (left.end != right.end || left.start.has_value() != right.start.has_value())
        return false;
    return !left.start || std::abs(left.start->daysTo(*right.start)) <= StartToleranceDays;
}

/// Reported with this value at some time: a later filing may have restated it.
bool everHad(const Fact &fact, double value)
{
    const auto isIt = [value](const FactReport &report) {
        return std::abs(report.value - value) <= 0.0005 * std::max(1.0, std::abs(value));
    };
    return isIt(fact.latest) || std::any_of(fact.earlier.cbegin(), fact.earlier.cend(), isIt);
}

enum class Verdict { Equal, EqualUnderAnotherTag, Unknown, Different };

Verdict compare(const Fact &read, const ConceptDefinition &line, const FactsByTag &reported)
{
    bool isKnown = false;
    for (const auto &tag : line.tags) {
        for (auto fact = reported.constFind(tag); fact != reported.cend() && fact.key() == tag; ++fact) {
            if (!isSamePeriod(read, *fact))
                continue;
            isKnown = true;
            if (everHad(*fact, read.value()))
                return Verdict::Equal;
        }
    }
    if (!isKnown)
        return Verdict::Unknown;
    // A line of the print may hold more than the tag of its name: the figure itself must still be a reported one.
    for (const auto &fact : reported) {
        if (isSamePeriod(read, fact) && everHad(fact, read.value()))
            return Verdict::EqualUnderAnotherTag;
    }
    return Verdict::Different;
}

struct Report {
    const char *file;
    QStringList facts; ///< companyfacts that cover its years; none where there are none
    const char *company;
    int fiscalYear;
    int leastFacts; ///< so many or more are read: coverage must not fall
    int leastEqual; ///< so many or more are found in the companyfacts
    int mostOthers; ///< figures that the companyfacts know under another tag, or not: explained in docs/statements.md
};

const QList<Report> &reports()
{
    const auto facts = [](int cik) { return QStringLiteral("CIK%1.json.gz").arg(cik, 10, 10, QLatin1Char('0')); };
    static const QList<Report> list{
        {"filings-pdf/3M_2018_10K.pdf", {facts(66740)}, "3M COMPANY", 2018, 100, 100, 3},
        {"filings-pdf/ACTIVISIONBLIZZARD_2019_10K.pdf", {}, "ACTIVISION BLIZZARD, INC.", 2019, 85, 0, 0},
        {"filings-pdf/AMAZON_2017_10K.pdf", {facts(1018724)}, "AMAZON.COM, INC.", 2017, 85, 85, 1},
        {"filings-pdf/BESTBUY_2019_10K.pdf", {}, "BEST BUY CO., INC.", 2019, 88, 0, 0},
        {"filings-pdf/BLOCK_2020_10K.pdf", {}, "SQUARE, INC.", 2020, 85, 0, 0},
        {"filings-pdf/BOEING_2018_10K.pdf", {facts(12927)}, "THE BOEING COMPANY", 2018, 92, 92, 0},
        {"filings-pdf/COSTCO_2021_10K.pdf", {facts(909832)}, "Costco Wholesale Corporation", 2021, 98, 60, 0},
        {"filings-pdf/GENERALMILLS_2019_10K.pdf", {}, "GENERAL MILLS, INC.", 2019, 95, 0, 0},
        {"filings-pdf/LOCKHEEDMARTIN_2022_10K.pdf", {}, "LOCKHEED MARTIN CORPORATION", 2022, 80, 0, 0},
        {"filings-pdf/MICROSOFT_2016_10K.pdf", {facts(789019)}, "MICROSOFT CORPORATION", 2016, 102, 100, 0},
        {"filings-pdf/NETFLIX_2015_10K.pdf", {}, "Netflix, Inc.", 2015, 82, 0, 0},
        {"filings-pdf/NIKE_2021_10K.pdf", {}, "NIKE, Inc.", 2021, 95, 0, 0},
        {"filings-pdf/PEPSICO_2021_10K.pdf", {}, "PepsiCo, Inc.", 2021, 102, 0, 0},
        {"documents/pdf/APPLE_2022_10K.pdf", {facts(320193)}, "Apple Inc.", 2022, 90, 90, 0},
        {"documents/pdf/MICROSOFT_2023_10K.pdf", {}, "MICROSOFT CORPORATION", 2023, 100, 0, 0},
    };
    return list;
}

} // namespace

class RealStatementsTest : public QObject {
    Q_OBJECT

private:
    std::optional<Document> import(const QString &path) const
    {
        const PdfImporter importer(QStringLiteral(CONSULTANTOS_PDF_HELPER));
        auto document = importer.read(path, {}, {});
        if (!document)
            return std::nullopt;
        document->id = QStringLiteral("0123456789abcdef");
        document->name = QFileInfo(path).fileName();
        return *document;
    }

    std::optional<StatementReader> m_reader;
    std::optional<ConceptCatalogue> m_concepts;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFileInfo::exists(dataFolder() + QStringLiteral("/filings-pdf")))
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        const auto resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        auto reader = StatementReader::load(resources);
        QVERIFY(reader);
        m_reader.emplace(std::move(*reader));
        auto concepts = ConceptCatalogue::load(resources + QStringLiteral("/concepts.json"));
        QVERIFY(concepts);
        m_concepts = *concepts;
    }

    void everyFactIsOneThatTheCompanyReported_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < reports().size(); ++i)
            QTest::newRow(reports()[i].file) << i;
    }

    void everyFactIsOneThatTheCompanyReported()
    {
        QFETCH(int, index);
        const auto &report = reports()[index];
        const auto document = import(dataFolder() + QLatin1Char('/') + QLatin1String(report.file));
        QVERIFY(document);
        const auto reading = m_reader->read(*document, QStringLiteral("x"));
        // The statements' own sums hold, and all three are there.
        QVERIFY2(reading.warnings.isEmpty(), qPrintable(reading.warnings.join(QLatin1Char('\n'))));
        QCOMPARE(reading.company, QLatin1String(report.company));
        QCOMPARE(reading.fiscalYear, report.fiscalYear);
        QCOMPARE(reading.form, QStringLiteral("10-K"));
        const auto reported = factsOf(report.facts);
        QMap<Verdict, QStringList> verdicts;
        for (const auto &fact : reading.facts) {
            QVERIFY(!fact.latest.place.isEmpty() && fact.latest.place.page > 0 && fact.latest.place.area.isValid());
            verdicts[compare(fact, *m_concepts->find(fact.tag), reported)].append(
                fact.id + QLatin1Char('=') + QString::number(fact.value(), 'f', 2));
        }
        qInfo(
            "%s: %lld facts, %lld lines, %lld equal, %lld under another tag, %lld without counterpart, %lld different",
            report.file, static_cast<long long>(reading.facts.size()), static_cast<long long>(reading.lines.size()),
            static_cast<long long>(verdicts[Verdict::Equal].size()),
            static_cast<long long>(verdicts[Verdict::EqualUnderAnotherTag].size()),
            static_cast<long long>(verdicts[Verdict::Unknown].size()),
            static_cast<long long>(verdicts[Verdict::Different].size()));
        QVERIFY(reading.facts.size() >= report.leastFacts);
        QVERIFY(verdicts[Verdict::Equal].size() >= report.leastEqual);
        const auto others = verdicts[Verdict::EqualUnderAnotherTag] + verdicts[Verdict::Different];
        QVERIFY2(others.size() <= report.mostOthers, qPrintable(others.join(QLatin1Char('\n'))));
    }

    void releasesAreDatedWithoutACover()
    {
        const auto amcor = import(dataFolder() + QStringLiteral("/documents/pdf/AMCOR_2023Q4_EARNINGS.pdf"));
        QVERIFY(amcor);
        const auto reading = m_reader->read(*amcor);
        QVERIFY2(reading.warnings.isEmpty(), qPrintable(reading.warnings.join(QLatin1Char('\n'))));
        QCOMPARE(reading.periodEnd, std::optional(QDate(2023, 6, 30)));
        QVERIFY(reading.form.isEmpty());
        const auto sales = std::find_if(reading.lines.cbegin(), reading.lines.cend(),
                                        [](const auto &line) { return line.concept_ == QLatin1String("revenue"); });
        QVERIFY(sales != reading.lines.cend());
        QCOMPARE(sales->values.size(), 4);
        const auto costco = import(dataFolder() + QStringLiteral("/documents/pdf/COSTCO_2023Q3_EARNINGS.pdf"));
        QVERIFY(costco);
        const auto quarters = m_reader->read(*costco);
        const auto income = std::find_if(quarters.lines.cbegin(), quarters.lines.cend(),
                                         [](const auto &line) { return line.concept_ == QLatin1String("net_income"); });
        QVERIFY(income != quarters.lines.cend());
        QCOMPARE(income->values.first().period.label(), QStringLiteral("Q3 FY2023"));
        QCOMPARE(income->values.first().period.start, std::optional(QDate(2023, 2, 13)));
        QCOMPARE(income->values.first().value, 1302e6);
    }
};

QTEST_GUILESS_MAIN(RealStatementsTest)
#include "tst_real_statements.moc"
