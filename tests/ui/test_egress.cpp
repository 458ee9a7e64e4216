// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_export.h"
#include "egress/egress_filter_bar.h"
#include "egress/egress_model.h"
#include "egress/egress_page.h"
#include "egress/egress_words.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_egress.h"
#include "sample_report.h"
#include "shell/app_actions.h"
#include "shown_window.h"
#include "storage/report_repository.h"
#include "storage/storage.h"
#include "widgets/evidence_browser.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTableView>
#include <QTest>
#include <QTimeZone>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QDateTime noon()
{
    return {QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc()};
}

void record(EgressLedger &ledger, const QList<EgressEntry> &entries)
{
    for (const auto &entry : entries)
        ledger.record(entry);
}

/// A model over a ledger of its own.
struct ModelOnLedger {
    TestServices services{std::make_shared<FixtureFacts>()};
    EgressModel model{services.app().ledger, services.app().pool};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void load(const EgressFilter &filter = {})
    {
        QSignalSpy loaded(&model, &EgressModel::loaded);
        model.setFilter(filter);
        QVERIFY(loaded.wait(10'000));
    }

    /// As a view does that is scrolled to the end. The tester asks for more, too.
    void readAll()
    {
        const auto readMore = [this] {
            model.fetchMore({});
            return !model.canFetchMore({}) && model.rowCount() == model.totals().requests;
        };
        QVERIFY(QTest::qWaitFor(readMore, 30'000));
    }

    [[nodiscard]] QList<EgressEntry> rows() const
    {
        QList<EgressEntry> rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows.append(model.entry(row));
        return rows;
    }
};

/// A clock that stands still.
class FixedClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override { return noon(); }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return {}; }
};

QTableView *table(const ShownWindow &shown)
{
    return child<QTableView>(&shown.window, "egressTable");
}

bool showsText(const QWidget *parent, const QString &text)
{
    const auto labels = parent->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

} // namespace

/// What left this computer: the model without a window, then the page in it.
class TestEgress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelReadsPageByPage();
    void requestsMadeMeanwhileNeitherDoubleNorLoseRows();
    void aFilterNarrowsRowsAndTotals();
    void withoutALedgerThereAreNoRows();
    void everyKindAndOutcomeHasWords();
    void periodsAreDaysOfThisComputer();
    void whatIsChosenStaysChosenWhenChoicesChange();
    void anEmptyLedgerSaysSo();
    void thePageShowsRequestsAndTheirSum();
    void aReportsRowOpensTheReport();
    void aReportShowsWhatWasSentForIt();
    void theListIsSavedAsItIsFiltered();
    void aLedgerThatCannotBeReadIsSaidInThePage();
    void everythingIsReachedByKeyboardAndHasAName();
    void itFitsASmallWindow();
};

void TestEgress::theModelReadsPageByPage()
{
    ModelOnLedger made;
    record(made.services.ledger(), manyRequests(450, noon()));
    made.load();
    QVERIFY(made.model.rowCount() < 450);
    QCOMPARE(made.model.totals(), (EgressTotals{450, 45'000, 450'000}));
    made.readAll();
    QCOMPARE(made.model.rowCount(), 450);
    QVERIFY(!made.model.canFetchMore({}));
    QCOMPARE(made.rows(), *made.services.ledger().list());
}

void TestEgress::requestsMadeMeanwhileNeitherDoubleNorLoseRows()
{
    ModelOnLedger made;
    record(made.services.ledger(), manyRequests(450, noon()));
    made.load();
    record(made.services.ledger(), manyRequests(3, noon().addDays(1)));
    made.readAll();
    QCOMPARE(made.model.rowCount(), 453);
    QCOMPARE(made.rows(), *made.services.ledger().list());
}

void TestEgress::aFilterNarrowsRowsAndTotals()
{
    ModelOnLedger made;
    record(made.services.ledger(), manyRequests(10, noon()));
    EgressFilter filter;
    filter.host = QStringLiteral("b.example");
    made.load(filter);
    QCOMPARE(made.model.rowCount(), 5);
    QCOMPARE(made.model.totals().requests, 5);
    // From nothing back to all.
    filter.host = QStringLiteral("c.example");
    made.load(filter);
    QCOMPARE(made.model.rowCount(), 0);
    made.load();
    QCOMPARE(made.model.rowCount(), 10);
}

void TestEgress::withoutALedgerThereAreNoRows()
{
    const TestServices services(std::make_shared<FixtureFacts>());
    EgressModel model(nullptr, QThreadPool::globalInstance());
    model.setFilter({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.canFetchMore({}));
}

void TestEgress::everyKindAndOutcomeHasWords()
{
    for (const auto &entry : sampleEgress(noon(), QStringLiteral("r"))) {
        QVERIFY2(!egressPurpose(entry.kind).contains(QLatin1Char('_')), qPrintable(egressPurpose(entry.kind)));
        QVERIFY2(egressOutcome(entry.outcome) != entry.outcome, qPrintable(entry.outcome));
        const auto details = egressDetails(entry);
        QVERIFY(details.contains(entry.host + entry.path));
    }
    QCOMPARE(egressPurpose(QStringLiteral("sec_edgar")), QStringLiteral("SEC EDGAR"));
    QCOMPARE(egressPurpose(QStringLiteral("sec_edgar.facts")), QStringLiteral("SEC EDGAR: a company's figures"));
    // What a later version records is shown as it is.
    QCOMPARE(egressPurpose(QStringLiteral("llm.chat")), QStringLiteral("llm: chat"));
}

void TestEgress::periodsAreDaysOfThisComputer()
{
    EgressFilterBar bar(std::make_shared<FixedClock>());
    QVERIFY(!bar.isFiltering());
    QVERIFY(!bar.filter().from);
    auto *period = child<QComboBox>(&bar, "egressPeriod");
    const auto today = noon().toLocalTime().date();
    period->setCurrentIndex(1);
    QVERIFY(bar.isFiltering());
    QCOMPARE(*bar.filter().from, today.startOfDay(Qt::LocalTime).toUTC());
    period->setCurrentIndex(2);
    QCOMPARE(*bar.filter().from, today.addDays(-6).startOfDay(Qt::LocalTime).toUTC());
    period->setCurrentIndex(4);
    QCOMPARE(*bar.filter().from, QDate(today.year(), 1, 1).startOfDay(Qt::LocalTime).toUTC());
    period->setCurrentIndex(5);
    // Both days are in, given in either order.
    child<QDateEdit>(&bar, "egressFrom")->setDate(QDate(2026, 3, 1));
    child<QDateEdit>(&bar, "egressUntil")->setDate(QDate(2026, 2, 1));
    QCOMPARE(*bar.filter().from, QDate(2026, 2, 1).startOfDay(Qt::LocalTime).toUTC());
    QCOMPARE(*bar.filter().until, QDate(2026, 3, 2).startOfDay(Qt::LocalTime).toUTC());
}

void TestEgress::whatIsChosenStaysChosenWhenChoicesChange()
{
    EgressFilterBar bar(std::make_shared<FixedClock>());
    bar.setChoices(
        {{QStringLiteral("a.example")}, {QStringLiteral("gdelt.news"), QStringLiteral("sec_edgar.facts")}, {}}, {});
    auto *kind = child<QComboBox>(&bar, "egressKind");
    QCOMPARE(kind->count(), 5); // all; two sources, a purpose each
    kind->setCurrentIndex(kind->findData(QStringLiteral("sec_edgar")));
    QSignalSpy changed(&bar, &EgressFilterBar::changed);
    bar.setChoices({{QStringLiteral("a.example")}, {QStringLiteral("gdelt.news")}, {}}, {});
    QCOMPARE(bar.filter().kind, QStringLiteral("sec_edgar"));
    bar.showReport(QStringLiteral("r1"), QStringLiteral("Tesla"));
    QCOMPARE(changed.size(), 1);
    QVERIFY(bar.filter().kind.isEmpty());
    QCOMPARE(bar.filter().reportId, QStringLiteral("r1"));
    bar.clear();
    QVERIFY(!bar.isFiltering());
}

void TestEgress::anEmptyLedgerSaysSo()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Egress);
    QTRY_VERIFY(showsText(&shown.window, QStringLiteral("Nothing has left this computer")));
    QVERIFY(!child<QPushButton>(&shown.window, "egressSave")->isEnabled());
    // What to do about it leads to the sources.
    QTest::keyClick(shown.window.egress()->findChild<QTableView *>()->parentWidget(), Qt::Key_Tab);
    for (auto *button : shown.window.egress()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().startsWith(QStringLiteral("Sources")))
            button->click();
    }
    QCOMPARE(shown.window.currentPage(), MainWindow::SettingsView);
}

