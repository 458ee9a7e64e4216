// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/computation_builder.h"

#include "analysis/expression.h"
#include "model/units.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <QTest>

using namespace consultantos;

namespace {

Period year(int fiscalYear)
{
    return {QDate(fiscalYear, 1, 1), QDate(fiscalYear, 12, 31), fiscalYear, QStringLiteral("FY")};
}

Fact fact(const QString &tag, int fiscalYear, double value)
{
    Fact made;
    made.companyId = QStringLiteral("1318605");
    made.taxonomy = QStringLiteral("us-gaap");
    made.tag = tag;
    made.unit = QStringLiteral("USD");
    made.start = QDate(fiscalYear, 1, 1);
    made.end = QDate(fiscalYear, 12, 31);
    made.latest.value = value;
    made.id = factId(made.companyId, made.taxonomy, made.tag, made.unit, made.start, made.end);
    return made;
}

} // namespace

class TestComputationBuilder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aComputationStandsInTheBookWithAllThatMadeIt();
    void anIdNamesCompanyMethodPeriodAndQualifier_data();
    void anIdNamesCompanyMethodPeriodAndQualifier();
    void aListKeepsTheOrderOfItsFigures();
    void aComputationIsAnInputOfTheNext();
    void theBookAloneGivesTheValueAgain();
    void whatIsUndefinedIsNotDerivableAndAddsNothing_data();
    void whatIsUndefinedIsNotDerivableAndAddsNothing();
    void aFormulaThatCantBeReadAddsNothing();
    void aBindingThatTheFormulaDoesNotUseIsAFault();
    void aNameBoundTwiceIsAFault();
    void anInputOutsideTheBookIsAFault();
    void aPassageIsNoInput();
    void aFigureThatIsNotItsEvidencesNumberIsAFault();
    void theSameComputationAgainIsTheSameFigure();
    void aTitleMayDifferTheFirstOneStays();
    void theOrderOfBindingsHasNoMeaning();
    void anotherComputationUnderTheSameIdIsAFault_data();
    void anotherComputationUnderTheSameIdIsAFault();
    void aBuilderMayEvaluateMoreThanOnce();

private:
    [[nodiscard]] ComputationBuilder margin() const;
    [[nodiscard]] Result<Figure> evaluateMargin();

    EvidenceBook m_book;
    Figure m_revenue;
    Figure m_revenueBefore;
    Figure m_cost;
};

