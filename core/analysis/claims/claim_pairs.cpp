// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimReader that joins the claims of one sentence.
#include "analysis/claims/claim_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

} // namespace

/// Numbers of one sentence that lean on each other: "…, or $2.90 a share", "to X from Y", "down from Y".
void ClaimReader::joinClaims(QList<NumberClaim> &claims) const
{
    for (qsizetype i = 1; i < claims.size(); ++i) {
        auto &claim = claims[i];
        const auto &earlier = claims[i - 1];
        const auto link = claim.amount.boundFirst - 1;
        const bool isOr = link > earlier.amount.at.last && link - earlier.amount.at.last <= 2
                          && (m_sentence.tokens[link].isWord(QLatin1String("or"))
                              || m_sentence.tokens[link].isWord(QLatin1String("oder")));
        if (isOr && claim.kind == Kind::Level && earlier.kind == Kind::Level)
            claim.period = earlier.period;
    }
    // "tripled from 20 in 2019 to 62 in 2020", "from 56 % in 2020 to 40 % in 2023, a drop of 16 points"
    for (auto &claim : claims) {
        if ((claim.kind != Kind::Times && claim.kind != Kind::Change) || claim.base || claim.otherCompany >= 0)
            continue;
        for (const auto &other : claims) {
            if (other.term != claim.term || other.kind != Kind::Level || !other.period || !other.period->reference)
                continue;
            if (other.isFrom)
                claim.base = other.period;
            else if (other.isTo)
                claim.period = other.period;
        }
        // "81 in 2025 compares with 33 in 2024, an increase of 147 %"
        for (const auto &other : claims) {
            if (claim.base && claim.base == claim.period && other.term == claim.term && other.kind == Kind::Level
                && !other.isFrom && other.period)
                claim.period = other.period;
        }
    }
    for (auto &claim : claims) {
        if (!claim.isTo && !claim.isFrom)
            continue;
        for (auto &other : claims) {
            const bool isPair = &other != &claim && other.kind == Kind::Level && other.term == claim.term
                                && other.company == claim.company;
            if (!isPair)
                continue;
            if (claim.isTo && other.isFrom)
                claim.base = other.period;
            else if (claim.isFrom && claim.direction != 0 && other.amount.at.first < claim.amount.at.first
                     && !other.isFrom)
                claim.movedTo = other.period;
        }
        if (claim.isTo && !claim.base && claim.direction != 0) {
            claim.base = ClaimPeriod();
            claim.base->yearsBack = 1;
        }
    }
}

/// "A, B and C were 1, 2 and 3, respectively": each with its own term, or its own year.
void ClaimReader::distribute(QList<NumberClaim> &claims) const
{
    // "Apple's is greater than Microsoft's: 57 against 44"
    const auto &companies = m_mentions.companies;
    for (qsizetype i = 1; i < claims.size() && companies.size() == 2; ++i) {
        const auto link = before(claims[i].amount);
        const bool isPair = link > claims[i - 1].amount.at.last && endsComparison(link) && claims[i].kind == Kind::Level
                            && claims[i - 1].kind == Kind::Level
                            && companies[1].at.first < claims[i - 1].amount.at.first;
        if (isPair) {
            claims[i - 1].company = companies[0].company;
            claims[i].company = companies[1].company;
        }
    }
    // "was higher in 2024 than in 2023: 69 against 47"
    QList<const PeriodMention *> named;
    for (const auto &period : m_mentions.periods) {
        if (period.period.reference && !period.last)
            named.append(&period);
    }
    for (qsizetype i = 1; i < claims.size() && named.size() == 2 && companies.size() < 2; ++i) {
        const auto link = before(claims[i].amount);
        const bool isPair = link > claims[i - 1].amount.at.last && endsComparison(link) && claims[i].kind == Kind::Level
                            && claims[i - 1].kind == Kind::Level && named[1]->at.first < claims[i - 1].amount.at.first
                            && named[1]->isBase && claims[i].term == claims[i - 1].term;
        if (isPair) {
            claims[i - 1].period = named[0]->period;
            claims[i].period = named[1]->period;
        }
    }
    if (!hasCue(ClaimCue::Respectively) || claims.size() < 2)
        return;
    QList<const TermMention *> terms;
    for (const auto &term : m_mentions.terms) {
        if (!term.isWeak)
            terms.append(&term);
    }
    if (terms.size() == claims.size() && terms.last()->at.first < claims.first().amount.at.first) {
        for (qsizetype i = 0; i < claims.size(); ++i) {
            claims[i].term = terms[i]->meaning;
            claims[i].isLoss = terms[i]->isLoss;
        }
        return;
    }
    QList<ClaimPeriod> periods;
    for (const auto &period : m_mentions.periods) {
        if (period.period.reference) {
            periods.append(period.period);
            if (period.last)
                periods.append(*period.last);
        }
    }
    if (periods.size() == claims.size()) {
        for (qsizetype i = 0; i < claims.size(); ++i)
            claims[i].period = periods[i];
        return;
    }
    if (m_mentions.companies.size() == claims.size()) {
        for (qsizetype i = 0; i < claims.size(); ++i)
            claims[i].company = m_mentions.companies[i].company;
    }
}