void TestEgress::thePageShowsRequestsAndTheirSum()
{
    ShownWindow shown;
    record(shown.services.ledger(), sampleEgress(noon(), QStringLiteral("elsewhere")));
    shown.window.showPage(MainWindow::Egress);
    QTRY_COMPARE(table(shown)->model()->rowCount(), 12);
    const auto sum = child<QLabel>(&shown.window, "egressTotals")->text();
    QVERIFY2(sum.startsWith(QStringLiteral("12 ")) && sum.contains(QStringLiteral("2.7 kB"))
                 && sum.contains(QStringLiteral("4.5 MB")),
             qPrintable(sum));
    // Of a report that this library doesn't have nothing is told but that.
    QCOMPARE(table(shown)->model()->index(11, EgressModel::ReportColumn).data().toString(),
             QStringLiteral("Not in this library"));
    table(shown)->setFocus();
    table(shown)->selectRow(11);
    QVERIFY(
        child<QLabel>(&shown.window, "egressDetails")->text().contains(QStringLiteral("/files/company_tickers.json")));
    QVERIFY(!child<QPushButton>(&shown.window, "egressOpen")->isEnabled());
    QTest::keyClick(table(shown), Qt::Key_Return);
    QCOMPARE(shown.window.currentPage(), MainWindow::Egress);
}

