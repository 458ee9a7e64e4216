// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimReader that finds periods and companies.
#include "analysis/claims/claim_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

} // namespace

/// The period right behind the amount ("$53.8 billion in 2021") or right before it ("2020's $31.5 billion", "2020: 31.5").
const PeriodMention *ClaimReader::ownPeriod(const AmountMention &amount) const
{
    constexpr qsizetype MostBetween = 9;
    for (const auto &period : m_mentions.periods) {
        static const QStringList Nouns{QStringLiteral("level"), QStringLiteral("figure"), QStringLiteral("value"),
                                       QStringLiteral("total"), QStringLiteral("niveau"), QStringLiteral("wert"),
                                       QStringLiteral(":"),     QStringLiteral("(")};
        const auto gap = amount.boundFirst - period.at.last - 1;
        const bool isColon = gap >= 1 && gap <= 2 && Nouns.contains(m_sentence.tokens[period.at.last + 1].text)
                             && (gap == 1 || m_mentions.has(ClaimCue::Of, period.at.last + 2));
        const bool isGenitive = gap == 0 && m_sentence.tokens[period.at.last].isPossessive;
        if (!period.last && (isColon || isGenitive))
            return &period;
    }
    for (const auto &period : m_mentions.periods) {
        if (period.at.first <= amount.at.last)
            continue;
        if (period.at.first - amount.at.last > MostBetween)
            return nullptr;
        for (auto place = amount.at.last + 1; place < period.at.first; ++place) {
            const auto &token = m_sentence.tokens[place];
            const bool isAside = token.isSign('(') && period.at.last + 1 < m_sentence.tokens.size()
                                 && !m_sentence.tokens[period.at.last + 1].isSign(')');
            // "income (7 billion) was higher than in 2023", "exceeded the 6 billion of 2023"
            const bool isOutside =
                token.isSign(')') && amount.boundFirst > 0 && m_sentence.tokens[amount.boundFirst - 1].isSign('(');
            if (m_mentions.cover[place] == Cover::Amount || token.isSign(',') || token.isSign(';') || isAside
                || isOutside || m_mentions.has(ClaimCue::Boundary, place))
                return nullptr;
        }
        return &period;
    }
    return nullptr;
}

/// "(2019: 5 billion) and": said in brackets that close before the amount.
bool ClaimReader::isInBrackets(const TokenRange &range, const AmountMention &amount) const
{
    for (auto place = range.last + 1; place < amount.at.first; ++place) {
        if (m_sentence.tokens[place].isSign('('))
            return false;
        if (m_sentence.tokens[place].isSign(')'))
            return true;
    }
    return false;
}

std::optional<ClaimPeriod> ClaimReader::mainPeriod(const AmountMention &amount) const
{
    std::optional<ClaimPeriod> found;
    const auto isMain = [](const PeriodMention &period) { return !period.isBase && period.period.reference; };
    // "2024 was strong: income of $69 billion against $37 billion in 2023; cash flow rose": that of the sentence.
    for (const auto &period : m_mentions.periods) {
        if (!isMain(period) || period.at.first >= amount.at.first)
            continue;
        const auto value = period.last ? period.last : std::optional(period.period);
        const bool isOwned =
            std::any_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(), [&](const AmountMention &other) {
                return other.at.last < period.at.first && period.at.first - other.at.last <= 3
                       && ownPeriod(other) == &period;
            });
        if (!found || !(isOwned || isInBrackets(period.at, amount)))
            found = value;
    }
    if (found)
        return found;
    for (const auto &period : m_mentions.periods) {
        if (isMain(period))
            return period.last ? period.last : std::optional(period.period);
    }
    return m_context.period;
}

