// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/analysis_controller.h"

#include "agents/analysis_service.h"
#include "evidence/intake/evidence_intake.h"
#include "metrics/program_metrics.h"
#include "run/run_model.h"
#include "run/team_run.h"
#include "storage/report_repository.h"
#include "widgets/async.h"

#include <utility>

namespace consultantos {

AnalysisController::AnalysisController(const AppServices &services, RunModel *model, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_model(model)
{
}

AnalysisController::~AnalysisController()
{
    leave();
    endMeasuring(false);
}

void AnalysisController::start(const AnalysisRequest &request, CacheUse cacheUse, const ModelChoice &model)
{
    if (m_isRunning)
        return;
    m_request = request;
    m_cacheUse = cacheUse;
    m_modelChoice = model;
    m_isRunning = true;
    ++m_run;
    m_cancel = std::make_unique<CancellationSource>();
    m_model->clear();
    Q_EMIT started(request);
    importNext(0);
}

void AnalysisController::cancel()
{
    if (m_teamRun != nullptr)
        m_teamRun->cancel();
    leave();
}

void AnalysisController::leave()
{
    if (m_cancel)
        m_cancel->cancel();
}

void AnalysisController::importNext(qsizetype index)
{
    if (index >= m_request.factsFiles.size()) {
        if (m_cancel->token().isCancelled()) {
            end();
            Q_EMIT failed({ErrorCode::Cancelled, tr("The analysis was cancelled."), {}});
            return;
        }
        // The queue knows no "anew", and what the cache has is as good from anyone.
        if (m_services.team && m_cacheUse == CacheUse::Use) {
            beginMeasuring();
            makeTeamRun()->order(m_request);
        } else {
            analyse();
        }
        return;
    }
    const auto path = m_request.factsFiles[index];
    Q_EMIT message(tr("Importing %1").arg(path));
    runAsync(
        m_services.pool, this,
        [take = m_services.takeFile, path, about = m_request.company, token = m_cancel->token()]() -> Result<Intake> {
            if (token.isCancelled())
                return fail(ErrorCode::Cancelled, tr("The analysis was cancelled."));
            if (!take)
                return fail(ErrorCode::Unreadable, tr("This program can't import files."), path);
            return take(path, about, token);
        },
        [this, index](const Result<Intake> &taken) {
            if (!taken) {
                end();
                Q_EMIT failed(taken.error());
                return;
            }
            Q_EMIT message((QStringList{taken->summary()} + taken->warnings).join(u' '));
            importNext(index + 1);
        });
}

void AnalysisController::beginMeasuring()
{
    if (!m_services.metrics)
        return;
    m_isMeasured = true;
    m_began = m_services.clock->steadyNow();
    m_services.metrics->requestBegan();
}

/// Counted beside the requests of the API, told apart by its method.
void AnalysisController::endMeasuring(bool isSuccess)
{
    if (!std::exchange(m_isMeasured, false))
        return;
    const std::chrono::duration<double> took = m_services.clock->steadyNow() - m_began;
    m_services.metrics->requestEnded("/analyze", "LOCAL", isSuccess, took.count());
}

void AnalysisController::analyse()
{
    beginMeasuring();
    auto bridge =
        std::shared_ptr<ProgressBridge>(new ProgressBridge, [](ProgressBridge *dying) { dying->deleteLater(); });
    // Queued by hand: the sink is called in the pool's threads, the model lives here.
    connect(
        bridge.get(), &ProgressBridge::reported, this,
        [this, run = m_run](const AgentEvent &event) {
            if (run == m_run)
                m_model->apply(event);
        },
        Qt::QueuedConnection);
    const auto future = m_services.analysis->analyse(
        m_request, m_cancel->token(), [bridge](const AgentEvent &event) { Q_EMIT bridge->reported(event); }, m_cacheUse,
        m_modelChoice);
    whenFinished(future, this, [this](const Result<Report> &result) {
        if (result) {
            save(*result);
        } else {
            endMeasuring(false);
            end();
            Q_EMIT failed(result.error());
        }
    });
}

void AnalysisController::save(const Report &report)
{
    const auto shared = std::make_shared<const Report>(report);
    runAsync(
        m_services.pool, this, [shared, reports = m_services.reports]() -> Status { return reports->keep(*shared); },
        [this, shared](const Status &saved) {
            endMeasuring(saved.has_value());
            end();
            Q_EMIT finished(shared, saved ? QString() : saved.error().toText());
        });
}

void AnalysisController::follow(const QString &jobId)
{
    if (m_isRunning || !m_services.team)
        return;
    ++m_run;
    m_isRunning = true;
    m_model->clear();
    m_teamJob = jobId;
    makeTeamRun()->follow(jobId);
}

TeamRun *AnalysisController::makeTeamRun()
{
    m_teamRun = new TeamRun(m_services, this);
    connect(m_teamRun, &TeamRun::ordered, this, &AnalysisController::setTeamJob);
    connect(m_teamRun, &TeamRun::found, this, [this](const AnalysisRequest &request) {
        m_request = request;
        m_cacheUse = CacheUse::Use;
        Q_EMIT started(request);
    });
    connect(m_teamRun, &TeamRun::gone, this, [this] {
        dropTeamRun();
        setTeamJob({});
        end();
    });
    connect(m_teamRun, &TeamRun::reported, m_model, &RunModel::apply);
    connect(m_teamRun, &TeamRun::waiting, this, [this](const QString &text, bool needsChoice) {
        Q_EMIT message(text);
        Q_EMIT hereOffered(needsChoice);
    });
    connect(m_teamRun, &TeamRun::refused, this, [this](const Error &error) {
        endMeasuring(false);
        dropTeamRun();
        end();
        Q_EMIT failed(error);
        Q_EMIT hereOffered(true);
    });
    connect(m_teamRun, &TeamRun::finished, this, [this](const std::shared_ptr<const Report> &report) {
        endMeasuring(true);
        dropTeamRun();
        setTeamJob({});
        end();
        Q_EMIT finished(report, {});
    });
    connect(m_teamRun, &TeamRun::failed, this, [this](const Error &error) {
        endMeasuring(false);
        dropTeamRun();
        // A store that is away may have it still: the next start looks again.
        if (!error.retryable)
            setTeamJob({});
        end();
        Q_EMIT failed(error);
    });
    return m_teamRun;
}

void AnalysisController::setTeamJob(const QString &jobId)
{
    m_teamJob = jobId;
    Q_EMIT teamJobChanged();
}

void AnalysisController::dropTeamRun()
{
    if (m_teamRun == nullptr)
        return;
    // It may be its own signal that leads here.
    disconnect(m_teamRun, nullptr, this, nullptr);
    std::exchange(m_teamRun, nullptr)->deleteLater();
}

void AnalysisController::analyseHere()
{
    if (m_teamRun != nullptr) {
        m_teamRun->cancel();
        dropTeamRun();
        endMeasuring(false);
        end();
    } else if (m_isRunning) {
        return;
    }
    setTeamJob({});
    m_isRunning = true;
    ++m_run;
    m_cancel = std::make_unique<CancellationSource>();
    m_model->clear();
    Q_EMIT started(m_request);
    analyse();
}

void AnalysisController::end()
{
    m_isRunning = false;
    m_modelChoice.reset();
    m_cancel.reset();
}

} // namespace consultantos
