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

/// "9 days of inventory"
PhraseMeaning daysOf(const PhraseMeaning &term)
{
    static const QHash<QString, QString> Figures{
        {QStringLiteral("inventory"), QStringLiteral("days_inventory")},
        {QStringLiteral("receivables"), QStringLiteral("days_sales_outstanding")},
        {QStringLiteral("accounts_payable"), QStringLiteral("days_payable")}};
    const auto figure = Figures.constFind(term.id);
    return figure == Figures.cend() ? term : PhraseMeaning{PhraseMeaning::Kind::Formula, *figure};
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
           && (m_sentence.tokens[place].isWord(QLatin1String("a"))
               || m_sentence.tokens[place].isWord(QLatin1String("an"))
               || m_sentence.tokens[place].isWord(QLatin1String("the"))
               || m_sentence.tokens[place].isWord(QLatin1String("total"))
               || m_sentence.tokens[place].isWord(QLatin1String("another"))
               || m_sentence.tokens[place].isWord(QLatin1String("only"))
               || m_sentence.tokens[place].isWord(QLatin1String("nur")) || m_sentence.tokens[place].isSign('(')))
        --place;
    return place;
}

int ClaimReader::directionAt(qsizetype place) const
{
    if (place < 0 || place >= m_sentence.tokens.size() || m_mentions.cover[place] == Cover::Amount)
        return 0;
    // "made up 13 % of assets", "rang up $5 billion"
    const auto &token = m_sentence.tokens[place];
    if (token.isWord(QLatin1String("up")) && place > 0 && isPhrasalVerb(place - 1))
        return 0;
    return m_mentions.has(ClaimCue::Rise, place) ? 1 : m_mentions.has(ClaimCue::Fall, place) ? -1 : 0;
}