void ClaimReader::readPeriods(NumberClaim &claim, const Role &role) const
{
    const auto &amount = claim.amount;
    const auto relativeTo = [](const ClaimPeriod &relative, const std::optional<ClaimPeriod> &main) {
        auto result = relative;
        if (!relative.reference && main)
            result.reference = main->reference;
        return result;
    };
    // What the amount's own number compares with.
    const PeriodMention *base = nullptr;
    const PeriodMention *span = nullptr;
    for (const auto &period : m_mentions.periods) {
        if (period.last)
            span = &period;
        if (period.isBase
            && (!base || std::abs(period.at.first - amount.at.first) < std::abs(base->at.first - amount.at.first)))
            base = &period;
    }
    const bool isOverTime = claim.kind == Kind::Change || claim.kind == Kind::Cagr || claim.kind == Kind::Times;
    const auto *own = ownPeriod(amount);
    const auto main = mainPeriod(amount);
    if (isOverTime) {
        claim.period = own && !own->isBase && own->period.reference && !own->last ? std::optional(own->period) : main;
        if (span && (!own || own == span || own->isBase)) {
            claim.period = span->last;
            claim.base = span->period;
            return;
        }
        if (claim.kind == Kind::Cagr && span) {
            claim.period = span->last;
            claim.base = span->period;
            return;
        }
        // "2.1 times its fiscal 2024 revenue": what stands behind is the base.
        for (const auto &period : m_mentions.periods) {
            const bool isBehind = period.at.first > amount.at.last && period.at.first - amount.at.last <= 6;
            if (claim.kind == Kind::Times && !base && isBehind && period.period.reference && main
                && !(period.period == *main)) {
                base = &period;
                claim.period = main;
            }
        }
        // "up 36 % in 2024": a relative time behind the number is what it is compared with.
        if (own && !own->period.reference)
            base = own;
        if (base) {
            claim.base = relativeTo(base->period, claim.period);
            if (!claim.period && base->period.reference) {
                claim.period = base->period;
                claim.period->yearsBack -= 1;
            }
        }
        return;
    }
    const auto *fromSpan = role.isFrom || role.isTo ? span : nullptr;
    if (role.isCompared && !(own && !own->last)) {
        // "…, compared with $30.4 billion, or $2.90 a share, in 2023"
        for (const auto &period : m_mentions.periods) {
            if (period.at.first > amount.at.last && !own && !period.last)
                own = &period;
        }
    }
    // "a year earlier it had been $13.6 billion", "dem Vorjahreswert von 21 %"
    const PeriodMention *relative = nullptr;
    for (const auto &period : m_mentions.periods) {
        if (period.at.first < amount.at.first && !period.isBase)
            relative = period.period.reference ? nullptr : &period;
    }
    if (!own && relative && !role.isTo) {
        claim.period = relativeTo(relative->period, main);
        return;
    }
    if (own && !own->last && (!own->isBase || role.isFrom || own->period.reference)) {
        const bool isBefore = own->at.first < amount.at.first;
        const bool isComparison =
            !isBefore && own->isBase && !role.isFrom && own->period.reference && main && !(*main == own->period);
        claim.period = isComparison ? main : std::optional(relativeTo(own->period, main));
        if (own->isBase && !own->period.reference && !role.isFrom)
            claim.period = main;
    } else if (fromSpan) {
        claim.period = role.isFrom ? fromSpan->period : fromSpan->last;
    } else {
        claim.period = main;
        // "… since 2019, from 25 to 98 in 2024"
        if (role.isFrom && base && base->period.reference) {
            claim.period = base->period;
            return;
        }
        const bool isOfOther = role.isCompared && m_mentions.companies.size() > 1;
        if (role.isFrom && !isOfOther) {
            claim.period = main.value_or(ClaimPeriod());
            claim.period->yearsBack += 1;
        }
    }
    if (role.isTo && fromSpan)
        claim.base = fromSpan->period;
    else if (role.isTo && base)
        claim.base = relativeTo(base->period, claim.period);
}

void ClaimReader::readCompany(NumberClaim &claim, const TermMention *term) const
{
    const CompanyMention *nearest = nullptr;
    for (const auto &company : m_mentions.companies) {
        if (company.at.first < claim.amount.at.first)
            nearest = &company;
    }
    if (!nearest && !m_mentions.companies.isEmpty())
        nearest = &m_mentions.companies.first();
    claim.company = nearest ? nearest->company : m_mainCompany >= 0 ? m_mainCompany : m_context.company;
    if (m_mentions.companies.isEmpty()) {
        if (const auto name = unknownName(); !name.isEmpty())
            claim.trouble = QCoreApplication::translate("Check", "No facts of %1 are at hand.").arg(name);
    }
    // "BMW's revenue": another company's.
    if (!term || term->at.first == 0)
        return;
    for (auto place = std::max<qsizetype>(0, term->at.first - 3); place < term->at.first; ++place) {
        const auto &token = m_sentence.tokens[place];
        const bool isName = token.isPossessive && !token.written.isEmpty() && token.written[0].isUpper()
                            && m_mentions.cover[place] == Cover::None && !m_mentions.has(ClaimCue::Possessive, place);
        if (isName && (!nearest || nearest->at.first < place || nearest->at.first > claim.amount.at.first))
            claim.trouble = QCoreApplication::translate("Check", "No facts of %1 are at hand.").arg(token.written);
    }
}

