// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QLocale>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QThread>

#include <atomic>
#include <cmath>
#include <limits>

using namespace consultantos;

namespace {

QHash<QString, ExpressionValue> sampleValues()
{
    return {{QStringLiteral("revenue"), 53'823e6},
            {QStringLiteral("cost_of_revenue"), 40'217e6},
            {QStringLiteral("x"), 3.0},
            {QStringLiteral("y"), -2.0},
            {QStringLiteral("zero"), 0.0},
            {QStringLiteral("count"), 5.0},
            {QStringLiteral("huge"), 1e300},
            {QStringLiteral("infinite"), std::numeric_limits<double>::infinity()},
            {QStringLiteral("nan"), std::nan("")},
            {QStringLiteral("values"), QList<double>{4, 1, 3, 2}},
            {QStringLiteral("odd"), QList<double>{9, 1, 5}},
            {QStringLiteral("ties"), QList<double>{1, 3, 3, 5}},
            {QStringLiteral("shares"), QList<double>{0.5, 0.3, 0.2}},
            {QStringLiteral("line"), QList<double>{1, 3, 5, 7}},
            {QStringLiteral("mixed"), QList<double>{-1, 4}},
            {QStringLiteral("flat"), QList<double>{0.1, 0.1, 0.1}},
            {QStringLiteral("single"), QList<double>{7}},
            {QStringLiteral("empty"), QList<double>{}},
            {QStringLiteral("with_nan"), QList<double>{1, std::nan("")}},
            {QStringLiteral("cancelling"), QList<double>{1e16, 1, -1e16, 1}}};
}

} // namespace

class TestExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFormulaHasItsValue_data();
    void aFormulaHasItsValue();
    void anUndefinedOperationIsNotDerivableAndNamed_data();
    void anUndefinedOperationIsNotDerivableAndNamed();
    void whatIsNoFormulaIsMalformedWithItsColumn_data();
    void whatIsNoFormulaIsMalformedWithItsColumn();
    void theVariablesStandOnceInOrderOfAppearance();
    void theTextStaysAsWritten();
    void nestingIsLimited_data();
    void nestingIsLimited();
    void aLongChainIsNoNesting();
    void aFormulaIsAtMost4096CharactersLong();
    void anErrorShowsOnlyTheBeginningOfALongFormula();
    void aNumberIsReadTheSameInEveryLocale();
    void zeroHasNoSign();
    void aCopyOutlivesTheOriginal();
    void anEmptyExpressionIsNotDerivable();
    void manyThreadsMayEvaluateOneExpression();
};

void TestExpression::aFormulaHasItsValue_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("value");

    const auto row = [](const char *formula, double value) {
        QTest::newRow(formula) << QString::fromLatin1(formula) << value;
    };
    // Numbers and space.
    row("42", 42);
    row("0.5", 0.5);
    row("1e3", 1000);
    row("2.5E-2", 0.025);
    row("1e+2", 100);
    row("007", 7);
    row(" \t1 +\n2\r ", 3);
    row("(revenue - cost_of_revenue) / revenue", 0.25279155751258754);
    // Precedence.
    row("1 + 2 * 3", 7);
    row("(1 + 2) * 3", 9);
    row("10 - 4 - 3", 3);
    row("16 / 4 / 2", 2);
    row("16 / 4 * 2", 8);
    row("2 * 3 - 8 / 4 + 1", 5);
    row("2^3^2", 512);
    row("(2^3)^2", 64);
    row("-2^2", -4);
    row("(-2)^2", 4);
    row("2^-1", 0.5);
    row("2^-2^2", 0.0625);
    row("--3", 3);
    row("2 - -3", 5);
    row("2 * -3", -6);
    row("-x * y", 6);
    row("0^0", 1);
    row("(-8)^3", -512);
    row("(-2)^-1", -0.5);
    row("1 + 1 > 1", 1);
    row("1 > 1 + 1", 0);
    // Comparisons.
    row("x > 3", 0);
    row("x >= 3", 1);
    row("x < 3", 0);
    row("x <= 3", 1);
    row("(x > 1) + (y < 0) + (zero >= 1)", 2);
    row("max(x > 1, 0)", 1);
    // Functions of numbers.
    row("min(3, 1, 2)", 1);
    row("max(3, 1, 2)", 3);
    row("min(x)", 3);
    row("abs(y)", 2);
    row("ln(1)", 0);
    row("ln(x)", std::log(3.0));
    row("sqrt(16)", 4);
    row("sqrt(zero)", 0);
    row("clamp(5, 1, 3)", 3);
    row("clamp(0, 1, 3)", 1);
    row("clamp(2, 1, 3)", 2);
    row("clamp(2, 3, 1)", 1);
    // Functions of lists.
    row("sum(values)", 10);
    row("sum(cancelling)", 2);
    row("mean(values)", 2.5);
    row("mean(cancelling)", 0.5);
    row("median(values)", 2.5);
    row("median(odd)", 5);
    row("median(single)", 7);
    row("lower_quartile(values)", 1.75);
    row("upper_quartile(values)", 3.25);
    row("lower_quartile(single)", 7);
    row("count(values)", 4);
    row("count(empty)", 0);
    row("stdev(values)", 1.2909944487358056);
    row("stdev(flat)", 0);
    row("minimum(values)", 1);
    row("maximum(values)", 4);
    row("percentile_rank(3, ties)", 0.5);
    row("percentile_rank(1, ties)", 0.125);
    row("percentile_rank(9, ties)", 1);
    row("percentile_rank(0, ties)", 0);
    row("hhi(shares)", 3800);
    row("slope(line)", 2);
    row("slope(values)", -0.4);
    row("slope(flat)", 0);
    row("slope_xy(line, values)", -0.2);
    row("slope_xy(odd, flat)", 0);
    row("mad(values)", 1.4826);
    row("mad(odd)", 1.4826 * 4);
    // abs, ln and sqrt of a list work on each element.
    row("sum(abs(mixed))", 5);
    row("sum(sqrt(values))", 1 + std::sqrt(2.0) + std::sqrt(3.0) + 2);
    row("slope_xy(ln(values), values)", 2.1049237437750072);
    row("count(ln(empty))", 0);
    // A name may be that of a function when no parenthesis follows.
    row("count + count(values)", 9);
}

