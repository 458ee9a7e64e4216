// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "compare/difference_words.h"
#include "in_language.h"
#include "model/units.h"
#include "monitors/monitor_words.h"
#include "report/language/report_languages.h"
#include "report/ratio_model.h"
#include "report/report_words.h"
#include "run/run_model.h"
#include "scenarios/chart_scale.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/unit_words.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>

using namespace consultantos;
using consultantos::test::InLanguage;

namespace {

const QChar Narrow(0x202f); // between thousands in French
const QChar Minus(0x2212);

QString digitsOf(const QString &text)
{
    QString digits;
    for (const auto c : text) {
        if (c.isDigit())
            digits += c;
    }
    return digits;
}

QJsonObject resource(const QString &name)
{
    QFile file(resourcePath(name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// What stands under `key` in the objects of a list, wherever they are in the value.
void collect(const QJsonValue &value, const QString &key, const QString &list, const QString &within,
             QStringList &found)
{
    if (value.isArray()) {
        for (const auto entry : value.toArray())
            collect(entry, key, list, within, found);
    }
    const auto object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == key && within == list && it->isString())
            found.append(it->toString());
        collect(*it, key, list, it->isArray() ? it.key() : within, found);
    }
}

const QStringList Currencies{QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("USD/shares")};
const QStringList Units =
    Currencies + QStringList{units::Ratio, units::Points, units::Multiple,   units::Days,   units::Years,
                             units::Score, units::Index,  units::Percentile, units::Shares, units::Count};
const QList<double> Values{0,      0.2528,  -0.031,    1.375,     43.21,    4,
                           1834.4, 999'999, 5'382'300, 100'959e6, -1'279e6, -0.00001};

Ratio grossMargin()
{
    Ratio ratio;
    ratio.title = QStringLiteral("Gross margin");
    ratio.group = QStringLiteral("profitability");
    ratio.unit = units::Ratio;
    RatioValue value;
    value.period = {QDate(2023, 1, 1), QDate(2023, 12, 31), 2023, QStringLiteral("FY")};
    value.figure = Figure{0.2528, units::Ratio, value.period, QStringLiteral("c/1")};
    ratio.values.append(value);
    return ratio;
}

} // namespace

/// Figures, periods, dates and names are shown in the language of the window, and what is typed is read in it.
class TestShownValue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresFollowTheLanguage_data();
    void figuresFollowTheLanguage();
    void englishIsAsTheEngineWrites();
    void digitsAreTheEngines_data();
    void digitsAreTheEngines();
    void windowAndReportsOfALanguageWriteAlike();
    void periodsAndDatesFollowTheLanguage_data();
    void periodsAndDatesFollowTheLanguage();
    void separatorsFollowTheSystemBesideEnglishWords();
    void aProbabilityIsAsExactAsItCanBe();
    void axesAreShortInTheLanguage();
    void aTableIsInTheWindowsLanguage();
    void aSentenceKeepsTheReportsForm();
    void comparisonsAreShownInTheLanguageAndExportedPlainly();
    void periodsWithinASourceFollow();
    void figuresWithinARemarkFollow();
    void aShortRunIsNotNothing();
    void namesOfResourcesHaveTranslations();
    void germanNamesAreThoseOfReports();
    void aNameCarriesItsPeriod();
    void unitsAndFieldsHaveWords();
};

void TestShownValue::figuresFollowTheLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("shown");
    const auto usd = QStringLiteral("USD");
    const QString german = QStringLiteral("de");
    const QString french = QStringLiteral("fr");
    const QString spanish = QStringLiteral("es");
    QTest::newRow("German millions") << german << 100'959e6 << usd << QStringLiteral("100.959 Mio. USD");
    QTest::newRow("German loss") << german << -1'279e6 << usd << Minus + QStringLiteral("1.279 Mio. USD");
    QTest::newRow("German money") << german << 0.03 << usd << QStringLiteral("0,03 USD");
    QTest::newRow("German share") << german << 0.035 << units::Ratio << QStringLiteral("3,5 %");
    QTest::newRow("German per share") << german << 2.5 << QStringLiteral("USD/shares") << QStringLiteral("2,50 USD");
    QTest::newRow("German days") << german << 43.21 << units::Days << QStringLiteral("43,2 Tage");
    QTest::newRow("German score") << german << 3.42 << units::Score << QStringLiteral("3,4");
    QTest::newRow("German percentile") << german << 0.72 << units::Percentile << QStringLiteral("72. Perzentil");
    QTest::newRow("French millions") << french << 100'959e6 << usd
                                     << QStringLiteral("100") + Narrow + QStringLiteral("959 M USD");
    QTest::newRow("French share") << french << 0.035 << units::Ratio << QStringLiteral("3,5\u00a0%");
    QTest::newRow("French years") << french << 4.0 << units::Years << QStringLiteral("4 ans");
    QTest::newRow("Spanish millions") << spanish << 100'959e6 << usd << QStringLiteral("100.959 M USD");
    QTest::newRow("Spanish percentile") << spanish << 0.72 << units::Percentile << QStringLiteral("percentil 72");
}

