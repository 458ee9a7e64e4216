// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimReader that finds numbers which no fact of the company can tell, however near a known figure stands.
#include "analysis/claims/claim_reader.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

constexpr qsizetype LongestCue = 3;

} // namespace

/// "the industry average of 12 %", "5 points above its own median", "3 % short of estimates": it is, or is measured from,
/// a value that no statement gives.
bool ClaimReader::isOfBenchmark(const AmountMention &amount) const
{
    const auto &tokens = m_sentence.tokens;
    const auto endsBenchmark = [this](qsizetype place) {
        for (auto first = std::max<qsizetype>(0, place - LongestCue + 1); first <= place; ++first) {
            if (m_mentions.cueLength(ClaimCue::Benchmark, first) == place - first + 1)
                return first;
        }
        return qsizetype(-1);
    };
    constexpr qsizetype MostBefore = 10;
    for (auto place = amount.boundFirst - 1; place >= 0 && amount.boundFirst - place <= MostBefore; --place) {
        // "the consensus for its revenue was 12 billion"
        const bool isOfTerm = m_mentions.cover[place] == Cover::Term || m_mentions.cover[place] == Cover::Company
                              || m_mentions.cover[place] == Cover::Period;
        if (m_mentions.cover[place] == Cover::Amount)
            break;
        if (isOfTerm)
            continue;
        if (const auto first = endsBenchmark(place); first >= 0) {
            // "on average", "im Schnitt" say how, not what.
            const auto word = first > 0 ? tokens[first - 1].text : QString();
            return word != QLatin1String("on") && word != QLatin1String("in") && word != QLatin1String("im");
        }
        const bool isLink = m_mentions.has(ClaimCue::Linking, place) || m_mentions.has(ClaimCue::Of, place)
                            || m_mentions.has(ClaimCue::Small, place) || m_mentions.has(ClaimCue::About, place)
                            || m_mentions.has(ClaimCue::By, place) || tokens[place].isSign('(')
                            || tokens[place].isWord(QLatin1String("for")) || tokens[place].isWord(QLatin1String("in"))
                            || tokens[place].isWord(QLatin1String("für")) || tokens[place].isSign(':');
        // "the peers' median gained 12 %"
        const bool isItsVerb = place == amount.boundFirst - 1 && place > 0 && directionAt(place) != 0
                               && m_mentions.has(ClaimCue::Benchmark, place - 1);
        if (!isLink && !isItsVerb)
            break;
    }
    static const QStringList Sides{QStringLiteral("above"),  QStringLiteral("below"),  QStringLiteral("over"),
                                   QStringLiteral("under"),  QStringLiteral("than"),   QStringLiteral("ahead"),
                                   QStringLiteral("behind"), QStringLiteral("beyond"), QStringLiteral("short"),
                                   QStringLiteral("from"),   QStringLiteral("über"),   QStringLiteral("unter"),
                                   QStringLiteral("als"),    QStringLiteral("al"),     QStringLiteral("off")};
    constexpr qsizetype MostToSide = 3;
    constexpr qsizetype MostToNoun = 9;
    bool hasSide = false;
    for (auto place = amount.at.last + 1; place < tokens.size() && place - amount.at.last <= MostToNoun; ++place) {
        if (m_mentions.cover[place] == Cover::Amount || m_mentions.cover[place] == Cover::Period
            || tokens[place].isSign(',') || isBoundary(place))
            return false;
        hasSide = hasSide || Sides.contains(tokens[place].text);
        if (!hasSide && place - amount.at.last >= MostToSide)
            return false;
        if (hasSide && m_mentions.cover[place] == Cover::None && m_mentions.has(ClaimCue::Benchmark, place))
            return true;
    }
    return false;
}

/// "4.5 points faster than", "24 points apart", "8 points with each unit of": no value of one year, but how two compare, how
/// widely several are spread, or how steeply one follows another.
bool ClaimReader::isRelation(const AmountMention &amount) const
{
    static const QStringList Relations{QStringLiteral("faster"),    QStringLiteral("slower"),
                                       QStringLiteral("apart"),     QStringLiteral("schneller"),
                                       QStringLiteral("langsamer"), QStringLiteral("auseinander")};
    static const QStringList Links{QStringLiteral("with"), QStringLiteral("for"), QStringLiteral("per"),
                                   QStringLiteral("mit"),  QStringLiteral("je"),  QStringLiteral("pro")};
    static const QStringList Units{QStringLiteral("unit"), QStringLiteral("step"), QStringLiteral("Einheit"),
                                   QStringLiteral("einheit")};
    const auto &tokens = m_sentence.tokens;
    const auto next = amount.at.last + 1;
    if (next < tokens.size() && Relations.contains(tokens[next].text))
        return true;
    constexpr qsizetype MostToUnit = 3;
    if (next >= tokens.size() || !Links.contains(tokens[next].text))
        return false;
    for (auto place = next + 1; place < tokens.size() && place - next < MostToUnit; ++place) {
        if (Units.contains(tokens[place].text))
            return true;
    }
    return false;
}

