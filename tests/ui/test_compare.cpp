// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons and financial health as a user meets them: two reports of the library, companies, lights.
#include "base/paths.h"
#include "compare/companies_view.h"
#include "compare/compare_page.h"
#include "compare/difference_words.h"
#include "compare/table_saving.h"
#include "in_language.h"
#include "library/library_page.h"
#include "report/health_model.h"
#include "report/health_page.h"
#include "report/health_words.h"
#include "sample_report.h"
#include "shown_window.h"
#include "storage/report_repository.h"
#include "widgets/evidence_browser.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr int Patience = 20'000;

/// The sample report and, a day later, the same with another region and another answer.
void keepTwo(AppServices &services)
{
    auto earlier = sampleReport(QStringLiteral("earlier"));
    earlier.createdAt = QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);
    auto later = sampleReport(QStringLiteral("later"));
    later.createdAt = earlier.createdAt.addDays(1);
    later.request.region = QStringLiteral("Atlantis");
    later.summary.answer->text += QStringLiteral(" Still.");
    QVERIFY(services.reports->save(earlier));
    QVERIFY(services.reports->save(later));
}

/// A report with a strong, a weak and an unjudged figure.
std::shared_ptr<const Report> judgedReport()
{
    auto report = sampleReport(QStringLiteral("judged"));
    const auto &ratio = report.financials.ratios.first();
    HealthReading strong;
    strong.id = ratio.id;
    strong.title = ratio.title;
    strong.unit = ratio.unit;
    strong.figure = ratio.values.first().figure;
    strong.light = HealthLight::Strong;
    strong.basis = QStringLiteral("thresholds");
    strong.rule = QStringLiteral("strong from a bound");
    strong.source = QStringLiteral("a book");
    auto weak = strong;
    weak.id = QStringLiteral("weak_one");
    weak.title = QStringLiteral("Weak one");
    weak.light = HealthLight::Weak;
    HealthReading none;
    none.id = QStringLiteral("none");
    none.title = QStringLiteral("Missing one");
    none.notDerivable = QStringLiteral("not derivable: no stored filing gives it");
    none.unjudged = none.notDerivable;
    report.health.readings = {strong, weak, none};
    return std::make_shared<const Report>(report);
}

int rowsOf(const QTableView *table)
{
    return table->model()->rowCount();
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoReportsAreComparedTheOlderFirst();
    void aChangeLeadsToEitherReport();
    void changesAreFilteredByTheirCause();
    void theSameReportTwiceIsNoComparison();
    void theLibraryComparesTwoChosenReports();
    void theWindowShowsTheSentence();
    void companiesStandBesideEachOther();
    void aCompanyThatIsNotKnownIsTold();
    void lightsHaveSymbolAndWord();
    void aLightShowsItsRuleAndItsFigure();
    void rulesFollowTheLanguage_data();
    void rulesFollowTheLanguage();
    void everyRulesWordsHaveTranslations();
    void tablesAreSavedAsCsv();
};

void TestCompare::twoReportsAreComparedTheOlderFirst()
{
    TestServices services(std::make_shared<FixtureFacts>());
    keepTwo(services.app());
    ComparePage page(services.app());
    page.show();
    const auto *table = child<QTableView>(&page, "differences");
    page.compareReports(QStringLiteral("later"), QStringLiteral("earlier"));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table) > 0, Patience);
    QCOMPARE(child<QComboBox>(&page, "compareBefore")->currentData().toString(), QStringLiteral("earlier"));
    QCOMPARE(child<QComboBox>(&page, "compareAfter")->currentData().toString(), QStringLiteral("later"));
    QVERIFY(child<EvidenceBrowser>(&page, "differenceInputs")->toPlainText().contains(QStringLiteral("Atlantis")));
    child<QPushButton>(&page, "compareCopy")->click();
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Still.")));
    const auto lines = copied.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const auto &line : lines)
        QCOMPARE(line.count(QLatin1Char('\t')), lines.first().count(QLatin1Char('\t')));
    const auto markdown =
        differenceMarkdown(page.differences()->difference(), QStringLiteral("a"), QStringLiteral("b"));
    QVERIFY(markdown.contains(QStringLiteral("Region")));
}

