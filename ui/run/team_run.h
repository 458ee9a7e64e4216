// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/job.h"
#include "model/progress.h"
#include "model/report.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace consultantos {

/// Brings what is told of a job from the queue's threads to the thread of whoever is connected.
class JobBridge : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void reported(const consultantos::AgentEvent &event);
    void over(const consultantos::Job &job);
};

/// One analysis that a team's workers do, from its order to its report. Ends with the window without ending the job, which
/// follow() finds again. Never blocks; everything that it tells comes in the GUI thread.
class TeamRun : public QObject {
    Q_OBJECT
public:
    explicit TeamRun(const AppServices &services, QObject *parent = nullptr);
    ~TeamRun() override;

    void order(const AnalysisRequest &request);
    /// A job that was ordered before. One that isn't known any more says nothing but gone().
    void follow(const QString &jobId);
    /// Asks for the job's end; it is over when failed() says so. An order that wasn't confirmed yet is cancelled as soon as
    /// it is.
    void cancel();
    [[nodiscard]] const QString &jobId() const { return m_jobId; } ///< empty: none

Q_SIGNALS:
    /// The job stands in the store and in the queue.
    void ordered(const QString &jobId);
    /// Of follow(): it waits or runs.
    void found(const consultantos::AnalysisRequest &request);
    void gone();
    void reported(const consultantos::AgentEvent &event);
    /// How the queue stands; `needsChoice` where nothing will come of the job by itself for now.
    void waiting(const QString &text, bool needsChoice);
    /// The queue can't take the order; nothing was ordered.
    void refused(const consultantos::Error &error);
    void finished(const std::shared_ptr<const consultantos::Report> &report);
    void failed(const consultantos::Error &error);

private:
    void listen();
    void endListening();
    void onOver(const Job &job);
    void tellQueue();

    const AppServices &m_services;
    std::shared_ptr<JobBackend> m_team;
    std::shared_ptr<JobBridge> m_bridge;
    QTimer m_look; ///< at the queue's length
    QString m_jobId;
    quint64 m_listener = 0;
    bool m_isAway = false;      ///< and that was told
    bool m_hasStarted = false;  ///< an agent was told of
    bool m_isCancelled = false; ///< before the order was confirmed
};

} // namespace consultantos
