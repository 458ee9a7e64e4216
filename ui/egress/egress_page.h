// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimer;

namespace consultantos {

class EgressExport;
class EgressFilterBar;
class EgressModel;
class EmptyState;

/// What left this computer: the engagement's egress ledger, filtered, summed up, exported.
///
/// It is a page of the navigation and not a part of the settings: it is a record of what happened, as the library is one
/// of reports. Who is asked by a client "what did you send, and for whom?" looks for it where the work is, and must not
/// walk through switches that change the answer.
class EgressPage : public QWidget {
    Q_OBJECT
public:
    explicit EgressPage(const AppServices &services, QWidget *parent = nullptr);

    void reload();
    /// What was sent for this report, and nothing else.
    void showReport(const QString &id, const QString &title);
    [[nodiscard]] EgressModel *model() const { return m_model; }
    [[nodiscard]] EgressExport *exporter() const { return m_export; }

Q_SIGNALS:
    void reportActivated(const QString &reportId);
    void sourcesRequested();
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void makeTable();
    void applyFilter();
    void poll();
    void loadChoices();
    void refreshState();
    void refreshDetails();
    void openReport(int row);

    const AppServices &m_services;
    EgressModel *m_model = nullptr;
    EgressExport *m_export = nullptr;
    EgressFilterBar *m_bar = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_noHits = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_totals = nullptr;
    QLabel *m_details = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_open = nullptr;
    QTimer *m_polling = nullptr;
    bool m_isLoaded = false;
};

} // namespace consultantos
