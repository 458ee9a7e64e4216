// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/semantic/prompt_reader.h"
#include "model/embedder.h"

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

namespace consultantos {

/// How much words tell: resources/llm/word_weights.json. Immutable; thread-safe.
class WordWeights {
public:
    [[nodiscard]] static Result<WordWeights> load(const QString &resourceDir);
    /// ln(n/df) of a folded word; that of a rare one if it isn't listed.
    [[nodiscard]] float of(const QString &word) const { return m_weights.value(word, m_rare); }

private:
    QHash<QString, float> m_weights;
    float m_rare = 0;
};

/// The built-in embedder, without any model: what PromptReader takes from a text and the trigrams of its words, weighted
/// by 1 + ln(tf) and idf (Salton and Buckley, 1988), hashed with signs into a vector of 384 (Weinberger et al., 2009).
/// The same text has the same vector on every machine. Thread-safe; pure.
class LexicalEmbedder : public Embedder {
public:
    static constexpr std::size_t Dimension = 384;

    LexicalEmbedder(std::shared_ptr<const PromptReader> reader, WordWeights weights);

    [[nodiscard]] QString id() const override { return QStringLiteral("lexical-1"); }
    [[nodiscard]] Result<std::vector<float>> embed(const QString &text) const override;
    /// The same of a text that was read before.
    [[nodiscard]] std::vector<float> embed(const PromptMeaning &meaning) const;

private:
    std::shared_ptr<const PromptReader> m_reader;
    WordWeights m_weights;
};

} // namespace consultantos