void TestExpression::aFormulaHasItsValue()
{
    QFETCH(QString, formula);
    QFETCH(double, value);

    const auto expression = Expression::parse(formula);
    QVERIFY2(expression, expression ? "" : qPrintable(expression.error().toText()));
    const auto result = expression->evaluate(sampleValues());
    QVERIFY2(result, result ? "" : qPrintable(result.error().toText()));
    QVERIFY2(std::abs(*result - value) <= 1e-14 * std::abs(value),
             qPrintable(QStringLiteral("%1 instead of %2").arg(*result, 0, 'g', 17).arg(value, 0, 'g', 17)));
}

void TestExpression::anUndefinedOperationIsNotDerivableAndNamed_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char *formula, const char *reason) {
        QTest::newRow(formula) << QString::fromLatin1(formula) << QString::fromLatin1(reason);
    };
    row("revenue - inventory", "inventory is missing");
    row("sum(peers)", "peers is missing");
    row("1 / zero", "division by zero: zero is zero");
    row("1 / (x - 3)", "division by zero: (x - 3) is zero");
    row("x / mad(flat)", "division by zero: mad(flat) is zero");
    row("x * 2 / zero / 4", "division by zero: zero is zero");
    row("zero^-1", "division by zero: zero is zero and has a negative power");
    row("y^0.5", "y^0.5 is not defined: a negative number has no fractional power");
    row("1 + ln(zero)", "ln(zero) is not defined: only a positive number has a logarithm");
    row("ln(y)", "ln(y) is not defined: only a positive number has a logarithm");
    row("sum(ln(mixed))", "ln(mixed) is not defined: only a positive number has a logarithm");
    row("sqrt(y)", "sqrt(y) is not defined: a negative number has no square root");
    row("sum(sqrt(mixed))", "sqrt(mixed) is not defined: a negative number has no square root");
    for (const char *function : {"sum", "mean", "median", "lower_quartile", "upper_quartile", "stdev", "minimum",
                                 "maximum", "hhi", "slope", "mad"}) {
        const auto formula = QByteArray(function) + "(empty)";
        row(formula.constData(), (formula + " is not defined: the list is empty").constData());
        const auto ofNumber = QByteArray(function) + "(x)";
        row(ofNumber.constData(), (ofNumber + " is not defined: a list is needed, not a single value").constData());
    }
    row("count(x)", "count(x) is not defined: a list is needed, not a single value");
    row("percentile_rank(x, empty)", "percentile_rank(x, empty) is not defined: the list is empty");
    row("percentile_rank(x, y)", "percentile_rank(x, y) is not defined: a list is needed, not a single value");
    row("percentile_rank(values, odd)",
        "percentile_rank(values, odd) is not defined: a single value is needed, not a list");
    row("stdev(single)", "stdev(single) is not defined: at least 2 values are needed");
    row("slope(single)", "slope(single) is not defined: at least 2 values are needed");
    row("slope_xy(single, single)", "slope_xy(single, single) is not defined: at least 2 values are needed");
    row("slope_xy(empty, empty)", "slope_xy(empty, empty) is not defined: the list is empty");
    row("slope_xy(flat, odd)", "slope_xy(flat, odd) is not defined: all values of the first list are equal");
    row("slope_xy(values, odd)", "slope_xy(values, odd) is not defined: the lists are of different lengths, 4 and 3");
    row("slope_xy(values, x)", "slope_xy(values, x) is not defined: a list is needed, not a single value");
    row("slope_xy(x, values)", "slope_xy(x, values) is not defined: a list is needed, not a single value");
    row("values", "values is a list where a single value is needed");
    row("values + 1", "values is a list where a single value is needed");
    row("-values", "values is a list where a single value is needed");
    row("values > 1", "values is a list where a single value is needed");
    row("2^values", "values is a list where a single value is needed");
    row("abs(values)", "abs(values) is a list where a single value is needed");
    row("min(values, 1)", "min(values, 1) is not defined: a single value is needed, not a list");
    row("min(values)", "min(values) is not defined: a single value is needed, not a list");
    row("max(1, values)", "max(1, values) is not defined: a single value is needed, not a list");
    row("clamp(values, 0, 1)", "clamp(values, 0, 1) is not defined: a single value is needed, not a list");
    row("infinite", "infinite is not a finite number");
    row("nan > 1", "nan is not a finite number");
    row("count(with_nan)", "with_nan is not a finite number");
    row("huge * huge", "huge * huge is too large a number");
    row("1 / (huge * huge)", "(huge * huge) is too large a number");
    row("huge^2", "huge^2 is too large a number");
    row("huge / 1e-300", "huge / 1e-300 is too large a number");
}

