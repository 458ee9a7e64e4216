// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_preparation.h"
#include "analysis/forecasting/series_table.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

RawSeries rawOf(const QList<std::pair<const char *, const char *>> &rows)
{
    RawSeries raw;
    for (const auto &[period, value] : rows)
        raw.observations.append({QString::fromUtf8(period), QString::fromUtf8(value)});
    return raw;
}

QStringList listOf(const char *words)
{
    return QString::fromUtf8(words).split(QLatin1Char(' '));
}

} // namespace

class TestSeriesPreparation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labels_data();
    void labels();
    void labelsThatAreNone();
    void numbers_data();
    void numbers();
    void frequencies_data();
    void frequencies();
    void rowsInAnyOrder();
    void gapsAreFilled();
    void gapsOfASeason();
    void theLastOfDuplicatesStands();
    void whatCannotBeForecast_data();
    void whatCannotBeForecast();
    void theReasonIsNamed_data();
    void theReasonIsNamed();
    void decimalCommas();
    void coarserFrequency();
    void indexWithAStride();
    void endsThatAreMissing();
    void tables();
    void tablesInPieces();
    void tablesThatAreNone();
    void wideTables();
};

void TestSeriesPreparation::labels_data()
{
    using Kind = PeriodLabel::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("ordinal");
    const auto row = [](const char *text, Kind kind, qint64 ordinal) {
        QTest::newRow(text) << QString::fromUtf8(text) << static_cast<int>(kind) << ordinal;
    };
    row("2024", Kind::Year, 2024);
    row("17", Kind::Index, 17);
    row("2024Q1", Kind::Quarter, 2024 * 4);
    row("2024-q4", Kind::Quarter, 2024 * 4 + 3);
    row("Q2 2024", Kind::Quarter, 2024 * 4 + 1);
    row("2024-01", Kind::Month, 2024 * 12);
    row("2024M12", Kind::Month, 2024 * 12 + 11);
    row(" 2024/3 ", Kind::Month, 2024 * 12 + 2);
    row("2024-02-29", Kind::Date, QDate(2024, 2, 29).toJulianDay());
    row("31.12.2023", Kind::Date, QDate(2023, 12, 31).toJulianDay());
    row("1970-01-02T05:00:00Z", Kind::Hour, 29);
    for (const char *text : {"2021-W01", "2021W1", "W01 2021", "KW 1/2021", "2021-KW01", "Week 1, 2021"})
        row(text, Kind::Week, QDate(2021, 1, 4).toJulianDay() / 7);
    for (const char *text : {"Jan 2024", "January 2024", "2024 Jan", "2024-Jan", "JAN. 2024", "Jan-24", "Jan '24",
                             "01/2024", "1/2024", "01.2024", "Januar 2024", "Jänner 2024"})
        row(text, Kind::Month, 2024 * 12);
    for (const char *text : {"März 2024", "Mrz 24", "mar 2024", "Maerz 2024", "2024 march"})
        row(text, Kind::Month, 2024 * 12 + 2);
    row("Sept. 1998", Kind::Month, 1998 * 12 + 8);
    row("Okt-98", Kind::Month, 1998 * 12 + 9);
    row("Dezember 2024", Kind::Month, 2024 * 12 + 11);
    for (const char *text : {"1Q24", "Q1'24", "Q1-2024", "FY2024 Q1", "FY24Q1", "Q1 FY2024", "2024 1Q",
                             "1. Quartal 2024", "24Q1", "Q1/24"})
        row(text, Kind::Quarter, 2024 * 4);
    for (const char *text : {"FY2024", "FY 2024", "FY24", "FY'24", "GJ 2024", "2024A", "2023/24", "FY2023/24",
                             "2023/2024", "2023-24", "Geschäftsjahr 2024"})
        row(text, Kind::Year, 2024);
    row("2011-12", Kind::Month, 2011 * 12 + 11);
    for (const char *text : {"31 Jan 2024", "Jan 31, 2024", "January 31st 2024", "31-Jan-24", "31. Januar 2024",
                             "31/01/2024", "1/31/2024", "1-31-24", "31.1.24", "2024/1/31"})
        row(text, Kind::Date, QDate(2024, 1, 31).toJulianDay());
    row("5/5/2024", Kind::Date, QDate(2024, 5, 5).toJulianDay());
    row("1970-01-02T05:00:00+02:00", Kind::Hour, 27);
    row("1970-01-01 05:30-0500", Kind::Hour, 10);
}

