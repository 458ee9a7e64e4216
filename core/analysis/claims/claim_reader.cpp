// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

QString keyOf(const PhraseMeaning &meaning)
{
    return (meaning.kind == PhraseMeaning::Kind::Formula ? QStringLiteral("f/") : QStringLiteral("l/")) + meaning.id;
}

bool isAdditive(ClaimUnit unit)
{
    return unit == ClaimUnit::Points || unit == ClaimUnit::BasisPoints;
}

} // namespace

ClaimReader::ClaimReader(const ClaimSentence &sentence, const ClaimMentions &mentions, ClaimContext &context,
                         qsizetype mainCompany, const QHash<QString, TermKind> &kinds)
    : m_sentence(sentence)
    , m_mentions(mentions)
    , m_context(context)
    , m_mainCompany(mainCompany)
    , m_kinds(kinds)
{
}

ClaimReader::TermKind ClaimReader::kindOf(const PhraseMeaning &meaning) const
{
    return m_kinds.value(keyOf(meaning));
}

bool ClaimReader::hasCue(ClaimCue cue) const
{
    for (qsizetype place = 0; place < m_mentions.cues.size(); ++place) {
        if (m_mentions.has(cue, place))
            return true;
    }
    return false;
}

bool ClaimReader::isBoundary(qsizetype place) const
{
    const auto &token = m_sentence.tokens[place];
    return token.isSign(';') || token.isSign('|') || m_mentions.has(ClaimCue::Boundary, place);
}

/// The token before the amount and the words that loosen it, without articles and brackets; −1 at the beginning.
qsizetype ClaimReader::before(const AmountMention &amount) const
{
    auto place = amount.boundFirst - 1;
    while (place >= 0
           && (m_sentence.tokens[place].isWord(QLatin1String("a")) || m_sentence.tokens[place].isWord(QLatin1String("an"))
               || m_sentence.tokens[place].isWord(QLatin1String("the")) || m_sentence.tokens[place].isWord(QLatin1String("total"))
               || m_sentence.tokens[place].isWord(QLatin1String("another")) || m_sentence.tokens[place].isWord(QLatin1String("only"))
               || m_sentence.tokens[place].isWord(QLatin1String("nur")) || m_sentence.tokens[place].isSign('(')))
        --place;
    return place;
}

int ClaimReader::directionAt(qsizetype place) const
{
    if (place < 0 || place >= m_sentence.tokens.size() || m_mentions.cover[place] == Cover::Amount)
        return 0;
    return m_mentions.has(ClaimCue::Rise, place) ? 1 : m_mentions.has(ClaimCue::Fall, place) ? -1 : 0;
}

/// Of the nearest word of rise or fall: right before or behind the amount, else before it in its clause, else behind.
int ClaimReader::directionAround(const AmountMention &amount) const
{
    const auto isBetweenAmounts = [this](qsizetype place) { return m_mentions.cover[place] == Cover::Amount; };
    for (auto place = amount.at.last + 1; place < m_sentence.tokens.size() && place <= amount.at.last + 2; ++place) {
        if (isBetweenAmounts(place) || m_sentence.tokens[place].isSign(','))
            break;
        if (const int direction = directionAt(place))
            return direction;
    }
    for (auto place = amount.boundFirst - 1; place >= 0; --place) {
        if (isBoundary(place))
            break;
        if (const int direction = directionAt(place))
            return direction;
    }
    for (auto place = amount.at.last + 1; place < m_sentence.tokens.size(); ++place) {
        if (isBoundary(place))
            break;
        if (const int direction = directionAt(place))
            return direction;
    }
    return 0;
}