void TestExpression::anUndefinedOperationIsNotDerivableAndNamed()
{
    QFETCH(QString, formula);
    QFETCH(QString, reason);

    const auto expression = Expression::parse(formula);
    QVERIFY2(expression, expression ? "" : qPrintable(expression.error().toText()));
    const auto result = expression->evaluate(sampleValues());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotDerivable);
    QCOMPARE(result.error().message, reason);
    QVERIFY(result.error().detail.contains(formula));
}

void TestExpression::whatIsNoFormulaIsMalformedWithItsColumn_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char *formula, int column, const char *reason) {
        QTest::addRow("%s", *formula ? formula : "empty")
            << QString::fromUtf8(formula) << column << QString::fromUtf8(reason);
    };
    row("", 1, "it ends where a value should stand");
    row("   ", 4, "it ends where a value should stand");
    row("1 +", 4, "it ends where a value should stand");
    row("* 2", 1, "\"*\" stands where a value should");
    row("+2", 1, "\"+\" stands where a value should");
    row("1 2", 3, "\"2\" stands where an operator or the end should");
    row("2x", 2, "\"x\" stands where an operator or the end should");
    row("1.", 2, "\".\" stands where an operator or the end should");
    row(".5", 1, "\".\" stands where a value should");
    row("1,5", 2, "\",\" stands where an operator or the end should");
    row("1e", 2, "\"e\" stands where an operator or the end should");
    row("1e+", 2, "\"e\" stands where an operator or the end should");
    row("1.5.2", 4, "\".\" stands where an operator or the end should");
    row("1e999", 1, "the number is too large or too small");
    row("(1 + 2", 7, "it ends where \")\" should stand");
    row("1 + 2)", 6, "\")\" stands where an operator or the end should");
    row("()", 2, "\")\" stands where a value should");
    row("sum()", 5, "\")\" stands where a value should");
    row("min(1,)", 7, "\")\" stands where a value should");
    row("sum(values", 11, "it ends where \",\" or \")\" should stand");
    row("1 < 2 < 3", 7, "\"<\" stands where an operator or the end should");
    row("1 > = 2", 5, "\"=\" stands where a value should");
    row("1 == 2", 3, "\"=\" stands where an operator or the end should");
    row("x = 2", 3, "\"=\" stands where an operator or the end should");
    row("2 ** 3", 4, "\"*\" stands where a value should");
    row("Revenue", 1, "\"R\" stands where a value should");
    row("revenuE", 7, "\"E\" stands where an operator or the end should");
    row("_x", 1, "\"_\" stands where a value should");
    row("x; y", 2, "\";\" stands where an operator or the end should");
    row("\"x\"", 1, "\"\"\" stands where a value should");
    row("1 + cosine(2)", 5, "the function \"cosine\" is not known");
    row("x(1)", 1, "the function \"x\" is not known");
    row("2 * abs(1, 2)", 5, "the number of arguments of \"abs\" is 1, not 2");
    row("slope_xy(values)", 1, "the number of arguments of \"slope_xy\" is 2, not 1");
    row("clamp(1, 2)", 1, "the number of arguments of \"clamp\" is 3, not 2");
    // What only looks like our letters, digits and operators.
    row("\xD0\xB0 + 1", 1, "\"\xD0\xB0\" stands where a value should");
    row("\xD9\xA3 + 1", 1, "\"\xD9\xA3\" stands where a value should");
    row("3 \xE2\x88\x92 1", 3, "\"\xE2\x88\x92\" stands where an operator or the end should");
    row("1\xC2\xA0+ 1", 2, "U+00A0 stands where an operator or the end should");
    row("1 + \xE2\x80\xAE"
        "2",
        5, "U+202E stands where a value should");
    row("\xF0\x9F\x92\xB0", 1, "\"\xF0\x9F\x92\xB0\" stands where a value should");
    row("1 \xF0\x9F\x92\xB0 \xF0\x9F\x92\xB0", 3, "\"\xF0\x9F\x92\xB0\" stands where an operator or the end should");
    QTest::newRow("NUL") << QString(QStringLiteral("1 + ") + QChar() + QLatin1Char('2')) << 5
                         << QStringLiteral("U+0000 stands where a value should");
    QTest::newRow("NUL at the end") << QString(QStringLiteral("x") + QChar()) << 2
                                    << QStringLiteral("U+0000 stands where an operator or the end should");
    QTest::newRow("half a surrogate pair")
        << QString(QChar(0xD83D)) << 1 << QStringLiteral("U+D83D stands where a value should");
    QTest::newRow("a place marker of ours")
        << QStringLiteral("1 %1 %2") << 3 << QStringLiteral("\"%\" stands where an operator or the end should");
}