void TestSeriesPreparation::labels()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(qint64, ordinal);
    const auto label = readPeriodLabel(text);
    QVERIFY(label);
    QCOMPARE(static_cast<int>(label->kind), kind);
    QCOMPARE(label->ordinal, ordinal);
}

void TestSeriesPreparation::labelsThatAreNone()
{
    for (const char *text : {"",         "soon",        "2024Q5",
                             "2024-13",  "2023-02-29",  "2024-W54",
                             "2021-W53", "12:30",       "99999999999999999",
                             "1.5",      "Jan",         "Foo 2024",
                             "Q5 2024",  "5Q24",        "H1 2024",
                             "13/2024",  "30 Feb 2024", "32/01/2024",
                             "2024E",    "FY",          "2023/25",
                             "12-Jan",   "01/02/2024"})
        QVERIFY2(!readPeriodLabel(QString::fromUtf8(text)), text);
    QVERIFY(!readPeriodLabel(QString(100'000, QLatin1Char('1'))));
    QVERIFY(namesPeriod(QStringLiteral("01/02/2024")));
    QVERIFY(!namesPeriod(QStringLiteral("13/14/2024")));
}

void TestSeriesPreparation::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << QStringLiteral("12.5") << 12.5;
    QTest::newRow("thousands") << QStringLiteral("1,234,567.5") << 1234567.5;
    QTest::newRow("loss") << QStringLiteral("(12)") << -12.0;
    QTest::newRow("currency") << QStringLiteral("$ 3") << 3.0;
    QTest::newRow("exponent") << QStringLiteral("1e3") << 1000.0;
    QTest::newRow("long minus") << QString::fromUtf8("\u22125") << -5.0;
}

void TestSeriesPreparation::numbers()
{
    QFETCH(QString, text);
    QTEST(readTableNumber(text).value_or(0.0), "value");
    for (const char *none : {"", "n/a", "1,5", "inf", "nan", "1e999", "12x", "-", "1.234.567", "1.5,000", "()"})
        QVERIFY2(!readTableNumber(QString::fromUtf8(none)), none);
    QCOMPARE(readTableNumber(QStringLiteral("1.234,5"), DecimalMark::Comma), std::optional(1234.5));
    QCOMPARE(readTableNumber(QStringLiteral("1,5"), DecimalMark::Comma), std::optional(1.5));
    QVERIFY(!readTableNumber(QStringLiteral("1.5"), DecimalMark::Comma));
}

void TestSeriesPreparation::frequencies_data()
{
    QTest::addColumn<QStringList>("periods");
    QTest::addColumn<QString>("frequency");
    QTest::addColumn<QString>("next");
    QTest::newRow("years") << listOf("2021 2022 2023") << QStringLiteral("yearly") << QStringLiteral("2024");
    QTest::newRow("quarters") << listOf("2021Q2 2021Q3 2021Q4") << QStringLiteral("quarterly")
                              << QStringLiteral("2022Q1");
    QTest::newRow("months") << listOf("2021-11 2021-12 2022-01") << QStringLiteral("monthly")
                            << QStringLiteral("2022-02");
    QTest::newRow("ends of months") << listOf("2021-01-31 2021-02-28 2021-03-31") << QStringLiteral("monthly")
                                    << QStringLiteral("2021-04");
    QTest::newRow("fiscal years") << listOf("2021-09-25 2022-09-24 2023-09-30") << QStringLiteral("yearly")
                                  << QStringLiteral("2024");
    QTest::newRow("weeks") << listOf("2021-01-08 2021-01-15 2021-01-22") << QStringLiteral("weekly")
                           << QStringLiteral("2021-01-25");
    QTest::newRow("days") << listOf("2021-01-08 2021-01-09 2021-01-10") << QStringLiteral("daily")
                          << QStringLiteral("2021-01-11");
    QTest::newRow("weekdays") << listOf(
        "2021-01-04 2021-01-05 2021-01-06 2021-01-07 2021-01-08 2021-01-11 2021-01-12 2021-01-13 2021-01-14 2021-01-15")
                              << QStringLiteral("weekdays") << QStringLiteral("2021-01-18");
    QTest::newRow("hours") << listOf("2021-01-08T22:00 2021-01-08T23:00 2021-01-09T00:00") << QStringLiteral("hourly")
                           << QStringLiteral("2021-01-09T01:00");
    QTest::newRow("numbered weeks") << listOf("2020-W52 2020-W53 2021-W01") << QStringLiteral("weekly")
                                    << QStringLiteral("2021-W02");
    QTest::newRow("named months") << listOf("Nov-23 Dez-23 Jan-24") << QStringLiteral("monthly")
                                  << QStringLiteral("2024-02");
    QTest::newRow("years in two numbers")
        << listOf("2009/10 2010/11 2011/12") << QStringLiteral("yearly") << QStringLiteral("2013");
    QTest::newRow("months in two numbers")
        << listOf("2010/10 2010/11 2010/12") << QStringLiteral("monthly") << QStringLiteral("2011-01");
    QTest::newRow("days first") << listOf("30/11/2023 31/12/2023 31/01/2024") << QStringLiteral("monthly")
                                << QStringLiteral("2024-02");
    QTest::newRow("months first") << listOf("11/30/2023 12/31/2023 1/31/2024") << QStringLiteral("monthly")
                                  << QStringLiteral("2024-02");
    QTest::newRow("only regular with days first") << listOf("01/10/2023 01/11/2023 01/12/2023 01/01/2024")
                                                  << QStringLiteral("monthly") << QStringLiteral("2024-02");
    QTest::newRow("only regular with months first") << listOf("10/01/2023 11/01/2023 12/01/2023 01/01/2024")
                                                    << QStringLiteral("monthly") << QStringLiteral("2024-02");
    QTest::newRow("index") << listOf("1 2 3") << QStringLiteral("none") << QStringLiteral("4");
}

void TestSeriesPreparation::frequencies()
{
    QFETCH(QStringList, periods);
    RawSeries raw;
    for (const auto &period : periods)
        raw.observations.append({period, QStringLiteral("1")});
    const auto series = prepareSeries(raw, std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values.size(), static_cast<std::size_t>(periods.size()));
    QTEST(frequencyName(series->frequency), "frequency");
    QTEST(series->labelAfter(0), "next");
}

void TestSeriesPreparation::rowsInAnyOrder()
{
    const auto series = prepareSeries(rawOf({{"2022", "3"}, {"2020", "1"}, {"2021", "2"}}), std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{1, 2, 3}));
    QVERIFY(series->notes.isEmpty());
}

void TestSeriesPreparation::gapsAreFilled()
{
    const auto series = prepareSeries(
        rawOf({{"2018", "1"}, {"2019", "2"}, {"2021", "4"}, {"2022", "n/a"}, {"2023", "6"}, {"2024", "7"}}),
        std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(series->notes.size(), 2);
    const auto wide = prepareSeries(rawOf({{"2018", "1e308"}, {"2020", "-1e308"}, {"2021", "1"}}), std::nullopt);
    QVERIFY(wide);
    QCOMPARE(wide->values[1], 0.0); // though the distance of its neighbours is no number
}

void TestSeriesPreparation::gapsOfASeason()
{
    const auto series = prepareSeries(rawOf({{"2020Q1", "1"},
                                             {"2020Q2", "9"},
                                             {"2020Q3", "1"},
                                             {"2020Q4", "1"},
                                             {"2021Q1", "1"},
                                             {"2021Q3", "1"},
                                             {"2021Q4", "1"},
                                             {"2022Q1", "1"},
                                             {"2022Q2", "11"}}),
                                      std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values[5], 10.0); // between the second quarters, not between its neighbours
}

void TestSeriesPreparation::theLastOfDuplicatesStands()
{
    const auto series =
        prepareSeries(rawOf({{"2020", "1"}, {"2021", "2"}, {"2020", "5"}, {"2022", "3"}}), std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{5, 2, 3}));
    QCOMPARE(series->notes.size(), 1);
}

void TestSeriesPreparation::whatCannotBeForecast_data()
{
    QTest::addColumn<QStringList>("periods");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("frequency");
    QTest::newRow("nothing") << QStringList() << QStringLiteral("1") << QString();
    QTest::newRow("no periods") << listOf("a b c") << QStringLiteral("1") << QString();
    QTest::newRow("no numbers") << listOf("1 2 3") << QStringLiteral("x") << QString();
    QTest::newRow("infinite") << listOf("1 2 3") << QStringLiteral("inf") << QString();
    QTest::newRow("empty values") << listOf("1 2 3") << QStringLiteral("") << QString();
    QTest::newRow("irregular dates") << listOf("2020-01-01 2020-01-14 2020-03-02 2020-03-20") << QStringLiteral("1")
                                     << QString();
    QTest::newRow("mixed") << listOf("2020 2021 2020Q1 2020Q2 2020-01") << QStringLiteral("1") << QString();
    QTest::newRow("far apart") << listOf("2000 2001 1999999999 2000000000") << QStringLiteral("1") << QString();
    QTest::newRow("days as years") << listOf("2020-01-01 2020-01-02 2020-01-03 2020-01-04") << QStringLiteral("1")
                                   << QStringLiteral("yearly");
    QTest::newRow("years as months") << listOf("2020Q1 2020Q2 2020Q3") << QStringLiteral("1")
                                     << QStringLiteral("monthly");
    QTest::newRow("open dates") << listOf("01/01/2024 01/02/2024 01/03/2024") << QStringLiteral("1") << QString();
    QTest::newRow("both orders") << listOf("01/02/2024 13/02/2024 02/14/2024") << QStringLiteral("1") << QString();
    QTest::newRow("mostly missing") << listOf("2020-01 2020-02 2020-09 2021-09") << QStringLiteral("1") << QString();
}

void TestSeriesPreparation::whatCannotBeForecast()
{
    QFETCH(QStringList, periods);
    QFETCH(QString, value);
    QFETCH(QString, frequency);
    RawSeries raw;
    for (const auto &period : periods)
        raw.observations.append({period, value});
    const auto wanted = frequency.isEmpty() ? std::nullopt : std::optional(*frequencyNamed(frequency));
    const auto series = prepareSeries(raw, wanted);
    QVERIFY(!series);
    QCOMPARE(series.error().code, ErrorCode::NotDerivable);
    QVERIFY(!series.error().message.isEmpty());
    QVERIFY(!series.error().detail.isEmpty());
}

void TestSeriesPreparation::theReasonIsNamed_data()
{
    QTest::addColumn<QString>("periods");
    QTest::addColumn<QString>("word");
    QTest::newRow("half years") << QStringLiteral("H1 2023|H2 2023|H1 2024") << QStringLiteral("Half years");
    QTest::newRow("no year") << QStringLiteral("Jan|Feb|March") << QStringLiteral("no year");
    QTest::newRow("days without a year") << QStringLiteral("1-Jan|2-Jan|3-Jan") << QStringLiteral("no year");
    QTest::newRow("quarters without a year") << QStringLiteral("Q1|Q2|Q3") << QStringLiteral("no year");
    QTest::newRow("open") << QStringLiteral("01/01/2024|01/02/2024|01/03/2024") << QStringLiteral("01/02/2024");
    QTest::newRow("texts") << QStringLiteral("soon|later|never") << QStringLiteral("soon");
}

void TestSeriesPreparation::theReasonIsNamed()
{
    QFETCH(QString, periods);
    QFETCH(QString, word);
    RawSeries raw;
    for (const auto &period : periods.split(QLatin1Char('|')))
        raw.observations.append({period, QStringLiteral("1")});
    const auto series = prepareSeries(raw, std::nullopt);
    QVERIFY(!series);
    QVERIFY2(series.error().message.contains(word), qPrintable(series.error().message));
}

void TestSeriesPreparation::decimalCommas()
{
    const auto series = prepareSeries(rawOf({{"2020", "1.234,5"}, {"2021", "12,25"}, {"2022", "3,125"}}), std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{1234.5, 12.25, 3.125}));
    QCOMPARE(series->notes.size(), 1);
    const auto thousands = prepareSeries(rawOf({{"2020", "1,234"}, {"2021", "2,345"}, {"2022", "3.5"}}), std::nullopt);
    QVERIFY(thousands);
    QCOMPARE(thousands->values, (Values{1234, 2345, 3.5}));
}

