// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/lexical_embedder.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr float FillerShare = 0.25F; ///< of its weight that a word which says nothing has
constexpr float GramShare = 0.35F;   ///< of a word's weight that all its trigrams have together
constexpr float LightShare = 0.5F;   ///< of its weight that a word has which one prompt may lack
constexpr float QuestionWeight = 4;
constexpr float TellingFactor = 1.5F; ///< of names, periods, numbers, units, negations and directions
constexpr qsizetype Gram = 3;

/// FNV-1a over UTF-16, 64 bits.
quint64 hashOf(QChar space, QStringView text)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    const auto take = [&hash](QChar c) {
        hash ^= c.unicode();
        hash *= 0x100000001b3ULL;
    };
    take(space);
    for (const auto c : text)
        take(c);
    // The lowest bits of FNV alone mix too little.
    hash ^= hash >> 32U;
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29U);
}

/// Features of one text: how often, and how much each tells.
class Features {
public:
    void add(QChar space, QStringView text, float weight)
    {
        auto &feature = m_features[hashOf(space, text)];
        feature.count += 1;
        feature.weight = weight;
    }

    [[nodiscard]] std::vector<float> vector() const
    {
        std::vector<float> values(LexicalEmbedder::Dimension, 0.0F);
        for (auto entry = m_features.begin(); entry != m_features.end(); ++entry) {
            const auto value = (1 + std::log(entry->count)) * entry->weight;
            const bool isNegative = (entry.key() >> 63U) != 0;
            values[entry.key() % LexicalEmbedder::Dimension] += isNegative ? -value : value;
        }
        float squares = 0;
        for (const auto value : values)
            squares += value * value;
        if (squares > 0) {
            const auto length = std::sqrt(squares);
            for (auto &value : values)
                value /= length;
        }
        return values;
    }

private:
    struct Feature {
        float count = 0;
        float weight = 0;
    };
    // Ordered, so that sums are the same on every machine.
    QMap<quint64, Feature> m_features;
};

} // namespace

Result<WordWeights> WordWeights::load(const QString &resourceDir)
{
    const auto path = resourceDir + QStringLiteral("/llm/word_weights.json");
    const auto file = json::readObject(path);
    if (!file)
        return tl::unexpected(file.error());
    WordWeights weights;
    weights.m_rare = static_cast<float>((*file)[QStringLiteral("rare")].toDouble());
    const auto lists = (*file)[QStringLiteral("weights")].toObject();
    for (auto entry = lists.begin(); entry != lists.end(); ++entry) {
        for (const auto &word : json::toStrings(entry.value()))
            weights.m_weights.insert(word, entry.key().toFloat());
    }
    if (weights.m_rare <= 0 || weights.m_weights.isEmpty())
        return fail(ErrorCode::Malformed, QCoreApplication::translate("SemanticWords", "%1 has no weights.").arg(path));
    return weights;
}

LexicalEmbedder::LexicalEmbedder(std::shared_ptr<const PromptReader> reader, WordWeights weights)
    : m_reader(std::move(reader))
    , m_weights(std::move(weights))
{
}

Result<std::vector<float>> LexicalEmbedder::embed(const QString &text) const
{
    return embed(m_reader->read(text));
}

std::vector<float> LexicalEmbedder::embed(const PromptMeaning &meaning) const
{
    Features features;
    for (const auto &word : meaning.words) {
        const bool isTelling = word.kind != PromptWordKind::Other && word.kind != PromptWordKind::Quantifier;
        const auto weight =
            m_weights.of(word.shown) * (isTelling ? TellingFactor : 1) * (word.isLight ? LightShare : 1);
        features.add(QLatin1Char('w'), word.key, weight);
        const auto padded = QLatin1Char('^') + word.shown + QLatin1Char('$');
        const auto grams = padded.size() - Gram + 1;
        const auto each = GramShare * weight / std::sqrt(static_cast<float>(std::max<qsizetype>(grams, 1)));
        for (qsizetype place = 0; place < grams; ++place)
            features.add(QLatin1Char('g'), QStringView(padded).mid(place, Gram), each);
    }
    for (const auto &filler : meaning.fillers)
        features.add(QLatin1Char('f'), filler, FillerShare * m_weights.of(filler));
    features.add(QLatin1Char('q'), meaning.questions.first(), QuestionWeight);
    return features.vector();
}

} // namespace consultantos