ClaimReader::Role ClaimReader::roleOf(const AmountMention &amount) const
{
    Role role;
    role.direction = directionAround(amount);
    const bool isPart = amount.unit == ClaimUnit::Percent;
    if (amount.isWord) {
        role.kind = Kind::Change;
        return role;
    }
    if (amount.unit == ClaimUnit::Times) {
        role.kind = Kind::Times;
        return role;
    }
    const auto place = before(amount);
    const auto next = amount.at.last + 1;
    const bool isGerman = m_sentence.style == WrittenStyle::German;
    const bool isBy = place >= 0 && m_mentions.has(ClaimCue::By, place);
    const bool isTo = place >= 0 && m_mentions.has(ClaimCue::To, place);
    const bool isWith = place >= 0 && m_mentions.has(ClaimCue::With, place);
    const auto word = place >= 0 ? m_sentence.tokens[place].text : QString();
    if (isPart && hasCue(ClaimCue::Cagr) && !isTo) {
        const bool hasSpan = std::any_of(m_mentions.periods.cbegin(), m_mentions.periods.cend(),
                                         [](const PeriodMention &period) { return period.last.has_value(); });
        if (hasSpan) {
            role.kind = Kind::Cagr;
            return role;
        }
    }
    if (isAdditive(amount.unit)) {
        role.kind = Kind::Change;
        return role;
    }
    if (isBy) {
        role.kind = role.direction != 0 ? Kind::Change : Kind::Level;
        return role;
    }
    if (isTo) {
        role.isTo = role.direction != 0;
        return role;
    }
    // A direction right before: "rose 71 %", "up $31 billion", "an increase of 71 %".
    auto verb = place;
    if (verb >= 1 && m_mentions.has(ClaimCue::Of, verb))
        --verb;
    const int direct = directionAt(verb);
    const bool isComparative = verb >= 0 && (m_mentions.has(ClaimCue::HigherThan, verb) || m_mentions.has(ClaimCue::LowerThan, verb));
    if (direct != 0 && !isComparative && (m_mentions.cover[verb] == Cover::None)) {
        role.kind = Kind::Change;
        role.direction = direct;
        return role;
    }
    const bool isFrom = word == QLatin1String("from") || word == foldedWord(QStringLiteral("nach"))
                        || (word == QLatin1String("von") && role.direction != 0
                            && std::any_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(),
                                           [&](const AmountMention &other) {
                                               const auto link = before(other);
                                               return other.at.first > amount.at.last && link >= 0
                                                      && m_mentions.has(ClaimCue::To, link);
                                           }));
    if (isFrom) {
        role.isFrom = true;
        // "up from", "down from": the direction is about this pair.
        role.direction = place > 0 ? directionAt(place - 1) : 0;
        if (role.direction == 0)
            role.direction = directionAround(amount);
        return role;
    }
    // A direction right behind: "71 % higher", "a 71 % increase", "um 12 % rückläufig".
    const int behind = directionAt(next);
    const bool isOfAnother = next + 1 < m_sentence.tokens.size()
                             && (m_mentions.cover[next + 1] == Cover::Amount || m_mentions.has(ClaimCue::By, next + 1)
                                 || m_mentions.has(ClaimCue::From, next + 1));
    if (behind != 0 && !isOfAnother && !isWith && !(isGerman && !isPart)
        && (isPart || word != QLatin1String("of"))) {
        role.kind = Kind::Change;
        role.direction = behind;
        return role;
    }
    // "71 % revenue growth", "revenue growth was 2 %", "Umsatzwachstum".
    if (isPart) {
        for (const auto &term : m_mentions.terms) {
            const auto noun = term.at.last + 1;
            const bool isGrowthOfTerm = directionAt(noun) != 0 && !kindOf(term.meaning).isPercent;
            const bool isNear = noun < amount.boundFirst || (term.at.first == next);
            const bool isAlone = std::none_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(),
                                              [&](const AmountMention &other) {
                                                  return other.at.first > noun && other.at.first < amount.at.first;
                                              });
            const bool isLinked = noun < amount.boundFirst && amount.boundFirst - noun <= 5;
            if (isGrowthOfTerm && isNear && isAlone && (isLinked || term.at.first == next)) {
                role.kind = Kind::Change;
                role.direction = directionAt(noun);
                return role;
            }
        }
    }
    return role;
}

bool ClaimReader::fits(const AmountMention &amount, const TermMention &term, NumberClaim::Kind kind) const
{
    const auto meant = kindOf(term.meaning);
    switch (amount.unit) {
    case ClaimUnit::Money:
        return !meant.isRatio && !meant.isShares && (!amount.isEachShare || true);
    case ClaimUnit::Percent:
        return kind == Kind::Level ? meant.isPercent : true;
    case ClaimUnit::Points:
    case ClaimUnit::BasisPoints:
        return meant.isPercent;
    case ClaimUnit::Times:
        return true;
    case ClaimUnit::Shares:
        return meant.isShares;
    case ClaimUnit::Days:
        return meant.isRatio && !meant.isPercent;
    case ClaimUnit::Plain:
        return amount.scale > 1 ? !meant.isRatio : meant.isPerShare || (meant.isRatio && !meant.isPercent) || !meant.isRatio;
    case ClaimUnit::Employees:
        return false;
    }
    return false;
}

