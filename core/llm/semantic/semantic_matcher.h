// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/semantic/prompt_reader.h"
#include "model/company.h"
#include "model/embedder.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

/// Whether one prompt's reply may be given to another.
struct SemanticVerdict {
    bool isHit = false;
    double similarity = 0; ///< cosine of the prompts' vectors, 0 to 1
    QString reason;        ///< in a few words, for the user
};

/// Judges pairs of prompts: what tells something must be there in both (meaningDifference()), and then they must be
/// similar. Thread-safe.
class SemanticMatcher {
public:
    /// Chosen for the built-in embedder on labelled pairs: docs/bench-notes-llm.md.
    static constexpr double Threshold = 0.92;

    SemanticMatcher(std::shared_ptr<const PromptReader> reader, std::shared_ptr<const Embedder> embedder,
                    double threshold = Threshold);

    [[nodiscard]] const Embedder &embedder() const { return *m_embedder; }
    [[nodiscard]] const PromptReader &reader() const { return *m_reader; }
    [[nodiscard]] double threshold() const { return m_threshold; }
    /// Fails as the embedder does.
    [[nodiscard]] Result<SemanticVerdict> judge(const QString &one, const QString &other) const;
    /// Of what was read and embedded before.
    [[nodiscard]] SemanticVerdict judge(const PromptMeaning &one, const PromptMeaning &other, double similarity) const;

private:
    std::shared_ptr<const PromptReader> m_reader;
    std::shared_ptr<const Embedder> m_embedder;
    double m_threshold;
};

/// A matcher with the built-in embedder; `companies` are those that prompts may name. An error names the resource.
[[nodiscard]] Result<std::shared_ptr<const SemanticMatcher>> makeSemanticMatcher(const QString &resourceDir,
                                                                                 const QList<Company> &companies);

} // namespace consultantos
