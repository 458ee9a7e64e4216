// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/companies_beside.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;

namespace {

Period yearTo(const QDate &end)
{
    Period period;
    period.start = end.addDays(-364);
    period.end = end;
    period.fiscalYear = end.year();
    period.fiscalPeriod = QStringLiteral("FY");
    return period;
}

/// A company with revenue and a margin in each year.
Financials companyOf(const QString &name, const QString &currency,
                     const QList<std::tuple<QDate, double, double>> &years)
{
    Financials made;
    made.companyId = name;
    made.companyName = name;
    made.currency = currency;
    Statement income{QStringLiteral("income"), QStringLiteral("annual"), currency, {}, {}};
    StatementLine revenue{QStringLiteral("revenue"), QStringLiteral("Revenue"), {}};
    Ratio margin;
    margin.id = QStringLiteral("net_margin");
    margin.title = QStringLiteral("Net margin");
    margin.unit = QStringLiteral("ratio");
    margin.frequency = QStringLiteral("annual");
    for (const auto &[end, amount, share] : years) {
        const auto period = yearTo(end);
        const auto fact = [&](const QString &tag, const QString &unit, double value) {
            Fact one;
            one.companyId = name;
            one.taxonomy = QStringLiteral("us-gaap");
            one.tag = tag;
            one.unit = unit;
            one.start = period.start;
            one.end = end;
            one.latest.value = value;
            one.id = factId(name, one.taxonomy, tag, unit, one.start, end);
            return made.evidence.add(one, period);
        };
        income.periods.append(period);
        revenue.values.append(fact(QStringLiteral("Revenues"), currency, amount));
        margin.values.append({period, fact(QStringLiteral("Margin"), QStringLiteral("ratio"), share), {}, {}});
    }
    income.lines.append(revenue);
    made.statements.append(income);
    made.ratios.append(margin);
    return made;
}

const QDate End2024(2024, 12, 31);
const QDate End2023(2023, 12, 31);

} // namespace

class TestCompaniesBeside : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ranksAndPercentilesOfARatio();
    void equalValuesShareARank();
    void lowerFirstWhereLowerIsBetter();
    void anotherCurrencyHasNoRank();
    void yearsThatEndApartAreTold();
    void aMissingYearSaysSo();
    void theYearThatMostReportIsRanked();
    void withoutACommonYearNothingIsRanked();
    void anUnknownFigureIsNone();
    void everyFigureShownHasItsEvidence();
    void tablesHaveAFieldForEachColumn();
    void frameworksComeFromTheReports();
};

void TestCompaniesBeside::ranksAndPercentilesOfARatio()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 100, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2024, 300, 0.3}}),
                                companyOf(QStringLiteral("C"), QStringLiteral("USD"), {{End2024, 200, 0.2}}),
                                companyOf(QStringLiteral("D"), QStringLiteral("USD"), {{End2024, 50, 0.15}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all.mid(0, 3), all, 5);
    QVERIFY(beside);
    QCOMPARE(beside->rankedYear, 2024);
    QCOMPARE(beside->companies[0].rank, std::optional(3));
    QCOMPARE(beside->companies[1].rank, std::optional(1));
    QCOMPARE(beside->companies[2].rank, std::optional(2));
    // Of the three others none, all and two lie below.
    QCOMPARE(beside->companies[0].percentile->value, 0.0);
    QCOMPARE(beside->companies[1].percentile->value, 1.0);
    QCOMPARE(beside->companies[2].percentile->value, 2.0 / 3);
    QCOMPARE(beside->poolSize, 4);
    QVERIFY(beside->differences.isEmpty());
}

void TestCompaniesBeside::equalValuesShareARank()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.2}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2024, 1, 0.2}}),
                                companyOf(QStringLiteral("C"), QStringLiteral("USD"), {{End2024, 1, 0.1}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->companies[0].rank, std::optional(1));
    QCOMPARE(beside->companies[1].rank, std::optional(1));
    QCOMPARE(beside->companies[2].rank, std::optional(3));
}

void TestCompaniesBeside::lowerFirstWhereLowerIsBetter()
{
    QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                          companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2024, 1, 0.2}})};
    for (auto &one : all)
        one.ratios[0].higherIsBetter = false;
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->companies[0].rank, std::optional(1));
    QCOMPARE(beside->companies[1].rank, std::optional(2));
}

void TestCompaniesBeside::anotherCurrencyHasNoRank()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 100, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("EUR"), {{End2024, 900, 0.2}}),
                                companyOf(QStringLiteral("C"), QStringLiteral("USD"), {{End2024, 200, 0.2}})};
    const auto money = figuresBeside(QStringLiteral("revenue"), all, all, 5);
    QVERIFY(!money->companies[1].rank && !money->companies[1].percentile);
    QCOMPARE(money->companies[2].rank, std::optional(1));
    QCOMPARE(money->companies[0].rank, std::optional(2));
    QCOMPARE(money->differences.size(), 1);
    QVERIFY(money->differences.first().contains(QStringLiteral("B EUR")));
    // A ratio has no currency.
    const auto margin = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QVERIFY(margin->differences.isEmpty());
    QCOMPARE(margin->companies[1].rank, std::optional(1));
}

