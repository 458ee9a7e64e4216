// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace consultantos {

class EmptyState;
class MonitorTableModel;
class MonitorsController;

/// The monitors and what can be done with them: add, edit, check now with cancel, pause, remove. By keyboard in the table:
/// Enter edits, C checks, P pauses or resumes, Delete removes.
class MonitorTable : public QWidget {
    Q_OBJECT
public:
    MonitorTable(const AppServices &services, MonitorsController *controller, QWidget *parent = nullptr);

    [[nodiscard]] QStringList selectedIds() const;
    void select(const QString &id);

Q_SIGNALS:
    void addRequested();
    void editRequested(const QString &id);

private:
    void makeTable();
    void makeShortcuts();
    [[nodiscard]] QWidget *makeButtons();
    [[nodiscard]] QWidget *makeProgress();
    void refresh();
    void refreshChecks();
    void refreshButtons();
    void editSelected();
    void checkSelected();
    void pauseSelected();
    void removeSelected();

    const AppServices &m_services;
    MonitorsController *m_controller;
    MonitorTableModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_buttons = nullptr;
    QPushButton *m_edit;
    QPushButton *m_check;
    QPushButton *m_pause;
    QPushButton *m_remove;
    QLabel *m_problem; ///< why the chosen monitor's last check failed
    QWidget *m_progress = nullptr;
    QLabel *m_progressText;
    QProgressBar *m_progressBar;
};

} // namespace consultantos
