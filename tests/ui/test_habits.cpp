// SPDX-License-Identifier: GPL-3.0-or-later
// The real window: commands by name, help, what was used lately, going on where one was, the first start.
#include "base/paths.h"
#include "brief/brief_page.h"
#include "brief/language_choice.h"
#include "forecast/forecast_page.h"
#include "help/guide_book.h"
#include "help/help_desk.h"
#include "help/help_window.h"
#include "library/library_model.h"
#include "notices/desktop_notices.h"
#include "onboarding/sample_engagement.h"
#include "palette/command_palette.h"
#include "palette/palette_model.h"
#include "recent/recent_desk.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_report.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shown_window.h"
#include "storage/engagement.h"
#include "storage/report_repository.h"
#include "storage/upkeep/retention_rules.h"
#include "usage/usage_page.h"
#include "widgets/saved_file_button.h"

#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace consultantos;
using namespace consultantos::test;

namespace {

void store(AppServices &services, const QString &id)
{
    if (const auto saved = services.reports->save(sampleReport(id)); !saved)
        qFatal("%s", qPrintable(saved.error().toText()));
}

std::function<void(AppServices &)> withReports(const QStringList &ids)
{
    return [ids](AppServices &services) {
        for (const auto &id : ids)
            store(services, id);
    };
}

/// Opens the palette, types, and waits until the first row begins with `first`.
QLineEdit *typeInPalette(MainWindow &window, const QString &text, const QString &first)
{
    window.appActions()->palette->trigger();
    auto *field = child<QLineEdit>(window.palette(), "paletteField");
    QTest::keyClicks(field, text);
    const auto *model = window.palette()->model();
    [&] {
        QTRY_VERIFY2(model->rowCount() > 0 && model->index(0).data().toString().startsWith(first),
                     qPrintable(model->index(0).data().toString()));
    }();
    return field;
}

/// Takes the place of the desktop's file manager.
class FolderOpener : public QObject {
    Q_OBJECT
public:
    QUrl opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened = url; }
};

} // namespace