void TestCompaniesBeside::yearsThatEndApartAreTold()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{QDate(2024, 6, 30), 1, 0.2}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->differences.size(), 1);
    QVERIFY(beside->differences.first().contains(QStringLiteral("184 days")));
    QVERIFY(beside->differences.first().contains(QStringLiteral("B 2024-06-30")));
}

void TestCompaniesBeside::aMissingYearSaysSo()
{
    const QList<Financials> all{
        companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}, {End2023, 1, 0.1}}),
        companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2023, 1, 0.2}}),
        companyOf(QStringLiteral("C"), QStringLiteral("USD"), {{End2024, 1, 0.3}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->years, (QList<int>{2024, 2023}));
    QVERIFY(!beside->companies[1].years[0].figure);
    QVERIFY(!beside->companies[1].years[0].notDerivable.isEmpty());
    QVERIFY(beside->differences.last().startsWith(QStringLiteral("B")));
}

void TestCompaniesBeside::theYearThatMostReportIsRanked()
{
    const QList<Financials> all{
        companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}, {End2023, 1, 0.1}}),
        companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2023, 1, 0.2}}),
        companyOf(QStringLiteral("C"), QStringLiteral("USD"), {{End2023, 1, 0.3}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->rankedYear, 2023);
    QCOMPARE(figuresBeside(QStringLiteral("net_margin"), all, all, 1)->years, QList<int>{2024});
}

void TestCompaniesBeside::withoutACommonYearNothingIsRanked()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2023, 1, 0.2}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    QCOMPARE(beside->rankedYear, 0);
    QVERIFY(!beside->companies[0].rank && !beside->companies[0].percentile);
    QCOMPARE(beside->differences.size(), 1);
}

void TestCompaniesBeside::anUnknownFigureIsNone()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2024, 1, 0.2}})};
    const auto beside = figuresBeside(QStringLiteral("mood"), all, all, 5);
    QVERIFY(!beside);
    QCOMPARE(beside.error().code, ErrorCode::NotFound);
}

void TestCompaniesBeside::everyFigureShownHasItsEvidence()
{
    const QList<Financials> all{companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2024, 1, 0.2}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    for (const auto &company : beside->companies) {
        QVERIFY(beside->evidence.contains(company.years[0].figure->ref));
        QVERIFY(beside->evidence.contains(company.percentile->ref));
        for (const auto &input : beside->evidence.computation(company.percentile->ref)->inputs())
            QVERIFY(beside->evidence.contains(input));
    }
}

void TestCompaniesBeside::tablesHaveAFieldForEachColumn()
{
    const QList<Financials> all{companyOf(QStringLiteral("=A"), QStringLiteral("USD"), {{End2024, 1, 0.1}}),
                                companyOf(QStringLiteral("B"), QStringLiteral("USD"), {{End2023, 1, 0.2}})};
    const auto beside = figuresBeside(QStringLiteral("net_margin"), all, all, 5);
    const auto lines = tableOf(*beside).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    for (const auto &line : lines)
        QCOMPARE(line.count(QLatin1Char('\t')), lines.first().count(QLatin1Char('\t')));
    QVERIFY(lines[1].contains(QStringLiteral("'=A")));
    const auto json = toJson(*beside);
    QCOMPARE(json[QStringLiteral("companies")].toArray().size(), 2);
}

void TestCompaniesBeside::frameworksComeFromTheReports()
{
    Report report;
    report.id = QStringLiteral("r1");
    report.financials = companyOf(QStringLiteral("A"), QStringLiteral("USD"), {{End2024, 1, 0.1}});
    FrameworkResult porter{QStringLiteral("porter"), QStringLiteral("Five forces"), {}, {}, {}, {}};
    FrameworkSection rivalry;
    rivalry.id = QStringLiteral("rivalry");
    rivalry.title = QStringLiteral("Rivalry");
    rivalry.score = Score{3.2, 2.8, 3.6, 1, 5, QStringLiteral("c/x")};
    FrameworkSection buyers;
    buyers.id = QStringLiteral("buyers");
    buyers.title = QStringLiteral("Buyers");
    buyers.notDerivable = QStringLiteral("not derivable: nothing is stored");
    porter.sections = {rivalry, buyers};
    report.frameworks = {porter};
    const auto beside =
        frameworkBeside(QStringLiteral("porter"), {{QStringLiteral("A"), report}, {QStringLiteral("B"), std::nullopt}});
    QCOMPARE(beside.title, QStringLiteral("Five forces"));
    QCOMPARE(beside.rows.size(), 2);
    QCOMPARE(beside.rows[0].cells[0].score->value, 3.2);
    QVERIFY(!beside.rows[0].cells[1].score);
    QVERIFY(beside.rows[1].cells[0].text.startsWith(QStringLiteral("not derivable")));
    QCOMPARE(beside.reports[0].reportId, QStringLiteral("r1"));
    QVERIFY(beside.reports[1].reportId.isEmpty());
    QCOMPARE(beside.differences.size(), 1);
    QVERIFY(beside.differences.first().contains(QStringLiteral(" B ")));
}

QTEST_GUILESS_MAIN(TestCompaniesBeside)
#include "tst_companies_beside.moc"
