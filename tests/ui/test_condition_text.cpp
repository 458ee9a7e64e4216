// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression.h"
#include "frameworks/condition_text.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QTest>

using namespace consultantos;

/// Conditions between the formulas of a framework's file and the fields of its editor.
class TestConditionText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void formulasAreReadAsComparisons_data();
    void formulasAreReadAsComparisons();
    void whatIsMoreStaysAFormula_data();
    void whatIsMoreStaysAFormula();
    void whatIsWrittenDecidesAsItWasRead_data();
    void whatIsWrittenDecidesAsItWasRead();
    void textsWithConditionsComeBackAsTheyWere();
};

void TestConditionText::formulasAreReadAsComparisons_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<bool>("isAll");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *formula, bool isAll, const char *written) {
        QTest::newRow(formula) << QString::fromLatin1(formula) << isAll << QString::fromLatin1(written);
    };
    row("lead", true, "lead > 0");
    row("lead >= 0", true, "lead >= 0");
    row(" (lead<-0.5) ", true, "lead < -0.5");
    row("share - 0.5", true, "share > 0.5");
    row("gap_$ratio + 0.0005", true, "gap_$ratio > -0.0005");
    row("turns - turns_before", true, "turns > turns_before");
    row("(share >= 1) - 0.5", true, "share >= 1");
    row("(share >= 1) + (growth >= 0) - 1.5", true, "min(share >= 1, growth >= 0)");
    row("(share >= 1) + (growth >= 0) - 0.5", false, "max(share >= 1, growth >= 0)");
    row("min(share >= 1, growth > gross)", true, "min(share >= 1, growth > gross)");
    row("max(a > 0, b > 0, c <= 2)", false, "max(a > 0, b > 0, c <= 2)");
    row("", true, "");
}

void TestConditionText::formulasAreReadAsComparisons()
{
    QFETCH(QString, formula);
    const auto condition = readCondition(formula);
    QVERIFY(condition);
    QTEST(condition->isAll, "isAll");
    QTEST(writeCondition(*condition), "written");
    QCOMPARE(readCondition(writeCondition(*condition)), condition);
}

void TestConditionText::whatIsMoreStaysAFormula_data()
{
    QTest::addColumn<QString>("formula");
    for (const auto *const formula :
         {"abs(gap) + 1", "a >= max(b, c)", "a * b", "a - -1", "(a > 0) + (b > 0) + (c > 0) - 1.5",
          "a > 0 + (b > 0) - 1.5", "min(a, b)", "a > b > c", "ln(a) > 1", "a + b"})
        QTest::newRow(formula) << QString::fromLatin1(formula);
}

void TestConditionText::whatIsMoreStaysAFormula()
{
    QFETCH(QString, formula);
    QVERIFY(!readCondition(formula));
}

void TestConditionText::whatIsWrittenDecidesAsItWasRead_data()
{
    QTest::addColumn<QString>("formula");
    for (const auto *const formula : {"a", "a - 0.5", "a + 0.5", "a - b", "(a > 0) + (b > 0) - 1.5",
                                      "(a >= 0) + (b < 0) - 0.5", "(a <= 1) - 0.5", "a >= b"})
        QTest::newRow(formula) << QString::fromLatin1(formula);
}

void TestConditionText::whatIsWrittenDecidesAsItWasRead()
{
    QFETCH(QString, formula);
    const auto former = Expression::parse(formula);
    const auto written = Expression::parse(writeCondition(*readCondition(formula)));
    QVERIFY(former && written);
    for (const double a : {-1.0, -0.5, 0.0, 0.5, 1.0, 2.0}) {
        for (const double b : {-1.0, 0.0, 0.5, 1.0}) {
            const QHash<QString, ExpressionValue> values{{QStringLiteral("a"), a}, {QStringLiteral("b"), b}};
            QCOMPARE(*written->evaluate(values) > 0, *former->evaluate(values) > 0);
        }
    }
}

void TestConditionText::textsWithConditionsComeBackAsTheyWere()
{
    const QByteArray file(
        "[{\"when\": \"lead >= 0\", \"text\": \"{company} leads.\"}, \"{company} is \\\"behind\\\".\"]");
    const auto texts = readConditionalTexts(*LocatedJson::parse(file, QStringLiteral("x")));
    QVERIFY(texts);
    QCOMPARE(texts->size(), 2);
    QCOMPARE(texts->last().text, QStringLiteral("{company} is \"behind\"."));
    QCOMPARE(writeConditionalTexts(*texts).toUtf8(), file);
    QCOMPARE(writeConditionalTexts({texts->last()}), QStringLiteral("\"{company} is \\\"behind\\\".\""));
    for (const auto *const other :
         {"[{\"when\": \"a * b\", \"text\": \"x\"}]", "[1]", "{}", "[{\"text\": \"x\", \"more\": 1}]"})
        QVERIFY2(!readConditionalTexts(*LocatedJson::parse(other, QStringLiteral("x"))), other);
}

QTEST_MAIN(TestConditionText)
#include "test_condition_text.moc"
