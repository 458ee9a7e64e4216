// SPDX-License-Identifier: GPL-3.0-or-later
#include "in_language.h"
#include "model/units.h"
#include "scenarios/chart_scale.h"
#include "scenarios/quantity_entry.h"
#include "settings/setting_row.h"
#include "widgets/decimal_spin.h"
#include "widgets/typed_number.h"

#include <QLineEdit>
#include <QTest>

using namespace consultantos;
using consultantos::test::InLanguage;

namespace {

const QChar Minus(0x2212);

} // namespace

/// Fields show numbers in the form of the window's language and read them in it, or with a decimal point.
class TestTypedNumber : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typedNumbersAreReadInTheLanguage_data();
    void typedNumbersAreReadInTheLanguage();
    void whatAFieldShowsIsReadBack_data();
    void whatAFieldShowsIsReadBack();
    void arrowsTakeEitherDecimalSign_data();
    void arrowsTakeEitherDecimalSign();
    void aBudgetIsShownAndTakenInTheLanguage();
};

void TestTypedNumber::typedNumbersAreReadInTheLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    const double none = qQNaN();
    const QString german = QStringLiteral("de");
    const QString french = QStringLiteral("fr");
    const QString english = QStringLiteral("en");
    QTest::newRow("German") << german << QStringLiteral("0,03") << 0.03;
    QTest::newRow("German thousands") << german << QStringLiteral("1.125,5") << 1125.5;
    QTest::newRow("C in German") << german << QStringLiteral("0.03") << 0.03;
    QTest::newRow("C thousandths in German") << german << QStringLiteral("0.125") << 0.125;
    QTest::newRow("either: the language's") << german << QStringLiteral("1.125") << 1125.0;
    QTest::newRow("French blanks") << french << QStringLiteral("12 500,5") << 12500.5;
    QTest::newRow("C in French") << french << QStringLiteral("2.5") << 2.5;
    QTest::newRow("Spanish thousands") << QStringLiteral("es") << QStringLiteral("1.125") << 1125.0;
    QTest::newRow("Spanish thousands and fraction") << QStringLiteral("es") << QStringLiteral("1.125,5") << 1125.5;
    QTest::newRow("English thousands") << english << QStringLiteral("1,125.5") << 1125.5;
    QTest::newRow("German in English") << english << QStringLiteral("0,03") << none;
    QTest::newRow("minus") << german << Minus + QStringLiteral("3,5") << -3.5;
    QTest::newRow("word") << german << QStringLiteral("viel") << none;
    QTest::newRow("empty") << german << QString() << none;
    QTest::newRow("infinite") << german << QStringLiteral("inf") << none;
}

void TestTypedNumber::typedNumbersAreReadInTheLanguage()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(double, value);
    const InLanguage window(language);
    const auto read = typedNumber(text);
    QCOMPARE(read.has_value(), !qIsNaN(value));
    if (read)
        QCOMPARE(*read, value);
}

void TestTypedNumber::whatAFieldShowsIsReadBack_data()
{
    QTest::addColumn<QString>("language");
    for (const auto *code : {"en", "de", "fr", "es"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestTypedNumber::whatAFieldShowsIsReadBack()
{
    QFETCH(QString, language);
    const InLanguage window(language);
    for (const double value : {0.0, 0.125, 1.125, -3.5, 12'500.0, 1'234.567, 2.5e6, 100'959e6}) {
        for (const auto &unit : {QString(), QStringLiteral("USD"), units::Multiple})
            QCOMPARE(*entryValue(entryText(value, unit), unit), value);
        QCOMPARE(*typedNumber(numberForTyping(value)), value);
    }
    for (const double share : {0.0, 0.05, 0.1234, -0.3, 1.5})
        QCOMPARE(*entryValue(entryText(share, units::Ratio), units::Ratio), share);
    QCOMPARE(*entryValue(tickText(2.5e9, {}), {}), 2.5e9);
    if (language == QLatin1String("de"))
        QCOMPARE(*entryValue(QStringLiteral("2,5 Mio"), QStringLiteral("USD")), 2.5e6);
}

void TestTypedNumber::arrowsTakeEitherDecimalSign_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("value");
    QTest::newRow("comma") << QStringLiteral("0,25") << 1.0 << 0.25;
    QTest::newRow("point") << QStringLiteral("0.25") << 1.0 << 0.25;
    QTest::newRow("point where thousands fit") << QStringLiteral("0.5") << 1e6 << 0.5;
    QTest::newRow("thousands") << QStringLiteral("1.250") << 1e6 << 1250.0;
    QTest::newRow("thousands and fraction") << QStringLiteral("1.250,5") << 1e6 << 1250.5;
}

void TestTypedNumber::arrowsTakeEitherDecimalSign()
{
    QFETCH(QString, typed);
    QFETCH(double, largest);
    const InLanguage window(QStringLiteral("de"));
    DecimalSpin spin;
    spin.setDecimals(2);
    spin.setRange(0, largest);
    spin.setSuffix(QStringLiteral(" %"));
    spin.setValue(1);
    spin.selectAll();
    QTest::keyClicks(&spin, typed);
    spin.interpretText();
    QTEST(spin.value(), "value");
}

void TestTypedNumber::aBudgetIsShownAndTakenInTheLanguage()
{
    const InLanguage window(QStringLiteral("de"));
    SettingDescription description;
    description.key = QStringLiteral("llm_budget_report");
    description.value = QStringLiteral("0.030");
    description.allowed = QStringLiteral("an amount such as 2.50, or nothing");
    const SettingRow row(description);
    auto *field = row.findChild<QLineEdit *>(QStringLiteral("setting_llm_budget_report"));
    QVERIFY(field != nullptr);
    QCOMPARE(field->text(), QStringLiteral("0,030"));
    QCOMPARE(row.text(), description.value);
    QVERIFY(!row.isChanged());
    field->setText(QStringLiteral("2,5"));
    QCOMPARE(row.text(), QStringLiteral("2.5"));
    field->setText(QStringLiteral("0.05"));
    QCOMPARE(row.text(), QStringLiteral("0.05"));
    field->setText(QStringLiteral("viel"));
    QCOMPARE(row.text(), QStringLiteral("viel"));
    field->clear();
    QCOMPARE(row.text(), QString());
}

QTEST_MAIN(TestTypedNumber)
#include "test_typed_number.moc"
