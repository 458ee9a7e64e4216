// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/number_claim.h"

#include <QHash>

namespace consultantos {

/// What carries on from one sentence of a text to the next.
struct ClaimContext {
    qsizetype company = -1;
    std::optional<ClaimPeriod> period;
    std::optional<TermMention> term;
    QHash<qsizetype, ClaimPeriod> columnPeriods; ///< of the table that is being read, by column
    QHash<qsizetype, TermMention> columnTerms;
};

struct SentenceClaims {
    QList<NumberClaim> claims;
    QList<ClaimedOrder> orders;
    QList<ClaimedRecord> records;
};

/// Tells for each number of a sentence what it says. Pure; updates `context`.
class ClaimReader {
public:
    struct TermKind {
        bool isRatio = false; ///< percent, times, days: no amount of money
        bool isPerShare = false;
        bool isShares = false;
        bool isPercent = false; ///< of the ratios: a share of one
    };

    ClaimReader(const ClaimSentence &sentence, const ClaimMentions &mentions, ClaimContext &context,
                qsizetype mainCompany, const QHash<QString, TermKind> &kinds);

    [[nodiscard]] SentenceClaims read();

private:
    struct Role {
        NumberClaim::Kind kind = NumberClaim::Kind::Level;
        bool isFrom = false;
        bool isTo = false;
        bool isCompared = false; ///< "compared with 30"
        int direction = 0;
    };

    [[nodiscard]] Role roleOf(const AmountMention &amount) const;
    [[nodiscard]] qsizetype before(const AmountMention &amount) const;
    [[nodiscard]] int directionAround(const AmountMention &amount) const;
    [[nodiscard]] int directionAt(qsizetype place) const;
    [[nodiscard]] bool isPhrasalVerb(qsizetype place) const;
    [[nodiscard]] const TermMention *termOf(const AmountMention &amount, NumberClaim::Kind kind) const;
    [[nodiscard]] const TermMention *termBehind(const AmountMention &amount) const;
    [[nodiscard]] const TermMention *wholeOf(const AmountMention &amount) const;
    [[nodiscard]] bool fits(const AmountMention &amount, const TermMention &term, NumberClaim::Kind kind) const;
    [[nodiscard]] bool isClaimedByNext(const TermMention &term) const;
    [[nodiscard]] bool isConsumed(const TermMention &term, const AmountMention &amount) const;
    void readPeriods(NumberClaim &claim, const Role &role) const;
    [[nodiscard]] const PeriodMention *ownPeriod(const AmountMention &amount) const;
    [[nodiscard]] bool isInBrackets(const TokenRange &range, const AmountMention &amount) const;
    [[nodiscard]] std::optional<ClaimPeriod> mainPeriod(const AmountMention &amount) const;
    void readCompany(NumberClaim &claim, const TermMention *term) const;
    void readQualifier(NumberClaim &claim, const TermMention &term) const;
    void distribute(QList<NumberClaim> &claims) const;
    [[nodiscard]] int partedComparison(qsizetype place) const;
    void readOrders(SentenceClaims &result) const;
    void readRecords(SentenceClaims &result) const;
    void readHead();
    void readColumn(NumberClaim &claim) const;
    [[nodiscard]] bool endsComparison(qsizetype place) const;
    [[nodiscard]] int particleDirection() const;
    /// `own`: the term's mention, null where it is of an earlier sentence.
    [[nodiscard]] bool isBelowZero(const NumberClaim &claim, const PhraseMeaning &meaning,
                                   const TermMention *own) const;
    [[nodiscard]] std::optional<PhraseMeaning> sharesMeant() const;
    [[nodiscard]] QString partSubject(const TermMention &term) const;
    [[nodiscard]] QString foreignNoun(const AmountMention &amount) const;
    [[nodiscard]] bool isOfBenchmark(const AmountMention &amount) const;
    [[nodiscard]] bool isRelation(const AmountMention &amount) const;
    [[nodiscard]] QString scoreNoun(const AmountMention &amount) const;
    [[nodiscard]] bool isWorth(const AmountMention &amount) const;
    [[nodiscard]] bool isAverageYear(const NumberClaim &claim) const;
    [[nodiscard]] QString strangeSubject(const AmountMention &amount) const;
    [[nodiscard]] QString effectVerb(const AmountMention &amount) const;
    [[nodiscard]] QString otherSubject(const TermMention &term, const AmountMention &amount) const;
    [[nodiscard]] bool isHypothetical(const AmountMention &amount) const;
    void readApposition(NumberClaim &claim, const QList<NumberClaim> &earlier) const;
    [[nodiscard]] const TermMention *numeratorOf(const AmountMention &amount) const;
    void readTrouble(NumberClaim &claim, const TermMention *term, bool isFromContext) const;
    void readGrowthOfGrowth(NumberClaim &claim, const QList<NumberClaim> &earlier) const;
    [[nodiscard]] QString unknownName() const;
    void readOther(NumberClaim &claim) const;
    void joinClaims(QList<NumberClaim> &claims) const;
    [[nodiscard]] bool isBoundary(qsizetype place) const;
    [[nodiscard]] bool hasCue(ClaimCue cue) const;
    [[nodiscard]] bool saysEachShare(const AmountMention &amount) const;
    [[nodiscard]] const TermMention *resultOf(const TermMention &term) const;
    [[nodiscard]] TermKind kindOf(const PhraseMeaning &meaning) const;

    const ClaimSentence &m_sentence;
    const ClaimMentions &m_mentions;
    ClaimContext &m_context;
    qsizetype m_mainCompany;
    const QHash<QString, TermKind> &m_kinds;
};

} // namespace consultantos