/// "Toyota reported", "At Toyota, revenue": a name that is no company at hand; empty where the words are ordinary.
QString ClaimReader::unknownName() const
{
    static const QStringList Verbs{
        QStringLiteral("had"),       QStringLiteral("reported"), QStringLiteral("posted"),    QStringLiteral("earned"),
        QStringLiteral("recorded"),  QStringLiteral("booked"),   QStringLiteral("generated"), QStringLiteral("made"),
        QStringLiteral("lost"),      QStringLiteral("spent"),    QStringLiteral("erzielte"),  QStringLiteral("meldete"),
        QStringLiteral("verdiente"), QStringLiteral("setzte"),   QStringLiteral("verbuchte")};
    static const QStringList Ordinary{
        QStringLiteral("we"),      QStringLiteral("it"),   QStringLiteral("they"),       QStringLiteral("management"),
        QStringLiteral("company"), QStringLiteral("wir"),  QStringLiteral("konzern"),    QStringLiteral("nobody"),
        QStringLiteral("he"),      QStringLiteral("she"),  QStringLiteral("which"),      QStringLiteral("who"),
        QStringLiteral("this"),    QStringLiteral("that"), QStringLiteral("unternehmen")};
    const auto &tokens = m_sentence.tokens;
    constexpr qsizetype Least = 3;
    if (tokens.size() < Least)
        return {};
    const bool isAt =
        (tokens[0].isWord(QLatin1String("at")) || tokens[0].isWord(QLatin1String("bei"))) && tokens[2].isSign(',');
    const auto place = isAt ? 1 : 0;
    const auto &name = tokens[place];
    const bool isFree = name.kind == QuestionToken::Kind::Word && m_mentions.cover[place] == Cover::None
                        && m_mentions.cues[place].isEmpty() && name.written[0].isUpper() && name.written.size() > 1;
    if (!isFree || Ordinary.contains(name.text))
        return {};
    return isAt || Verbs.contains(tokens[1].written) ? name.written : QString();
}

/// "2.5 times the revenue of Meta", "40 % more than Meta's": the company that is compared with.
void ClaimReader::readOther(NumberClaim &claim) const
{
    if (claim.kind != Kind::Times && claim.kind != Kind::Change)
        return;
    constexpr qsizetype MostBetween = 7;
    for (const auto &company : m_mentions.companies) {
        const auto &amount = claim.amount;
        if (company.at.first <= amount.at.last || company.at.first - amount.at.last > MostBetween
            || company.company == claim.company)
            continue;
        bool isCompared = claim.kind == Kind::Times
                          && (!amount.isWord
                              || (amount.at.last + 1 < company.at.first
                                  && (m_sentence.tokens[amount.at.last + 1].isWord(QLatin1String("that"))
                                      || m_sentence.tokens[amount.at.last + 1].isWord(QLatin1String("as"))
                                      || m_sentence.tokens[amount.at.last + 1].isWord(QLatin1String("the")))));
        for (auto place = amount.at.last + 1; place < company.at.first; ++place) {
            const auto &token = m_sentence.tokens[place];
            if (token.isSign(',') || token.isSign(';') || m_mentions.cover[place] == Cover::Amount)
                return;
            isCompared = isCompared || token.isWord(QLatin1String("than")) || token.isWord(QLatin1String("als"))
                         || token.isWord(QLatin1String("above")) || token.isWord(QLatin1String("below"));
        }
        if (isCompared) {
            claim.otherCompany = company.company;
            return;
        }
    }
}

} // namespace consultantos