/// The word before "up" belongs to it: no term, number, name, sign, adverb or word of moving and being.
bool ClaimReader::isPhrasalVerb(qsizetype place) const
{
    static const QStringList Movers{
        QStringLiteral("went"),   QStringLiteral("go"),     QStringLiteral("gone"),   QStringLiteral("going"),
        QStringLiteral("moved"),  QStringLiteral("crept"),  QStringLiteral("ticked"), QStringLiteral("edged"),
        QStringLiteral("inched"), QStringLiteral("shot"),   QStringLiteral("well"),   QStringLiteral("still"),
        QStringLiteral("again"),  QStringLiteral("even"),   QStringLiteral("much"),   QStringLiteral("far"),
        QStringLiteral("also"),   QStringLiteral("nudged"), QStringLiteral("driven"), QStringLiteral("pushed"),
        QStringLiteral("or"),     QStringLiteral("by"),     QStringLiteral("then"),   QStringLiteral("turned")};
    const auto &token = m_sentence.tokens[place];
    const bool isWeakTerm = std::any_of(m_mentions.terms.cbegin(), m_mentions.terms.cend(), [place](const auto &term) {
        return term.isWeak && term.at.first <= place && place <= term.at.last;
    });
    if (isWeakTerm)
        return true;
    return token.kind == QuestionToken::Kind::Word && m_mentions.cover[place] == Cover::None
           && m_mentions.cues[place].isEmpty() && !token.text.endsWith(QLatin1String("ly"))
           && token.written[0].isLower() && !Movers.contains(token.text);
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
    static const QStringList Words{QStringLiteral("versus"), QStringLiteral("vs"), QStringLiteral("against"),
                                   QStringLiteral("gegenüber")};
    const auto &tokens = m_sentence.tokens;
    const bool isCompared =
        place > 0
        && (tokens[place - 1].isWord(QLatin1String("compared")) || tokens[place - 1].isWord(QLatin1String("compare"))
            || tokens[place - 1].isWord(QLatin1String("verglichen")))
        && (tokens[place].isWord(QLatin1String("with")) || tokens[place].isWord(QLatin1String("to"))
            || tokens[place].isWord(QLatin1String("mit")));
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
    if (amount.isWord && amount.unit == ClaimUnit::Times) {
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
    const bool isFrom =
        word == QLatin1String("from") || word == foldedWord(QStringLiteral("nach"))
        || (word == QLatin1String("von") && role.direction != 0
            && std::any_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(), [&](const AmountMention &other) {
                   const auto link = before(other);
                   return other.at.first > amount.at.last && link >= 0 && m_mentions.has(ClaimCue::To, link);
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
    // "was minus 18 billion" is a value below zero.
    const bool isSign = verb >= 0 && verb == place && !isPart && m_sentence.tokens[verb].isWord(QLatin1String("minus"));
    const int direct = isSign ? 0 : directionAt(verb);
    const bool isComparative =
        verb >= 0 && (m_mentions.has(ClaimCue::HigherThan, verb) || m_mentions.has(ClaimCue::LowerThan, verb));
    if (direct != 0 && !isComparative && (m_mentions.cover[verb] == Cover::None)) {
        role.kind = Kind::Change;
        role.direction = direct;
        return role;
    }
    // "grew revenue 16 %"
    if (isPart && place > 0 && m_mentions.cover[place] == Cover::Term) {
        auto start = place;
        while (start > 0
               && (m_mentions.cover[start] == Cover::Term || m_mentions.has(ClaimCue::Small, start)
                   || m_sentence.tokens[start].isWord(QLatin1String("our"))))
            --start;
        const int moved = directionAt(start);
        const auto isVerb = [this](qsizetype at) {
            return at > 0 && m_mentions.cover[at] == Cover::None && m_sentence.tokens[at].written[0].isLower();
        };
        if (moved != 0 && isVerb(start)) {
            role.kind = Kind::Change;
            role.direction = moved;
            return role;
        }
    }
    // A direction right behind: "71 % higher", "a 71 % increase", "um 12 % rückläufig".
    int behind = directionAt(next);
    if (behind == 0 && isPart && next < m_sentence.tokens.size() && isGerman) {
        const auto &token = m_sentence.tokens[next];
        behind = token.isWord(QLatin1String("unter")) ? -1 : token.text == QStringLiteral("über") ? 1 : 0;
    }
    const bool isOfAnother = next + 1 < m_sentence.tokens.size()
                             && (m_mentions.cover[next + 1] == Cover::Amount || m_mentions.has(ClaimCue::By, next + 1)
                                 || m_mentions.has(ClaimCue::From, next + 1));
    const bool isAgainstPeriod = isGerman && next + 2 < m_sentence.tokens.size()
                                 && m_sentence.tokens[next + 1].isWord(QLatin1String("als"))
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
            const bool isAlone =
                std::none_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(), [&](const AmountMention &other) {
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

SentenceClaims ClaimReader::read()
{
    SentenceClaims result;
    readHead();
    for (const auto &amount : m_mentions.amounts) {
        NumberClaim claim;
        claim.amount = amount;
        claim.start = m_sentence.spans[amount.at.first].start;
        claim.end = m_sentence.spans[amount.at.last].end;
        // "$8.04 per share in 2024 and $5.80 in 2023"
        claim.amount.isEachShare = amount.isEachShare || (amount.unit == ClaimUnit::Money && saysEachShare(amount))
                                   || (amount.unit == ClaimUnit::Money && amount.scale == 1 && !result.claims.isEmpty()
                                       && result.claims.last().amount.isEachShare);
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
            // "5 times net income": the other term is the whole; so is the one that is "covered".
            const auto *numerator = numeratorOf(amount);
            const TermMention *divisor = nullptr;
            for (const auto &other : m_mentions.terms) {
                const bool isBehind =
                    other.at.first > amount.at.last && other.at.first - amount.at.last <= 3 && !isClaimedByNext(other);
                const bool isCovered = numerator && other.at.first > numerator->at.last
                                       && other.at.first < amount.at.first && !other.isWeak;
                if (isBehind || isCovered)
                    divisor = &other;
            }
            if (numerator && divisor && !(numerator->meaning == divisor->meaning)) {
                term = numerator;
                claim.whole = divisor->meaning;
            }
            if (term && kindOf(term->meaning).isRatio && !claim.whole)
                claim.kind = Kind::Level;
        }
        const bool isFromContext = !term && m_context.term && !whole;
        // A term of an earlier sentence has no place in this one.
        const auto *own = term;
        if (isFromContext)
            term = &*m_context.term;
        if (term) {
            claim.term = amount.unit == ClaimUnit::Days ? daysOf(term->meaning) : term->meaning;
            claim.isLoss = term->isLoss;
            if (const auto *of = own ? resultOf(*own) : nullptr)
                claim.term = of->meaning;
        }
        if (amount.unit == ClaimUnit::Shares && (!term || !fits(amount, *term, claim.kind))) {
            // "net income of 5 billion shares" has the wrong unit.
            const auto shares = sharesMeant();
            const auto link = before(amount);
            const bool isSaid = own && !own->isWeak && link > own->at.last && link - own->at.last <= 2
                                && m_mentions.has(ClaimCue::Linking, link);
            if (shares || !isSaid)
                claim.term = shares;
            if (!claim.term)
                term = own = nullptr;
        }
        if (amount.isWord && amount.unit == ClaimUnit::Times) {
            // "fell sixfold" is to a sixth.
            const auto verb = amount.boundFirst - 1;
            if (amount.value > 1 && verb >= 0 && directionAt(verb) < 0)
                claim.amount.value = 1 / amount.value;
            claim.kind = Kind::Times;
            // "more than double its operating cash flow"
            for (const auto &other : m_mentions.terms) {
                const bool isBehind = other.at.first > amount.at.last && other.at.first - amount.at.last <= 3;
                if (isBehind && term && &other != term && !(other.meaning == term->meaning) && !other.isWeak)
                    claim.whole = other.meaning;
            }
        }
        // "grew by $32.7 billion, or 29.6 %"
        const auto link = amount.boundFirst - 1;
        const bool isOr = link >= 0
                          && (m_sentence.tokens[link].isWord(QLatin1String("or"))
                              || m_sentence.tokens[link].isWord(QLatin1String("oder")));
        if (isOr && !whole && claim.kind == Kind::Level && !result.claims.isEmpty()
            && result.claims.last().kind == Kind::Change && link - result.claims.last().amount.at.last <= 2) {
            claim.kind = Kind::Change;
            claim.direction = result.claims.last().direction;
        }
        // A table's row "Growth" below that of its figure.
        const bool isGrowthRow = m_sentence.isTableRow && isFromContext && amount.unit == ClaimUnit::Percent
                                 && claim.kind == Kind::Level && m_sentence.tokens.size() > 1 && directionAt(1) != 0;
        if (isGrowthRow) {
            claim.kind = Kind::Change;
            claim.direction = amount.isNegative ? -1 : directionAt(1);
        }
        claim.isTo = role.isTo;
        claim.isFrom = role.isFrom;
        // "(+19 % y/y)": a percentage of no whole, beside a time that it is compared with.
        const bool hasBase =
            std::any_of(m_mentions.periods.cbegin(), m_mentions.periods.cend(),
                        [](const PeriodMention &period) { return period.isBase || !period.period.reference; });
        if (claim.kind == Kind::Level && amount.unit == ClaimUnit::Percent && term && !kindOf(term->meaning).isRatio
            && (hasBase || amount.isNegative)) {
            claim.kind = Kind::Change;
            claim.direction = amount.isNegative ? -1 : role.direction != 0 ? role.direction : 1;
        }
        if (term && claim.kind == Kind::Level && isBelowZero(claim, term->meaning, own))
            claim.isLoss = true;
        readPeriods(claim, role);
        readCompany(claim, own);
        readOther(claim);
        if (claim.kind == Kind::Level && !isFromContext)
            claim.doubt = foreignNoun(amount);
        if (own)
            readQualifier(claim, *own);
        readApposition(claim, result.claims);
        readGrowthOfGrowth(claim, result.claims);
        if (claim.trouble.isEmpty())
            readTrouble(claim, term, isFromContext);
        if (amount.unit == ClaimUnit::Employees)
            claim.trouble = QCoreApplication::translate("Check", "Facts of statements count no employees.");
        result.claims.append(claim);
    }
    for (auto &claim : result.claims)
        readColumn(claim);
    distribute(result.claims);
    joinClaims(result.claims);
    readOrders(result);
    readRecords(result);
    // What the next sentence may lean on.
    if (m_sentence.beginsParagraph && m_mentions.periods.isEmpty() && result.claims.isEmpty()
        && m_mentions.companies.isEmpty())
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
