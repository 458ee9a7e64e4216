// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/analysis_service.h"
#include "app_services.h"
#include "base/cancellation.h"
#include "model/progress.h"
#include "model/report.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace consultantos {

class RunModel;
class TeamRun;

/// Brings events from the pool's threads to the thread of whoever is connected.
class ProgressBridge : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void reported(const consultantos::AgentEvent &event);
};

/// Runs one analysis at a time: imports its files, analyses or has a team's workers do it, saves the report. Never blocks; everything that it
/// tells comes in the GUI thread.
class AnalysisController : public QObject {
    Q_OBJECT
public:
    AnalysisController(const AppServices &services, RunModel *model, QObject *parent = nullptr);
    ~AnalysisController() override;

    void start(const AnalysisRequest &request, CacheUse cacheUse = CacheUse::Use, const ModelChoice &model = {});
    void cancel();
    /// A team's analysis that was ordered before.
    void follow(const QString &jobId);
    /// Does in this program what the team was to do; there, it is cancelled.
    void analyseHere();
    /// The window goes: what a team does goes on, what this program does is cancelled.
    void leave();
    /// The team's job that is followed, also after the window has gone; empty: none.
    [[nodiscard]] const QString &teamJob() const { return m_teamJob; }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void started(const consultantos::AnalysisRequest &request);
    void message(const QString &text);
    /// `saveError` has a code only if the report could not be saved; it is whole all the same.
    void finished(const std::shared_ptr<const consultantos::Report> &report, const QString &saveError);
    void failed(const consultantos::Error &error);
    /// Whether the user may choose analyseHere(), as the team can't do it for now.
    void hereOffered(bool isOffered);
    /// teamJob() is another one.
    void teamJobChanged();

private:
    void importNext(qsizetype index);
    void analyse();
    [[nodiscard]] TeamRun *makeTeamRun();
    void setTeamJob(const QString &jobId);
    void dropTeamRun();
    void save(const Report &report);
    void end();
    void beginMeasuring();
    void endMeasuring(bool isSuccess);

    const AppServices &m_services;
    RunModel *m_model = nullptr;
    AnalysisRequest m_request;
    CacheUse m_cacheUse = CacheUse::Use;
    ModelChoice m_modelChoice;    ///< while it runs
    TeamRun *m_teamRun = nullptr; ///< null: this program does it
    QString m_teamJob;
    std::unique_ptr<CancellationSource> m_cancel;
    std::chrono::nanoseconds m_began{0}; ///< of the analysis itself
    bool m_isMeasured = false;           ///< and hasn't ended yet
    int m_run = 0;                       ///< what belongs to an earlier run is dropped
    bool m_isRunning = false;
};

} // namespace consultantos
