// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QTableView;

namespace consultantos {

class EvidenceBrowser;
class LineChart;
class RatioModel;
class StatementModel;

/// Ratios with sparklines and a chart of the chosen one, the statements, and the identities that were tested.
class FinancialsPage : public QWidget {
    Q_OBJECT
public:
    explicit FinancialsPage(std::shared_ptr<const Report> report, QWidget *parent = nullptr);

Q_SIGNALS:
    void referenceActivated(const QString &ref);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeRatios();
    QWidget *makeStatements();
    void showIdentities();
    void showRatio(int row);
    void connectCells(QTableView *table);

    std::shared_ptr<const Report> m_report;
    RatioModel *m_ratios = nullptr;
    StatementModel *m_statement = nullptr;
    LineChart *m_chart = nullptr;
    EvidenceBrowser *m_identities = nullptr;
};

} // namespace consultantos
