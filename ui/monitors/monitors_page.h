// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/alert.h"
#include "model/monitor.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;

namespace consultantos {

class AlertsView;
class MonitorTable;
class MonitorsController;

/// Monitors and the alerts that they raised. Ctrl+Z takes back what was done last.
class MonitorsPage : public QWidget {
    Q_OBJECT
public:
    explicit MonitorsPage(const AppServices &services, QWidget *parent = nullptr);

    [[nodiscard]] MonitorsController *controller() const { return m_controller; }
    [[nodiscard]] AlertsView *alerts() const { return m_alerts; }
    [[nodiscard]] MonitorTable *table() const { return m_table; }
    void showAlerts();
    void showMonitors();
    void showAlert(const QString &id);
    /// Opens the dialog for a new monitor; of this company, unless it is empty or there is one that watches it, which is
    /// then shown.
    void addMonitor(const QString &company = {});
    void editMonitor(const QString &id);
    void showDigest();

Q_SIGNALS:
    void evidenceActivated(const consultantos::MonitorAlert &alert, const QString &ref);
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeUndo();
    void openDialog(const Monitor &monitor);
    void refresh();
    void refreshUndo();

    const AppServices &m_services;
    MonitorsController *m_controller;
    AlertsView *m_alerts = nullptr;
    MonitorTable *m_table = nullptr;
    QTabWidget *m_tabs = nullptr;
    QLabel *m_summary;
    QPushButton *m_digest;
    QPushButton *m_add;
    QWidget *m_undoBar = nullptr;
    QLabel *m_undoText;
    bool m_wasShown = false; ///< with what is there
};

} // namespace consultantos
