// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/analysis_service.h"
#include "llm/privacy/preview_model.h"

#include <QFuture>
#include <QList>

#include <memory>
#include <mutex>

namespace consultantos {

class ModelAccess;

/// Tries an analysis out with a model that only records what it is asked: nothing is sent, to models or to sources, and
/// nothing is kept. What sources of the network would add, and files that aren't imported yet, can't be foreseen.
/// Thread-safe.
class AnalysisPreview {
public:
    /// Works on what analyses work on, but the network.
    AnalysisPreview(AnalysisSources sources, std::shared_ptr<const ModelAccess> models, const QString &resourceDir,
                    QThreadPool *pool, std::shared_ptr<const Clock> clock, AnalysisOptions options = {});

    /// The prompts, none where there is no model or nothing to ask it; errors are those of the analysis. Never blocks.
    /// Busy while another one runs.
    [[nodiscard]] QFuture<Result<QList<OutgoingPrompt>>> run(const AnalysisRequest &request,
                                                             const CancellationToken &cancel);

private:
    /// Of the run under way; shared with what ends it, which may be later than this object.
    struct State {
        std::mutex mutex;
        std::shared_ptr<PromptRecord> record; ///< null: none is under way
    };

    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::unique_ptr<AnalysisService> m_service;
};

} // namespace consultantos