void TestShownValue::figuresFollowTheLanguage()
{
    QFETCH(QString, language);
    QFETCH(double, value);
    QFETCH(QString, unit);
    const InLanguage window(language);
    QTEST(shownValue(value, unit), "shown");
}

void TestShownValue::englishIsAsTheEngineWrites()
{
    const InLanguage window(QStringLiteral("en"));
    for (const auto &unit : Units) {
        for (const double value : Values)
            QCOMPARE(shownValue(value, unit), formatValue(value, unit));
    }
    QCOMPARE(shownPeriod(QStringLiteral("Q3 FY2024")), QStringLiteral("Q3 FY2024"));
}

void TestShownValue::digitsAreTheEngines_data()
{
    QTest::addColumn<QString>("language");
    for (const auto *code : {"de", "fr", "es"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestShownValue::digitsAreTheEngines()
{
    QFETCH(QString, language);
    const InLanguage window(language);
    for (const auto &unit : Units) {
        for (const double value : Values) {
            const auto written = formatValue(value, unit);
            const auto shown = shownValue(value, unit);
            QCOMPARE(digitsOf(shown), digitsOf(written));
            QCOMPARE(shown.startsWith(Minus), written.startsWith(Minus));
            QVERIFY2(!shown.contains(QLatin1String("{n}")) && !shown.contains(QLatin1String("%1")), qPrintable(shown));
        }
    }
}

void TestShownValue::windowAndReportsOfALanguageWriteAlike()
{
    const ReportLanguages languages(resourceDir());
    QVERIFY(languages.codes().size() > 1);
    for (const auto &code : languages.codes().mid(1)) {
        const auto wording = languages.wording(code);
        QVERIFY2(wording, qPrintable(code));
        const InLanguage window(code);
        for (const auto &unit : Units) {
            for (const double value : Values)
                QCOMPARE(shownValue(value, unit), wording->value(value, unit));
        }
        for (const auto *part : {"FY", "Q1", "Q2", "Q3", "Q4", "H1", "H2"}) {
            const Period period{{}, QDate(2024, 6, 30), 2024, QString::fromLatin1(part)};
            QCOMPARE(shownPeriod(period), wording->period(period));
        }
        QCOMPARE(shownDate(QDate(2024, 6, 3)), wording->date(QDate(2024, 6, 3)));
    }
}

void TestShownValue::periodsAndDatesFollowTheLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("shown");
    const QString german = QStringLiteral("de");
    QTest::newRow("year") << german << QStringLiteral("FY2023") << QStringLiteral("GJ 2023");
    QTest::newRow("quarter") << german << QStringLiteral("Q3 FY2024") << QStringLiteral("Q3 GJ 2024");
    QTest::newRow("day") << german << QStringLiteral("2024-12-31") << QStringLiteral("31.12.2024");
    QTest::newRow("hour") << german << QStringLiteral("2024-12-31 13:00") << QStringLiteral("31.12.2024 13:00");
    QTest::newRow("month of a table") << german << QStringLiteral("2024-12") << QStringLiteral("2024-12");
    QTest::newRow("empty") << german << QString() << QString();
    QTest::newRow("French year") << QStringLiteral("fr") << QStringLiteral("FY2023") << QStringLiteral("exercice 2023");
    QTest::newRow("French day") << QStringLiteral("fr") << QStringLiteral("2024-12-31") << QStringLiteral("31/12/2024");
    QTest::newRow("Spanish half") << QStringLiteral("es") << QStringLiteral("H1 FY2023")
                                  << QStringLiteral("S1 ejercicio 2023");
    QTest::newRow("English day") << QStringLiteral("en") << QStringLiteral("2024-12-31")
                                 << QStringLiteral("12/31/2024");
}

void TestShownValue::periodsAndDatesFollowTheLanguage()
{
    QFETCH(QString, language);
    QFETCH(QString, label);
    const InLanguage window(language);
    QTEST(shownPeriod(label), "shown");
}

void TestShownValue::separatorsFollowTheSystemBesideEnglishWords()
{
    const InLanguage window(QStringLiteral("en"));
    // As for a system in a language that the window doesn't speak.
    QLocale::setDefault(QLocale(QLocale::Italian));
    QCOMPARE(shownValue(100'959e6, QStringLiteral("USD")), QStringLiteral("USD 100.959 M"));
    QCOMPARE(shownPercent(-0.0312, 1), Minus + QStringLiteral("3,1 %"));
}

void TestShownValue::aProbabilityIsAsExactAsItCanBe()
{
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(shownProbability(0.253), QStringLiteral("25,3 %"));
    QCOMPARE(shownProbability(0.0012), QStringLiteral("0,1 %"));
    QCOMPARE(shownProbability(0.0004), QStringLiteral("0 %"));
    QCOMPARE(shownProbability(0.9996), QStringLiteral("100 %"));
}

void TestShownValue::axesAreShortInTheLanguage()
{
    {
        const InLanguage window(QStringLiteral("en"));
        QCOMPARE(tickText(3.5e6, {}), QStringLiteral("3.5 M"));
        QCOMPARE(tickText(120'000, {}), QStringLiteral("120 k"));
        QCOMPARE(tickText(1'500, {}), QStringLiteral("1500"));
        QCOMPARE(tickText(-0.125, units::Ratio), Minus + QStringLiteral("12.5 %"));
    }
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(tickText(3.5e6, {}), QStringLiteral("3,5 Mio."));
    QCOMPARE(tickText(120'000, {}), QStringLiteral("120 Tsd."));
    QCOMPARE(tickText(2.5e12, {}), QStringLiteral("2,5 Bio."));
    QCOMPARE(tickText(-0.125, units::Ratio), Minus + QStringLiteral("12,5 %"));
    QCOMPARE(quantityText(1.25, {}), QStringLiteral("1,25"));
}

void TestShownValue::aTableIsInTheWindowsLanguage()
{
    const InLanguage window(QStringLiteral("de"));
    RatioModel model;
    model.setRatios({grossMargin()});
    QCOMPARE(model.index(0, RatioModel::TitleColumn).data().toString(), QStringLiteral("Bruttomarge"));
    QCOMPARE(model.index(0, RatioModel::FirstValueColumn).data().toString(), QStringLiteral("25,3 %"));
    QCOMPARE(model.headerData(RatioModel::FirstValueColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("GJ 2023"));
}

void TestShownValue::aSentenceKeepsTheReportsForm()
{
    const InLanguage window(QStringLiteral("de"));
    const Figure figure{53'823e6, QStringLiteral("USD"), {}, QStringLiteral("f/1")};
    const auto claim = ClaimBuilder(QStringLiteral("x"), Grade::Computed, 1)
                           .text(QStringLiteral("Revenue was "))
                           .figure(figure)
                           .build();
    QVERIFY(claimToHtml(claim, {}).contains(QStringLiteral("USD&nbsp;53,823&nbsp;M")));
    QVERIFY(figureToHtml(figure).contains(QStringLiteral("53.823&nbsp;Mio.&nbsp;USD")));
}

void TestShownValue::comparisonsAreShownInTheLanguageAndExportedPlainly()
{
    const InLanguage window(QStringLiteral("de"));
    ReportChange change;
    change.title = QStringLiteral("Gross margin, FY2023");
    change.before = QStringLiteral("25.3 %");
    change.after = QStringLiteral("USD 1,234 M");
    QCOMPARE(changeValue(change, change.before), QStringLiteral("25,3 %"));
    QCOMPARE(changeValue(change, change.after), QStringLiteral("1.234 Mio. USD"));
    QCOMPARE(changeTitle(change), QStringLiteral("Bruttomarge, GJ 2023"));
    ReportDifference difference;
    difference.changes.append(change);
    QVERIFY(differenceTable(difference).contains(QStringLiteral("25.3 %\tUSD 1,234 M")));
    change.kind = ReportChangeKind::Score;
    QCOMPARE(changeValue(change, QStringLiteral("3.4 (2.9 to 4.0)")), QStringLiteral("3,4 (2,9 bis 4,0)"));
    change.kind = ReportChangeKind::Statement;
    QCOMPARE(changeValue(change, QStringLiteral("It rose by 25.3 %.")), QStringLiteral("It rose by 25.3 %."));
}

void TestShownValue::periodsWithinASourceFollow()
{
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(shownPeriods(QStringLiteral("aus Berichten berechnet, FY2023")),
             QStringLiteral("aus Berichten berechnet, GJ 2023"));
    QCOMPARE(shownPeriods(QStringLiteral("Q1 FY2020 bis Q3 FY2024: Median")),
             QStringLiteral("Q1 GJ 2020 bis Q3 GJ 2024: Median"));
    QCOMPARE(shownPeriods(QStringLiteral("10-K, 2020-07-31, 0001564590-20-034944")),
             QStringLiteral("10-K, 31.07.2020, 0001564590-20-034944"));
    QCOMPARE(shownPeriods(QStringLiteral("2020-01-01..2020-12-31")), QStringLiteral("2020-01-01..2020-12-31"));
}

void TestShownValue::figuresWithinARemarkFollow()
{
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(
        shownSentence(
            QStringLiteral("Umsatz fiel unter USD 1,234 M: USD 999 M in FY2023 nach 12.5 % (SEC 10-K, CIK 12).")),
        QStringLiteral("Umsatz fiel unter 1.234 Mio. USD: 999 Mio. USD in GJ 2023 nach 12,5 % (SEC 10-K, CIK 12)."));
    MonitorAlert alert;
    alert.topic = AlertTopic::News;
    QCOMPARE(alertText(alert, QStringLiteral("Tesla spends USD 500 M")), QStringLiteral("Tesla spends USD 500 M"));
    alert.topic = AlertTopic::Line;
    QCOMPARE(alertText(alert, QStringLiteral("unter USD 500 M")), QStringLiteral("unter 500 Mio. USD"));
}

void TestShownValue::aShortRunIsNotNothing()
{
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(RunModel::timeText(0.0004), QStringLiteral("unter 0,01 s"));
    QCOMPARE(RunModel::timeText(0.27), QStringLiteral("0,27 s"));
}

void TestShownValue::namesOfResourcesHaveTranslations()
{
    QStringList names;
    collect(resource(QStringLiteral("formulas.json")), QStringLiteral("title"), QStringLiteral("formulas"), {}, names);
    collect(resource(QStringLiteral("concepts.json")), QStringLiteral("label"), QStringLiteral("concepts"), {}, names);
    collect(resource(QStringLiteral("industry/sectors.json")), QStringLiteral("title"), QStringLiteral("industries"),
            {}, names);
    const QDir frameworks(resourcePath(QStringLiteral("frameworks")));
    for (const auto &file : frameworks.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const auto framework = resource(QStringLiteral("frameworks/") + file);
        collect(framework, QStringLiteral("label"), QStringLiteral("drivers"), {}, names);
        collect(framework, QStringLiteral("label"), QStringLiteral("factors"), {}, names);
        collect(framework, QStringLiteral("title"), QStringLiteral("sections"), {}, names);
        collect(framework, QStringLiteral("title"), QStringLiteral("values"), {}, names);
    }
    QVERIFY(names.size() > 200);
    const auto known = namesWithTranslations();
    QStringList missing;
    for (const auto &name : std::as_const(names)) {
        // Parts of a printed line are shown nowhere; "$t" is another name, filled in.
        if (!known.contains(name) && !name.contains(QLatin1String("printed part")) && !name.contains(QLatin1Char('$')))
            missing.append(name);
    }
    QCOMPARE(missing, QStringList());
}

void TestShownValue::germanNamesAreThoseOfReports()
{
    const auto wording = ReportLanguages(resourceDir()).wording(QStringLiteral("de"));
    QVERIFY(wording);
    const InLanguage window(QStringLiteral("de"));
    for (const auto &name : namesWithTranslations()) {
        // A term of the window has its own word there: "Methode" is what reports call "Rahmenwerk".
        if (name.contains(QLatin1String("Framework")))
            continue;
        if (wording->book()->hasPhrase(name))
            QCOMPARE(shownName(name), wording->say(name));
    }
}

void TestShownValue::aNameCarriesItsPeriod()
{
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(shownName(QStringLiteral("Revenue, FY2026")), QStringLiteral("Umsatz, GJ 2026"));
    QCOMPARE(shownName(QStringLiteral("EV/EBITDA, Apple")), QStringLiteral("EV/EBITDA, Apple"));
    QCOMPARE(shownName(QStringLiteral("My own driver")), QStringLiteral("My own driver"));
    QCOMPARE(shownName(QString()), QString());
}

void TestShownValue::unitsAndFieldsHaveWords()
{
    QCOMPARE(exactInWords(0.25, units::Ratio), QStringLiteral("0.25 ratio"));
    QCOMPARE(exactInWords(2.5, units::Score), QStringLiteral("2.5"));
    QCOMPARE(unitWords(QStringLiteral("USD millions")), QStringLiteral("million USD"));
    QCOMPARE(unitWords(QStringLiteral("USD/shares")), QStringLiteral("USD/shares"));
    QCOMPARE(fieldValue(QStringLiteral("gross_profit")), QStringLiteral("gross profit"));
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(exactInWords(18.2489, QStringLiteral("percent")), QStringLiteral("18,2489 Prozent"));
    QCOMPARE(unitWords(QStringLiteral("USD millions")), QStringLiteral("Mio. USD"));
    QCOMPARE(fieldValue(QStringLiteral("may happen")), fieldValue(QStringLiteral("may")));
    QCOMPARE(fieldValue(QStringLiteral("gross_profit")), QStringLiteral("Bruttoergebnis"));
}

QTEST_MAIN(TestShownValue)
#include "test_shown_value.moc"
