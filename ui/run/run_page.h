// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/request.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace consultantos {

class AgentGraph;
class RunModel;

/// The running analysis: graph, table, progress, cancel, and what went wrong.
class RunPage : public QWidget {
    Q_OBJECT
public:
    explicit RunPage(RunModel *model, QWidget *parent = nullptr);

    void showStarted(const AnalysisRequest &request);
    void showMessage(const QString &text);
    void showFinished(const QString &note);
    void showFailed(const Error &error);
    /// Offers to analyse in this program what a team can't do for now.
    void offerHere(bool isOffered);

Q_SIGNALS:
    void cancelRequested();
    void hereRequested();
    void briefRequested();

private:
    void refreshProgress();
    void end();

    RunModel *m_model = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_note = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_here = nullptr;
    QPushButton *m_back = nullptr;
    AgentGraph *m_graph = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_body = nullptr;
    QWidget *m_empty = nullptr;
};

} // namespace consultantos
