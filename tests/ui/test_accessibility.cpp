// SPDX-License-Identifier: GPL-3.0-or-later
#include "control_walk.h"
#include "fresh_translation.h"
#include "llm/model_access.h"
#include "model/prompt_dialog.h"
#include "monitors/digest_dialog.h"
#include "monitors/snooze_dialog.h"
#include "page_tour.h"
#include "pseudo_translation.h"
#include "report/read_back_dialog.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_monitors.h"
#include "sample_usage.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shell/translation.h"
#include "shown_data.h"
#include "shown_window.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QMap>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QStringList pagesOf(std::initializer_list<const char *> names)
{
    QStringList pages;
    for (const auto *name : names)
        pages.append(QLatin1String(name));
    return pages;
}

QStringList pagesOfDocuments()
{
    return pagesOf({"documents", "import", "search", "ask", "ask_text", "chat", "no_chat", "monitors", "no_monitors"});
}

QStringList pagesOfForecasts()
{
    return pagesOf({"forecast", "no_forecast", "scenarios", "no_scenarios"});
}

/// The rest; beside these the report's own and the settings'.
QStringList pagesOfReports()
{
    return pagesOf({"brief",           "run",        "summary",      "porter",     "swot",
                    "pestel",          "blue_ocean", "financials",   "inspector",  "data_requests",
                    "recommendations", "health",     "compare",      "no_compare", "companies",
                    "library",         "settings",   "cache",        "api",        "sources",
                    "alert_settings",  "sent",       "nothing_sent", "model",      "model_brief",
                    "prompts",         "usage",      "no_usage",     "performance"});
}

QStringList everyPage()
{
    return pagesOfDocuments() + pagesOfForecasts() + pagesOfReports();
}

/// Faults, each with the pages that have it.
class Findings {
public:
    void add(const QString &page, const QStringList &faults)
    {
        ++m_visits;
        for (const auto &fault : faults)
            m_pages[fault].append(page);
    }
    [[nodiscard]] int visits() const { return m_visits; }
    /// How many faults there are. Tells each: what a test fails with has room for a few alone.
    [[nodiscard]] qsizetype told() const
    {
        constexpr int Pages = 80;
        for (auto fault = m_pages.begin(); fault != m_pages.end(); ++fault)
            qWarning("%s  [%s]", qPrintable(fault.key()), qPrintable(fault.value().join(QLatin1Char(' ')).left(Pages)));
        return m_pages.size();
    }

private:
    QMap<QString, QStringList> m_pages;
    int m_visits = 0;
};

QStringList fixedTexts(QWidget &window)
{
    QStringList found;
    for (const auto &shown : shownTexts(window)) {
        const auto rest = PseudoTranslation::untranslated(shown.text);
        if (!rest.isEmpty() && !isData(rest, shown.control))
            found.append(QStringLiteral("not translated: \"%1\" of %2").arg(rest.left(80), shown.control));
    }
    return found;
}

/// Beyond the tour's: all sections of the settings, all pages of the report, and windows of their own.
void walkMore(MainWindow &window, const PageTour::Visit &visit)
{
    window.showPage(MainWindow::SettingsView);
    for (const auto &section : settingSections()) {
        window.settingsPage()->showSection(section.id);
        QTest::qWait(200);
        visit(QStringLiteral("settings:") + section.id, &window);
    }
    window.showPage(MainWindow::Reports);
    auto *view = window.reports()->current();
    for (const auto &id : view->pageIds()) {
        view->showPage(id);
        QTest::qWait(100);
        visit(QStringLiteral("report:") + id, &window);
    }
    const auto *actions = window.appActions();
    for (const auto &[name, action] :
         {std::pair{"frameworks", actions->editFrameworks}, std::pair{"guide", actions->guide},
          std::pair{"palette", actions->palette}, std::pair{"about", actions->about}}) {
        const auto former = QApplication::topLevelWidgets();
        action->trigger();
        QTest::qWait(700);
        for (auto *opened : QApplication::topLevelWidgets()) {
            if (!opened->isVisible() || former.contains(opened) || opened == &window)
                continue;
            visit(QLatin1String(name), opened);
            opened->close();
        }
    }
}

} // namespace

