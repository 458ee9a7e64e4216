// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace consultantos {

class CorrelationPanel;
class ScenarioDesk;

/// A scenario as its file has it, open to every change: drivers, formulas, correlations, lines, worlds and the decision tree, and its
/// correlations as a table. A fault is told with its line, where the cursor goes; what was taken can be undone.
class ScenarioEditor : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioEditor(ScenarioDesk &desk, QWidget *parent = nullptr);

    /// Takes the text as it stands; what is wrong in it is shown.
    bool apply();
    [[nodiscard]] QPlainTextEdit *text() const { return m_text; }

Q_SIGNALS:
    void failed(const Error &error);

private:
    void showModel();
    void tell(const Error &error);
    void addDriver();
    void addFormula();
    void addCorrelation();
    void removeNamed();

    ScenarioDesk &m_desk;
    QTabWidget *m_tabs;
    QPlainTextEdit *m_text;
    CorrelationPanel *m_correlations;
    QLabel *m_fault;
    QPushButton *m_apply;
    QPushButton *m_revert;
};

} // namespace consultantos
