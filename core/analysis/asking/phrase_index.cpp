// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/phrase_index.h"

namespace consultantos {

namespace {

/// How many tokens the words take at `place`, commas between them included ("property, plant, and equipment"); 0 if they
/// don't stand there.
qsizetype lengthAt(const QStringList &words, const QList<QuestionToken> &tokens, qsizetype place)
{
    auto at = place;
    for (qsizetype i = 0; i < words.size(); ++i) {
        while (i > 0 && at < tokens.size() && tokens[at].isSign(','))
            ++at;
        if (at >= tokens.size() || tokens[at].text != words[i])
            return 0;
        ++at;
    }
    return at - place;
}

} // namespace

void PhraseIndex::add(const QStringList &words, const PhraseMeaning &meaning)
{
    if (words.isEmpty())
        return;
    auto &entries = m_entries[words.first()];
    for (const auto &entry : entries) {
        if (entry.words == words)
            return;
    }
    entries.append({words, meaning});
}

std::optional<PhraseIndex::Match> PhraseIndex::longestAt(const QList<QuestionToken> &tokens, qsizetype place) const
{
    const auto entries = m_entries.constFind(tokens[place].text);
    if (entries == m_entries.cend())
        return std::nullopt;
    std::optional<Match> best;
    for (const auto &entry : *entries) {
        // "A is total debt": a name of one letter is not the article.
        const bool isArticle = entry.words == QStringList{QStringLiteral("a")}
                               && tokens[place].written != QLatin1String("A") && entry.meaning.isTerm();
        const auto length = isArticle ? 0 : lengthAt(entry.words, tokens, place);
        if (length > 0 && (!best || length > best->length))
            best = Match{entry.meaning, length};
    }
    return best;
}

} // namespace consultantos