void TestSeriesPreparation::coarserFrequency()
{
    const auto series =
        prepareSeries(rawOf({{"2021-12-31", "1"}, {"2023-01-01", "2"}, {"2023-12-31", "3"}}), Frequency::Monthly);
    QVERIFY(!series); // two of 25 months are no series
    const auto quarters =
        prepareSeries(rawOf({{"2021-03-31", "1"}, {"2021-06-30", "2"}, {"2021-09-29", "3"}}), Frequency::Quarterly);
    QVERIFY(quarters);
    QCOMPARE(quarters->values, (Values{1, 2, 3}));
    QVERIFY(!frequencyNamed(QStringLiteral("often")));
}

void TestSeriesPreparation::indexWithAStride()
{
    const auto series = prepareSeries(rawOf({{"10", "1"}, {"20", "2"}, {"30", "3"}}), std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{1, 2, 3}));
    QCOMPARE(series->labelAfter(1), QStringLiteral("50"));
}

void TestSeriesPreparation::endsThatAreMissing()
{
    const auto series = prepareSeries(rawOf({{"1", ""}, {"2", "1"}, {"3", "2"}, {"4", "3"}, {"5", ""}}), std::nullopt);
    QVERIFY(series);
    QCOMPARE(series->values, (Values{1, 2, 3}));
    QCOMPARE(series->labelAfter(0), QStringLiteral("5"));
}

