// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/driver_year_model.h"
#include "scenarios/scenario_desk.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace consultantos {

class DriverFan;
class DriverTable;
class RangeBars;

/// A company's driver tree: its years from growth over margins to cash, what moves them, and each assumption with its source, a
/// slider and its distribution. It is read when it is first looked at.
class DriverPanel : public QWidget {
    Q_OBJECT
public:
    explicit DriverPanel(const AppServices &services, QWidget *parent = nullptr);

    /// The company whose tree is wanted; empty: none.
    void setCompany(const QString &name);
    void setYears(int years);
    void setLine(DriverLine line);
    void saveWorkbook(const QString &path);
    /// The tree with the user's assumptions and the sliders' values.
    [[nodiscard]] CompanyDrivers drivers() const;
    [[nodiscard]] ScenarioDesk &desk() { return *m_desk; }
    [[nodiscard]] DriverYearModel *years() const { return m_model; }
    [[nodiscard]] bool isReady() const { return m_desk->hasModel(); }

Q_SIGNALS:
    void failed(const consultantos::Error &error);
    void message(const QString &text, const QString &savedFile = {});

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeControls();
    [[nodiscard]] QWidget *makeCharts();
    [[nodiscard]] QTableView *makeYears();
    void read();
    void take(const CompanyDrivers &drivers);
    void chooseTarget();
    void showFigures();
    void showStudy();

    const AppServices &m_services;
    ScenarioDesk *m_desk;
    DriverYearModel *m_model;
    QStackedWidget *m_stack;
    QLabel *m_state;
    QComboBox *m_line;
    QSpinBox *m_years;
    QPushButton *m_release;
    QPushButton *m_workbook;
    QLabel *m_summary;
    DriverFan *m_fan;
    RangeBars *m_tornado;
    QLabel *m_moves;
    QTableView *m_table = nullptr;
    DriverTable *m_drivers;
    QString m_company;
    bool m_isRead = false; ///< what is shown is of that company and number of years
    int m_query = 0;
};

} // namespace consultantos
