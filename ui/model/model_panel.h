// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/preview_model.h"
#include "model/request.h"
#include "usage/budget_bars.h"

#include <QFrame>
#include <QList>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;
class QTreeWidget;

namespace consultantos {

/// The language model on the brief page: which one, what the analysis would ask it for each agent, what that costs at
/// most, and the budget for a report. The estimate is made by trying the analysis out, away from the window's thread and
/// only while the panel can be seen.
class ModelPanel : public QFrame {
    Q_OBJECT
public:
    explicit ModelPanel(AppServices &services, QWidget *parent = nullptr);
    ~ModelPanel() override;

    /// What would be analysed; invalid: nothing yet.
    void setRequest(const AnalysisRequest &request, bool isValid);
    /// Settings, budgets or what was spent may have changed.
    void reload();
    /// One is wanted or being made.
    [[nodiscard]] bool isEstimating() const;

Q_SIGNALS:
    void settingsRequested();
    void previewRequested();
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct State {
        ModelDestination destination;
        bool isOffline = false;
        QList<BudgetUse> budgets;
        bool hasBudget = false; ///< there is such a setting
        std::optional<qint64> reportBudget;
        bool isBudgetGiven = false; ///< by the environment
    };
    void makeBudget();
    void showState(const State &state);
    void wantEstimate();
    void estimate();
    void showEstimate(const Result<QList<OutgoingPrompt>> &prompts);
    void refreshWarning();
    void saveBudget();
    [[nodiscard]] bool hasModel() const;
    [[nodiscard]] bool isAway() const; ///< there is a model that can't be asked while offline

    AppServices &m_services;
    State m_state;
    AnalysisRequest m_request;
    bool m_isValid = false;
    bool m_isWanted = false; ///< the request changed since the last estimate began
    bool m_isRunning = false;
    std::optional<qint64> m_worstCase; ///< of the estimate that is shown; empty: there is none, or not known
    QString m_currency;
    std::unique_ptr<CancellationSource> m_cancel;
    QLabel *m_name = nullptr;
    QLabel *m_about = nullptr;
    QTreeWidget *m_agents = nullptr;
    QWidget *m_budgetRow = nullptr;
    QLineEdit *m_budget = nullptr;
    QLabel *m_budgetUnit = nullptr;
    QLabel *m_warning = nullptr;
    QPushButton *m_preview = nullptr;
    QTimer *m_pause = nullptr;
};

} // namespace consultantos
