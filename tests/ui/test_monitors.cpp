// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_notifier.h"
#include "monitors/alerts_view.h"
#include "monitors/digest_dialog.h"
#include "monitors/monitor_dialog.h"
#include "monitors/monitor_table.h"
#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"
#include "monitors/monitors_page.h"
#include "report/inspector.h"
#include "sample_monitors.h"
#include "shown_window.h"
#include "widgets/badge_delegate.h"
#include "widgets/evidence_browser.h"

#include <QComboBox>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct ShownMonitors {
    explicit ShownMonitors(bool isFilled)
        : board(std::make_shared<MonitorBoard>(std::make_shared<SystemClock>()))
    {
        const auto now = QDateTime::currentDateTimeUtc();
        if (isFilled)
            board->fill(sampleMonitors(now), sampleAlerts(now));
        shown = std::make_unique<ShownWindow>([this](AppServices &services) { services.monitors = board->access(); });
        shown->window.showPage(MainWindow::Monitors);
        if (!QTest::qWaitFor([this] { return page()->controller()->isLoaded(); }, 5'000))
            qFatal("the monitors were not read");
    }

    [[nodiscard]] MonitorsPage *page() { return shown->window.monitors(); }
    [[nodiscard]] QListView *list() { return child<QListView>(page(), "alertList"); }
    [[nodiscard]] QTableView *table() { return child<QTableView>(page(), "monitorTable"); }
    [[nodiscard]] QPushButton *button(const char *name) { return child<QPushButton>(page(), name); }
    /// The dialog, once it is open.
    [[nodiscard]] MonitorDialog *dialog()
    {
        if (!QTest::qWaitFor([this] { return page()->findChild<MonitorDialog *>() != nullptr; }, 5'000))
            qFatal("no dialog");
        return page()->findChild<MonitorDialog *>();
    }
    [[nodiscard]] AlertState stateOf(const char *id)
    {
        return board->alert(QLatin1String(id)).stateAt(QDateTime::currentDateTimeUtc());
    }

    std::shared_ptr<MonitorBoard> board;
    std::unique_ptr<ShownWindow> shown;
};

} // namespace

class TestMonitors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstMonitorIsTwoClicksAway();
    void aWrongCompanyKeepsWhatWasTyped();
    void aScheduleShowsItsNextTimesOrWhatIsWrong();
    void outputsAreCheckedAndTested();
    void aMonitorIsEditedWithoutLosingWhatTheDialogDoesNotShow();
    void theInboxIsWorkedOffByKeyboard();
    void filtersNarrowTheInbox();
    void evidenceOpensInTheInspector();
    void whatWasDoneIsTakenBack();
    void checksShowProgressAndEndByCancel();
    void closingTheWindowDuringACheckIsFast();
    void newAlertsAreCountedAndTold();
    void aCompanyIsWatchedFromTheLibraryOnce();
    void theDigestIsReadAndSaved();
    void aStoreThatFailsIsToldOnce();
    void withoutMonitorsThePageSaysSo();
    void everythingHasANameAndIsReached();
};

void TestMonitors::theFirstMonitorIsTwoClicksAway()
{
    ShownMonitors shown(false);
    auto *empty = child<QWidget>(shown.page(), "monitorsEmpty");
    QTRY_VERIFY(empty->isVisible());
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    auto *dialog = shown.dialog();
    auto *save = child<QPushButton>(dialog, "monitorSave");
    QVERIFY(!save->isEnabled());
    QTest::keyClicks(child<QLineEdit>(dialog, "monitorCompany"), QStringLiteral("Tesla"));
    QTRY_VERIFY(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE(shown.board->monitors().size(), 1);
    const auto added = shown.board->monitors().first();
    QCOMPARE(added.companyId, QStringLiteral("Tesla"));
    QVERIFY(added.watch.figures);
    QTRY_VERIFY(shown.table()->isVisible());
    QTRY_COMPARE(shown.table()->model()->rowCount(), 1);
    QTRY_VERIFY(shown.page()->findChild<MonitorDialog *>() == nullptr);
    QTRY_COMPARE(shown.page()->table()->selectedIds(), QStringList{added.id});
}

void TestMonitors::aWrongCompanyKeepsWhatWasTyped()
{
    ShownMonitors shown(false);
    shown.page()->addMonitor();
    auto *dialog = shown.dialog();
    child<QLineEdit>(dialog, "monitorCompany")->setText(QStringLiteral("Nobody"));
    child<QLineEdit>(dialog, "monitorName")->setText(QStringLiteral("My monitor"));
    dialog->submit();
    auto *error = child<QLabel>(dialog, "monitorError");
    QTRY_VERIFY(error->isVisible());
    QVERIFY(error->text().contains(QStringLiteral("Did you mean Tesla?")));
    QCOMPARE(child<QLineEdit>(dialog, "monitorName")->text(), QStringLiteral("My monitor"));
    QVERIFY(child<QPushButton>(dialog, "monitorSave")->isEnabled());
    QVERIFY(shown.board->monitors().isEmpty());
}

void TestMonitors::aScheduleShowsItsNextTimesOrWhatIsWrong()
{
    ShownMonitors shown(false);
    shown.page()->addMonitor(QStringLiteral("Tesla"));
    auto *dialog = shown.dialog();
    auto *next = child<QLabel>(dialog, "scheduleNext");
    QCOMPARE(next->text().count(QStringLiteral("·")), 4);
    auto *cron = child<QLineEdit>(dialog, "scheduleCronText");
    QTest::keyClicks(cron, QStringLiteral("0 7 * * 1-5"));
    QVERIFY(child<QRadioButton>(dialog, "scheduleCron")->isChecked());
    child<QComboBox>(dialog, "scheduleZone")->setCurrentText(QStringLiteral("America/New_York"));
    QCOMPARE(dialog->monitor().schedule.timeZone, QStringLiteral("America/New_York"));
    QVERIFY2(QString(next->text())
                 .replace(QChar::Nbsp, QLatin1Char(' '))
                 .contains(QLocale().toString(QTime(7, 0), QLocale::ShortFormat)),
             qPrintable(next->text()));
    QVERIFY(child<QPushButton>(dialog, "monitorSave")->isEnabled());
    cron->setText(QString());
    QTest::keyClicks(cron, QStringLiteral("0 25 * * *"));
    QVERIFY(child<QLabel>(dialog, "scheduleError")->isVisibleTo(dialog));
    QVERIFY(!child<QPushButton>(dialog, "monitorSave")->isEnabled());
    child<QComboBox>(dialog, "scheduleZone")->setCurrentText(QStringLiteral("Nowhere/Land"));
    child<QRadioButton>(dialog, "scheduleEvery")->setChecked(true);
    QVERIFY(!child<QPushButton>(dialog, "monitorSave")->isEnabled());
    child<QComboBox>(dialog, "scheduleZone")->setCurrentText(QStringLiteral("UTC"));
    QVERIFY(child<QPushButton>(dialog, "monitorSave")->isEnabled());
}

void TestMonitors::outputsAreCheckedAndTested()
{
    ShownMonitors shown(false);
    shown.page()->addMonitor(QStringLiteral("Tesla"));
    auto *dialog = shown.dialog();
    auto *test = child<QPushButton>(dialog, "outputTest");
    auto *result = child<QLabel>(dialog, "outputResult");
    QVERIFY(!test->isEnabled());
    auto *mails = child<QLineEdit>(dialog, "outputMails");
    mails->setText(QStringLiteral("ada@example.com, nonsense"));
    QVERIFY(child<QLabel>(dialog, "outputError")->text().contains(QStringLiteral("nonsense")));
    QVERIFY(!child<QPushButton>(dialog, "monitorSave")->isEnabled());
    mails->setText(QStringLiteral("ada@example.com; bob@example.com"));
    QCOMPARE(dialog->monitor().outputs.mails,
             (QStringList{QStringLiteral("ada@example.com"), QStringLiteral("bob@example.com")}));
    QVERIFY(child<QPushButton>(dialog, "monitorSave")->isEnabled());
    test->click();
    QTRY_VERIFY(result->text().startsWith(QStringLiteral("Sent")));
    auto *webhook = child<QLineEdit>(dialog, "outputWebhook");
    webhook->setText(QStringLiteral("ftp://example.com"));
    QVERIFY(!test->isEnabled());
    webhook->setText(QStringLiteral("https://hooks.invalid/a"));
    test->click();
    QTRY_VERIFY(result->text().contains(QStringLiteral("could not be reached")));
}

void TestMonitors::aMonitorIsEditedWithoutLosingWhatTheDialogDoesNotShow()
{
    ShownMonitors shown(true);
    auto monitors = sampleMonitors(QDateTime::currentDateTimeUtc());
    monitors[1].watch.figureIds = {QStringLiteral("revenue")};
    monitors[1].watch.lines = {{QStringLiteral("operating_margin"), 0.12345}, {QStringLiteral("unheard_of"), 7}};
    monitors[1].schedule.jitterSeconds = 17;
    shown.board->fill(monitors, {});
    QTRY_COMPARE(shown.page()->controller()->monitors(), monitors);
    shown.page()->editMonitor(QStringLiteral("m1"));
    auto *dialog = shown.dialog();
    QTRY_COMPARE(child<QComboBox>(dialog, "lineFigure")->count(), 3); // the titles have come
    QCOMPARE(dialog->monitor().watch, monitors[1].watch);
    QCOMPARE(dialog->monitor().schedule, monitors[1].schedule);
    QCOMPARE(dialog->monitor().thresholds, monitors[1].thresholds);
    QVERIFY(child<QLineEdit>(dialog, "monitorCompany")->isReadOnly());
    dialog->submit();
    QTRY_VERIFY(shown.page()->findChild<MonitorDialog *>() == nullptr);
    QCOMPARE(shown.board->monitors().at(1).watch, monitors[1].watch);
}

void TestMonitors::theInboxIsWorkedOffByKeyboard()
{
    ShownMonitors shown(true);
    QTRY_COMPARE(shown.list()->model()->rowCount(), 5);
    shown.list()->setFocus();
    QCOMPARE(shown.page()->alerts()->currentId(), QStringLiteral("a1"));
    QTest::keyClick(shown.list(), Qt::Key_D);
    QTRY_COMPARE(shown.stateOf("a1"), AlertState::Dismissed);
    // The next one is chosen without a hand on the mouse.
    QTRY_COMPARE(shown.list()->model()->rowCount(), 4);
    QCOMPARE(shown.page()->alerts()->currentId(), QStringLiteral("a2"));
    QTest::keyClick(shown.list(), Qt::Key_S);
    auto *menu = shown.button("alertSnooze")->menu();
    QTRY_VERIFY(menu->isVisible());
    menu->actions().first()->trigger();
    menu->close();
    // A window system gives the window back its focus; the one of tests doesn't.
    shown.shown->window.activateWindow();
    QTRY_VERIFY(shown.shown->window.isActiveWindow());
    QTRY_COMPARE(shown.stateOf("a2"), AlertState::Snoozed);
    const auto left = QDateTime::currentDateTimeUtc().secsTo(shown.board->alert(QStringLiteral("a2")).snoozedUntil);
    QVERIFY(left > 86'000 && left <= 86'400);
    QTRY_COMPARE(shown.list()->model()->rowCount(), 3);
    auto *state = child<QComboBox>(shown.page(), "alertState");
    state->setFocus();
    QTest::keyClick(state, Qt::Key_End); // dismissed
    QTRY_COMPARE(shown.list()->model()->rowCount(), 2);
    shown.list()->setFocus();
    QTest::keyClick(shown.list(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(shown.list(), Qt::Key_R);
    QTRY_COMPARE(shown.stateOf("a1"), AlertState::Open);
    QTRY_COMPARE(shown.stateOf("a7"), AlertState::Open);
}

void TestMonitors::filtersNarrowTheInbox()
{
    ShownMonitors shown(true);
    QTRY_COMPARE(shown.list()->model()->rowCount(), 5);
    auto *company = child<QComboBox>(shown.page(), "alertCompany");
    QCOMPARE(company->count(), 3);
    company->setCurrentIndex(company->findText(QStringLiteral("NVIDIA")));
    QCOMPARE(shown.list()->model()->rowCount(), 2);
    auto *topic = child<QComboBox>(shown.page(), "alertTopic");
    topic->setCurrentIndex(topic->findText(alertTopicTitle(AlertTopic::Filing)));
    QVERIFY(!shown.list()->isVisible());
    // Whatever is filtered out, an alert that a notice names is shown.
    shown.page()->showAlert(QStringLiteral("a7"));
    QCOMPARE(shown.page()->alerts()->currentId(), QStringLiteral("a7"));
    QVERIFY(shown.list()->isVisible());
}

void TestMonitors::evidenceOpensInTheInspector()
{
    ShownMonitors shown(true);
    QTRY_COMPARE(shown.list()->model()->rowCount(), 5);
    auto *detail = child<EvidenceBrowser>(shown.page(), "alertDetail");
    const auto text = detail->toPlainText();
    for (const auto *part : {"Why it matters", "10-K filed 29 Oct 2021", "Revenue growth: 33.3 %", "Important",
                             "Raised", "Further news of the same thing"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
    const auto alert = shown.board->alert(QStringLiteral("a1"));
    Q_EMIT detail->evidenceActivated(QStringLiteral("ref"), alert.evidenceIds.last());
    auto *dock = child<QDockWidget>(&shown.shown->window, "inspectorDock");
    QTRY_VERIFY(dock->isVisible());
    QVERIFY2(shown.shown->window.inspector()->plainText().contains(QStringLiteral("now / before - 1")),
             qPrintable(shown.shown->window.inspector()->plainText()));
    shown.shown->window.showPage(MainWindow::Library);
    QVERIFY(!dock->isVisible());
}

void TestMonitors::whatWasDoneIsTakenBack()
{
    ShownMonitors shown(true);
    QTRY_COMPARE(shown.list()->model()->rowCount(), 5);
    shown.list()->selectAll();
    shown.page()->alerts()->dismissSelected();
    QTRY_COMPARE(shown.stateOf("a5"), AlertState::Dismissed);
    auto *text = child<QLabel>(shown.page(), "monitorsUndoText");
    QTRY_VERIFY(text->isVisible());
    QVERIFY2(text->text().startsWith(QStringLiteral("5 alert")), qPrintable(text->text()));
    child<QTabWidget>(shown.page(), "monitorTabs")->setCurrentIndex(1);
    shown.table()->setFocus();
    shown.table()->selectRow(0);
    const auto removed = shown.page()->table()->selectedIds().first();
    QTest::keyClick(shown.table(), Qt::Key_Delete);
    QTRY_COMPARE(shown.board->monitors().size(), 3);
    QTRY_VERIFY(text->text().contains(QStringLiteral("was removed")));
    QTest::keyClick(shown.table(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(shown.board->monitors().size(), 4);
    const auto &monitors = shown.page()->controller()->monitors();
    QTRY_VERIFY(std::any_of(monitors.begin(), monitors.end(),
                            [&removed](const Monitor &monitor) { return monitor.id == removed; }));
    shown.page()->controller()->undo();
    QTRY_COMPARE(shown.stateOf("a1"), AlertState::Open);
    QTRY_COMPARE(shown.stateOf("a5"), AlertState::Open);
    QTRY_VERIFY(!text->isVisible());
}

void TestMonitors::checksShowProgressAndEndByCancel()
{
    ShownMonitors shown(true);
    shown.page()->showMonitors();
    shown.board->holdChecks(true);
    shown.table()->clearSelection();
    QTRY_COMPARE(shown.button("monitorCheck")->text().remove(QLatin1Char('&')), QStringLiteral("Check all now"));
    shown.button("monitorCheck")->click();
    auto *strip = child<QWidget>(shown.page(), "monitorProgress");
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(shown.page()->controller()->checking().size(), 3); // one is paused
    QVERIFY(strip->findChild<QLabel *>()->text().contains(QStringLiteral("(1 of 3)")));
    shown.button("monitorCancel")->click();
    QTRY_VERIFY(!strip->isVisible());
    QVERIFY(shown.page()->controller()->checking().isEmpty());
    shown.board->holdChecks(false);
    shown.table()->setFocus();
    shown.table()->selectRow(0);
    QTest::keyClick(shown.table(), Qt::Key_C);
    QTRY_COMPARE(shown.board->monitors().first().lastResult.outcome, CheckOutcome::Unchanged);
    QTest::keyClick(shown.table(), Qt::Key_P);
    QTRY_VERIFY(!shown.board->monitors().first().isActive);
    QTRY_COMPARE(shown.button("monitorPause")->text().remove(QLatin1Char('&')), QStringLiteral("Resume"));
}

void TestMonitors::closingTheWindowDuringACheckIsFast()
{
    auto shown = std::make_unique<ShownMonitors>(true);
    shown->board->holdChecks(true);
    shown->page()->controller()->check({QStringLiteral("m1"), QStringLiteral("m2")});
    QTRY_VERIFY(!shown->page()->controller()->checkedNow().isEmpty());
    QElapsedTimer timer;
    timer.start();
    shown.reset();
    QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
}

void TestMonitors::newAlertsAreCountedAndTold()
{
    ShownMonitors shown(true);
    auto *navigation = child<QListWidget>(&shown.shown->window, "navigation");
    const auto badge = [&] { return navigation->item(MainWindow::Monitors)->data(BadgeDelegate::CountRole).toInt(); };
    QTRY_COMPARE(badge(), 5);
    QVERIFY(navigation->item(MainWindow::Monitors)
                ->data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("5 open alert")));
    shown.shown->window.showPage(MainWindow::Brief);
    auto alert = sampleAlerts(QDateTime::currentDateTimeUtc()).first();
    alert.id = QStringLiteral("b1");
    shown.board->raise(alert);
    QTRY_COMPARE(badge(), 6);
    const auto notices = shown.shown->window.findChildren<QLabel *>(QStringLiteral("notice"));
    const auto *told = *std::find_if(notices.begin(), notices.end(), [](const QLabel *notice) {
        return notice->text().contains(QStringLiteral("Apple: Important"));
    });
    QVERIFY(told->isVisible());
    Q_EMIT const_cast<QLabel *>(told)->linkActivated(QStringLiteral("b1"));
    QCOMPARE(shown.shown->window.currentPage(), MainWindow::Monitors);
    QCOMPARE(shown.page()->alerts()->currentId(), QStringLiteral("b1"));
    // A monitor that wants no notice on this computer gets none.
    auto monitors = sampleMonitors(QDateTime::currentDateTimeUtc());
    monitors[1].outputs.desktop = false;
    QVERIFY(noticeOf({alert}, monitors).title.isEmpty());
    QVERIFY(!noticeOf({alert}, {}).title.isEmpty());
}

void TestMonitors::aCompanyIsWatchedFromTheLibraryOnce()
{
    ShownMonitors shown(true);
    shown.page()->addMonitor(QStringLiteral("apple"));
    QVERIFY(shown.page()->findChild<MonitorDialog *>() == nullptr);
    QCOMPARE(shown.page()->table()->selectedIds(), QStringList{QStringLiteral("m1")});
    shown.page()->addMonitor(QStringLiteral("Microsoft"));
    QCOMPARE(child<QLineEdit>(shown.dialog(), "monitorCompany")->text(), QStringLiteral("Microsoft"));
}

void TestMonitors::theDigestIsReadAndSaved()
{
    ShownMonitors shown(true);
    shown.page()->showDigest();
    auto *dialog = shown.page()->findChild<DigestDialog *>();
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(child<QPushButton>(dialog, "digestSave")->isEnabled());
    const auto path = shown.shown->services.dataDir() + QStringLiteral("/digest.json");
    QSignalSpy saved(dialog, &DigestDialog::message);
    dialog->saveTo(path);
    QVERIFY(saved.wait(5'000));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"alerts\""));
    dialog->saveTo(shown.shown->services.dataDir() + QStringLiteral("/no/such/folder.md"));
    const auto isTold = [dialog] {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(QStringLiteral("could not be written"));
        });
    };
    QTRY_VERIFY(isTold());
}

void TestMonitors::aStoreThatFailsIsToldOnce()
{
    ShownMonitors shown(true);
    QSignalSpy failed(shown.page(), &MonitorsPage::failed);
    shown.board->setFailure(Error{ErrorCode::Corrupt, QStringLiteral("The store is damaged."), {}, false});
    shown.page()->controller()->reload();
    QTRY_COMPARE(failed.size(), 1);
    shown.page()->controller()->reload();
    QTest::qWait(50);
    QCOMPARE(failed.size(), 1);
    // What was read before is still there to be read.
    QCOMPARE(shown.list()->model()->rowCount(), 5);
    shown.page()->alerts()->dismissSelected();
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(shown.page()->controller()->undoText().isEmpty());
    for (auto *box : shown.shown->window.findChildren<QMessageBox *>())
        box->close();
}

void TestMonitors::withoutMonitorsThePageSaysSo()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Monitors);
    QVERIFY(!shown.window.monitors()->controller()->isAvailable());
    QVERIFY(!child<QPushButton>(shown.window.monitors(), "monitorsAdd")->isVisible());
    shown.window.monitors()->addMonitor(QStringLiteral("Tesla"));
    shown.window.monitors()->showDigest();
    QVERIFY(shown.window.monitors()->findChild<QDialog *>() == nullptr);
}

void TestMonitors::everythingHasANameAndIsReached()
{
    ShownMonitors shown(true);
    shown.page()->editMonitor(QStringLiteral("m1"));
    auto *dialog = shown.dialog();
    for (const QWidget *area : {static_cast<QWidget *>(shown.page()), static_cast<QWidget *>(dialog)}) {
        for (auto *widget : area->findChildren<QWidget *>()) {
            const bool isField = qobject_cast<QComboBox *>(widget) != nullptr
                                 || (qobject_cast<QLineEdit *>(widget) != nullptr
                                     && qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) == nullptr
                                     && qobject_cast<QComboBox *>(widget->parentWidget()) == nullptr)
                                 || qobject_cast<QAbstractSpinBox *>(widget) != nullptr
                                 || qobject_cast<QAbstractButton *>(widget) != nullptr;
            if (!isField || widget->objectName().startsWith(QLatin1String("qt_")) || !widget->isVisibleTo(area)
                || widget->focusPolicy() == Qt::NoFocus)
                continue;
            QVERIFY2(!spokenName(widget).isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestMonitors)
#include "test_monitors.moc"