class TestHabits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ctrlKFindsEveryActionOfTheMenus()
    {
        ShownWindow shown;
        QCOMPARE(shown.window.appActions()->palette->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        auto *field = typeInPalette(shown.window, QStringLiteral("perform"), QStringLiteral("Performance"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(shown.window.currentPage(), MainWindow::Performance);
    }

    void aCompanyFoundGoesIntoTheBrief()
    {
        ShownWindow shown;
        shown.window.showPage(MainWindow::Library);
        auto *field = typeInPalette(shown.window, QStringLiteral("tsla"), QStringLiteral("Tesla"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(shown.window.currentPage(), MainWindow::Brief);
        QCOMPARE(shown.window.brief()->request().company, QStringLiteral("Tesla"));
    }

    void aReportIsFoundByItsTexts()
    {
        ShownWindow shown(withReports({QStringLiteral("one")}));
        shown.window.appActions()->palette->trigger();
        auto *field = child<QLineEdit>(shown.window.palette(), "paletteField");
        QTest::keyClicks(field, QStringLiteral("margin germany"));
        auto *model = shown.window.palette()->model();
        const auto hasReport = [model] {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row).data(PaletteModel::KeyRole).toString() == QLatin1String("report:one"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(hasReport());
        for (int row = 0; row < model->rowCount() && model->at(row)->key != QLatin1String("report:one"); ++row)
            QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(shown.window.currentPage(), MainWindow::Reports);
        QCOMPARE(shown.window.reports()->openIds(), QStringList{QStringLiteral("one")});
    }

    void aSettingFoundHasTheFocus()
    {
        ShownWindow shown;
        auto *field = typeInPalette(shown.window, QStringLiteral("theme"), QStringLiteral("Theme"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(shown.window.currentPage(), MainWindow::SettingsView);
        QTRY_COMPARE(shown.window.settingsPage()->currentSection(), QStringLiteral("general"));
        QTRY_VERIFY(shown.window.findChild<QWidget *>(QStringLiteral("setting_theme")) != nullptr);
    }

    void f1OpensTheGuideAtThePage()
    {
        ShownWindow shown;
        const auto book = GuideBook::ofProgram();
        const auto topics = MainWindow::pageHelpTopics();
        QCOMPARE(topics.size(), int(MainWindow::PageCount));
        for (const auto &topic : topics)
            QVERIFY2(book.contains(HelpTopic::of(topic)), qPrintable(topic));
        shown.window.showPage(MainWindow::Monitors);
        shown.window.appActions()->help->trigger();
        QTRY_VERIFY(shown.window.help()->window() != nullptr);
        QCOMPARE(shown.window.help()->window()->topic(), HelpTopic::of(topics[MainWindow::Monitors]));
    }

    void whatWasOpenIsRecentAndCanBePinned()
    {
        ShownWindow shown(withReports({QStringLiteral("one"), QStringLiteral("two")}));
        shown.window.openReportAt(QStringLiteral("one"), {});
        QTRY_COMPARE(shown.window.recent()->items().reports.size(), 1);
        auto *menu = child<QMenu>(&shown.window, "recentMenu");
        QCOMPARE(menu->actions().size(), 1);
        shown.window.recent()->pinReports({QStringLiteral("two")}, true);
        QTRY_COMPARE(shown.window.recent()->pinnedIds(), QSet<QString>{QStringLiteral("two")});
        // Kept by the engagement, so no rule deletes it.
        QVERIFY(EngagementRetention(shown.services.app().storeFolder).kept()->contains(QStringLiteral("two")));
        QCOMPARE(menu->actions().size(), 3); // with a line between
        menu->actions().first()->trigger();
        QTRY_COMPARE(shown.window.reports()->openIds(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    }

    void pinnedReportsAreShownAlone()
    {
        ShownWindow shown(withReports({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
        shown.window.showPage(MainWindow::Library);
        const auto *rows = child<QTableView>(&shown.window, "libraryTable")->model();
        QTRY_COMPARE(rows->rowCount(), 3);
        auto *choice = child<QComboBox>(&shown.window, "libraryShown");
        choice->setCurrentIndex(choice->findData(QStringLiteral("pinned")));
        QTRY_COMPARE(rows->rowCount(), 0);
        shown.window.recent()->pinReports({QStringLiteral("two"), QStringLiteral("one")}, true);
        QTRY_COMPARE(rows->rowCount(), 2);
        shown.window.recent()->pinReports({QStringLiteral("two")}, false);
        QTRY_COMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 0).data(LibraryModel::IdRole).toString(), QStringLiteral("one"));
        choice->setCurrentIndex(0);
        QTRY_COMPARE(rows->rowCount(), 3);
    }

    void aDeletedReportIsNoLongerRecent()
    {
        ShownWindow shown(withReports({QStringLiteral("one")}));
        shown.window.openReportAt(QStringLiteral("one"), {});
        QTRY_COMPARE(shown.window.recent()->items().reports.size(), 1);
        shown.window.showPage(MainWindow::Library);
        auto *table = child<QTableView>(&shown.window, "libraryTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(shown.window.recent()->items().reports.size(), 0);
        QTRY_VERIFY(child<QWidget>(&shown.window, "undoBar")->isVisible());
        // From any page.
        shown.window.showPage(MainWindow::Brief);
        child<QPushButton>(&shown.window, "undoButton")->click();
        QTRY_VERIFY(!shown.services.app().reports->summary(QStringLiteral("one"))->deletedAt);
    }

    void aBriefThatWasClearedComesBack()
    {
        ShownWindow shown;
        auto request = shown.window.brief()->request();
        request.company = QStringLiteral("Tesla");
        request.question = QStringLiteral("How resilient is its margin?");
        request.frameworks = {QStringLiteral("swot")};
        shown.window.brief()->setRequest(request);
        const auto was = shown.window.brief()->request();
        shown.window.appActions()->newAnalysis->trigger();
        QVERIFY(shown.window.brief()->isBlank());
        child<QPushButton>(&shown.window, "undoButton")->click();
        QTRY_COMPARE(shown.window.brief()->request(), was);
        // An empty one is nothing to bring back.
        shown.window.appActions()->newAnalysis->trigger();
        child<QPushButton>(&shown.window, "undoButton")->click();
        QTRY_COMPARE(shown.window.brief()->request(), was);
        shown.window.brief()->clear();
        shown.window.appActions()->newAnalysis->trigger();
        QVERIFY(!child<QWidget>(&shown.window, "undoBar")->isVisible());
    }

    void aDraggedReportIsAFile()
    {
        ShownWindow shown([](AppServices &services) {
            store(services, QStringLiteral("one"));
            services.writers.pdf = [](const Report &, const QString &path) -> Status {
                QFile file(path);
                return file.open(QIODevice::WriteOnly) && file.write("%PDF") == 4 ? Status()
                                                                                  : fail(ErrorCode::Unreadable, path);
            };
        });
        shown.window.showPage(MainWindow::Library);
        auto *table = child<QTableView>(&shown.window, "libraryTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const std::unique_ptr<QMimeData> dragged(table->model()->mimeData({table->model()->index(0, 0)}));
        QVERIFY(dragged);
        const auto urls = dragged->urls();
        QCOMPARE(urls.size(), 1);
        QVERIFY(urls.first().toLocalFile().endsWith(QLatin1String(".pdf")));
        QVERIFY(QFile::exists(urls.first().toLocalFile()));
    }

    void theBriefAndThePlaceInAReportSurviveAKill()
    {
        ShownWindow shown(withReports({QStringLiteral("one")}));
        child<QLineEdit>(&shown.window, "question")->setText(QStringLiteral("What of the margin?"));
        shown.window.openReportAt(QStringLiteral("one"), {});
        QTRY_VERIFY(shown.window.reports()->current() != nullptr);
        shown.window.reports()->current()->showPage(QStringLiteral("sources"));
        // No close: what is on disk is what a killed program leaves.
        const auto onDisk = [&] { return WindowState::load(shown.services.app().dataDir, {}); };
        QTRY_VERIFY_WITH_TIMEOUT(onDisk().places.value(QStringLiteral("one")).page == QLatin1String("sources")
                                     && onDisk().draft.contains("What of the margin?"),
                                 60'000);
        MainWindow again(shown.services.app(), onDisk());
        again.show();
        QTRY_COMPARE(again.brief()->request().question, QStringLiteral("What of the margin?"));
        QTRY_VERIFY(again.reports()->current() != nullptr);
        QCOMPARE(again.reports()->current()->currentPage(), QStringLiteral("sources"));
    }

    void aFirstStartIsWelcomedAndLeadsToAReport()
    {
        ShownWindow shown;
        auto *welcome = child<QWidget>(&shown.window, "welcomePanel");
        QTRY_VERIFY(welcome->isVisible());
        const auto chips = child<QWidget>(welcome, "welcomeCompanies")->findChildren<QToolButton *>();
        QVERIFY(!chips.isEmpty());
        chips.first()->click();                                // one
        child<QPushButton>(&shown.window, "analyse")->click(); // two
        QTRY_VERIFY_WITH_TIMEOUT(shown.window.currentPage() == MainWindow::Reports, 60'000);
        QVERIFY(!welcome->isVisible());
    }

    void whoHasReportsIsNotWelcomed()
    {
        ShownWindow shown(withReports({QStringLiteral("one")}));
        QTRY_VERIFY(shown.window.state().isWelcomed);
        QVERIFY(!child<QWidget>(&shown.window, "welcomePanel")->isVisible());
    }

    void theSampleEngagementHasItsBrief()
    {
        ShownWindow shown;
        const auto dataDir = shown.services.app().dataDir;
        for (const auto *language : {"en", "de", "fr", "es"}) {
            const auto name = prepareSampleEngagement(dataDir, resourceDir(), QLatin1String(language));
            QVERIFY2(name, language);
            QVERIFY(engagementNames(dataDir).contains(*name));
            const auto state = WindowState::load(dataDir, *name);
            const auto request = analysisRequestFromJson(QJsonDocument::fromJson(state.draft).object());
            QVERIFY(request.validated());
            QCOMPARE(request.factsFiles.size(), 1);
            QVERIFY(QFile::exists(request.factsFiles.first()));
            QVERIFY(!request.question.isEmpty());
        }
        // What the user made of it stays.
        auto state = WindowState::load(dataDir, QStringLiteral("Sample engagement"));
        state.draft = "{\"company\": \"Mine\"}";
        state.save(dataDir, QStringLiteral("Sample engagement"));
        QVERIFY(prepareSampleEngagement(dataDir, resourceDir(), QStringLiteral("xx")));
        QCOMPARE(WindowState::load(dataDir, QStringLiteral("Sample engagement")).draft, state.draft);
    }

    void englishIsOneLanguageOfReports()
    {
        LanguageChoice choice;
        choice.setLanguages({QStringLiteral("en"), QStringLiteral("de")}, QStringLiteral("de"));
        choice.choose(QStringLiteral("en")); // as a brief of a file names it
        QCOMPARE(choice.currentText(), QStringLiteral("English"));
        QCOMPARE(choice.language(), QString());
        QCOMPARE(choice.count(), 2);
    }

    void aNewBriefIsInTheWindowsLanguageUntilOneIsSet()
    {
        const auto before = QLocale();
        const auto back = qScopeGuard([&] { QLocale::setDefault(before); });
        const auto offered = [](const QProcessEnvironment &environment) {
            ShownWindow shown(environment);
            const auto *choice = child<QComboBox>(&shown.window, "reportLanguage");
            return choice->currentData().toString();
        };
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(offered({}), QStringLiteral("de"));
        QProcessEnvironment english;
        english.insert(QStringLiteral("CONSULTANTOS_REPORT_LANGUAGE"), QStringLiteral("en"));
        QCOMPARE(offered(english), QString());
        // Reports aren't written in French.
        QLocale::setDefault(QLocale(QLocale::French));
        QCOMPARE(offered({}), QString());
    }

    void aFileThatWasSavedIsShownInItsFolder()
    {
        ShownWindow shown;
        auto *button = child<SavedFileButton>(&shown.window, "savedFileFolder");
        QVERIFY(!button->isVisible());
        FolderOpener opener;
        QDesktopServices::setUrlHandler(QStringLiteral("file"), &opener, "open");
        Q_EMIT shown.window.usage()->message(QStringLiteral("Saved as usage.csv"), QStringLiteral("/some/usage.csv"));
        QVERIFY(button->isVisible());
        QCOMPARE(button->accessibleName(), QStringLiteral("Show in folder: usage.csv"));
        button->setFocus(Qt::TabFocusReason);
        QVERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(opener.opened, QUrl::fromLocalFile(QFileInfo(QStringLiteral("/some")).absoluteFilePath()));
        // Reports saved together are shown by their folder itself.
        Q_EMIT shown.window.usage()->message(QStringLiteral("2 reports"), QStringLiteral("/some/reports/"));
        button->click();
        QCOMPARE(opener.opened, QUrl::fromLocalFile(QFileInfo(QStringLiteral("/some/reports")).absoluteFilePath()));
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        // What is said next is of something else.
        Q_EMIT shown.window.usage()->message(QStringLiteral("Copied"));
        QVERIFY(!button->isVisible());
    }

    void tipsAreSwitchedOffForGood()
    {
        ShownWindow shown;
        shown.window.appActions()->nextTip->trigger();
        auto *bar = child<QWidget>(&shown.window, "tipBar");
        QVERIFY(bar->isVisible());
        child<QPushButton>(&shown.window, "tipsOff")->click();
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY(!shown.services.app().settings.showsTips());
        QVERIFY(!Settings::load(shown.services.app().dataDir, {})->showsTips());
    }

    void theEndOfAnAnalysisIsToldToWhoIsAway()
    {
        ShownWindow shown;
        QSignalSpy told(shown.window.notices(), &DesktopNotices::told);
        QWidget other; // so that no window of the program is in use
        shown.window.hide();
        child<QLineEdit>(&shown.window, "company")->setText(QStringLiteral("Tesla"));
        child<QPushButton>(&shown.window, "analyse")->click();
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 60'000);
        QCOMPARE(told.at(0).at(1).toString(), QStringLiteral("Tesla"));
        Q_EMIT shown.window.forecasts()->longRunEnded(1'200, 3);
        QCOMPARE(told.size(), 2);
        QVERIFY2(told.at(1).at(1).toString().contains(QStringLiteral("3")), qPrintable(told.at(1).at(1).toString()));
    }
};

QTEST_MAIN(TestHabits)
#include "test_habits.moc"