void TestComputationBuilder::init()
{
    m_book = {};
    m_revenue = m_book.add(fact(QStringLiteral("Revenues"), 2021, 53'823e6), year(2021));
    m_revenueBefore = m_book.add(fact(QStringLiteral("Revenues"), 2020, 31'536e6), year(2020));
    m_cost = m_book.add(fact(QStringLiteral("CostOfRevenue"), 2021, 40'217e6), year(2021));
}

ComputationBuilder TestComputationBuilder::margin() const
{
    ComputationBuilder builder(QStringLiteral("1318605"), QStringLiteral("gross_margin"),
                               QStringLiteral("Gross margin"));
    builder.period(year(2021)).bind(QStringLiteral("revenue"), m_revenue).bind(QStringLiteral("cost"), m_cost);
    return builder;
}

Result<Figure> TestComputationBuilder::evaluateMargin()
{
    return margin().evaluate(QStringLiteral("(revenue - cost) / revenue"), units::Ratio, m_book);
}

void TestComputationBuilder::aComputationStandsInTheBookWithAllThatMadeIt()
{
    const auto figure = evaluateMargin();
    QVERIFY2(figure, figure ? "" : qPrintable(figure.error().toText()));
    QCOMPARE(figure->ref, QStringLiteral("c/1318605/gross_margin/FY2021"));
    QCOMPARE(figure->value, (53'823e6 - 40'217e6) / 53'823e6);
    QCOMPARE(figure->unit, QString(units::Ratio));
    QCOMPARE(figure->period, year(2021));

    const auto *computation = m_book.computation(figure->ref);
    QVERIFY(computation);
    QCOMPARE(computation->method, QStringLiteral("gross_margin"));
    QCOMPARE(computation->title, QStringLiteral("Gross margin"));
    QCOMPARE(computation->formula, QStringLiteral("(revenue - cost) / revenue"));
    QCOMPARE(computation->bindings, QList<Binding>({{QStringLiteral("cost"), {m_cost.ref}, false},
                                                    {QStringLiteral("revenue"), {m_revenue.ref}, false}}));
    QCOMPARE(computation->value, figure->value);
    QCOMPARE(computation->unit, figure->unit);
    QCOMPARE(computation->period, figure->period);
}

void TestComputationBuilder::anIdNamesCompanyMethodPeriodAndQualifier_data()
{
    QTest::addColumn<QString>("company");
    QTest::addColumn<Period>("period");
    QTest::addColumn<QString>("qualifier");
    QTest::addColumn<QString>("id");

    const Period quarter{QDate(2021, 7, 1), QDate(2021, 9, 30), 2021, QStringLiteral("Q3")};
    QTest::newRow("year") << "7" << year(2021) << ""
                          << "c/7/m/FY2021";
    QTest::newRow("quarter") << "7" << quarter << ""
                             << "c/7/m/Q3_FY2021";
    QTest::newRow("qualifier") << "7" << year(2021) << "gross_margin"
                               << "c/7/m/FY2021/gross_margin";
    QTest::newRow("space") << "x y" << year(2021) << "two words"
                           << "c/x_y/m/FY2021/two_words";
    QTest::newRow("date") << "7" << Period{{}, QDate(2025, 1, 5), 0, {}} << ""
                          << "c/7/m/2025-01-05";
    // As in a fact's id, an empty part keeps its place: the second one is always the company.
    QTest::newRow("no company") << "" << year(2021) << ""
                                << "c//m/FY2021";
    QTest::newRow("no period") << "7" << Period() << "q"
                               << "c/7/m//q";
}

void TestComputationBuilder::anIdNamesCompanyMethodPeriodAndQualifier()
{
    QFETCH(QString, company);
    QFETCH(Period, period);
    QFETCH(QString, qualifier);
    QFETCH(QString, id);

    ComputationBuilder builder(company, QStringLiteral("m"), QStringLiteral("M"));
    builder.period(period).qualifier(qualifier).bind(QStringLiteral("x"), m_revenue);
    const auto figure = builder.evaluate(QStringLiteral("x"), QStringLiteral("USD"), m_book);
    QVERIFY(figure);
    QCOMPARE(figure->ref, id);
    QVERIFY(m_book.computation(id));
}

void TestComputationBuilder::aListKeepsTheOrderOfItsFigures()
{
    ComputationBuilder builder(QStringLiteral("7"), QStringLiteral("slope"), QStringLiteral("Slope"));
    builder.period(year(2021)).bindList(QStringLiteral("years"), {m_revenueBefore, m_revenue});
    const auto figure = builder.evaluate(QStringLiteral("slope(years)"), QStringLiteral("USD"), m_book);
    QVERIFY(figure);
    QCOMPARE(figure->value, 53'823e6 - 31'536e6);
    QCOMPARE(m_book.computation(figure->ref)->bindings,
             QList<Binding>({{QStringLiteral("years"), {m_revenueBefore.ref, m_revenue.ref}, true}}));
}

void TestComputationBuilder::aComputationIsAnInputOfTheNext()
{
    const auto first = evaluateMargin();
    QVERIFY(first);
    ComputationBuilder builder(QStringLiteral("1318605"), QStringLiteral("gap"), QStringLiteral("Gap"));
    builder.period(year(2021)).bind(QStringLiteral("own"), *first);
    const auto second = builder.evaluate(QStringLiteral("own - 0.2"), units::Points, m_book);
    QVERIFY(second);
    QCOMPARE(second->value, first->value - 0.2);
    const auto reached = m_book.reachableFrom({second->ref});
    QVERIFY(reached.contains(first->ref));
    QVERIFY(reached.contains(m_revenue.ref));
    QVERIFY(!reached.contains(m_revenueBefore.ref));
}

void TestComputationBuilder::theBookAloneGivesTheValueAgain()
{
    const auto figure = evaluateMargin();
    QVERIFY(figure);
    const auto book = evidenceBookFromJson(toJson(m_book));
    const auto *computation = book.computation(figure->ref);
    QVERIFY(computation);
    QHash<QString, ExpressionValue> values;
    for (const auto &binding : computation->bindings)
        values.insert(binding.name, book.fact(binding.refs.first())->value());
    QCOMPARE(Expression::parse(computation->formula)->evaluate(values).value_or(0), computation->value);
}

void TestComputationBuilder::whatIsUndefinedIsNotDerivableAndAddsNothing_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("reason");

    QTest::newRow("missing") << "revenue / cost - assets"
                             << "assets is missing";
    QTest::newRow("zero") << "cost / (revenue - revenue)"
                          << "division by zero: (revenue - revenue) is zero";
    QTest::newRow("no list") << "mean(revenue) + cost"
                             << "mean(revenue) is not defined: a list is needed, not a single value";
}

void TestComputationBuilder::whatIsUndefinedIsNotDerivableAndAddsNothing()
{
    QFETCH(QString, formula);
    QFETCH(QString, reason);

    const auto before = m_book;
    const auto figure = margin().evaluate(formula, units::Ratio, m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::NotDerivable);
    QCOMPARE(figure.error().message, reason);
    QCOMPARE(m_book, before);

    ComputationBuilder ofNothing(QStringLiteral("7"), QStringLiteral("m"), QStringLiteral("M"));
    ofNothing.bindList(QStringLiteral("peers"), {});
    const auto empty = ofNothing.evaluate(QStringLiteral("median(peers)"), units::Ratio, m_book);
    QVERIFY(!empty);
    QCOMPARE(empty.error().code, ErrorCode::NotDerivable);
    QCOMPARE(m_book, before);
}

void TestComputationBuilder::aFormulaThatCantBeReadAddsNothing()
{
    const auto before = m_book;
    const auto figure = margin().evaluate(QStringLiteral("revenue - - * cost"), units::Ratio, m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Malformed);
    QCOMPARE(m_book, before);
}

void TestComputationBuilder::aBindingThatTheFormulaDoesNotUseIsAFault()
{
    const auto before = m_book;
    const auto figure = margin().evaluate(QStringLiteral("1 / revenue"), units::Ratio, m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Internal);
    QVERIFY(figure.error().message.contains(QLatin1String("\"cost\"")));
    QCOMPARE(m_book, before);
}

void TestComputationBuilder::aNameBoundTwiceIsAFault()
{
    auto builder = margin();
    builder.bindList(QStringLiteral("cost"), {m_cost});
    const auto figure = builder.evaluate(QStringLiteral("revenue - cost"), QStringLiteral("USD"), m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Internal);
    QVERIFY(figure.error().message.contains(QLatin1String("bound twice")));
}

void TestComputationBuilder::anInputOutsideTheBookIsAFault()
{
    const auto evaluated = margin();
    EvidenceBook other;
    other.add(fact(QStringLiteral("Revenues"), 2021, 53'823e6), year(2021));
    const auto before = other;
    const auto figure = evaluated.evaluate(QStringLiteral("revenue - cost"), QStringLiteral("USD"), other);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Internal);
    QVERIFY(figure.error().message.contains(m_cost.ref));
    QCOMPARE(other, before);

    ComputationBuilder ofList(QStringLiteral("7"), QStringLiteral("m"), QStringLiteral("M"));
    ofList.bindList(QStringLiteral("all"), {m_revenue, m_cost});
    const auto ofBoth = ofList.evaluate(QStringLiteral("sum(all)"), QStringLiteral("USD"), other);
    QVERIFY(!ofBoth);
    QCOMPARE(ofBoth.error().code, ErrorCode::Internal);
    QCOMPARE(other, before);
}

void TestComputationBuilder::aPassageIsNoInput()
{
    m_book.add(Passage{QStringLiteral("p/a.txt/1"), QStringLiteral("a.txt"), 0, 0, QStringLiteral("It is 5.")});
    ComputationBuilder builder(QStringLiteral("7"), QStringLiteral("m"), QStringLiteral("M"));
    builder.bind(QStringLiteral("x"), {5, units::Ratio, {}, QStringLiteral("p/a.txt/1")});
    const auto figure = builder.evaluate(QStringLiteral("x"), units::Ratio, m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Internal);
}

void TestComputationBuilder::aFigureThatIsNotItsEvidencesNumberIsAFault()
{
    auto altered = m_revenue;
    altered.value /= 1e6;
    ComputationBuilder builder(QStringLiteral("7"), QStringLiteral("m"), QStringLiteral("M"));
    builder.bind(QStringLiteral("x"), altered);
    const auto figure = builder.evaluate(QStringLiteral("x"), QStringLiteral("USD"), m_book);
    QVERIFY(!figure);
    QCOMPARE(figure.error().code, ErrorCode::Internal);
    QVERIFY(figure.error().message.contains(m_revenue.ref));
}

void TestComputationBuilder::theSameComputationAgainIsTheSameFigure()
{
    const auto first = evaluateMargin();
    const auto before = m_book;
    const auto second = evaluateMargin();
    QVERIFY(first);
    QVERIFY(second);
    QCOMPARE(*second, *first);
    QCOMPARE(m_book, before);
}

void TestComputationBuilder::aTitleMayDifferTheFirstOneStays()
{
    const auto first = evaluateMargin();
    QVERIFY(first);
    ComputationBuilder builder(QStringLiteral("1318605"), QStringLiteral("gross_margin"), QStringLiteral("Margin"));
    builder.period(year(2021)).bind(QStringLiteral("revenue"), m_revenue).bind(QStringLiteral("cost"), m_cost);
    const auto second = builder.evaluate(QStringLiteral("(revenue - cost) / revenue"), units::Ratio, m_book);
    QVERIFY(second);
    QCOMPARE(*second, *first);
    QCOMPARE(m_book.computation(first->ref)->title, QStringLiteral("Gross margin"));
}

void TestComputationBuilder::theOrderOfBindingsHasNoMeaning()
{
    QVERIFY(evaluateMargin());
    // Read from JSON, the bindings stand in the order of their names.
    auto book = evidenceBookFromJson(toJson(m_book));
    const auto again = margin().evaluate(QStringLiteral("(revenue - cost) / revenue"), units::Ratio, book);
    QVERIFY2(again, again ? "" : qPrintable(again.error().toText()));
}

void TestComputationBuilder::anotherComputationUnderTheSameIdIsAFault_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<bool>("isOtherYear");

    QTest::newRow("formula of another value") << "(cost - revenue) / revenue"
                                              << "ratio" << false;
    QTest::newRow("other formula of the same value") << "(revenue - cost) / revenue + 0"
                                                     << "ratio" << false;
    QTest::newRow("unit") << "(revenue - cost) / revenue"
                          << "points" << false;
    QTest::newRow("inputs") << "(revenue - cost) / revenue"
                            << "ratio" << true;
}

void TestComputationBuilder::anotherComputationUnderTheSameIdIsAFault()
{
    QFETCH(QString, formula);
    QFETCH(QString, unit);
    QFETCH(bool, isOtherYear);

    const auto first = evaluateMargin();
    QVERIFY(first);
    const auto before = m_book;
    ComputationBuilder builder(QStringLiteral("1318605"), QStringLiteral("gross_margin"),
                               QStringLiteral("Gross margin"));
    builder.period(year(2021))
        .bind(QStringLiteral("revenue"), isOtherYear ? m_revenueBefore : m_revenue)
        .bind(QStringLiteral("cost"), m_cost);
    const auto second = builder.evaluate(formula, unit, m_book);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Internal);
    QVERIFY(second.error().message.contains(first->ref));
    QCOMPARE(m_book, before);
}

void TestComputationBuilder::aBuilderMayEvaluateMoreThanOnce()
{
    auto builder = margin();
    QVERIFY(builder.evaluate(QStringLiteral("revenue - cost"), QStringLiteral("USD"), m_book));
    builder.qualifier(QStringLiteral("share"));
    const auto share = builder.evaluate(QStringLiteral("cost / revenue"), units::Ratio, m_book);
    QVERIFY(share);
    QCOMPARE(share->ref, QStringLiteral("c/1318605/gross_margin/FY2021/share"));
    QCOMPARE(m_book.computations().size(), 2);
}

QTEST_APPLESS_MAIN(TestComputationBuilder)
#include "test_computation_builder.moc"