/// "income of $53 bn on revenue of $143 bn": the term has a number of its own behind it.
bool ClaimReader::isClaimedByNext(const TermMention &term) const
{
    auto place = term.at.last + 1;
    const auto end = std::min(place + 4, m_sentence.tokens.size());
    for (; place < end; ++place) {
        if (m_mentions.cover[place] == Cover::Amount)
            return place > term.at.last;
        const bool isLink = m_mentions.has(ClaimCue::Linking, place) || m_mentions.has(ClaimCue::Of, place)
                            || m_sentence.tokens[place].isSign('(') || m_mentions.has(ClaimCue::About, place)
                            || m_mentions.has(ClaimCue::Nearly, place) || m_sentence.tokens[place].isWord(QLatin1String("a"));
        if (!isLink)
            return false;
    }
    return false;
}

/// The term that a number names right behind it: "$7.8 billion of cash", "$391 billion in revenue", "24 % plunge in revenue".
const TermMention *ClaimReader::termBehind(const AmountMention &amount) const
{
    constexpr qsizetype MostBetween = 5;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first <= amount.at.last || term.at.first - amount.at.last > MostBetween)
            continue;
        bool isLinked = true;
        bool hasLink = term.at.first == amount.at.last + 1;
        for (auto place = amount.at.last + 1; place < term.at.first && isLinked; ++place) {
            static const QStringList Links{QStringLiteral("in"), QStringLiteral("of"), QStringLiteral("on"),
                                           QStringLiteral("for"), QStringLiteral("as"), QStringLiteral("an"),
                                           QStringLiteral("für"), QStringLiteral("a"), QStringLiteral("von")};
            const auto &token = m_sentence.tokens[place];
            const bool isLink = Links.contains(token.text) || Links.contains(token.written.toLower());
            const bool isNoun = directionAt(place) != 0;
            const bool isSmall = m_mentions.has(ClaimCue::Small, place);
            hasLink = hasLink || isLink;
            isLinked = m_mentions.cover[place] == Cover::None && (isLink || isNoun || isSmall) && !token.isSign(',');
        }
        if (isLinked && hasLink && !isClaimedByNext(term))
            return &term;
        break;
    }
    return nullptr;
}

/// "14 % of revenue", "14 % des Umsatzes", "R&D as a percentage of revenue was 14 %".
const TermMention *ClaimReader::wholeOf(const AmountMention &amount) const
{
    if (amount.unit != ClaimUnit::Percent)
        return nullptr;
    for (const auto &term : m_mentions.terms) {
        const auto link = amount.at.last + 1;
        if (term.at.first > link && term.at.first - link <= 4 && m_mentions.has(ClaimCue::ShareOf, link)
            && m_mentions.cover[link] == Cover::None) {
            bool isDirect = true;
            for (auto place = link + 1; place < term.at.first; ++place)
                isDirect = isDirect && (m_mentions.cover[place] == Cover::Company || m_mentions.has(ClaimCue::Small, place) || m_mentions.cover[place] == Cover::Period);
            if (isDirect && !kindOf(term.meaning).isPercent)
                return &term;
        }
        for (auto place = std::max<qsizetype>(0, term.at.first - 7); place < term.at.first; ++place) {
            const auto length = m_mentions.cueLength(ClaimCue::WholeOf, place);
            if (length > 0 && place + length <= term.at.first && term.at.first - place - length <= 1)
                return &term;
        }
    }
    return nullptr;
}

/// It stands behind an earlier number that it belongs to: the whole of a share.
bool ClaimReader::isConsumed(const TermMention &term, const AmountMention &amount) const
{
    for (const auto &other : m_mentions.amounts) {
        if (&other == &amount || other.at.first >= amount.at.first)
            continue;
        if (const auto *whole = wholeOf(other); whole && whole == &term)
            return true;
    }
    return false;
}

