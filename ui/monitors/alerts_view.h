// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/alert.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace consultantos {

class AlertFilterModel;
class AlertListModel;
class EmptyState;
class EvidenceBrowser;
class MonitorsController;

/// The inbox: the alerts on the left, the chosen one in full on the right, and what can be done with it. By keyboard, in
/// list and detail: S snoozes, D or Delete dismisses, R opens again.
class AlertsView : public QWidget {
    Q_OBJECT
public:
    AlertsView(const AppServices &services, MonitorsController *controller, QWidget *parent = nullptr);

    /// Whatever the filters say, it is shown.
    void showAlert(const QString &id);
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] QStringList selectedIds() const;
    void snoozeSelected(const QDateTime &until);
    void dismissSelected();
    void reopenSelected();
    [[nodiscard]] AlertListModel *model() const { return m_model; }

Q_SIGNALS:
    /// A link of the alert's evidence.
    void evidenceActivated(const consultantos::MonitorAlert &alert, const QString &ref);
    void monitorsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFilters();
    [[nodiscard]] QWidget *makeDetail();
    void makeList();
    void makeShortcuts(QWidget *area);
    [[nodiscard]] QMenu *makeSnoozeMenu();
    void askDate();
    void applyFilters();
    void refresh();
    void refreshCompanies();
    void refreshDetail();
    void refreshEmpty();
    [[nodiscard]] const MonitorAlert *current() const;

    const AppServices &m_services;
    MonitorsController *m_controller;
    AlertListModel *m_model;
    AlertFilterModel *m_filtered;
    QComboBox *m_state;
    QComboBox *m_company;
    QComboBox *m_topic;
    QListView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    EvidenceBrowser *m_detail;
    QStackedWidget *m_detailStack = nullptr;
    QPushButton *m_snooze;
    QPushButton *m_dismiss;
    QPushButton *m_reopen;
    QString m_shownHtml;
};

} // namespace consultantos