void TestSeriesPreparation::tables()
{
    SeriesTableReader reader;
    reader.read("\xEF\xBB\xBFSeries;Value;Period\r\n\"a;b\";1;2020\r\nc;2;2020\r\n\r\n\"a;b\";3;2021");
    const auto series = reader.finish();
    QVERIFY(series);
    QCOMPARE(series->size(), 2U);
    QCOMPARE(series->front().name, QStringLiteral("a;b"));
    QCOMPARE(series->front().observations.size(), 2);
    QCOMPARE(series->front().observations[1].value, QStringLiteral("3"));
}

void TestSeriesPreparation::tablesInPieces()
{
    const QByteArray table = "period,value\n2020,\"1,000\"\n2021,\"say \"\"two\"\"\"\n";
    for (qsizetype size = 1; size < 8; ++size) {
        SeriesTableReader reader;
        for (qsizetype at = 0; at < table.size(); at += size)
            reader.read(table.mid(at, size));
        const auto series = reader.finish();
        QVERIFY(series);
        QCOMPARE(series->front().observations[0].value, QStringLiteral("1,000"));
        QCOMPARE(series->front().observations[1].value, QStringLiteral("say \"two\""));
    }
}

void TestSeriesPreparation::tablesThatAreNone()
{
    for (const QByteArray table : {"", "\n\n", "a,b\nc,d\n", "series,period,value\n", "Year,North\n"}) {
        SeriesTableReader reader;
        reader.read(table);
        const auto series = reader.finish();
        QVERIFY2(!series, table);
        QVERIFY(series.error().detail.contains(QStringLiteral("series, period and value")));
    }
}

