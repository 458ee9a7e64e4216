// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/report_keeping.h"
#include "scenarios/scenario_desk.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTextBrowser;

namespace consultantos {

class DecisionPicture;
class DriverTable;
class EmptyState;
class HistogramView;
class RangeBars;
class ScenarioEditor;

/// A scenario: what comes out and what moves it, above the drivers with their sliders.
class ScenarioView : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioView(const AppServices &services, QWidget *parent = nullptr);

    void open(const QString &path);
    /// A driver tree of the company's own figures.
    void openCompany(const QString &company);
    void openExample();
    void saveTo(const QString &path);
    void saveWorkbook(const QString &path);
    [[nodiscard]] ScenarioDesk &desk() { return *m_desk; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] ScenarioEditor *editor() const { return m_editor; }
    [[nodiscard]] DecisionPicture *tree() const { return m_tree; }

Q_SIGNALS:
    void failed(const Error &error);
    void message(const QString &text, const QString &savedFile = {});
    void opened();
    void keepRequested(const ReportKeeping::Adding &add, const QString &companyId, const QString &label,
                       const QString &page);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeResult();
    [[nodiscard]] QWidget *makeGoalSeek();
    void chooseFile();
    void chooseTarget(bool isWorkbook);
    void keep();
    void showModel();
    void showDrivers();
    void showFigures();
    void showStudy();
    void addLine();
    void seek();

    const AppServices &m_services;
    ScenarioDesk *m_desk;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QLabel *m_title;
    QPushButton *m_save;
    QPushButton *m_workbook;
    QPushButton *m_release;
    QPushButton *m_keep;
    QTabWidget *m_tabs;
    QComboBox *m_output;
    QLabel *m_summary;
    QLineEdit *m_line;
    QPushButton *m_clearLines;
    HistogramView *m_histogram;
    RangeBars *m_tornado;
    QLabel *m_tornadoNote;
    QComboBox *m_seekDriver;
    QLineEdit *m_target;
    QLabel *m_found;
    QTextBrowser *m_formulas;
    QTextBrowser *m_worlds;
    QTextBrowser *m_decision;
    DecisionPicture *m_tree;
    ScenarioEditor *m_editor;
    DriverTable *m_drivers;
};

} // namespace consultantos
