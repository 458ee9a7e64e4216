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
    return particleDirection();
}

/// A phrase of comparison ends at `place`: "compared with", "versus", "against".
bool ClaimReader::endsComparison(qsizetype place) const
{
    static const QStringList Words{QStringLiteral("versus"), QStringLiteral("vs"), QStringLiteral("against"), QStringLiteral("gegenüber")};
    const auto &tokens = m_sentence.tokens;
    const bool isCompared = place > 0
                            && (tokens[place - 1].isWord(QLatin1String("compared")) || tokens[place - 1].isWord(QLatin1String("compare")) || tokens[place - 1].isWord(QLatin1String("verglichen")))
                            && (tokens[place].isWord(QLatin1String("with")) || tokens[place].isWord(QLatin1String("to")) || tokens[place].isWord(QLatin1String("mit")));
    return isCompared || Words.contains(tokens[place].text);
}

/// "nahm um 14 % ab", "nahm zu": the verb's particle tells.
int ClaimReader::particleDirection() const
{
    static const QStringList Verbs{QStringLiteral("nahm"), QStringLiteral("nahmen"), QStringLiteral("nimmt")};
    bool hasVerb = false;
    for (const auto &token : m_sentence.tokens) {
        hasVerb = hasVerb || Verbs.contains(token.text);
        if (hasVerb && token.isWord(QLatin1String("ab")))
            return -1;
        if (hasVerb && token.isWord(QLatin1String("zu")))
            return 1;
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
    const bool isGerman = m_sentence.style == NumberStyle::German;
    const bool isBy = place >= 0 && m_mentions.has(ClaimCue::By, place);
    const bool isTo = place >= 0 && m_mentions.has(ClaimCue::To, place);
    const bool isWith = place >= 0 && m_mentions.has(ClaimCue::With, place);
    const auto word = place >= 0 ? m_sentence.tokens[place].text : QString();
    if (amount.isPositive && isPart) {
        role.kind = Kind::Change;
        role.direction = 1;
        return role;
    }
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
    const bool isFrom = word == QLatin1String("from") || word == foldedWord(QStringLiteral("nach"))
                        || (word == QLatin1String("von") && role.direction != 0
                            && std::any_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(),
                                           [&](const AmountMention &other) {
                                               const auto link = before(other);
                                               return other.at.first > amount.at.last && link >= 0
                                                      && m_mentions.has(ClaimCue::To, link);
                                           }));
    const bool isCompared = place >= 0 && !isPart && m_mentions.cover[place] == Cover::None && endsComparison(place);
    if (isCompared) {
        role.isFrom = true;
        role.isCompared = true;
        role.direction = 0;
        return role;
    }
    if (isFrom) {
        role.isFrom = true;
        // "up from", "down from": the direction is about this pair.
        role.direction = place > 0 ? directionAt(place - 1) : 0;
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
    // A direction right behind: "71 % higher", "a 71 % increase", "um 12 % rückläufig".
    const int behind = directionAt(next);
    const bool isOfAnother = next + 1 < m_sentence.tokens.size()
                             && (m_mentions.cover[next + 1] == Cover::Amount || m_mentions.has(ClaimCue::By, next + 1)
                                 || m_mentions.has(ClaimCue::From, next + 1));
    const bool isAgainstPeriod = isGerman && next + 2 < m_sentence.tokens.size() && m_sentence.tokens[next + 1].isWord(QLatin1String("als"))
                                 && m_mentions.cover[next + 2] == Cover::Period;
    if (behind != 0 && !isOfAnother && !isWith && !(isGerman && !isPart && !isAgainstPeriod)
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
        const auto behind = amount.at.last + 1;
        if (term.at.first > behind && term.at.first - behind <= 4 && m_mentions.has(ClaimCue::ShareOf, behind)
            && m_mentions.cover[behind] == Cover::None) {
            bool isDirect = true;
            for (auto place = behind + 1; place < term.at.first; ++place)
                isDirect = isDirect && (m_mentions.cover[place] == Cover::Company || m_mentions.has(ClaimCue::Small, place) || m_mentions.cover[place] == Cover::Period);
            if (isDirect && !kindOf(term.meaning).isPercent)
                return &term;
        }
        // "der Anteil der F&E am Umsatz": the second is the whole.
        const auto &link = term.at.first > 0 ? m_sentence.tokens[term.at.first - 1] : m_sentence.tokens[0];
        const bool isInShare = term.at.first > 1 && (link.isWord(QLatin1String("am")) || link.isWord(QLatin1String("an")));
        for (qsizetype place = 0; isInShare && place < term.at.first; ++place) {
            if (m_sentence.tokens[place].isWord(QLatin1String("anteil")))
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

/// The period right behind the amount ("$53.8 billion in 2021") or right before it ("2020's $31.5 billion", "2020: 31.5").
const PeriodMention *ClaimReader::ownPeriod(const AmountMention &amount) const
{
    constexpr qsizetype MostBetween = 9;
    for (const auto &period : m_mentions.periods) {
        const auto gap = amount.boundFirst - period.at.last - 1;
        const bool isColon = gap == 1 && m_sentence.tokens[amount.boundFirst - 1].isSign(':');
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
            const bool isAside = token.isSign('(') && period.at.last + 1 < m_sentence.tokens.size() && !m_sentence.tokens[period.at.last + 1].isSign(')');
            if (m_mentions.cover[place] == Cover::Amount || token.isSign(',') || token.isSign(';') || isAside
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
        if (!base && own && !own->period.reference)
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
        const bool isComparison = !isBefore && own->isBase && !role.isFrom && own->period.reference && main && !(*main == own->period);
        claim.period = isComparison ? main : std::optional(relativeTo(own->period, main));
        if (own->isBase && !own->period.reference && !role.isFrom)
            claim.period = main;
    } else if (fromSpan) {
        claim.period = role.isFrom ? fromSpan->period : fromSpan->last;
    } else {
        claim.period = main;
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
        // "iPhone sales": in English a name, where it doesn't begin the sentence.
        const auto &token = m_sentence.tokens[place];
        const bool isName = place > 0 && m_sentence.style == NumberStyle::English && token.kind == QuestionToken::Kind::Word
                            && !token.isPossessive && token.written.size() > 1 && token.written != token.written.toLower()
                            && !m_mentions.has(ClaimCue::Small, place) && !m_sentence.tokens[place - 1].isSign(':')
                            && !m_sentence.tokens[place - 1].isSign(';') && term.at.first - place == 1
                            && m_sentence.tokens[term.at.first].written[0].isLower();
        if (isName) {
            claim.trouble = QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.").arg(token.written);
            return;
        }
    }
    // "revenue in China", "revenue from the iPhone"
    auto place = term.at.last + 1;
    static const QStringList Links{QStringLiteral("in"), QStringLiteral("from"), QStringLiteral("aus"), QStringLiteral("au"), QStringLiteral("outside")};
    if (place >= m_sentence.tokens.size() || !Links.contains(m_sentence.tokens[place].text))
        return;
    ++place;
    while (place < m_sentence.tokens.size() && (m_sentence.tokens[place].isWord(QLatin1String("the")) || m_sentence.tokens[place].isWord(QLatin1String("den"))))
        ++place;
    if (place >= m_sentence.tokens.size() || m_mentions.cover[place] != Cover::None)
        return;
    const auto &token = m_sentence.tokens[place];
    const bool isName = m_sentence.style == NumberStyle::English && token.kind == QuestionToken::Kind::Word && token.written[0].isUpper();
    if (isName || m_mentions.has(ClaimCue::Region, place) || m_mentions.has(ClaimCue::NotOfWhole, place))
        claim.trouble = QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.").arg(token.written);
}

/// Words that say that the value is below zero: "an outflow of", "negative".
bool ClaimReader::isBelowZero(const NumberClaim &claim, const TermMention &term) const
{
    const bool isCashFlow = term.meaning.id.endsWith(QLatin1String("cash_flow"));
    const auto &amount = claim.amount;
    for (auto place = std::max<qsizetype>(0, amount.boundFirst - 4); place < std::min(amount.at.last + 3, m_sentence.tokens.size()); ++place) {
        const bool isNear = m_mentions.cover[place] == Cover::None;
        if (isNear && ((isCashFlow && m_mentions.has(ClaimCue::Outflow, place)) || m_mentions.has(ClaimCue::Negative, place)))
            return true;
    }
    const auto before = term.at.first - 1;
    return before >= 0 && m_mentions.cover[before] == Cover::None && (m_mentions.has(ClaimCue::Negative, before) || (isCashFlow && m_mentions.has(ClaimCue::Outflow, before)));
}

/// "2.5 times the revenue of Meta", "40 % more than Meta's": the company that is compared with.
void ClaimReader::readOther(NumberClaim &claim) const
{
    if (claim.kind != Kind::Times && claim.kind != Kind::Change)
        return;
    constexpr qsizetype MostBetween = 7;
    for (const auto &company : m_mentions.companies) {
        const auto &amount = claim.amount;
        if (company.at.first <= amount.at.last || company.at.first - amount.at.last > MostBetween || company.company == claim.company)
            continue;
        bool isCompared = claim.kind == Kind::Times && !amount.isWord;
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

/// Numbers of one sentence that lean on each other: "…, or $2.90 a share", "to X from Y", "down from Y".
void ClaimReader::joinClaims(QList<NumberClaim> &claims) const
{
    for (qsizetype i = 1; i < claims.size(); ++i) {
        auto &claim = claims[i];
        const auto &earlier = claims[i - 1];
        const auto link = claim.amount.boundFirst - 1;
        const bool isOr = link > earlier.amount.at.last && link - earlier.amount.at.last <= 2
                          && (m_sentence.tokens[link].isWord(QLatin1String("or")) || m_sentence.tokens[link].isWord(QLatin1String("oder")));
        if (isOr && claim.kind == Kind::Level && earlier.kind == Kind::Level)
            claim.period = earlier.period;
    }
    // "tripled from 20 in 2019 to 62 in 2020"
    for (auto &claim : claims) {
        if (claim.kind != Kind::Times || claim.base)
            continue;
        for (const auto &other : claims) {
            if (other.term != claim.term || other.kind != Kind::Level || other.amount.at.first < claim.amount.at.first)
                continue;
            if (other.isFrom)
                claim.base = other.period;
            else if (other.isTo)
                claim.period = other.period;
        }
    }
    for (auto &claim : claims) {
        if (!claim.isTo && !claim.isFrom)
            continue;
        for (auto &other : claims) {
            const bool isPair = &other != &claim && other.kind == Kind::Level && other.term == claim.term && other.company == claim.company;
            if (!isPair)
                continue;
            if (claim.isTo && other.isFrom)
                claim.base = other.period;
            else if (claim.isFrom && claim.direction != 0 && other.amount.at.first < claim.amount.at.first && !other.isFrom)
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
        claim.isTo = role.isTo;
        claim.isFrom = role.isFrom;
        // "(+19 % y/y)": a percentage of no whole, beside a time that it is compared with.
        const bool hasBase = std::any_of(m_mentions.periods.cbegin(), m_mentions.periods.cend(),
                                         [](const PeriodMention &period) { return period.isBase || !period.period.reference; });
        if (claim.kind == Kind::Level && amount.unit == ClaimUnit::Percent && term && !kindOf(term->meaning).isRatio
            && (hasBase || amount.isNegative)) {
            claim.kind = Kind::Change;
            claim.direction = amount.isNegative ? -1 : role.direction != 0 ? role.direction : 1;
        }
        if (term && claim.kind == Kind::Level && isBelowZero(claim, *term))
            claim.isLoss = true;
        readPeriods(claim, role);
        readCompany(claim, isFromContext ? nullptr : term);
        readOther(claim);
        if (term && !isFromContext)
            readQualifier(claim, *term);
        if (!term)
            claim.trouble = QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        if (amount.unit == ClaimUnit::Employees)
            claim.trouble = QCoreApplication::translate("Check", "Facts of statements count no employees.");
        result.claims.append(claim);
    }
    distribute(result.claims);
    joinClaims(result.claims);
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