const TermMention *ClaimReader::termOf(const AmountMention &amount, NumberClaim::Kind kind) const
{
    const auto *own = termBehind(amount);
    if (own && fits(amount, *own, kind) && !own->isWeak)
        return own;
    const TermMention *weak = nullptr;
    const TermMention *unfit = nullptr;
    const TermMention *best = nullptr;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first >= amount.at.first)
            break;
        if (isConsumed(term, amount))
            continue;
        if (term.isWeak)
            weak = &term;
        else if (fits(amount, term, kind))
            best = &term;
        else
            unfit = &term;
    }
    // A verb nearer than the term speaks of another thing only where a clause parts them.
    if (best)
        return best;
    const TermMention *later = nullptr;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first > amount.at.last && fits(amount, term, kind) && !later && !term.isWeak && !isClaimedByNext(term))
            later = &term;
    }
    if (amount.unit == ClaimUnit::Percent && kind == Kind::Level && later)
        return later;
    if (unfit && !weak)
        return unfit;
    if (weak)
        return weak;
    if (later)
        return later;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first > amount.at.last)
            return &term;
    }
    return nullptr;
}

/// The period right behind the amount: "$53.8 billion in 2021".
const PeriodMention *ClaimReader::ownPeriod(const AmountMention &amount) const
{
    constexpr qsizetype MostBetween = 9;
    for (const auto &period : m_mentions.periods) {
        if (period.at.first <= amount.at.last)
            continue;
        if (period.at.first - amount.at.last > MostBetween)
            return nullptr;
        for (auto place = amount.at.last + 1; place < period.at.first; ++place) {
            const auto &token = m_sentence.tokens[place];
            if (m_mentions.cover[place] == Cover::Amount || token.isSign(',') || token.isSign(';')
                || m_mentions.has(ClaimCue::Boundary, place))
                return nullptr;
        }
        return &period;
    }
    return nullptr;
}