void TestEgress::aReportsRowOpensTheReport()
{
    ShownWindow shown;
    QVERIFY(shown.services.app().reports->save(sampleReport(QStringLiteral("one"))).has_value());
    record(shown.services.ledger(), sampleEgress(noon(), QStringLiteral("one")));
    shown.window.showPage(MainWindow::Egress);
    auto *view = table(shown);
    QTRY_COMPARE(view->model()->rowCount(), 12);
    const auto cell = view->model()->index(11, EgressModel::ReportColumn);
    QTRY_VERIFY(cell.data().toString().startsWith(QStringLiteral("Tesla")));
    view->scrollTo(cell);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(cell).center());
    QTRY_COMPARE(shown.window.currentPage(), MainWindow::Reports);
    QCOMPARE(shown.window.reports()->current()->report()->id, QStringLiteral("one"));
    shown.window.showPage(MainWindow::Egress);
    QTRY_COMPARE(view->model()->rowCount(), 12);
    view->setFocus();
    view->selectRow(10);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(shown.window.currentPage(), MainWindow::Reports);
}

void TestEgress::aReportShowsWhatWasSentForIt()
{
    ShownWindow shown;
    const auto *action = shown.window.appActions()->showSent;
    QVERIFY(!action->isEnabled());
    record(shown.services.ledger(), sampleEgress(noon(), QStringLiteral("one")));
    for (const auto *id : {"one", "two"})
        QVERIFY(shown.services.app().reports->save(sampleReport(QLatin1String(id))).has_value());
    shown.window.openReport(std::make_shared<const Report>(sampleReport(QStringLiteral("one"))));
    shown.window.appActions()->showSent->trigger();
    QCOMPARE(shown.window.currentPage(), MainWindow::Egress);
    QTRY_COMPARE(table(shown)->model()->rowCount(), 8);
    shown.window.openReport(std::make_shared<const Report>(sampleReport(QStringLiteral("two"))));
    shown.window.appActions()->showSent->trigger();
    QTRY_VERIFY(showsText(&shown.window, QStringLiteral("Nothing was sent for this report.")));
    // The list of the report's sources leads there, too.
    shown.window.openReport(std::make_shared<const Report>(sampleReport(QStringLiteral("one"))));
    auto *view = shown.window.reports()->current();
    view->showPage(QStringLiteral("sources"));
    auto *sources = child<EvidenceBrowser>(view, "sourcesText");
    sources->setFocus();
    QTest::keyClick(sources, Qt::Key_Tab);
    QTest::keyClick(sources, Qt::Key_Return);
    QCOMPARE(shown.window.currentPage(), MainWindow::Egress);
    QTRY_COMPARE(table(shown)->model()->rowCount(), 8);
}