void TestExpression::whatIsNoFormulaIsMalformedWithItsColumn()
{
    QFETCH(QString, formula);
    QFETCH(int, column);
    QFETCH(QString, reason);

    const auto expression = Expression::parse(formula);
    QVERIFY(!expression);
    QCOMPARE(expression.error().code, ErrorCode::Malformed);
    QCOMPARE(expression.error().message,
             QStringLiteral("The formula can't be read: in column %1 ").arg(column) + reason + QLatin1Char('.'));
    QCOMPARE(expression.error().detail, QString(QStringLiteral("The formula is: ") + formula));
}

void TestExpression::theVariablesStandOnceInOrderOfAppearance()
{
    const auto expression =
        Expression::parse(QStringLiteral("(revenue - cost_2) / revenue + sum(peers) * max(a, cost_2)"));
    QVERIFY(expression);
    QCOMPARE(expression->variables(), QStringList({QStringLiteral("revenue"), QStringLiteral("cost_2"),
                                                   QStringLiteral("peers"), QStringLiteral("a")}));
}

void TestExpression::theTextStaysAsWritten()
{
    const auto text = QStringLiteral(" ( a+b )/2 ");
    const auto expression = Expression::parse(text);
    QVERIFY(expression);
    QCOMPARE(expression->text(), text);
}

void TestExpression::nestingIsLimited_data()
{
    QTest::addColumn<QString>("opening");
    QTest::addColumn<QString>("closing");
    QTest::addColumn<double>("value");

    QTest::newRow("parentheses") << "("
                                 << ")" << 1.0;
    QTest::newRow("unary minus") << "-"
                                 << "" << -1.0;
    QTest::newRow("powers") << "1^"
                            << "" << 1.0;
    QTest::newRow("calls") << "abs("
                           << ")" << 1.0;
    QTest::newRow("sums") << "0+("
                          << ")" << 1.0;
}

