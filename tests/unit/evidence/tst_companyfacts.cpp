// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/companyfacts.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

const QString Path = QStringLiteral("/somewhere/facts.json");

/// One report of the year 2023 as the SEC writes it, with members replaced or, by undefined, taken out.
/// Stands for a member that is not there: an object can't hold an undefined value.
const QJsonValue Missing(QStringLiteral("(missing)"));

void apply(const QJsonObject &changes, QJsonObject &entry)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value() == Missing)
            entry.remove(change.key());
        else
            entry.insert(change.key(), change.value());
    }
}

QJsonObject report(const QJsonObject &changes = {})
{
    QJsonObject entry{{QStringLiteral("start"), QStringLiteral("2023-01-01")},
                      {QStringLiteral("end"), QStringLiteral("2023-12-31")},
                      {QStringLiteral("val"), 100},
                      {QStringLiteral("accn"), QStringLiteral("0000000042-24-000001")},
                      {QStringLiteral("fy"), 2023},
                      {QStringLiteral("fp"), QStringLiteral("FY")},
                      {QStringLiteral("form"), QStringLiteral("10-K")},
                      {QStringLiteral("filed"), QStringLiteral("2024-02-01")},
                      {QStringLiteral("frame"), QStringLiteral("CY2023")}};
    apply(changes, entry);
    return entry;
}

QJsonObject filing(double value, const char *filed, const char *accession)
{
    return report({{QStringLiteral("val"), value},
                   {QStringLiteral("filed"), QString::fromLatin1(filed)},
                   {QStringLiteral("accn"), QString::fromLatin1(accession)}});
}

QJsonObject document(const QJsonArray &reports, const QString &unit = QStringLiteral("USD"))
{
    const QJsonObject tag{{QStringLiteral("label"), QStringLiteral("Revenues")},
                          {QStringLiteral("units"), QJsonObject{{unit, reports}}}};
    return {{QStringLiteral("cik"), 42},
            {QStringLiteral("entityName"), QStringLiteral("SAMPLE WORKS, INC.")},
            {QStringLiteral("facts"),
             QJsonObject{{QStringLiteral("us-gaap"), QJsonObject{{QStringLiteral("Revenues"), tag}}}}}};
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<CompanyFacts> parsed(const QByteArray &json)
{
    return parseCompanyFacts(json, Path, QStringLiteral("a test"));
}

Result<CompanyFacts> parsed(const QJsonArray &reports, const QString &unit = QStringLiteral("USD"))
{
    return parsed(textOf(document(reports, unit)));
}

QByteArray withTag(const char *tagBody)
{
    return QByteArray("{\"cik\":42,\"entityName\":\"Sample\",\"facts\":{\"us-gaap\":{\"Revenues\":") + tagBody + "}}}";
}

} // namespace

class CompanyFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportBecomesAFactWithItsWholeIdentity()
    {
        const auto read = parsed(QJsonArray{report()});
        QVERIFY(read);
        QCOMPARE(read->company.id, QStringLiteral("42"));
        QCOMPARE(read->company.legalName, QStringLiteral("SAMPLE WORKS, INC."));
        QCOMPARE(read->company.name, QStringLiteral("Sample Works"));
        QCOMPARE(read->company.sector, QString());
        QCOMPARE(read->reports, 1);
        QCOMPARE(read->warnings, QStringList());
        QCOMPARE(read->facts.size(), 1);
        Fact fact;
        fact.id = QStringLiteral("f/42/us-gaap/Revenues/USD/2023-01-01..2023-12-31");
        fact.companyId = QStringLiteral("42");
        fact.taxonomy = QStringLiteral("us-gaap");
        fact.tag = QStringLiteral("Revenues");
        fact.unit = QStringLiteral("USD");
        fact.start = QDate(2023, 1, 1);
        fact.end = QDate(2023, 12, 31);
        fact.latest = {100,
                       QStringLiteral("0000000042-24-000001"),
                       QStringLiteral("10-K"),
                       QDate(2024, 2, 1),
                       2023,
                       QStringLiteral("FY")};
        fact.source = QStringLiteral("a test");
        QCOMPARE(read->facts.first(), fact);
    }

    void anInstantHasNoStart_data()
    {
        QTest::addColumn<QJsonValue>("start");
        QTest::newRow("none") << Missing;
        QTest::newRow("null") << QJsonValue();
    }

    void anInstantHasNoStart()
    {
        QFETCH(QJsonValue, start);
        const auto read = parsed(QJsonArray{report({{QStringLiteral("start"), start}})});
        QVERIFY(read);
        QVERIFY(!read->facts.value(0).start);
        QCOMPARE(read->facts.value(0).id, QStringLiteral("f/42/us-gaap/Revenues/USD/2023-12-31"));
        QCOMPARE(read->warnings, QStringList());
    }

    void theLatestFilingStandsAndEarlierValuesAreRemembered()
    {
        const QJsonArray reports{
            filing(300, "2026-02-01", "0000000042-26-000001"), filing(100, "2024-02-01", "0000000042-24-000001"),
            filing(200, "2025-02-01", "0000000042-25-000001"), filing(200, "2025-08-01", "0000000042-25-000009")};
        const auto read = parsed(reports);
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 1);
        const auto &fact = read->facts.first();
        QCOMPARE(fact.value(), 300.0);
        QCOMPARE(fact.earlier.size(), 2);
        QCOMPARE(fact.earlier[0].value, 100.0);
        QCOMPARE(fact.earlier[1].value, 200.0);
        QCOMPARE(fact.earlier[1].filed, QDate(2025, 8, 1));
        QCOMPARE(read->warnings, QStringList());

        QJsonArray reversed;
        for (const auto &entry : reports)
            reversed.prepend(entry);
        QCOMPARE(parsed(reversed)->facts, read->facts);
    }

    void onOneDayTheHigherAccessionNumberStands()
    {
        const auto read = parsed(QJsonArray{filing(2, "2024-02-01", "0000000042-24-000002"),
                                            filing(1, "2024-02-01", "0000000042-24-000001")});
        QVERIFY(read);
        QCOMPARE(read->facts.first().value(), 2.0);
        QCOMPARE(read->facts.first().earlier.value(0).value, 1.0);
    }

    void factsComeInTheOrderOfTheirIds()
    {
        QJsonArray reports;
        for (int year = 2023; year > 2010; --year) {
            const auto end = QStringLiteral("%1-12-31").arg(year);
            reports.append(report(
                {{QStringLiteral("start"), QStringLiteral("%1-10-01").arg(year)}, {QStringLiteral("end"), end}}));
            reports.append(report(
                {{QStringLiteral("start"), QStringLiteral("%1-01-01").arg(year)}, {QStringLiteral("end"), end}}));
            reports.append(report({{QStringLiteral("start"), Missing}, {QStringLiteral("end"), end}}));
        }
        const auto read = parsed(reports);
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 39);
        QVERIFY(std::is_sorted(read->facts.begin(), read->facts.end(),
                               [](const Fact &left, const Fact &right) { return left.id < right.id; }));
        for (const auto &fact : read->facts)
            QCOMPARE(fact.id, factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end));
    }

    void whatIsNotAsItShouldBeIsCounted_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<int>("facts");
        QTest::addColumn<QString>("warning");
        const auto skippedPeriod = QStringLiteral("1 value(s) without a valid period were skipped.");
        const auto skippedValue =
            QStringLiteral("1 value(s) were skipped that are no number or beyond any company's size.");
        const auto noFiling =
            QStringLiteral("1 value(s) are kept that don't name their filing by an accession number.");
        const auto row = [](const char *name, const char *key, const QJsonValue &value, int facts,
                            const QString &warning) {
            QTest::newRow(name) << QJsonObject{{QString::fromLatin1(key), value}} << facts << warning;
        };
        row("no end", "end", Missing, 1, skippedPeriod);
        row("null end", "end", QJsonValue(), 1, skippedPeriod);
        row("a number as end", "end", 20231231, 1, skippedPeriod);
        row("no such day", "end", QStringLiteral("2023-02-30"), 1, skippedPeriod);
        row("another form of date", "end", QStringLiteral("31.12.2023"), 1, skippedPeriod);
        row("a slip of the pen", "end", QStringLiteral("0203-12-31"), 1, skippedPeriod);
        row("start after end", "start", QStringLiteral("2024-01-01"), 1, skippedPeriod);
        row("start that is none", "start", QStringLiteral("soon"), 1, skippedPeriod);
        row("no value", "val", Missing, 1, skippedValue);
        row("null value", "val", QJsonValue(), 1, skippedValue);
        row("a string as value", "val", QStringLiteral("100"), 1, skippedValue);
        row("a truth as value", "val", true, 1, skippedValue);
        row("a list as value", "val", QJsonArray{1}, 1, skippedValue);
        row("too large", "val", 1.1e18, 1, skippedValue);
        row("too small", "val", -1.1e18, 1, skippedValue);
        row("no accession number", "accn", Missing, 2, noFiling);
        row("null accession number", "accn", QJsonValue(), 2, noFiling);
        row("malformed accession number", "accn", QStringLiteral("42-24-1"), 2, noFiling);
        row("no filing date", "filed", Missing, 2,
            QStringLiteral("1 value(s) are kept that don't say when they were filed; dated ones go before them."));
        row("no fiscal year", "fy", QJsonValue(), 2, {});
        row("no fiscal period", "fp", QJsonValue(), 2, {});
        row("fiscal year in words", "fy", QStringLiteral("2023"), 2, {});
        row("no form", "form", Missing, 2, {});
        row("an unknown member", "colour", QStringLiteral("red"), 2, {});
    }

    void whatIsNotAsItShouldBeIsCounted()
    {
        QFETCH(QJsonObject, change);
        QFETCH(QString, warning);
        auto other = report({{QStringLiteral("start"), QStringLiteral("2023-06-01")}});
        apply(change, other);
        const auto read = parsed(QJsonArray{report({{QStringLiteral("start"), QStringLiteral("2022-01-01")},
                                                    {QStringLiteral("end"), QStringLiteral("2022-12-31")}}),
                                            other});
        QVERIFY(read);
        QTEST(int(read->facts.size()), "facts");
        QCOMPARE(read->warnings, warning.isEmpty() ? QStringList() : QStringList{warning});
    }

    void aNumberThatNoDoubleHoldsCostsOnlyItself_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::newRow("many digits") << QByteArray(40, '9');
        QTest::newRow("large exponent") << QByteArray("1e999");
        QTest::newRow("not a number") << QByteArray("NaN");
        QTest::newRow("infinite") << QByteArray("-Infinity");
    }

    void aNumberThatNoDoubleHoldsCostsOnlyItself()
    {
        QFETCH(QByteArray, number);
        auto json = textOf(document({report(), report({{QStringLiteral("end"), QStringLiteral("2023-11-30")},
                                                       {QStringLiteral("val"), 4711}})}));
        const auto read = parsed(json.replace("4711", number));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
        QCOMPARE(read->facts.size(), 1);
        QCOMPARE(read->warnings.size(), 1);
    }

    void aRepeatedReportIsTakenOnce()
    {
        const auto read = parsed(QJsonArray{report(), report({{QStringLiteral("frame"), QStringLiteral("CY2023Q4")}})});
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 1);
        QVERIFY(read->facts.first().earlier.isEmpty());
        QCOMPARE(read->warnings,
                 QStringList{QStringLiteral("1 value(s) stood there more than once and were taken once.")});
    }

    void twoValuesInOneFilingAreDoubted()
    {
        const auto read = parsed(QJsonArray{filing(1, "2024-02-01", "0000000042-24-000001"),
                                            filing(2, "2024-02-01", "0000000042-24-000001")});
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 1);
        QCOMPARE(read->warnings, QStringList{QStringLiteral("1 value(s) contradict another one of the same filing.")});
    }

    void unitsAreKeptAndOddOnesCounted_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<bool>("isOdd");
        for (const auto *unit : {"USD", "EUR", "shares", "pure", "USD/shares", "COP/shares"})
            QTest::newRow(unit) << QString::fromLatin1(unit) << false;
        for (const auto *unit : {"Boe", "Year", "usd", "USD/Warrant", "square feet"})
            QTest::newRow(unit) << QString::fromLatin1(unit) << true;
    }

    void unitsAreKeptAndOddOnesCounted()
    {
        QFETCH(QString, unit);
        QFETCH(bool, isOdd);
        const auto read = parsed(QJsonArray{report()}, unit);
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 1);
        QCOMPARE(read->facts.first().unit, unit);
        const auto warning = QStringLiteral("1 value(s) are kept whose unit nothing is derived from: %1.").arg(unit);
        QCOMPARE(read->warnings, isOdd ? QStringList{warning} : QStringList());
    }

    void nodesOfTheWrongKindAreSkippedAndCounted_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto start = QByteArray("{\"cik\":42,\"entityName\":\"Sample\",\"facts\":");
        QTest::newRow("taxonomy") << start + "{\"us-gaap\":[1]}}";
        QTest::newRow("taxonomy null") << start + "{\"us-gaap\":null}}";
        QTest::newRow("tag") << withTag("7");
        QTest::newRow("no units") << withTag("{\"label\":\"x\"}");
        QTest::newRow("units") << withTag("{\"units\":[]}");
        QTest::newRow("unit") << withTag("{\"units\":{\"USD\":{}}}");
        QTest::newRow("report") << withTag("{\"units\":{\"USD\":[\"2023\"]}}");
        QTest::newRow("report null") << withTag("{\"units\":{\"USD\":[null]}}");
    }

    void nodesOfTheWrongKindAreSkippedAndCounted()
    {
        QFETCH(QByteArray, json);
        const auto read = parsed(json);
        QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
        QCOMPARE(read->facts.size(), 0);
        QCOMPARE(read->warnings,
                 QStringList{QStringLiteral("1 part(s) of the file were skipped that don't have the shape of "
                                            "companyfacts.")});
    }

    void namesThatWouldBlurIdsAreSkippedAndCounted()
    {
        auto json = textOf(document({report()}));
        for (const auto *name : {"Rev/enues", ""}) {
            auto changed = json;
            const auto read = parsed(changed.replace("\"Revenues\":", QByteArray("\"") + name + "\":"));
            QVERIFY(read);
            QCOMPARE(read->facts.size(), 0);
            QCOMPARE(read->warnings,
                     QStringList{QStringLiteral("1 value(s) under a name that can't be one were skipped.")});
        }
    }

    void aKeyGivenTwiceContinues()
    {
        const auto one = QString::fromUtf8(QJsonDocument(filing(1, "2024-02-01", "0000000042-24-000001")).toJson());
        const auto two = QString::fromUtf8(QJsonDocument(filing(2, "2025-02-01", "0000000042-25-000001")).toJson());
        const auto three = QString::fromUtf8(QJsonDocument(filing(1, "2026-02-01", "0000000042-26-000001")).toJson());
        const auto body = QStringLiteral("{\"units\":{\"USD\":[%1,%3]}},\"Revenues\":{\"units\":{\"USD\":[%2]}}");
        const auto read = parsed(withTag(body.arg(one, two, three).toUtf8().constData()));
        QVERIFY(read);
        QCOMPARE(read->facts.size(), 1);
        QCOMPARE(read->facts.first().earlier.size(), 2);
        QCOMPARE(read->facts.first().earlier[0].filed, QDate(2024, 2, 1));
    }

    void theCikIsANumberHoweverItIsWritten_data()
    {
        QTest::addColumn<QByteArray>("cik");
        QTest::addColumn<QString>("id");
        QTest::newRow("number") << QByteArray("320193") << QStringLiteral("320193");
        QTest::newRow("text") << QByteArray("\"320193\"") << QStringLiteral("320193");
        QTest::newRow("leading zeros") << QByteArray("\"0000320193\"") << QStringLiteral("320193");
        for (const auto *wrong : {"0", "-5", "null", "\"\"", "\"Apple\"", "1.5", "99999999999", "[1]"})
            QTest::newRow(wrong) << QByteArray(wrong) << QString();
    }

    void theCikIsANumberHoweverItIsWritten()
    {
        QFETCH(QByteArray, cik);
        QFETCH(QString, id);
        const auto read = parsed(textOf(document({report()})).replace("\"cik\":42", "\"cik\":" + cik));
        QCOMPARE(bool(read), !id.isEmpty());
        if (read)
            QCOMPARE(read->facts.value(0).companyId, id);
        else
            QCOMPARE(read.error().code, ErrorCode::Malformed);
    }

    void aFileThatIsSomethingElseIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("blank") << QByteArray(" \n ") << QStringLiteral("empty");
        QTest::newRow("words") << QByteArray("not json") << QStringLiteral("no JSON");
        QTest::newRow("markup") << QByteArray("<html></html>") << QStringLiteral("no JSON");
        QTest::newRow("list") << QByteArray("[]") << QStringLiteral("no JSON object");
        QTest::newRow("number") << QByteArray("12") << QStringLiteral("no JSON object");
        QTest::newRow("another object") << QByteArray("{\"a\": 1}") << QStringLiteral("no \"facts\"");
        QTest::newRow("facts are a list") << QByteArray("{\"cik\":1,\"facts\":[]}") << QStringLiteral("no object");
        QTest::newRow("no company") << QByteArray("{\"facts\":{}}") << QStringLiteral("\"cik\"");
        QTest::newRow("two companies") << QByteArray("{\"cik\":1,\"cik\":2,\"facts\":{}}")
                                       << QStringLiteral("two companies");
        QTest::newRow("damaged") << QByteArray("{\"cik\":1,\"facts\":{],}}") << QStringLiteral("not valid");
        QTest::newRow("cut short") << QByteArray("{\"cik\":1,\"facts\":{\"us-g") << QStringLiteral("cut short");
        QTest::newRow("deep and open") << QByteArray(100'000, '[') << QStringLiteral("not valid");
        QTest::newRow("deep inside") << QByteArray("{\"cik\":1,\"facts\":") + QByteArray(5000, '[')
                                            + QByteArray(5000, ']') + "}"
                                     << QStringLiteral("nested");
        QTest::newRow("no text") << QByteArray("{\"cik\":1,\"entityName\":\"\xff\xfe\",\"facts\":{}}")
                                 << QStringLiteral("UTF-8");
        QTest::newRow("number with a leading zero")
            << QByteArray("{\"cik\":01,\"facts\":{}}") << QStringLiteral("not valid");
    }

    void aFileThatIsSomethingElseIsRefusedWithTheReason()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, reason);
        const auto read = parsed(json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Malformed);
        QVERIFY2(read.error().message.contains(reason), qPrintable(read.error().message));
        QVERIFY(read.error().message.contains(QDir::toNativeSeparators(Path)));
        QVERIFY(read.error().message.contains(QStringLiteral("nothing was imported")));
        QVERIFY(!read.error().detail.isEmpty());
    }

    void aFileCutShortAnywhereIsRefused()
    {
        const auto whole =
            textOf(document({report(), report({{QStringLiteral("end"), QStringLiteral("2023-11-30")}})}));
        QVERIFY(parsed(whole));
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto read = parsed(whole.left(length));
            QVERIFY2(!read, qPrintable(QString::number(length)));
            QCOMPARE(read.error().code, ErrorCode::Malformed);
        }
    }

    void anyByteChangedGivesAnErrorOrFacts()
    {
        const auto whole = textOf(document({report()}));
        for (qsizetype place = 0; place < whole.size(); ++place) {
            for (const char byte : {'\0', '"', '{', '}', '[', ']', ',', ':', '9', '-', '\\', '\xff'}) {
                auto changed = whole;
                changed[place] = byte;
                if (const auto read = parsed(changed))
                    QVERIFY(read->facts.size() <= 1);
                else
                    QVERIFY(!read.error().message.isEmpty());
            }
        }
    }

    void aByteOrderMarkAndOtherTaxonomiesAreTaken()
    {
        auto json = textOf(document({report()}));
        json.replace("us-gaap", "ifrs-full");
        const auto read = parsed("\xef\xbb\xbf" + json);
        QVERIFY(read);
        QCOMPARE(read->facts.value(0).taxonomy, QStringLiteral("ifrs-full"));
        QVERIFY(parsed(json.replace("ifrs-full", "sample-taxonomy")));
    }
};

QTEST_GUILESS_MAIN(CompanyFactsTest)
#include "tst_companyfacts.moc"
