// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/report_keeping.h"
#include "valuation/valuation_desk.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QTabWidget;
class QTextBrowser;

namespace consultantos {

class PeerTable;
struct PeerPrice;
class RangeBars;

/// A company's valuation: what it rests on, each assumption with its source and open to change, and what comes out.
class ValuationView : public QWidget {
    Q_OBJECT
public:
    explicit ValuationView(const AppServices &services, QWidget *parent = nullptr);

    /// Values the company from its figures.
    void open(const QString &company);
    void saveWorkbook(const QString &path);
    [[nodiscard]] ValuationDesk &desk() { return *m_desk; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

Q_SIGNALS:
    void failed(const Error &error);
    void message(const QString &text, const QString &savedFile = {});
    void keepRequested(const ReportKeeping::Adding &add, const QString &companyId, const QString &label,
                       const QString &page);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeField();
    void chooseTarget();
    void keep();
    void readPeers(const QList<PeerPrice> &prices);
    void takePlan();
    void showChanges();
    void showOutcome();

    const AppServices &m_services;
    ValuationDesk *m_desk;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QLabel *m_summary;
    QSpinBox *m_high;
    QSpinBox *m_fade;
    QCheckBox *m_midYear;
    QPushButton *m_workbook;
    QPushButton *m_keep;
    QTableView *m_assumptions;
    QTabWidget *m_tabs;
    RangeBars *m_field;
    QTextBrowser *m_cashFlows;
    QTextBrowser *m_sensitivity;
    PeerTable *m_peers;
    bool m_isFilling = false;
    int m_peerQuery = 0;
};

} // namespace consultantos