std::optional<ClaimPeriod> ClaimReader::mainPeriod(const AmountMention &amount) const
{
    std::optional<ClaimPeriod> found;
    const auto isMain = [](const PeriodMention &period) { return !period.isBase && period.period.reference; };
    for (const auto &period : m_mentions.periods) {
        if (isMain(period) && period.at.first < amount.at.first)
            found = period.last ? period.last : std::optional(period.period);
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
        if (period.isBase && (!base || std::abs(period.at.first - amount.at.first) < std::abs(base->at.first - amount.at.first)))
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
            claim.isBaseNamed = true;
            return;
        }
        if (claim.kind == Kind::Cagr && span) {
            claim.period = span->last;
            claim.base = span->period;
            claim.isBaseNamed = true;
            return;
        }
        // "up 36 % in 2024": a relative time behind the number is what it is compared with.
        if (!base && own && !own->period.reference)
            base = own;
        if (base) {
            claim.base = relativeTo(base->period, claim.period);
            claim.isBaseNamed = true;
            if (!claim.period && base->period.reference) {
                claim.period = base->period;
                claim.period->yearsBack -= 1;
            }
        }
        return;
    }
    const auto *fromSpan = role.isFrom || role.isTo ? span : nullptr;
    if (own && !own->last && (!own->isBase || role.isFrom || own->period.reference)) {
        const bool isComparison = own->isBase && !role.isFrom && own->period.reference && main && !(*main == own->period);
        claim.period = isComparison ? main : std::optional(relativeTo(own->period, main));
        if (own->isBase && !own->period.reference && !role.isFrom)
            claim.period = main;
    } else if (fromSpan) {
        claim.period = role.isFrom ? fromSpan->period : fromSpan->last;
    } else {
        claim.period = main;
        if (role.isFrom) {
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
    // "BMW's revenue": another company's.
    if (!term || term->at.first == 0)
        return;
    for (auto place = std::max<qsizetype>(0, term->at.first - 3); place < term->at.first; ++place) {
        const auto &token = m_sentence.tokens[place];
        const bool isName = token.isPossessive && !token.written.isEmpty() && token.written[0].isUpper()
                            && m_mentions.cover[place] == Cover::None && !m_mentions.has(ClaimCue::Possessive, place);
        if (isName && (!nearest || nearest->at.first < place))
            claim.trouble = QCoreApplication::translate("Check", "No facts of %1 are at hand.").arg(token.written);
    }
}

/// A word before the term that makes it another figure: "adjusted", "automotive", "iPhone".
void ClaimReader::readQualifier(NumberClaim &claim, const TermMention &term) const
{
    if (term.isWeak)
        return;
    for (auto place = term.at.first - 1; place >= 0 && term.at.first - place <= 2; --place) {
        if (m_mentions.cover[place] != Cover::None)
            return;
        if (m_mentions.has(ClaimCue::NotOfWhole, place)) {
            claim.trouble = QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.")
                                .arg(m_sentence.tokens[place].written);
            return;
        }
    }
}

/// "A, B and C were 1, 2 and 3, respectively": each with its own term, or its own year.
void ClaimReader::distribute(QList<NumberClaim> &claims) const
{
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

/// "X of 1 exceeded Y of 2", "was lower than in 2023": a comparison between figures.
void ClaimReader::readOrders(SentenceClaims &result) const
{
    for (qsizetype place = 0; place < m_sentence.tokens.size(); ++place) {
        const auto higher = m_mentions.cueLength(ClaimCue::HigherThan, place);
        const auto lower = m_mentions.cueLength(ClaimCue::LowerThan, place);
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

SentenceClaims ClaimReader::read()
{
    SentenceClaims result;
    for (const auto &amount : m_mentions.amounts) {
        NumberClaim claim;
        claim.amount = amount;
        claim.start = m_sentence.spans[amount.at.first].start;
        claim.end = m_sentence.spans[amount.at.last].end;
        const auto role = roleOf(amount);
        claim.kind = role.kind;
        claim.direction = role.kind == Kind::Level && !role.isTo && !role.isFrom ? 0 : role.direction;
        const auto *whole = role.kind == Kind::Level ? wholeOf(amount) : nullptr;
        const auto *term = whole ? nullptr : termOf(amount, role.kind);
        if (whole) {
            claim.kind = Kind::Share;
            claim.whole = whole->meaning;
            for (const auto &part : m_mentions.terms) {
                if (&part == whole || part.isWeak)
                    continue;
                if (part.at.first < amount.at.first || !term)
                    term = &part;
            }
        } else if (claim.kind == Kind::Times && !amount.isWord) {
            // "5 times net income": the other term is the whole.
            for (const auto &other : m_mentions.terms) {
                if (term && other.at.first > amount.at.last && other.at.first - amount.at.last <= 3 && &other != term
                    && !isClaimedByNext(other) && !(other.meaning == term->meaning))
                    claim.whole = other.meaning;
            }
            if (term && kindOf(term->meaning).isRatio && !claim.whole)
                claim.kind = Kind::Level;
        }
        const bool isFromContext = !term && m_context.term && !whole;
        if (isFromContext)
            term = &*m_context.term;
        if (term) {
            claim.term = term->meaning;
            claim.isLoss = term->isLoss;
        }
        if (amount.isWord)
            claim.kind = Kind::Times;
        readPeriods(claim, role);
        readCompany(claim, isFromContext ? nullptr : term);
        if (term && !isFromContext)
            readQualifier(claim, *term);
        if (!term)
            claim.trouble = QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        if (amount.unit == ClaimUnit::Employees)
            claim.trouble = QCoreApplication::translate("Check", "Facts of statements count no employees.");
        result.claims.append(claim);
    }
    distribute(result.claims);
    readOrders(result);
    // What the next sentence may lean on.
    if (m_sentence.beginsParagraph && m_mentions.periods.isEmpty() && result.claims.isEmpty() && m_mentions.companies.isEmpty())
        return result;
    if (!m_mentions.companies.isEmpty())
        m_context.company = m_mentions.companies.first().company;
    for (const auto &period : m_mentions.periods) {
        if (period.period.reference && !period.isBase) {
            m_context.period = period.last ? period.last : std::optional(period.period);
            break;
        }
    }
    for (const auto &term : m_mentions.terms) {
        if (!term.isWeak) {
            m_context.term = term;
            break;
        }
    }
    return result;
}

} // namespace consultantos