/// "Of the five scores this one, 4.3, is …": a number without a unit belongs to the score that the sentence is about.
QString ClaimReader::scoreNoun(const AmountMention &amount) const
{
    if (amount.unit != ClaimUnit::Plain || amount.scale != 1)
        return {};
    static const QStringList Nouns{QStringLiteral("score"), QStringLiteral("scores"), QStringLiteral("scale"),
                                   QStringLiteral("Punktzahl")};
    for (qsizetype place = 0; place < amount.boundFirst; ++place) {
        if (Nouns.contains(m_sentence.tokens[place].written, Qt::CaseInsensitive)
            && m_mentions.cover[place] == Cover::None)
            return m_sentence.tokens[place].written;
    }
    return {};
}

/// "that is worth 8 billion"
bool ClaimReader::isWorth(const AmountMention &amount) const
{
    return amount.boundFirst > 1 && m_sentence.tokens[amount.boundFirst - 1].isWord(QLatin1String("worth"))
           && m_mentions.has(ClaimCue::Linking, amount.boundFirst - 2);
}

/// "rose by 1.3 points a year": over which years isn't said.
bool ClaimReader::isAverageYear(const NumberClaim &claim) const
{
    if (claim.kind != Kind::Change)
        return false;
    constexpr qsizetype MostBetween = 6;
    const auto last = std::min(claim.amount.at.last + MostBetween, m_sentence.tokens.size() - 1);
    for (auto place = claim.amount.at.last + 1; place <= last; ++place) {
        if (m_mentions.cover[place] == Cover::Amount || m_mentions.cover[place] == Cover::Period
            || m_sentence.tokens[place].isSign(','))
            return false;
        const auto length = m_mentions.cueLength(ClaimCue::EachYear, place);
        const bool isFree =
            length > 0 && m_mentions.cover[place] == Cover::None && m_mentions.cover[place + length - 1] == Cover::None;
        const bool isAlways = m_sentence.tokens[place].isWord(QLatin1String("annually"))
                              || m_sentence.tokens[place].isWord(QLatin1String("im"));
        if (isFree && !isAlways)
            return true;
    }
    return false;
}

/// A sentence that has a subject of its own doesn't go on about the figure of the one before it: its first word that
/// nothing explains. Empty where a pronoun leads on.
QString ClaimReader::strangeSubject(const AmountMention &amount) const
{
    constexpr qsizetype Lead = 5;
    constexpr qsizetype Few = 1;
    QStringList strange;
    for (qsizetype place = 0; place < amount.boundFirst; ++place) {
        if (place < Lead && m_mentions.has(ClaimCue::Pronoun, place))
            return {};
        const auto &token = m_sentence.tokens[place];
        if (token.kind == QuestionToken::Kind::Word && m_mentions.cover[place] == Cover::None
            && m_mentions.cues[place].isEmpty() && token.written.size() > 2)
            strange.append(token.written);
    }
    return strange.size() > Few ? strange.first() : QString();
}

/// "ties up 10 billion of cash", "that cost 10 billion": a part of a figure, or its reason.
QString ClaimReader::effectVerb(const AmountMention &amount) const
{
    constexpr qsizetype MostFromVerb = 5;
    for (auto place = amount.boundFirst - 1; place >= 0 && amount.boundFirst - place <= MostFromVerb; --place) {
        if (m_mentions.cover[place] == Cover::Term || m_mentions.has(ClaimCue::Linking, place))
            break;
        if (m_mentions.has(ClaimCue::Effect, place) && m_mentions.cover[place] == Cover::None)
            return m_sentence.tokens[place].written;
    }
    return {};
}