void TestExpression::nestingIsLimited()
{
    QFETCH(QString, opening);
    QFETCH(QString, closing);
    QFETCH(double, value);

    const auto nested = [&](int levels) {
        return Expression::parse(opening.repeated(levels) + QLatin1Char('1') + closing.repeated(levels));
    };
    const auto deepest = nested(63);
    QVERIFY2(deepest, deepest ? "" : qPrintable(deepest.error().toText()));
    const auto result = deepest->evaluate({});
    QVERIFY(result);
    QCOMPARE(*result, value);

    const auto tooDeep = nested(64);
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().code, ErrorCode::Malformed);
    QVERIFY(tooDeep.error().message.contains(QLatin1String("nested more than 64 levels deep")));

    QVERIFY(!nested(10'000));
    // Unclosed, and just under the limit of length.
    QVERIFY(!Expression::parse(opening.repeated(4096 / opening.size())));
}

void TestExpression::aLongChainIsNoNesting()
{
    QHash<QString, ExpressionValue> values{{QStringLiteral("a"), 1.0}};
    const auto sum = Expression::parse(QStringLiteral("a+").repeated(2000) + QLatin1Char('a'));
    QVERIFY(sum);
    QCOMPARE(sum->evaluate(values).value_or(0), 2001.0);
    const auto product = Expression::parse(QStringLiteral("a/").repeated(2000) + QLatin1Char('a'));
    QVERIFY(product);
    QCOMPARE(product->evaluate(values).value_or(0), 1.0);
}

void TestExpression::aFormulaIsAtMost4096CharactersLong()
{
    QVERIFY(Expression::parse(QString(4096, QLatin1Char('a'))));
    for (const auto &text : {QString(4097, QLatin1Char('a')), QString(1'000'000, QLatin1Char('(')),
                             QString(1'000'000, QLatin1Char(' ')), QString(1'000'000, QLatin1Char('-'))}) {
        const auto expression = Expression::parse(text);
        QVERIFY(!expression);
        QCOMPARE(expression.error().code, ErrorCode::Malformed);
        QCOMPARE(expression.error().message, QStringLiteral("The formula is longer than 4096 characters."));
        QVERIFY(expression.error().detail.size() < 300);
    }
}

void TestExpression::anErrorShowsOnlyTheBeginningOfALongFormula()
{
    const auto malformed = Expression::parse(QStringLiteral("a + ").repeated(1000));
    QVERIFY(!malformed);
    QVERIFY(malformed.error().detail.size() < 300);
    const auto name = QString(3000, QLatin1Char('a'));
    const auto undefined = Expression::parse(name)->evaluate({});
    QVERIFY(!undefined);
    QVERIFY(undefined.error().message.size() < 200);
    QVERIFY(undefined.error().detail.size() < 300);
    const auto unknown = Expression::parse(name + QStringLiteral("(1)"));
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.size() < 300);
}

void TestExpression::aNumberIsReadTheSameInEveryLocale()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    const auto point = Expression::parse(QStringLiteral("1.5"));
    const auto comma = Expression::parse(QStringLiteral("1,5"));
    QLocale::setDefault(before);
    QVERIFY(point);
    QCOMPARE(point->evaluate({}).value_or(0), 1.5);
    QVERIFY(!comma);
}

void TestExpression::zeroHasNoSign()
{
    for (const auto *formula : {"-0", "0 * -1", "-(1 - 1)"}) {
        const auto value = Expression::parse(QString::fromLatin1(formula))->evaluate({});
        QVERIFY(value);
        QVERIFY(!std::signbit(*value));
    }
}

void TestExpression::aCopyOutlivesTheOriginal()
{
    Expression copy;
    {
        const auto original = Expression::parse(QStringLiteral("x^2 + 1"));
        QVERIFY(original);
        copy = *original;
    }
    QCOMPARE(copy.evaluate({{QStringLiteral("x"), 3.0}}).value_or(0), 10.0);
}

void TestExpression::anEmptyExpressionIsNotDerivable()
{
    const auto value = Expression().evaluate({});
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::NotDerivable);
}

void TestExpression::manyThreadsMayEvaluateOneExpression()
{
    const auto expression = Expression::parse(QStringLiteral("x * median(values) + stdev(values)"));
    QVERIFY(expression);
    const auto expected = *expression->evaluate(sampleValues());
    std::atomic<int> different = 0;
    QList<QThread *> threads;
    for (int i = 0; i < 4; ++i) {
        threads.append(QThread::create([&] {
            const auto values = sampleValues();
            for (int round = 0; round < 1000; ++round) {
                if (expression->evaluate(values).value_or(0) != expected)
                    ++different;
            }
        }));
        threads.last()->start();
    }
    for (auto *thread : std::as_const(threads)) {
        thread->wait();
        delete thread;
    }
    QCOMPARE(different.load(), 0);
}

QTEST_APPLESS_MAIN(TestExpression)
#include "test_expression.moc"