void TestSeriesPreparation::wideTables()
{
    SeriesTableReader columns;
    columns.read("Monat;\"Umsatz; netto, Mio.\";Kosten\n2024-01;1,5;7\n2024-02;1,6;8\n2024-03;1,7;\n");
    const auto byColumn = columns.finish();
    QVERIFY(byColumn);
    QCOMPARE(byColumn->size(), 2U);
    QCOMPARE(byColumn->front().name, QStringLiteral("Umsatz; netto, Mio."));
    const auto prepared = prepareSeries(byColumn->front(), std::nullopt);
    QVERIFY(prepared);
    QCOMPARE(prepared->values, (Values{1.5, 1.6, 1.7}));
    QCOMPARE(prepared->frequency, Frequency::Monthly);
    QCOMPARE(byColumn->back().observations.size(), 2);

    SeriesTableReader rows;
    rows.read("Region\t2021\t2022\t2023\nNorth\t10\t11\t12\nSouth\t20\t21\t22");
    const auto byRow = rows.finish();
    QVERIFY(byRow);
    QCOMPARE(byRow->size(), 2U);
    QCOMPARE(byRow->back().name, QStringLiteral("South"));
    QCOMPARE(byRow->back().observations.last().value, QStringLiteral("22"));
}

QTEST_APPLESS_MAIN(TestSeriesPreparation)
#include "test_series_preparation.moc"
