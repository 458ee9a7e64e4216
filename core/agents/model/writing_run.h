// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/model/writing_request.h"
#include "analysis/wording/wording_check.h"
#include "base/cancellation.h"
#include "llm/language_model.h"
#include "model/model_writing.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <chrono>

namespace consultantos {

/// One agent's writing: asks, checks, asks again for what failed.
///
/// A model that can take all of it in the time that there is gets all statements with all evidence in one call, and may add
/// some. One that can't – a small one, one on this machine that is too slow, one whose context is too short – is given one
/// statement at a time, which each part of the output in turn has first, for as long as there is time; it adds none. How
/// fast a model on this machine is, its first reply shows.
class WritingRun {
public:
    /// All that it works on; outlives it.
    struct Task {
        QString agent;
        QString reportId;
        QString title;
        QString evidence;                   ///< as evidencePrompt() writes it
        QList<Claim> claims;                ///< that may be reworded
        QHash<QString, QString> refs;       ///< the prompt's name of each piece of evidence, by its id
        QList<WritingSection> sections;     ///< that may be added to
        QSet<QString> items;                ///< what a new statement may join
        std::chrono::milliseconds limit{0}; ///< for all calls
        LlmReuse reuse = LlmReuse::Exact;
    };
    WritingRun(const LanguageModel &model, const WordingCheck &check, const Task &task);

    /// Once. Waits for the network.
    [[nodiscard]] ModelWriting run(const CancellationToken &cancel);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool fitsTogether(const LlmRequest &request) const;
    [[nodiscard]] std::chrono::milliseconds left(Clock::time_point deadline) const;
    void writeTogether(LlmRequest request, const CancellationToken &cancel);
    void writeEach(int most, const CancellationToken &cancel);
    [[nodiscard]] bool writeOne(const Claim &claim, const CancellationToken &cancel);
    [[nodiscard]] Result<QJsonObject> ask(const LlmRequest &request, Clock::time_point deadline,
                                          const CancellationToken &cancel);
    [[nodiscard]] QList<RefusedSentence> take(const QList<ProposedSentence> &sentences);
    [[nodiscard]] bool place(const ProposedSentence &sentence, const Claim &claim, QStringList &faults);
    [[nodiscard]] QList<Claim> inTurn() const;
    [[nodiscard]] bool isDone(const Claim &claim) const;
    [[nodiscard]] QString newId(const ProposedSentence &sentence) const;
    [[nodiscard]] QString subject() const;
    void strike(const QList<RefusedSentence> &refused);
    void endWithLimits();

    const LanguageModel &m_model;
    const WordingCheck &m_check;
    const Task &m_task;
    Clock::time_point m_started;
    ModelWriting m_writing;
    QSet<QString> m_seen; ///< claims whose one turn is over
    bool m_isCut = false; ///< the last reply was, by its length
    std::optional<Error> m_error;
};

} // namespace consultantos
