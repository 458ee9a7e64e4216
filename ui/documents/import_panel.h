// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace consultantos {

class ImportController;

/// The import that runs or ran last: how far it is, what each file gave, and how to stop it. Hidden until there is one.
class ImportPanel : public QWidget {
    Q_OBJECT
public:
    explicit ImportPanel(ImportController *controller, QWidget *parent = nullptr);

Q_SIGNALS:
    void documentActivated(const QString &documentId);
    void briefRequested(const QString &documentId);

private:
    void makeTable();
    void showStarted();
    void showProgress(int done, int total);
    void showFinished();
    void refreshBrief();
    /// Of the row that is chosen, or the one file that there is; empty: none became a document.
    [[nodiscard]] QString chosenDocument() const;

    ImportController *m_controller = nullptr;
    QLabel *m_text = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_brief = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_close = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace consultantos
