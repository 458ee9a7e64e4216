// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClaimReader that finds the lines and figures that numbers belong to.
#include "analysis/claims/claim_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using Cover = ClaimMentions::Cover;

} // namespace

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
        return amount.scale > 1 ? !meant.isRatio
                                : meant.isPerShare || (meant.isRatio && !meant.isPercent) || !meant.isRatio;
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
                            || m_mentions.has(ClaimCue::Nearly, place)
                            || m_sentence.tokens[place].isWord(QLatin1String("a"));
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
            static const QStringList Links{QStringLiteral("in"),  QStringLiteral("of"), QStringLiteral("on"),
                                           QStringLiteral("for"), QStringLiteral("as"), QStringLiteral("an"),
                                           QStringLiteral("für"), QStringLiteral("a"),  QStringLiteral("von")};
            const auto &token = m_sentence.tokens[place];
            const bool isLink = Links.contains(token.text) || Links.contains(token.written.toLower());
            const bool isNoun = directionAt(place) != 0;
            // "$15 billion to its owners in dividends"
            static const QStringList Ways{QStringLiteral("in"),  QStringLiteral("as"), QStringLiteral("through"),
                                          QStringLiteral("via"), QStringLiteral("al"), QStringLiteral("als")};
            const auto &first = m_sentence.tokens[amount.at.last + 1];
            const bool isGiven = (first.isWord(QLatin1String("to")) || first.isWord(QLatin1String("an")))
                                 && Ways.contains(m_sentence.tokens[term.at.first - 1].text)
                                 && token.kind == QuestionToken::Kind::Word;
            const bool isSmall = m_mentions.has(ClaimCue::Small, place);
            hasLink = hasLink || isLink;
            isLinked = m_mentions.cover[place] == Cover::None && (isLink || isNoun || isSmall || isGiven)
                       && !token.isSign(',');
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
                isDirect = isDirect
                           && (m_mentions.cover[place] == Cover::Company || m_mentions.has(ClaimCue::Small, place)
                               || m_mentions.cover[place] == Cover::Period);
            if (isDirect && !kindOf(term.meaning).isPercent)
                return &term;
        }
        // "operating income to revenue: 22 %"
        const bool isRatioOf = term.at.first > 1 && term.at.last < amount.at.first
                               && m_sentence.tokens[term.at.first - 1].isWord(QLatin1String("to"))
                               && m_mentions.cover[term.at.first - 2] == Cover::Term && !kindOf(term.meaning).isRatio;
        if (isRatioOf)
            return &term;
        // "der Anteil der F&E am Umsatz": the second is the whole.
        const auto &link = term.at.first > 0 ? m_sentence.tokens[term.at.first - 1] : m_sentence.tokens[0];
        const bool isInShare =
            term.at.first > 1 && (link.isWord(QLatin1String("am")) || link.isWord(QLatin1String("an")));
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

