// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/secret_store.h"

#include <QList>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace consultantos {

/// Asks one source one small thing, with what stands in its fields now, and says in words how it went.
class SourceTester : public QWidget {
    Q_OBJECT
public:
    /// What a test is to be made with.
    struct Inputs {
        QList<std::pair<QString, QString>> changes; ///< settings that aren't saved yet
        QString key;                                ///< typed and not saved; empty: the stored one
    };

    SourceTester(const AppServices &services, QString sourceId, QString title, QWidget *parent = nullptr);
    ~SourceTester() override;

    /// How it is asked: with settings and a key that aren't saved yet; waits. Without one, a source of the network is.
    using Trial = std::function<Status(const Settings &settings, const Secret &key, const CancellationToken &cancel)>;
    void setTrial(Trial trial) { m_trial = std::move(trial); }
    void setInputs(std::function<Inputs()> inputs) { m_inputs = std::move(inputs); }
    /// Why there can be no test now; empty if there can.
    void setObstacle(const QString &reason);
    void start();

private:
    void showProgress(bool isRunning);
    void say(const QString &text, const char *role);

    const AppServices &m_services;
    QString m_sourceId;
    QString m_title;
    Trial m_trial;
    std::function<Inputs()> m_inputs;
    QPushButton *m_button = nullptr;
    QPushButton *m_cancelButton = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_result = nullptr;
    CancellationSource m_cancel;
};

} // namespace consultantos
