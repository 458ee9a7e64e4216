// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/phrase_index.h"

namespace consultantos {

namespace {

bool standsAt(const QStringList &words, const QList<QuestionToken> &tokens, qsizetype place)
{
    if (place + words.size() > tokens.size())
        return false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (tokens[place + i].text != words[i])
            return false;
    }
    return true;
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
        if ((!best || entry.words.size() > best->length) && standsAt(entry.words, tokens, place))
            best = Match{entry.meaning, entry.words.size()};
    }
    return best;
}

} // namespace consultantos
