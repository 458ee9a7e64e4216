// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/semantic_matcher.h"

#include "llm/semantic/lexical_embedder.h"
#include "llm/semantic/meaning_difference.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace consultantos {

SemanticMatcher::SemanticMatcher(std::shared_ptr<const PromptReader> reader, std::shared_ptr<const Embedder> embedder,
                                 double threshold)
    : m_reader(std::move(reader))
    , m_embedder(std::move(embedder))
    , m_threshold(threshold)
{
}

Result<SemanticVerdict> SemanticMatcher::judge(const QString &one, const QString &other) const
{
    const auto first = m_embedder->embed(one);
    if (!first)
        return tl::unexpected(first.error());
    const auto second = m_embedder->embed(other);
    if (!second)
        return tl::unexpected(second.error());
    const auto count = static_cast<std::ptrdiff_t>(std::min(first->size(), second->size()));
    const auto similarity = std::inner_product(first->begin(), first->begin() + count, second->begin(), 0.0);
    return judge(m_reader->read(one), m_reader->read(other), similarity);
}

SemanticVerdict SemanticMatcher::judge(const PromptMeaning &one, const PromptMeaning &other, double similarity) const
{
    SemanticVerdict verdict;
    verdict.similarity = std::clamp(similarity, 0.0, 1.0);
    if (one.words.isEmpty() || other.words.isEmpty()) {
        verdict.reason = QCoreApplication::translate("SemanticMatcher", "a prompt without words to go by");
    } else if (const auto difference = meaningDifference(one, other)) {
        verdict.reason = *difference;
    } else if (verdict.similarity < m_threshold) {
        verdict.reason = QCoreApplication::translate("SemanticMatcher", "similarity below %1").arg(m_threshold);
    } else {
        verdict.isHit = true;
        verdict.reason = QCoreApplication::translate("SemanticMatcher", "same meaning");
    }
    return verdict;
}

Result<std::shared_ptr<const SemanticMatcher>> makeSemanticMatcher(const QString &resourceDir,
                                                                   const QList<Company> &companies)
{
    auto words = SemanticWords::load(resourceDir);
    if (!words)
        return tl::unexpected(words.error());
    auto weights = WordWeights::load(resourceDir);
    if (!weights)
        return tl::unexpected(weights.error());
    auto reader =
        std::make_shared<const PromptReader>(std::make_shared<const SemanticWords>(std::move(*words)), companies);
    auto embedder = std::make_shared<const LexicalEmbedder>(reader, std::move(*weights));
    return std::make_shared<const SemanticMatcher>(std::move(reader), std::move(embedder));
}

} // namespace consultantos