/// The program's own window over sample data, page by page, as somebody has it who can't see, can't use a mouse, needs large
/// letters, or reads another language.
class TestAccessibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyControlHasAName();
    void everythingIsReachedByKeyboard_data();
    void everythingIsReachedByKeyboard();
    void everyTextHasRoomAndIsTranslated_data();
    void everyTextHasRoomAndIsTranslated();
    void dialogsAreNamedAndLeftByEscape();
    void faultsAreFound();
    void pseudoTextsKeepWhatProgramsRead();
};

void TestAccessibility::initTestCase()
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    applyTheme(*qApp, QStringLiteral("light"));
}

void TestAccessibility::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    applyTheme(*qApp, QStringLiteral("light"));
}

void TestAccessibility::everyControlHasAName()
{
    PageTour tour(everyPage());
    QVERIFY(tour.show({1280, 800}));
    Findings findings;
    const auto visit = [&](const QString &page, QWidget *shown) { findings.add(page, unnamedControls(*shown)); };
    QVERIFY(tour.walk(visit));
    walkMore(tour.window(), visit);
    QVERIFY(findings.visits() > everyPage().size());
    QCOMPARE(findings.told(), 0);
}

void TestAccessibility::everythingIsReachedByKeyboard_data()
{
    QTest::addColumn<QStringList>("pages");
    QTest::addColumn<bool>("walksMore");
    QTest::newRow("documents") << pagesOfDocuments() << false;
    QTest::newRow("forecasts") << pagesOfForecasts() << false;
    QTest::newRow("reports") << pagesOfReports() << false;
    QTest::newRow("more") << QStringList() << true;
}

void TestAccessibility::everythingIsReachedByKeyboard()
{
    QFETCH(QStringList, pages);
    QFETCH(bool, walksMore);
    PageTour tour(pages);
    QVERIFY(tour.show({1280, 800}));
    Findings findings;
    const auto visit = [&](const QString &page, QWidget *shown) { findings.add(page, focusFaults(*shown)); };
    QVERIFY(tour.walk(visit));
    if (walksMore)
        walkMore(tour.window(), visit);
    QVERIFY(findings.visits() >= pages.size());
    QCOMPARE(findings.told(), 0);
}

void TestAccessibility::everyTextHasRoomAndIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("textSize");
    QTest::addColumn<bool>("isRightToLeft");
    QTest::newRow("pseudo") << QStringLiteral("pseudo") << 100 << false;
    QTest::newRow("pseudo_rtl_200") << QStringLiteral("pseudo") << 200 << true;
    QTest::newRow("german") << QStringLiteral("de") << 100 << false;
    QTest::newRow("german_200") << QStringLiteral("de") << 200 << false;
    QTest::newRow("french") << QStringLiteral("fr") << 100 << false;
    QTest::newRow("french_200") << QStringLiteral("fr") << 200 << false;
    QTest::newRow("spanish") << QStringLiteral("es") << 100 << false;
    QTest::newRow("spanish_200") << QStringLiteral("es") << 200 << false;
}

void TestAccessibility::everyTextHasRoomAndIsTranslated()
{
    QFETCH(QString, language);
    QFETCH(int, textSize);
    QFETCH(bool, isRightToLeft);
    const bool isPseudo = language == QLatin1String("pseudo");
    const QTemporaryDir dir;
    std::unique_ptr<PseudoTranslation> pseudo;
    Translation translation;
    translation.use(isPseudo ? QStringLiteral("en") : language);
    if (isPseudo) {
        const auto fresh = freshTranslation(QStringLiteral("consultantos_de.ts"), dir.path());
        QVERIFY2(fresh.error.isEmpty(), qPrintable(fresh.error));
        pseudo = std::make_unique<PseudoTranslation>(fresh.path);
        QVERIFY(!pseudo->isEmpty());
        QCoreApplication::installTranslator(pseudo.get());
    }
    applyAppearance(*qApp, {QStringLiteral("light"), textSize, QStringLiteral("reduced")});
    QApplication::setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    PageTour tour(everyPage());
    // With letters of twice the size as on a full screen; a laptop's otherwise.
    const QSize size = textSize > 100 ? QSize(1920, 1080) : QSize(1280, 800);
    QVERIFY(tour.show(size));
    Findings findings;
    const auto visit = [&](const QString &page, QWidget *shown) {
        findings.add(page, clippedTexts(*shown));
        if (isPseudo)
            findings.add(page, fixedTexts(*shown));
        if (shown == &tour.window() && (shown->width() > size.width() || shown->height() > size.height()))
            findings.add(page, {QStringLiteral("the window grows beyond the screen")});
    };
    QVERIFY(tour.walk(visit));
    walkMore(tour.window(), visit);
    QCOMPARE(findings.told(), 0);
}

