// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/money_ledger.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace consultantos {

class BudgetBars;
class EmptyState;
class UsageModel;

/// What language models were used for, what they cost and what the cache saved: the engagement's money ledger summed up.
/// Read anew whenever it is shown.
class UsagePage : public QWidget {
    Q_OBJECT
public:
    explicit UsagePage(const AppServices &services, QWidget *parent = nullptr);

    void reload();
    /// The table that is shown, for programs that read it.
    void saveTo(const QString &path);
    [[nodiscard]] UsageModel *model() const { return m_model; }

Q_SIGNALS:
    void settingsRequested();
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Figures;
    QWidget *makeHead();
    void makeTable();
    void show(const Figures &figures);
    void saveAs();
    [[nodiscard]] UsageGrouping grouping() const;

    const AppServices &m_services;
    UsageModel *m_model = nullptr;
    QSortFilterProxyModel *m_sorted = nullptr;
    QComboBox *m_by = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_totals = nullptr;
    BudgetBars *m_budgets = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    int m_query = 0;
};

} // namespace consultantos
