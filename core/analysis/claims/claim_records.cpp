// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimReader that reads tables' columns, and levels that are said to be the highest or lowest.
#include "analysis/claims/claim_reader.h"

#include "analysis/claims/number_words.h"

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

} // namespace

/// A table's head: what the columns below it are of.
void ClaimReader::readHead()
{
    if (!m_sentence.isTableRow) {
        m_context.columnPeriods.clear();
        m_context.columnTerms.clear();
        return;
    }
    if (!m_mentions.amounts.isEmpty())
        return;
    m_context.columnPeriods.clear();
    m_context.columnTerms.clear();
    for (const auto &period : m_mentions.periods) {
        if (period.period.reference && !period.last)
            m_context.columnPeriods.insert(m_sentence.columnOf(period.at.first), period.period);
    }
    for (const auto &term : m_mentions.terms) {
        const auto column = m_sentence.columnOf(term.at.first);
        if (!term.isWeak && !m_context.columnTerms.contains(column))
            m_context.columnTerms.insert(column, term);
    }
}

void ClaimReader::readColumn(NumberClaim &claim) const
{
    if (!m_sentence.isTableRow)
        return;
    const auto column = m_sentence.columnOf(claim.amount.at.first);
    const auto isHere = [&](const TokenRange &range) { return m_sentence.columnOf(range.first) == column; };
    const bool hasOwnPeriod = std::any_of(m_mentions.periods.cbegin(), m_mentions.periods.cend(),
                                          [&](const PeriodMention &period) { return isHere(period.at); });
    if (const auto period = m_context.columnPeriods.constFind(column);
        period != m_context.columnPeriods.cend() && !hasOwnPeriod)
        claim.period = *period;
    const bool hasTerm = std::any_of(m_mentions.terms.cbegin(), m_mentions.terms.cend(),
                                     [](const TermMention &term) { return !term.isWeak; });
    if (hasTerm)
        return;
    const auto term = m_context.columnTerms.constFind(column);
    if (term == m_context.columnTerms.cend() || !fits(claim.amount, *term, claim.kind))
        return;
    claim.term = term->meaning;
    claim.isLoss = term->isLoss;
    claim.trouble.clear();
    claim.doubt.clear();
}

/// "its highest ever", "the lowest in five years", "the largest since 2014".
void ClaimReader::readRecords(SentenceClaims &result) const
{
    const auto &tokens = m_sentence.tokens;
    constexpr qsizetype MostToScope = 5;
    for (qsizetype place = 0; place < tokens.size(); ++place) {
        const auto high = m_mentions.cueLength(ClaimCue::Highest, place);
        const auto low = m_mentions.cueLength(ClaimCue::Lowest, place);
        if ((high == 0 && low == 0) || m_mentions.cover[place] != Cover::None)
            continue;
        ClaimedRecord record;
        record.isHighest = high >= low;
        bool hasScope = false;
        const auto last = std::min(place + std::max(high, low) + MostToScope, tokens.size() - 1);
        for (auto at = place; at <= last && !hasScope; ++at) {
            if (at > place && (tokens[at].isSign(',') || m_mentions.cover[at] == Cover::Amount))
                break;
            if (m_mentions.has(ClaimCue::Ever, at)) {
                hasScope = true;
                break;
            }
            const bool isSince = tokens[at].isWord(QLatin1String("since")) || tokens[at].isWord(QLatin1String("seit"));
            for (const auto &period : m_mentions.periods) {
                if (isSince && period.at.first - at >= 1 && period.at.first - at <= 2 && period.period.reference) {
                    record.since = period.period;
                    hasScope = true;
                }
            }
            const auto number = at + 1 < tokens.size() && tokens[at].kind == QuestionToken::Kind::Number
                                    ? std::optional(WordNumber{tokens[at].number, 0, 1})
                                    : wordNumberAt(tokens, at);
            constexpr double MostYears = 60;
            if (number && number->value >= 2 && number->value <= MostYears && at + number->length < tokens.size()
                && (tokens[at + number->length].isWord(QLatin1String("year"))
                    || tokens[at + number->length].written.startsWith(QLatin1String("Jahr")))) {
                record.years = static_cast<int>(number->value);
                hasScope = true;
            }
        }
        qsizetype nearest = -1;
        for (qsizetype i = 0; i < result.claims.size() && hasScope; ++i) {
            const auto &claim = result.claims[i];
            const auto distance = [place](const NumberClaim &one) {
                return std::abs(one.amount.at.first - place) * (one.amount.at.first < place ? 1 : 2);
            };
            if (claim.kind == Kind::Level && claim.term && !claim.isFrom
                && (nearest < 0 || distance(claim) < distance(result.claims[nearest])))
                nearest = i;
        }
        if (nearest < 0)
            continue;
        record.claim = nearest;
        // "the highest since 2014": that year is not the number's.
        auto &claim = result.claims[nearest];
        if (record.since && claim.period == record.since) {
            claim.period.reset();
            for (const auto &period : m_mentions.periods) {
                if (period.period.reference && !(period.period == *record.since) && !period.isBase)
                    claim.period = period.period;
            }
        }
        result.records.append(record);
    }
}

} // namespace consultantos