/// A word that says that the number belongs to something else than the term, though that stands near: "at the year's
/// revenue it is worth 8 billion", "takes 2 billion off its earnings". Empty without one.
QString ClaimReader::otherSubject(const TermMention &term, const AmountMention &amount) const
{
    const auto &tokens = m_sentence.tokens;
    if (term.at.first > amount.at.last) {
        // "investing used 18 billion of cash"
        const auto verb = before(amount);
        if (verb >= 0 && term.meaning.id == QLatin1String("cash") && m_mentions.has(ClaimCue::Outflow, verb))
            return tokens[verb].written;
        static const QStringList Links{QStringLiteral("für"),    QStringLiteral("fur"),   QStringLiteral("for"),
                                       QStringLiteral("into"),   QStringLiteral("and"),   QStringLiteral("und"),
                                       QStringLiteral("dafür"),  QStringLiteral("aus"),   QStringLiteral("went"),
                                       QStringLiteral("flowed"), QStringLiteral("spent"), QStringLiteral("floss"),
                                       QStringLiteral("flossen")};
        for (auto place = amount.at.last + 1; place < term.at.first; ++place) {
            const auto &token = tokens[place];
            if (Links.contains(token.text) || Links.contains(token.written.toLower()))
                continue;
            if (token.kind == QuestionToken::Kind::Word && m_mentions.cover[place] == Cover::None
                && m_mentions.cues[place].isEmpty() && token.written.size() > 2)
                return token.written;
        }
    }
    // "the difference in revenue"
    for (auto place = term.at.first - 1; place >= 0 && term.at.first - place <= LongestCue; --place) {
        if (m_mentions.has(ClaimCue::Difference, place) && m_mentions.cover[place] == Cover::None)
            return tokens[place].written;
        if (tokens[place].kind == QuestionToken::Kind::Sign)
            break;
    }
    const auto from = term.at.last < amount.at.first ? term.at.last + 1 : 0;
    for (auto place = from; place < amount.boundFirst; ++place) {
        if (m_mentions.has(ClaimCue::Difference, place) && m_mentions.cover[place] == Cover::None)
            return tokens[place].written;
    }
    if (const auto verb = effectVerb(amount); !verb.isEmpty())
        return verb;
    if (isWorth(amount))
        return tokens[amount.boundFirst - 1].written;
    static const QStringList Prepositions{QStringLiteral("at"), QStringLiteral("on"), QStringLiteral("bei"),
                                          QStringLiteral("given")};
    constexpr qsizetype MostBefore = 4;
    bool isAside = false;
    for (auto place = std::max<qsizetype>(0, term.at.first - MostBefore); place < term.at.first; ++place)
        isAside = isAside || Prepositions.contains(tokens[place].text);
    for (auto place = term.at.last + 1; isAside && place < amount.boundFirst; ++place) {
        if (m_mentions.has(ClaimCue::Pronoun, place) && m_mentions.cover[place] == Cover::None)
            return tokens[place].written;
    }
    return {};
}

/// "would have been", "expects": nothing that happened.
bool ClaimReader::isHypothetical(const AmountMention &amount) const
{
    for (auto place = amount.boundFirst - 1; place >= 0; --place) {
        if (isBoundary(place))
            return false;
        const auto word = place > 0 ? m_sentence.tokens[place - 1].text : QString();
        const bool isAside =
            word == QLatin1String("than") || word == QLatin1String("as") || word == QLatin1String("als");
        if (m_mentions.has(ClaimCue::Hypothetical, place) && m_mentions.cover[place] == Cover::None && !isAside)
            return true;
    }
    return false;
}

/// "income of 7 billion, 7 % of revenue": the part is the number before; where that is nothing known, neither is this.
void ClaimReader::readApposition(NumberClaim &claim, const QList<NumberClaim> &earlier) const
{
    if (claim.kind != Kind::Share || earlier.isEmpty())
        return;
    const auto &part = earlier.last();
    if (part.term == claim.term && !(part.doubt.isEmpty() && part.trouble.isEmpty())) {
        claim.trouble = part.trouble;
        claim.doubt = part.doubt;
        return;
    }
    constexpr qsizetype MostBetween = 6;
    const auto gap = claim.amount.boundFirst - part.amount.at.last - 1;
    if (gap < 1 || gap > MostBetween || part.kind != Kind::Level || part.amount.unit != ClaimUnit::Money)
        return;
    for (auto place = part.amount.at.last + 1; place < claim.amount.boundFirst; ++place) {
        const auto &token = m_sentence.tokens[place];
        const bool isLink = token.isSign(',') || token.isSign('(') || token.isWord(QLatin1String("or"))
                            || m_mentions.cover[place] == Cover::Period || m_mentions.has(ClaimCue::Small, place)
                            || m_mentions.has(ClaimCue::EachYear, place) || token.isWord(QLatin1String("in"));
        if (!isLink)
            return;
    }
    if (part.term)
        claim.term = part.term;
    claim.trouble = part.trouble;
    claim.doubt = part.doubt;
}