void TestCompare::aChangeLeadsToEitherReport()
{
    TestServices services(std::make_shared<FixtureFacts>());
    keepTwo(services.app());
    ComparePage page(services.app());
    page.show();
    QList<ReportPlace> places;
    connect(&page, &ComparePage::placeRequested, this, [&places](const ReportPlace &place) { places.append(place); });
    page.compareReports(QStringLiteral("earlier"), QStringLiteral("later"));
    auto *table = child<QTableView>(&page, "differences");
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table) > 0, Patience);
    Q_EMIT child<EvidenceBrowser>(&page, "differenceDetail")
        ->evidenceActivated(QStringLiteral("show"), QStringLiteral("before"));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(places.size(), 2);
    QCOMPARE(places[0].reportId, QStringLiteral("earlier"));
    QCOMPARE(places[1].reportId, QStringLiteral("later"));
    QVERIFY(!places[1].claimId.isEmpty());
}

void TestCompare::changesAreFilteredByTheirCause()
{
    TestServices services(std::make_shared<FixtureFacts>());
    keepTwo(services.app());
    ComparePage page(services.app());
    page.show();
    page.compareReports(QStringLiteral("earlier"), QStringLiteral("later"));
    const auto *table = child<QTableView>(&page, "differences");
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table) > 0, Patience);
    const int all = rowsOf(table);
    auto *cause = child<QComboBox>(&page, "compareCause");
    cause->setCurrentIndex(cause->findData(int(CauseKind::Setting)));
    QCOMPARE(rowsOf(table), all);
    cause->setCurrentIndex(cause->findData(int(CauseKind::Fact)));
    QCOMPARE(rowsOf(table), 0);
    QVERIFY(!child<EvidenceBrowser>(&page, "differenceDetail")->toPlainText().contains(QStringLiteral("Still.")));
}

void TestCompare::theSameReportTwiceIsNoComparison()
{
    TestServices services(std::make_shared<FixtureFacts>());
    keepTwo(services.app());
    ComparePage page(services.app());
    page.show();
    page.compareReports(QStringLiteral("later"), QStringLiteral("later"));
    const auto said = [&page](const QString &text) {
        const auto labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(QStringLiteral("That is the same report twice")), Patience);
    QVERIFY(!child<QPushButton>(&page, "compareCopy")->isEnabled());
}

void TestCompare::theLibraryComparesTwoChosenReports()
{
    TestServices services(std::make_shared<FixtureFacts>());
    keepTwo(services.app());
    LibraryPage page(services.app());
    page.show();
    auto *table = child<QTableView>(&page, "libraryTable");
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table), 2, Patience);
    auto *compare = child<QPushButton>(&page, "libraryCompare");
    table->selectRow(0);
    QVERIFY(!compare->isEnabled());
    table->selectAll();
    QVERIFY(compare->isEnabled());
    QSignalSpy requested(&page, &LibraryPage::compareRequested);
    compare->click();
    QCOMPARE(requested.size(), 1);
    QVERIFY(requested[0][0] != requested[0][1]);
}

void TestCompare::theWindowShowsTheSentence()
{
    ShownWindow shown([](AppServices &services) { keepTwo(services); });
    shown.window.showPage(MainWindow::Compare);
    shown.window.compare()->compareReports(QStringLiteral("earlier"), QStringLiteral("later"));
    auto *table = child<QTableView>(&shown.window, "differences");
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(table) > 0, Patience);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(int(shown.window.currentPage()), int(MainWindow::Reports), Patience);
}

void TestCompare::companiesStandBesideEachOther()
{
    TestServices services(std::make_shared<FixtureFacts>());
    ComparePage page(services.app());
    page.show();
    page.compareCompanies({QStringLiteral("Tesla"), QStringLiteral("Ford Motor")}, QStringLiteral("figure:revenue"));
    auto *table = child<QTableView>(&page, "beside");
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(table), 2, Patience);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("Tesla"));
    QSignalSpy evidence(&page, &ComparePage::evidenceRequested);
    Q_EMIT table->activated(table->model()->index(0, 1));
    QCOMPARE(evidence.size(), 1);
}

void TestCompare::aCompanyThatIsNotKnownIsTold()
{
    TestServices services(std::make_shared<FixtureFacts>());
    ComparePage page(services.app());
    page.show();
    page.compareCompanies({QStringLiteral("Tesla"), QStringLiteral("Nobody")});
    const auto said = [&page] {
        const auto labels = page.companies()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->text().contains(QStringLiteral("Nobody")); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), Patience);
}

void TestCompare::lightsHaveSymbolAndWord()
{
    HealthPage page(judgedReport());
    page.show();
    auto *table = child<QTableView>(&page, "health");
    QCOMPARE(rowsOf(table), 3);
    const auto light = [table](int row) {
        return table->model()->index(row, HealthModel::LightColumn).data().toString();
    };
    QCOMPARE(light(0), QStringLiteral("\u25B2 strong"));
    QCOMPARE(light(1), QStringLiteral("\u25BC weak"));
    QCOMPARE(light(2), QStringLiteral("\u25CB no light"));
    auto *only = child<QComboBox>(&page, "healthOnly");
    only->setCurrentIndex(only->findData(int(HealthLight::Weak)));
    QCOMPARE(rowsOf(table), 1);
    QCOMPARE(spokenName(table), QStringLiteral("Financial health"));
}

