// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace consultantos {

struct BackupProgress;

/// Where the data is and what it takes; backs it up now, prepares a restore, says what retention would delete and deletes
/// it, and gives unused room back: above the settings of the data. Works on the pool, one thing at a time, with progress and
/// cancel.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    /// Questions to the user, so that a test can answer them.
    struct Questions {
        std::function<QString(const QString &suggested)> whereTo; ///< file of a backup; empty: not now
        std::function<QString()> whichOne;                        ///< archive to restore; empty: not now
        std::function<bool(const QString &text, const QString &action)> isSure;
    };
    explicit DataPanel(const AppServices &services, QWidget *parent = nullptr);
    /// Ends what is under way.
    ~DataPanel() override;

    void setQuestions(Questions questions) { m_questions = std::move(questions); }
    void refresh();

Q_SIGNALS:
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Work = std::function<Result<QString>(const BackupProgress &)>;
    /// `work` gives the sentence to be shown when it is done.
    void start(const QString &title, const Work &work);
    void setBusy(bool isBusy);
    void backUp();
    void restore();
    void callOff();
    void previewRetention();
    void retain();
    void vacuum();
    [[nodiscard]] Questions dialogs();

    const AppServices &m_services;
    Questions m_questions;
    CancellationSource m_cancel;
    bool m_isBusy = false;
    QLabel *m_space = nullptr;
    QLabel *m_schedule = nullptr;
    QLabel *m_outcome = nullptr;
    QLabel *m_retention = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_quit = nullptr;    ///< shown while a restore waits for the next start
    QPushButton *m_callOff = nullptr; ///< likewise
    QPushButton *m_retain = nullptr;  ///< there is something that it would delete
    QList<QPushButton *> m_actions;
};

} // namespace consultantos