/// It belongs to another number: the whole of a share.
bool ClaimReader::isConsumed(const TermMention &term, const AmountMention &amount) const
{
    for (const auto &other : m_mentions.amounts) {
        if (&other == &amount)
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
    const auto isParted = [this](const TermMention &term, const TermMention &verb) {
        const auto place = verb.at.first - 1;
        return place > term.at.last && m_mentions.cover[place] == Cover::None
               && (m_sentence.tokens[place].isWord(QLatin1String("and"))
                   || m_sentence.tokens[place].isWord(QLatin1String("und")) || m_sentence.tokens[place].isSign(','));
    };
    const bool isClaimed = std::any_of(m_mentions.amounts.cbegin(), m_mentions.amounts.cend(), [&](const auto &other) {
        return weak && best && other.at.first > best->at.last && other.at.first < weak->at.first;
    });
    if (best && weak && weak->at.first > best->at.last && amount.at.first - weak->at.last <= 3
        && (isParted(*best, *weak) || isClaimed) && fits(amount, *weak, kind) && kind == Kind::Level)
        return weak;
    if (best)
        return best;
    const TermMention *later = nullptr;
    for (const auto &term : m_mentions.terms) {
        if (term.at.first > amount.at.last && fits(amount, term, kind) && !later && !term.isWeak
            && !isClaimedByNext(term) && !isConsumed(term, amount))
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
        if (term.at.first > amount.at.last && !isConsumed(term, amount))
            return &term;
    }
    return nullptr;
}

/// A word before the term that makes it another figure: "adjusted", "automotive", "iPhone".
void ClaimReader::readQualifier(NumberClaim &claim, const TermMention &term) const
{
    if (term.isWeak)
        return;
    for (auto place = term.at.first - 1; place >= 0 && term.at.first - place <= 2; --place) {
        if (m_mentions.cover[place] != Cover::None || m_sentence.tokens[place].isSign(','))
            break;
        if (m_mentions.has(ClaimCue::NotOfWhole, place)) {
            claim.trouble = QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.")
                                .arg(m_sentence.tokens[place].written);
            return;
        }
        // "iPhone sales": in English a name, where it doesn't begin the sentence.
        const auto &token = m_sentence.tokens[place];
        const bool isName = place > 0 && m_sentence.style == NumberStyle::English
                            && token.kind == QuestionToken::Kind::Word && !token.isPossessive
                            && token.written.size() > 1 && token.written != token.written.toLower()
                            && !m_mentions.has(ClaimCue::Small, place) && !m_sentence.tokens[place - 1].isSign(':')
                            && !m_sentence.tokens[place - 1].isSign(';') && term.at.first - place == 1
                            && m_sentence.tokens[term.at.first].written[0].isLower();
        if (isName) {
            claim.trouble =
                QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.").arg(token.written);
            return;
        }
    }
    // "revenue in China", "revenue from the iPhone"
    auto place = term.at.last + 1;
    static const QStringList Links{QStringLiteral("in"), QStringLiteral("from"), QStringLiteral("aus"),
                                   QStringLiteral("au"), QStringLiteral("outside")};
    if (place >= m_sentence.tokens.size() || !Links.contains(m_sentence.tokens[place].text))
        return;
    ++place;
    while (place < m_sentence.tokens.size()
           && (m_sentence.tokens[place].isWord(QLatin1String("the"))
               || m_sentence.tokens[place].isWord(QLatin1String("den"))))
        ++place;
    if (place >= m_sentence.tokens.size() || m_mentions.cover[place] != Cover::None)
        return;
    const auto &token = m_sentence.tokens[place];
    const bool isName = m_sentence.style == NumberStyle::English && token.kind == QuestionToken::Kind::Word
                        && token.written[0].isUpper();
    if (isName || m_mentions.has(ClaimCue::Region, place) || m_mentions.has(ClaimCue::NotOfWhole, place))
        claim.trouble =
            QCoreApplication::translate("Check", "No fact at hand gives it for \"%1\" alone.").arg(token.written);
}

/// "264 million diluted shares", "in circulation": which count of shares.
std::optional<PhraseMeaning> ClaimReader::sharesMeant() const
{
    const auto has = [this](const char *begin) {
        return std::any_of(m_sentence.tokens.cbegin(), m_sentence.tokens.cend(), [begin](const QuestionToken &token) {
            return token.written.startsWith(QString::fromUtf8(begin), Qt::CaseInsensitive);
        });
    };
    const auto line = [](const char *id) { return PhraseMeaning{PhraseMeaning::Kind::Line, QLatin1String(id)}; };
    if (has("unverwässert") || has("basic") || has("undiluted"))
        return line("shares_basic");
    if (has("diluted") || has("verwässert"))
        return line("shares_diluted");
    if (has("outstanding") || has("ausstehend"))
        return line("shares_outstanding");
    return std::nullopt;
}

/// "Per share it earned 7.46 dollars": said apart from the number.
bool ClaimReader::saysEachShare(const AmountMention &amount) const
{
    bool isSaid = false;
    for (qsizetype place = 0; place < m_sentence.tokens.size(); ++place) {
        const bool isHere = m_mentions.has(ClaimCue::EachShare, place) && m_mentions.cover[place] == Cover::None
                            && !m_sentence.tokens[place].isWord(QLatin1String("a"));
        // Behind the number only amounts of that size are meant: "$5 billion, and per share …".
        isSaid = isSaid || (isHere && (place < amount.at.first || amount.scale == 1));
        if (m_mentions.cover[place] == Cover::Amount && place < amount.at.first)
            isSaid = false;
    }
    return isSaid;
}

/// "the operating result was a loss of": which result the loss or profit is; null where none is named before.
const TermMention *ClaimReader::resultOf(const TermMention &term) const
{
    static const QStringList Results{QStringLiteral("loss"), QStringLiteral("profit"), QStringLiteral("gewinn"),
                                     QStringLiteral("verlust")};
    if (term.at.first != term.at.last || !Results.contains(m_sentence.tokens[term.at.first].text))
        return nullptr;
    const TermMention *before = nullptr;
    for (const auto &other : m_mentions.terms) {
        if (other.at.last < term.at.first && !other.isWeak)
            before = &other;
    }
    constexpr qsizetype MostBetween = 4;
    if (!before || term.at.first - before->at.last - 1 > MostBetween || kindOf(before->meaning).isRatio)
        return nullptr;
    bool isLinked = false;
    for (auto place = before->at.last + 1; place < term.at.first; ++place) {
        isLinked = isLinked
                   || (m_mentions.has(ClaimCue::Linking, place) && !m_mentions.has(ClaimCue::To, place)
                       && !m_mentions.has(ClaimCue::From, place));
        if (m_mentions.cover[place] == Cover::Amount || m_sentence.tokens[place].isSign(','))
            return nullptr;
    }
    return isLinked ? before : nullptr;
}

/// "Apple's services business brought in", "Google Cloud, part of Alphabet, had": a part of the company.
QString ClaimReader::partSubject(const TermMention &term) const
{
    const auto isPart = [this](qsizetype place) {
        if (!m_mentions.has(ClaimCue::NotOfWhole, place) || m_mentions.cover[place] != Cover::None)
            return false;
        // "software maker Microsoft"
        const auto next = place + 1;
        return next < m_sentence.tokens.size() && m_mentions.cover[next] != Cover::Company
               && !(m_mentions.has(ClaimCue::Possessive, next)
                    && !m_sentence.tokens[next].isWord(QLatin1String("business")));
    };
    constexpr qsizetype Subject = 3;
    if (term.isWeak) {
        for (auto place = std::max<qsizetype>(0, term.at.first - Subject); place < term.at.first; ++place) {
            if (isPart(place))
                return m_sentence.tokens[place].written;
        }
    }
    if (m_sentence.isTableRow)
        return {};
    // "Reality Labs, a unit of Meta, lost"
    for (qsizetype place = 1; place < term.at.first; ++place) {
        const auto length = m_mentions.cueLength(ClaimCue::PartOf, place);
        const auto name = place + length;
        const bool isAside =
            place > 1 && (m_sentence.tokens[place - 1].isSign(',') || m_sentence.tokens[place - 2].isSign(','));
        if (length > 0 && isAside && name < term.at.first && m_mentions.cover[name] == Cover::Company)
            return m_sentence.tokens[0].written;
    }
    constexpr qsizetype Name = 2;
    for (qsizetype place = 0; place < std::min(Name, term.at.first - 2); ++place) {
        const bool isNamed =
            m_sentence.tokens[place].written[0].isUpper() && (place > 0 || m_sentence.tokens[1].isSign(','));
        if (isPart(place) && isNamed)
            return m_sentence.tokens[place].written;
    }
    return {};
}

/// The noun that the number belongs to where it is none of the statements': "a tax benefit of $5 billion".
QString ClaimReader::foreignNoun(const AmountMention &amount) const
{
    static const QStringList Plain{
        QStringLiteral("total"),   QStringLiteral("sum"),    QStringLiteral("level"),      QStringLiteral("figure"),
        QStringLiteral("value"),   QStringLiteral("amount"), QStringLiteral("record"),     QStringLiteral("high"),
        QStringLiteral("low"),     QStringLiteral("peak"),   QStringLiteral("balance"),    QStringLiteral("tune"),
        QStringLiteral("result"),  QStringLiteral("order"),  QStringLiteral("region"),     QStringLiteral("range"),
        QStringLiteral("excess"),  QStringLiteral("rate"),   QStringLiteral("number"),     QStringLiteral("volume"),
        QStringLiteral("wert"),    QStringLiteral("höhe"),   QStringLiteral("niveau"),     QStringLiteral("betrag"),
        QStringLiteral("summe"),   QStringLiteral("rekord"), QStringLiteral("volumen"),    QStringLiteral("stand"),
        QStringLiteral("quote"),   QStringLiteral("marge"),  QStringLiteral("anteil"),     QStringLiteral("share"),
        QStringLiteral("out"),     QStringLiteral("margin"), QStringLiteral("rekordwert"), QStringLiteral("average"),
        QStringLiteral("outflow"), QStringLiteral("inflow"), QStringLiteral("ratio"),      QStringLiteral("minimum"),
        QStringLiteral("maximum")};
    // "1,000 engineers", "1.8 million vehicles"
    static const QStringList Little{QStringLiteral("and"),         QStringLiteral("or"),
                                    QStringLiteral("in"),          QStringLiteral("wa"),
                                    QStringLiteral("was"),         QStringLiteral("is"),
                                    QStringLiteral("were"),        QStringLiteral("are"),
                                    QStringLiteral("ha"),          QStringLiteral("has"),
                                    QStringLiteral("had"),         QStringLiteral("as"),
                                    QStringLiteral("which"),       QStringLiteral("that"),
                                    QStringLiteral("for"),         QStringLiteral("on"),
                                    QStringLiteral("at"),          QStringLiteral("it"),
                                    QStringLiteral("und"),         QStringLiteral("oder"),
                                    QStringLiteral("war"),         QStringLiteral("ist"),
                                    QStringLiteral("hat"),         QStringLiteral("im"),
                                    QStringLiteral("after"),       QStringLiteral("because"),
                                    QStringLiteral("due"),         QStringLiteral("thank"),
                                    QStringLiteral("when"),        QStringLiteral("aus"),
                                    QStringLiteral("erreicht"),    QStringLiteral("erzielt"),
                                    QStringLiteral("ausgewiesen"), QStringLiteral("erwirtschaftet"),
                                    QStringLiteral("last"),        QStringLiteral("this")};
    const auto behind = amount.at.last + 1;
    if (amount.unit == ClaimUnit::Plain && behind < m_sentence.tokens.size()
        && m_mentions.cover[behind] == Cover::None) {
        const auto &noun = m_sentence.tokens[behind];
        if (noun.kind == QuestionToken::Kind::Word && m_mentions.cues[behind].isEmpty() && !Little.contains(noun.text))
            return noun.written;
    }
    const auto place = before(amount);
    const bool isOf = place > 0
                      && (m_sentence.tokens[place].isWord(QLatin1String("of"))
                          || m_sentence.tokens[place].isWord(QLatin1String("von")));
    if (!isOf || m_mentions.cover[place - 1] != Cover::None || directionAt(place - 1) != 0)
        return {};
    const auto &noun = m_sentence.tokens[place - 1];
    const bool isWord =
        noun.kind == QuestionToken::Kind::Word && !Plain.contains(noun.text) && m_mentions.cues[place - 1].isEmpty();
    return isWord ? noun.written : QString();
}

/// Words that say that the value is below zero: "an outflow of", "negative".
bool ClaimReader::isBelowZero(const NumberClaim &claim, const PhraseMeaning &meaning, const TermMention *own) const
{
    const bool isCashFlow = meaning.id.endsWith(QLatin1String("cash_flow"));
    const auto &amount = claim.amount;
    for (auto place = std::max<qsizetype>(0, amount.boundFirst - 4);
         place < std::min(amount.at.last + 3, m_sentence.tokens.size()); ++place) {
        const bool isNear = m_mentions.cover[place] == Cover::None;
        if (isNear
            && ((isCashFlow && m_mentions.has(ClaimCue::Outflow, place)) || m_mentions.has(ClaimCue::Negative, place)))
            return true;
    }
    const auto before = own ? own->at.first - 1 : -1;
    return before >= 0 && m_mentions.cover[before] == Cover::None
           && (m_mentions.has(ClaimCue::Negative, before) || (isCashFlow && m_mentions.has(ClaimCue::Outflow, before)));
}

} // namespace consultantos
