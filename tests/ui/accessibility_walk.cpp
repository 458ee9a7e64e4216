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
#include "sample_usage.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shell/translation.h"
#include "shown_window.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QMap>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QStringList everyPage()
{
    QStringList pages;
    for (const auto *page : {"brief",          "run",          "summary",
                             "porter",         "swot",         "pestel",
                             "blue_ocean",     "financials",   "recommendations",
                             "data_requests",  "inspector",    "library",
                             "settings",       "cache",        "api",
                             "alert_settings", "sources",      "sent",
                             "nothing_sent",   "model",        "model_brief",
                             "prompts",        "usage",        "no_usage",
                             "performance",    "documents",    "import",
                             "search",         "ask",          "ask_text",
                             "chat",           "no_chat",      "monitors",
                             "no_monitors",    "forecast",     "no_forecast",
                             "scenarios",      "no_scenarios", "health",
                             "compare",        "no_compare",   "companies"})
        pages.append(QLatin1String(page));
    return pages;
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
    [[nodiscard]] QString text() const
    {
        QStringList lines;
        for (auto fault = m_pages.begin(); fault != m_pages.end(); ++fault)
            lines.append(QStringLiteral("%1  [%2]").arg(fault.key(), fault.value().join(QLatin1Char(' ')).left(60)));
        return lines.join(QLatin1Char('\n'));
    }

private:
    QMap<QString, QStringList> m_pages;
    int m_visits = 0;
};

/// What no language changes: names of companies, people, products, places, files and of what frameworks, resources and
/// documents say. All else that stands outside of the brackets wasn't translated.
bool isData(const QString &text)
{
    static const QRegularExpression Names(QStringLiteral("^(ConsultantOS)$"));
    return Names.match(text).hasMatch();
}

QStringList fixedTexts(QWidget &window)
{
    QStringList found;
    for (const auto &shown : shownTexts(window)) {
        const auto rest = PseudoTranslation::untranslated(shown.text);
        if (!rest.isEmpty() && !isData(rest))
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
    QVERIFY2(findings.text().isEmpty(), qPrintable(QLatin1Char('\n') + findings.text()));
}

void TestAccessibility::everythingIsReachedByKeyboard()
{
    PageTour tour(everyPage());
    QVERIFY(tour.show({1280, 800}));
    Findings findings;
    const auto visit = [&](const QString &page, QWidget *shown) { findings.add(page, focusFaults(*shown)); };
    QVERIFY(tour.walk(visit));
    walkMore(tour.window(), visit);
    QVERIFY2(findings.text().isEmpty(), qPrintable(QLatin1Char('\n') + findings.text()));
}

void TestAccessibility::everyTextHasRoomAndIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("textSize");
    QTest::addColumn<bool>("isRightToLeft");
    QTest::newRow("pseudo") << QStringLiteral("pseudo") << 100 << false;
    QTest::newRow("pseudo, right to left, 200 %") << QStringLiteral("pseudo") << 200 << true;
    QTest::newRow("German") << QStringLiteral("de") << 100 << false;
    QTest::newRow("German, 200 %") << QStringLiteral("de") << 200 << false;
    QTest::newRow("French") << QStringLiteral("fr") << 100 << false;
    QTest::newRow("French, 200 %") << QStringLiteral("fr") << 200 << false;
    QTest::newRow("Spanish") << QStringLiteral("es") << 100 << false;
    QTest::newRow("Spanish, 200 %") << QStringLiteral("es") << 200 << false;
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
    QVERIFY2(findings.text().isEmpty(), qPrintable(QLatin1Char('\n') + findings.text()));
}

void TestAccessibility::dialogsAreNamedAndLeftByEscape()
{
    ShownWindow shown;
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
    // From the lower to the upper.
    QWidget::setTabOrder(narrow, unnamed);
    QCOMPARE(focusFaults(window).size(), 1);
    unnamed->setFrame(false);
    unnamed->setReadOnly(true);
    unnamed->setStyleSheet(QStringLiteral("QLineEdit { border: none; }"));
    const auto faults = focusFaults(window);
    QVERIFY2(faults.join(QLatin1Char('\n')).contains(QStringLiteral("focus can't be seen")),
             qPrintable(faults.join(QLatin1Char('\n'))));
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
#include "accessibility_walk.moc"