/// Of "than" at `place` with its comparative further before it: 1 for "higher in 2024 than", −1 for "lower"; else 0.
int ClaimReader::partedComparison(qsizetype place) const
{
    static const QStringList Higher{QStringLiteral("higher"), QStringLiteral("larger"), QStringLiteral("greater"),
                                    QStringLiteral("bigger"), QStringLiteral("höher"),  QStringLiteral("größer")};
    static const QStringList Lower{QStringLiteral("lower"), QStringLiteral("smaller"), QStringLiteral("niedriger"),
                                   QStringLiteral("kleiner"), QStringLiteral("geringer")};
    constexpr qsizetype MostBetween = 12;
    const auto &tokens = m_sentence.tokens;
    if (!tokens[place].isWord(QLatin1String("than")) && !tokens[place].isWord(QLatin1String("als"))
        && tokens[place].text != foldedWord(QStringLiteral("als")))
        return 0;
    for (auto at = place - 1; at >= 0 && place - at <= MostBetween; --at) {
        const int side = Higher.contains(tokens[at].text) ? 1 : Lower.contains(tokens[at].text) ? -1 : 0;
        if (side == 0)
            continue;
        // "3 % lower in 2024 than" is a change; "lower than" is found by itself.
        const bool isChange = at > 0 && m_mentions.cover[at - 1] == Cover::Amount;
        return isChange || at == place - 1 ? 0 : side;
    }
    return 0;
}

/// "X of 1 exceeded Y of 2", "was lower than in 2023": a comparison between figures.
void ClaimReader::readOrders(SentenceClaims &result) const
{
    for (qsizetype place = 0; place < m_sentence.tokens.size(); ++place) {
        auto higher = m_mentions.cueLength(ClaimCue::HigherThan, place);
        auto lower = m_mentions.cueLength(ClaimCue::LowerThan, place);
        const int parted = higher == 0 && lower == 0 ? partedComparison(place) : 0;
        higher = parted > 0 ? 1 : higher;
        lower = parted < 0 ? 1 : lower;
        const auto length = std::max(higher, lower);
        if (length == 0 || m_mentions.cover[place] != Cover::None)
            continue;
        const auto end = place + length;
        ClaimedOrder order;
        order.isHigher = higher >= lower;
        order.left = -1;
        bool isOfNumber = false;
        for (qsizetype i = 0; i < result.claims.size(); ++i) {
            const auto &claim = result.claims[i];
            // "more than $200 billion", "71 % higher than in 2019" are about the number itself.
            const bool isBound = claim.amount.boundFirst <= place && place < claim.amount.at.first;
            const bool isDirect = claim.amount.at.first == end;
            const bool isChange = claim.kind == Kind::Change && claim.amount.at.last + 1 == place;
            isOfNumber = isOfNumber || isBound || isDirect || isChange;
            if (claim.kind == Kind::Level && claim.term && claim.amount.at.last < place)
                order.left = i;
            if (claim.kind == Kind::Level && claim.term && claim.amount.at.first >= end && order.right < 0)
                order.right = i;
        }
        // "was lower in 2020 than in 2019, at $143 billion"
        if (order.left < 0 && parted != 0 && order.right >= 0)
            order.left = std::exchange(order.right, -1);
        // "higher than Apple's: $44 billion against $57 billion"
        const auto next = order.right + 1;
        if (order.left < 0 && order.right >= 0 && next < result.claims.size() && result.claims[next].isFrom
            && result.claims[next].kind == Kind::Level && result.claims[next].term) {
            order.left = order.right;
            order.right = next;
        }
        if (isOfNumber || order.left < 0)
            continue;
        for (auto at = end; at < m_sentence.tokens.size(); ++at) {
            if (isBoundary(at) || (m_sentence.tokens[at].isSign(',') && order.right < 0))
                break;
            for (const auto &company : m_mentions.companies) {
                if (company.at.first == at && order.company < 0)
                    order.company = company.company;
            }
            for (const auto &period : m_mentions.periods) {
                if (period.at.first == at && !order.period)
                    order.period = period.period;
            }
            for (const auto &term : m_mentions.terms) {
                if (term.at.first == at && !order.term && !term.isWeak)
                    order.term = term.meaning;
            }
        }
        const auto &left = result.claims[order.left];
        const bool hasOther = order.right >= 0 || order.company >= 0 || order.period || order.term;
        if (!hasOther)
            continue;
        if (order.period && !order.period->reference && left.period)
            order.period->reference = left.period->reference;
        result.orders.append(order);
    }
}

} // namespace consultantos
