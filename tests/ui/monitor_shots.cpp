// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor_shots.h"

#include "monitors/monitors_page.h"
#include "sample_monitors.h"
#include "shell/main_window.h"

#include <QDialog>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

namespace consultantos::test {

void shootMonitors(MainWindow &window, MonitorBoard &board, const QStringList &pages,
                   const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    if (wants("no_monitors")) {
        window.showPage(MainWindow::Monitors);
        QTest::qWait(500);
        shoot(QStringLiteral("no_monitors"));
    }
    if (!wants("monitors"))
        return;
    const auto now = QDateTime::currentDateTimeUtc();
    board.fill(sampleMonitors(now), sampleAlerts(now));
    window.showPage(MainWindow::Monitors);
    window.monitors()->showAlerts();
    QTest::qWait(500);
    shoot(QStringLiteral("monitors"));
    window.monitors()->showMonitors();
    window.findChild<QTableView *>(QStringLiteral("monitorTable"))->selectRow(0);
    shoot(QStringLiteral("monitors_table"));
    window.monitors()->editMonitor(QStringLiteral("m1"));
    QTest::qWait(500);
    shoot(QStringLiteral("monitor_dialog"));
    auto *scroll = window.findChild<QScrollArea *>(QStringLiteral("monitorDialogScroll"));
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    shoot(QStringLiteral("monitor_dialog_schedule"));
    delete window.findChild<QDialog *>(QStringLiteral("monitorDialog"));
    window.monitors()->showAlerts();
}

} // namespace consultantos::test