void TestAccessibility::dialogsAreNamedAndLeftByEscape()
{
    std::shared_ptr<MonitorBoard> board;
    ShownWindow shown([&board](AppServices &services) {
        board = std::make_shared<MonitorBoard>(services.clock);
        services.monitors = board->access();
    });
    auto &services = shown.services.app();
    WorkbookReading reading;
    const std::unique_ptr<QDialog> dialogs[] = {
        std::make_unique<DigestDialog>(services, &shown.window),
        std::make_unique<SnoozeDialog>(QDate(2026, 3, 2), &shown.window),
        std::make_unique<ReadBackDialog>(reading, QStringLiteral("book.xlsx"), false, &shown.window),
        std::make_unique<PromptDialog>(services.models->destinations(), samplePrompts(), PromptDialog::Purpose::Start,
                                       &shown.window)};
    for (const auto &dialog : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        const auto faults = unnamedControls(*dialog) + focusFaults(*dialog) + clippedTexts(*dialog);
        QVERIFY2(faults.isEmpty(), qPrintable(QString::fromLatin1(dialog->metaObject()->className()) + QLatin1Char('\n')
                                              + faults.join(QLatin1Char('\n'))));
        QVERIFY(!dialog->windowTitle().isEmpty());
        QTest::keyClick(dialog.get(), Qt::Key_Escape);
        QVERIFY2(!dialog->isVisible(), dialog->metaObject()->className());
    }
    shown.window.appActions()->about->trigger();
    QPointer<QDialog> about;
    for (auto *dialog : shown.window.findChildren<QDialog *>()) {
        if (dialog->isVisible())
            about = dialog;
    }
    QVERIFY(about != nullptr);
    QTest::keyClick(about, Qt::Key_Escape);
    QTRY_VERIFY(about == nullptr || !about->isVisible());
}

void TestAccessibility::faultsAreFound()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *unnamed = new QLineEdit;
    auto *narrow = new QPushButton(QStringLiteral("A text that is too long for its button"));
    narrow->setFixedWidth(40);
    column->addWidget(unnamed);
    column->addWidget(narrow);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QCOMPARE(unnamedControls(window).size(), 1);
    QCOMPARE(clippedTexts(window).size(), 1);
    QCOMPARE(focusFaults(window), QStringList());
    unnamed->setAccessibleName(QStringLiteral("Company"));
    QCOMPARE(unnamedControls(window), QStringList());
    unnamed->setFrame(false);
    unnamed->setReadOnly(true);
    unnamed->setStyleSheet(QStringLiteral("QLineEdit { border: none; }"));
    const auto faults = focusFaults(window);
    QVERIFY2(faults.join(QLatin1Char('\n')).contains(QStringLiteral("focus can't be seen")),
             qPrintable(faults.join(QLatin1Char('\n'))));

    QWidget disordered;
    auto *lower = new QPushButton(QStringLiteral("Lower"), &disordered);
    auto *upper = new QPushButton(QStringLiteral("Upper"), &disordered);
    lower->move(0, 3 * upper->sizeHint().height());
    disordered.show();
    QCOMPARE(focusFaults(disordered).size(), 1);
}

void TestAccessibility::pseudoTextsKeepWhatProgramsRead()
{
    const auto made = PseudoTranslation::pseudo(QStringLiteral("&Open <b>%1</b> (*.csv);;%n"));
    for (const auto *kept : {"&", "<b>", "%1", "</b>", "(*.csv)", ";;", "%n"})
        QVERIFY2(made.contains(QLatin1String(kept)), qPrintable(made));
    QCOMPARE(PseudoTranslation::untranslated(made), QString());
    QCOMPARE(PseudoTranslation::untranslated(QStringLiteral("Tesla: ") + made), QStringLiteral("Tesla:"));
    QCOMPARE(PseudoTranslation::untranslated(QStringLiteral("12 % – 3")), QString());
    const auto plain = QStringLiteral("Save the whole report as a document");
    QVERIFY(double(PseudoTranslation::pseudo(plain).size()) >= 1.35 * double(plain.size()));
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
