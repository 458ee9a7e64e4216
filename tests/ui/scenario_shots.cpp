// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_shots.h"

#include "scenarios/scenario_view.h"
#include "scenarios/scenarios_page.h"
#include "scenarios/sizing_view.h"
#include "shell/main_window.h"
#include "valuation/valuation_view.h"

#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <tuple>

namespace consultantos::test {

void shootScenarios(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot)
{
    auto *page = window.scenarios();
    if (pages.contains(QLatin1String("no_scenarios"))) {
        window.showPage(MainWindow::Scenarios);
        QTest::qWait(300);
        shoot(QStringLiteral("no_scenarios"));
    }
    if (!pages.contains(QLatin1String("scenarios")))
        return;
    window.showPage(MainWindow::Scenarios);
    auto *scenario = page->scenario();
    scenario->openExample();
    // The window remembers which tab was open last.
    scenario->tabs()->setCurrentIndex(0);
    if (!QTest::qWaitFor([scenario] { return scenario->desk().study() && scenario->desk().study()->worlds; }, 60'000))
        qFatal("the scenario wasn't computed");
    scenario->desk().setPinned(QStringLiteral("price"), 108.0);
    QTest::qWait(1'000);
    shoot(QStringLiteral("scenarios"));
    scenario->desk().releaseAll();
    QTest::qWait(1'000);
    for (const auto &[tab, name] : {std::pair{2, "scenario_worlds"}, {3, "scenario_decision"}}) {
        scenario->tabs()->setCurrentIndex(tab);
        shoot(QLatin1String(name));
    }
    scenario->tabs()->setCurrentIndex(5);
    shoot(QStringLiteral("scenario_edit"));
    scenario->findChild<QTabWidget *>(QStringLiteral("scenarioEditorTabs"))->setCurrentIndex(1);
    shoot(QStringLiteral("scenario_correlations"));
    auto *correlations = scenario->findChild<QTableView *>(QStringLiteral("scenarioCorrelations"))->model();
    const std::tuple<int, int, const char *> contradicting[] = {{0, 1, "0.9"}, {1, 2, "0.9"}, {0, 2, "-0.9"}};
    for (const auto &[row, column, text] : contradicting)
        correlations->setData(correlations->index(row, column), QString::fromLatin1(text), Qt::EditRole);
    QTest::qWait(1'000);
    shoot(QStringLiteral("scenario_contradiction"));
    while (scenario->desk().undo().canUndo())
        scenario->desk().undo().undo();
    scenario->findChild<QTabWidget *>(QStringLiteral("scenarioEditorTabs"))->setCurrentIndex(0);
    scenario->tabs()->setCurrentIndex(0);
    page->setCompany(QStringLiteral("Microsoft"));
    page->showTab(ScenariosPage::ValuationTab);
    auto *valuation = page->valuation();
    valuation->open(QStringLiteral("Microsoft"));
    if (!QTest::qWaitFor([valuation] { return valuation->desk().outcome().has_value(); }, 60'000))
        qFatal("the valuation wasn't computed");
    valuation->desk().setOwn(QStringLiteral("terminal_growth"), 0.03);
    valuation->desk().setPeers({{QStringLiteral("Oracle"), MultipleKind::EvToEbitda, 19.2, {}},
                                {QStringLiteral("SAP"), MultipleKind::EvToEbitda, 23.5, {}},
                                {QStringLiteral("Salesforce"), MultipleKind::EvToEbitda, 17.1, {}},
                                {QStringLiteral("Adobe"), MultipleKind::EvToEbitda, 15.8, {}}});
    QTest::qWait(1'000);
    shoot(QStringLiteral("valuation"));
    valuation->tabs()->setCurrentIndex(2);
    shoot(QStringLiteral("valuation_sensitivity"));
    valuation->tabs()->setCurrentIndex(3);
    shoot(QStringLiteral("valuation_peers"));
    page->showTab(ScenariosPage::SizingTab);
    page->sizing()->openExample();
    if (!QTest::qWaitFor([page] { return page->sizing()->sizing().has_value(); }, 60'000))
        qFatal("the market wasn't sized");
    QTest::qWait(500);
    shoot(QStringLiteral("market_size"));
}

} // namespace consultantos::test