void TestCompare::aLightShowsItsRuleAndItsFigure()
{
    const auto report = judgedReport();
    HealthPage page(report);
    page.show();
    auto *table = child<QTableView>(&page, "health");
    const auto *detail = child<EvidenceBrowser>(&page, "healthDetail");
    QVERIFY(detail->toPlainText().contains(QStringLiteral("strong from a bound")));
    QVERIFY(detail->toPlainText().contains(QStringLiteral("a book")));
    QSignalSpy activated(&page, &HealthPage::referenceActivated);
    table->setCurrentIndex(table->model()->index(0, HealthModel::LightColumn));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), report->health.readings[0].figure->ref);
    page.showFigure(QStringLiteral("none"));
    QVERIFY(detail->toPlainText().contains(QStringLiteral("not derivable")));
}

void TestCompare::rulesFollowTheLanguage_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    QTest::newRow("of an older report") << QStringLiteral("strong at a bound that nobody knows")
                                        << QStringLiteral("strong at a bound that nobody knows");
    QTest::newRow("scores") << QStringLiteral("strong above 2.99, weak below 1.81")
                            << QStringLiteral("stark über 2,99, schwach unter 1,81");
    QTest::newRow("negative") << QStringLiteral("strong up to \u22121.78, weak above \u22121.78")
                              << QStringLiteral("stark bis \u22121,78, schwach über \u22121,78");
    QTest::newRow("shares") << QStringLiteral("strong above 12.0 %, weak below 9.4 %")
                            << QStringLiteral("stark über 12,0 %, schwach unter 9,4 %");
    QTest::newRow("peers, more is better")
        << QStringLiteral("strong from the 75th percentile among peers, weak up to the 25th percentile")
        << QStringLiteral("stark ab dem 75. Perzentil der Vergleichsunternehmen, schwach bis zum 25. Perzentil");
    QTest::newRow("peers, less is better")
        << QStringLiteral("strong up to the 25th percentile among peers, weak from the 75th percentile")
        << QStringLiteral("stark bis zum 25. Perzentil der Vergleichsunternehmen, schwach ab dem 75. Perzentil");
    QTest::newRow("unjudged") << QStringLiteral("not judged: debt lifts the return and the risk")
                              << QStringLiteral("nicht beurteilt: Schulden erhöhen Rendite und Risiko");
}

void TestCompare::rulesFollowTheLanguage()
{
    QFETCH(const QString, english);
    QFETCH(const QString, german);
    QCOMPARE(healthRuleText(english), english);
    const InLanguage window(QStringLiteral("de"));
    QCOMPARE(healthRuleText(english), german);
}

void TestCompare::everyRulesWordsHaveTranslations()
{
    QFile file(resourcePath(QStringLiteral("health/rules.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto rules = QJsonDocument::fromJson(file.readAll()).object();
    QStringList reasons;
    QStringList sources{rules[QStringLiteral("relative")][QStringLiteral("source")].toString()};
    for (const auto &rule : rules[QStringLiteral("figures")].toArray()) {
        reasons.append(rule[QStringLiteral("because")].toString());
        sources.append(rule[QStringLiteral("source")].toString());
    }
    for (const auto &language : {QStringLiteral("de"), QStringLiteral("fr"), QStringLiteral("es")}) {
        const InLanguage window(language);
        for (const auto &source : std::as_const(sources))
            QVERIFY2(source.isEmpty() || healthSourceText(source) != source, qPrintable(source));
        for (const auto &reason : std::as_const(reasons))
            QVERIFY2(reason.isEmpty() || !healthRuleText(QStringLiteral("not judged: ") + reason).contains(reason),
                     qPrintable(reason));
    }
}

void TestCompare::tablesAreSavedAsCsv()
{
    const auto table = QStringLiteral("a\tb\nx, y\tsay \"z\"\n");
    QCOMPARE(csvOf(table), QByteArray("a,b\r\n\"x, y\",\"say \"\"z\"\"\"\r\n"));
    QVERIFY(markdownOf(QStringLiteral("T"), table, QStringLiteral("note")).contains("| a | b |\n|---|---|\n"));
}

QTEST_MAIN(TestCompare)
#include "test_compare.moc"