/// "17.8 points less than the year before" behind "grew by 0.9 %": how far growth itself changed.
void ClaimReader::readGrowthOfGrowth(NumberClaim &claim, const QList<NumberClaim> &earlier) const
{
    const bool isPoints = claim.amount.unit == ClaimUnit::Points || claim.amount.unit == ClaimUnit::BasisPoints;
    if (!isPoints || claim.kind != Kind::Change || !claim.term || kindOf(*claim.term).isRatio)
        return;
    const auto place = before(claim.amount);
    const bool isDirect = place >= 0 && (m_mentions.has(ClaimCue::By, place) || directionAt(place) != 0);
    const bool isBehindGrowth = std::any_of(earlier.cbegin(), earlier.cend(), [&claim](const NumberClaim &other) {
        return other.kind == Kind::Change && other.amount.unit == ClaimUnit::Percent && other.term == claim.term;
    });
    const bool isBehindAverage = std::any_of(earlier.cbegin(), earlier.cend(), [&claim](const NumberClaim &other) {
        return other.term == claim.term && (other.kind == Kind::Cagr || !other.trouble.isEmpty());
    });
    const bool isOfShare = hasCue(ClaimCue::WholeOf);
    if (isDirect && !isOfShare)
        return;
    if (isBehindAverage || isOfShare) {
        claim.trouble =
            QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        return;
    }
    if (!isBehindGrowth)
        return;
    const PhraseMeaning growth{PhraseMeaning::Kind::Formula, claim.term->id + QStringLiteral("_growth")};
    if (m_kinds.contains(QStringLiteral("f/") + growth.id))
        claim.term = growth;
    else
        claim.trouble =
            QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
}

void ClaimReader::readTrouble(NumberClaim &claim, const TermMention *term, bool isFromContext) const
{
    const auto &amount = claim.amount;
    if (!term && claim.term)
        return;
    if (!term) {
        claim.trouble =
            QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        return;
    }
    if (isFromContext) {
        const auto meant = kindOf(term->meaning);
        const bool isBare = amount.unit == ClaimUnit::Plain && amount.scale == 1 && !meant.isRatio && !meant.isPerShare;
        if (isBare || !fits(amount, *term, claim.kind))
            claim.trouble =
                QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        claim.doubt = strangeSubject(amount);
        if (claim.doubt.isEmpty())
            claim.doubt = effectVerb(amount);
        if (claim.doubt.isEmpty())
            claim.doubt = scoreNoun(amount);
        if (claim.doubt.isEmpty() && isWorth(amount))
            claim.doubt = m_sentence.tokens[amount.boundFirst - 1].written;
    } else if (claim.doubt.isEmpty() && claim.kind != Kind::Share) {
        claim.doubt = otherSubject(*term, amount);
    }
    // "turned its assets over 1.2x" says nothing of an earlier year; "grew 1.2x" does.
    const auto place = before(amount);
    const bool isGrown = place >= 0 && (directionAt(place) != 0 || m_mentions.has(ClaimCue::By, place));
    const bool isRatioOfOne = claim.kind == Kind::Times && !amount.isWord && !claim.whole && claim.otherCompany < 0
                              && !claim.base && !isGrown && m_mentions.periods.size() < 2;
    const auto part = isFromContext ? QString() : partSubject(*term);
    if (!part.isEmpty())
        claim.trouble = QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.").arg(part);
    else if (isHypothetical(amount))
        claim.trouble = QCoreApplication::translate("Check", "It is said of what may be, not of what was.");
    else if (isRatioOfOne)
        claim.trouble =
            QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
    else if (isOfBenchmark(amount) || isRelation(amount))
        claim.trouble = QCoreApplication::translate("Check", "It is measured against what no statement gives.");
    else if (isAverageYear(claim))
        claim.trouble =
            QCoreApplication::translate("Check", "It isn't said over which years this is a year's average.");
}

/// "current assets covered its current liabilities 2.0x", "debt stood at 0.1x its equity": what is divided.
const TermMention *ClaimReader::numeratorOf(const AmountMention &amount) const
{
    const TermMention *first = nullptr;
    const TermMention *last = nullptr;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first >= amount.at.first)
            break;
        if (term.isWeak)
            continue;
        for (auto place = last ? last->at.last + 1 : term.at.first; place < term.at.first; ++place) {
            if (m_mentions.has(ClaimCue::Covers, place) && m_mentions.cover[place] == Cover::None)
                first = last;
        }
        last = &term;
    }
    return first ? first : last;
}

} // namespace consultantos
