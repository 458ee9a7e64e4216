// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QTabWidget;
class QTableView;

namespace consultantos {

class AssumptionPanel;
class BacktestTableModel;
class DecompositionChart;
class ForecastChart;
class ForecastController;
class MethodTableModel;
class StepTableModel;

/// One series: its chart, and below it tabs with values, what to know, parts, backtest, methods and assumptions.
class ForecastDetail : public QWidget {
    Q_OBJECT
public:
    /// `controller` must outlive it.
    explicit ForecastDetail(ForecastController *controller, QWidget *parent = nullptr);

    /// Shows the series of that row, again where its forecast has changed; -1: none.
    void showRow(int row);
    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] ForecastChart *chart() const { return m_chart; }
    void showTab(const QString &name); ///< the object name of what the tab holds
    /// A tab that is there for series of a company alone. It has the whole height: it isn't of the series in the chart above.
    void addCompanyTab(QWidget *content, const QString &title);

private:
    [[nodiscard]] QTableView *makeTable(const char *name, const QString &spoken, QAbstractItemModel *model);
    void addTab(QWidget *content, const QString &title);
    [[nodiscard]] QWidget *makeMethods();
    void editStep(std::size_t step, std::optional<double> value);

    ForecastController *m_controller;
    int m_row = -1;
    QWidget *m_top = nullptr; ///< the series' words and chart
    QWidget *m_companyTab = nullptr;
    QLabel *m_title;
    QLabel *m_headline;
    QLabel *m_quality;
    QLabel *m_know;
    QTabWidget *m_tabs;
    ForecastChart *m_chart;
    DecompositionChart *m_parts;
    QLabel *m_partsText;
    QLabel *m_noBacktest;
    AssumptionPanel *m_assumptions;
    StepTableModel *m_steps;
    MethodTableModel *m_methods;
    BacktestTableModel *m_backtest;
    QTableView *m_methodTable = nullptr;
};

} // namespace consultantos