void TestEgress::theListIsSavedAsItIsFiltered()
{
    TestServices services(std::make_shared<FixtureFacts>());
    record(services.ledger(), manyRequests(450, noon()));
    EgressPage page(services.app());
    QSignalSpy said(&page, &EgressPage::message);
    QSignalSpy failed(&page, &EgressPage::failed);
    EgressFilter filter;
    filter.host = QStringLiteral("a.example");
    const auto path = services.dataDir() + QStringLiteral("/sent.csv");
    page.exporter()->save(filter, path);
    QVERIFY(said.wait(10'000));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), *services.ledger().toCsv(filter));
    page.exporter()->save(filter, services.dataDir() + QStringLiteral("/no/such/folder/sent.csv"));
    QVERIFY(failed.wait(10'000));
}

void TestEgress::aLedgerThatCannotBeReadIsSaidInThePage()
{
    ShownWindow shown;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("breaker"));
        database.setDatabaseName(Storage::egressPath(shown.services.dataDir()));
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(QStringLiteral("DROP TABLE requests")));
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("breaker"));
    shown.window.showPage(MainWindow::Egress);
    const auto *totals = child<QLabel>(&shown.window, "egressTotals");
    QTRY_COMPARE(totals->property("role").toString(), QStringLiteral("error"));
    QVERIFY(totals->isVisible());
    QVERIFY(!showsText(&shown.window, QStringLiteral("Nothing has left this computer")));
}

void TestEgress::everythingIsReachedByKeyboardAndHasAName()
{
    ShownWindow shown;
    record(shown.services.ledger(), sampleEgress(noon(), {}));
    shown.window.activateWindow();
    shown.window.showPage(MainWindow::Egress);
    QTRY_COMPARE(table(shown)->model()->rowCount(), 12);
    child<QComboBox>(&shown.window, "egressPeriod")->setFocus();
    QStringList order;
    for (int step = 0; step < 6; ++step) {
        auto *focus = QApplication::focusWidget();
        QVERIFY(focus != nullptr);
        order.append(focus->objectName());
        if (shown.window.egress()->isAncestorOf(focus))
            QVERIFY2(!spokenName(focus).isEmpty(), qPrintable(focus->objectName()));
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    QCOMPARE(order.mid(0, 5),
             QStringList({QStringLiteral("egressPeriod"), QStringLiteral("egressHost"), QStringLiteral("egressKind"),
                          QStringLiteral("egressReport"), QStringLiteral("egressTable")}));
}

void TestEgress::itFitsASmallWindow()
{
    // A screen of 1600 × 1200 at 200 %.
    ShownWindow shown;
    record(shown.services.ledger(), sampleEgress(noon(), {}));
    shown.window.resize(800, 600);
    shown.window.showPage(MainWindow::Egress);
    QTRY_COMPARE(table(shown)->model()->rowCount(), 12);
    QCOMPARE(shown.window.width(), 800);
    const auto *page = shown.window.egress();
    for (const auto *name : {"egressPeriod", "egressHost", "egressKind", "egressReport"}) {
        const auto *choice = child<QComboBox>(page, name);
        QVERIFY(page->rect().contains(QRect(choice->mapTo(page, QPoint()), choice->size())));
    }
}

QTEST_MAIN(TestEgress)
#include "test_egress.moc"
