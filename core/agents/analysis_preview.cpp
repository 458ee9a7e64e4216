// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_preview.h"

#include "llm/model_access.h"

#include <QCoreApplication>

namespace consultantos {

AnalysisPreview::AnalysisPreview(AnalysisSources sources, std::shared_ptr<const ModelAccess> models,
                                 const QString &resourceDir, QThreadPool *pool, std::shared_ptr<const Clock> clock,
                                 AnalysisOptions options)
{
    sources.network = nullptr;
    sources.intake = {};
    sources.model = [models = std::move(models), state = m_state]() -> std::shared_ptr<const LanguageModel> {
        const std::lock_guard lock(state->mutex);
        return state->record ? models->preview(state->record) : nullptr;
    };
    m_service = std::make_unique<AnalysisService>(std::move(sources), resourceDir, pool, std::move(clock), options);
}

QFuture<Result<QList<OutgoingPrompt>>> AnalysisPreview::run(const AnalysisRequest &request,
                                                            const CancellationToken &cancel)
{
    using Prompts = Result<QList<OutgoingPrompt>>;
    auto record = std::make_shared<PromptRecord>();
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->record) {
            QPromise<Prompts> busy;
            busy.start();
            busy.addResult(fail(ErrorCode::Busy,
                                QCoreApplication::translate("AnalysisService", "Another preview is still running."), {},
                                true));
            busy.finish();
            return busy.future();
        }
        m_state->record = record;
    }
    return m_service->analyse(request, cancel, {}, CacheUse::Bypass)
        .then([state = m_state, record](const Result<Report> &report) -> Prompts {
            {
                const std::lock_guard lock(state->mutex);
                state->record.reset();
            }
            if (!report)
                return tl::unexpected(report.error());
            return record->prompts();
        });
}

} // namespace consultantos
