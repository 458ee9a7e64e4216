// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_mentions.h"

#include "analysis/asking/company_mention.h"
#include "analysis/claims/number_words.h"

#include <algorithm>

namespace consultantos {

namespace {

bool isCapital(const QuestionToken &token)
{
    return !token.written.isEmpty() && !token.written[0].isLower();
}

class MentionScanner {
public:
    MentionScanner(const ClaimSentence &sentence, const ClaimVocabulary &vocabulary, const CompanyIndex &companies)
        : m_sentence(sentence)
        , m_tokens(sentence.tokens)
        , m_vocabulary(vocabulary)
        , m_companies(companies)
    {
    }

    ClaimMentions run()
    {
        m_result.cover.fill(ClaimMentions::Cover::None, m_tokens.size());
        m_result.cues = m_vocabulary.cuesOf(m_tokens);
        findCompanies();
        for (auto &period : periodMentions(m_sentence, m_result.cues)) {
            if (isFree(period.at)) {
                cover(period.at, ClaimMentions::Cover::Period);
                m_result.periods.append(period);
            }
        }
        findFractions();
        findAmounts();
        findTerms();
        releaseBounds();
        findMultiples();
        return m_result;
    }

private:
    [[nodiscard]] bool isFree(const TokenRange &range) const
    {
        for (auto place = range.first; place <= range.last; ++place) {
            if (m_result.cover[place] != ClaimMentions::Cover::None)
                return false;
        }
        return true;
    }

    void cover(const TokenRange &range, ClaimMentions::Cover kind)
    {
        for (auto place = range.first; place <= range.last; ++place)
            m_result.cover[place] = kind;
    }

    void findCompanies()
    {
        for (qsizetype place = 0; place < m_tokens.size();) {
            qsizetype length = 0;
            const auto mention = m_companies.at(m_tokens, place, length);
            if (length == 0) {
                ++place;
                continue;
            }
            m_result.companies.append(mention);
            cover(mention.at, ClaimMentions::Cover::Company);
            place += length;
        }
    }

    void findAmounts()
    {
        for (qsizetype place = 0; place < m_tokens.size(); ++place) {
            if (!m_sentence.numbers[place] || m_result.cover[place] != ClaimMentions::Cover::None)
                continue;
            auto amount = amountAt(m_sentence, place, m_result.cues);
            if (!amount || isName(*amount))
                continue;
            markBrackets(*amount);
            if (!isFree(amount->at))
                continue;
            cover(amount->at, ClaimMentions::Cover::Amount);
            m_result.amounts.append(*amount);
            place = amount->at.last;
        }
    }

    /// "by a third", "um rund zwei Drittel"
    [[nodiscard]] bool isBehindBy(qsizetype place) const
    {
        constexpr qsizetype MostBetween = 3;
        for (auto at = place - 1; at >= 0 && place - at <= MostBetween; --at) {
            if (m_result.has(ClaimCue::By, at))
                return true;
            const bool isLoose = m_result.has(ClaimCue::About, at) || m_result.has(ClaimCue::Nearly, at)
                                 || m_result.has(ClaimCue::MoreThan, at) || m_tokens[at].isWord(QLatin1String("than"))
                                 || m_tokens[at].isWord(QLatin1String("als"));
            if (!isLoose)
                return false;
        }
        return false;
    }

    void findFractions()
    {
        for (qsizetype place = 0; place < m_tokens.size(); ++place) {
            auto fraction = fractionAt(m_tokens, place);
            if (!fraction && isBehindBy(place))
                fraction = bareFractionAt(m_tokens, place);
            if (!fraction || !isFree({place, place + fraction->length - 1}))
                continue;
            AmountMention amount;
            amount.at = {place, place + fraction->length - 1};
            amount.digits = place;
            amount.value = fraction->value;
            amount.unit = ClaimUnit::Percent;
            amount.isWord = true;
            amount.boundFirst = place;
            readBound(amount);
            cover(amount.at, ClaimMentions::Cover::Amount);
            m_result.amounts.append(amount);
            place = amount.at.last;
        }
    }

    /// "was (1.2 billion)" is below zero; "capital expenditure (1.2 billion)" is not.
    void markBrackets(AmountMention &amount) const
    {
        const auto open = amount.at.first - 1;
        const auto close = amount.at.last + 1;
        const bool isInBrackets =
            open >= 0 && close < m_tokens.size() && m_tokens[open].isSign('(') && m_tokens[close].isSign(')');
        if (!isInBrackets || amount.isNegative || amount.unit == ClaimUnit::Percent)
            return;
        const bool followsVerb = open > 0
                                 && (m_result.has(ClaimCue::Linking, open - 1) || m_tokens[open - 1].isSign(':')
                                     || m_tokens[open - 1].isSign('|'));
        amount.isNegative = followsVerb;
        amount.isBracketed = !followsVerb && amount.unit == ClaimUnit::Plain;
    }

    /// Years, parts of documents, names, counts of years: they carry no claim.
    [[nodiscard]] bool isName(const AmountMention &amount) const
    {
        if (amount.unit != ClaimUnit::Plain || amount.scale != 1 || amount.highest)
            return amount.unit == ClaimUnit::Days && isCountOfDays(amount);
        const auto before = amount.at.first - 1;
        const auto behind = amount.at.last + 1;
        if (behind < m_tokens.size()) {
            const bool isCounted = m_result.has(ClaimCue::Counted, behind);
            const bool isTime = m_tokens[behind].isSign(':') && behind + 1 < m_tokens.size()
                                && m_sentence.numbers[behind + 1] && m_sentence.spans[behind].isGlued
                                && m_sentence.spans[behind + 1].isGlued;
            if (isCounted || isTime)
                return true;
        }
        // "the 737 MAX"
        const bool isModel = behind < m_tokens.size() && m_sentence.style == NumberStyle::English
                             && amount.decimals == 0 && m_tokens[behind].kind == QuestionToken::Kind::Word
                             && isCapital(m_tokens[behind]) && m_result.cover[behind] == ClaimMentions::Cover::None;
        if (isModel)
            return true;
        if (before < 0)
            return m_tokens.size() > 1 && behind < m_tokens.size() && m_tokens[behind].isSign(')');
        const auto &word = m_tokens[before];
        const bool isTime =
            word.isSign(':') && before > 0 && m_sentence.numbers[before - 1] && m_sentence.spans[before].isGlued;
        const bool isDate = word.isSign('/') || (word.isSign('-') && m_sentence.spans[before].isGlued)
                            || (word.isSign('.') && m_sentence.spans[before].isGlued);
        const bool isNumbered =
            m_result.has(ClaimCue::Numbered, before) || word.isSign('#') || word.isSign(QChar(0x00A7).toLatin1());
        const bool isOfName = m_result.cover[before] == ClaimMentions::Cover::Company;
        // "S&P 500", "Windows 11", "Model 3": in English a word with a capital, but not the first one.
        const bool isProper = word.kind == QuestionToken::Kind::Word && isCapital(word) && before > 0
                              && m_sentence.style == NumberStyle::English
                              && m_result.cover[before] == ClaimMentions::Cover::None
                              && !m_tokens[before - 1].isSign('|') && !isTermAt(before);
        return isTime || isDate || isNumbered || isOfName || isProper;
    }

    [[nodiscard]] bool isTermAt(qsizetype end) const
    {
        constexpr qsizetype LongestTerm = 8;
        for (auto place = std::max<qsizetype>(0, end - LongestTerm); place <= end; ++place) {
            const auto term = m_vocabulary.termAt(m_tokens, place);
            if (term && place + term->length - 1 == end)
                return true;
        }
        return false;
    }

    /// "within 90 days": a figure in days is named by its own words.
    [[nodiscard]] bool isCountOfDays(const AmountMention &) const
    {
        static const QStringList DayWords{QStringLiteral("day"),
                                          QStringLiteral("dio"),
                                          QStringLiteral("dso"),
                                          QStringLiteral("dpo"),
                                          QStringLiteral("cycle"),
                                          QStringLiteral("lagerdauer"),
                                          QStringLiteral("lagerreichweite"),
                                          QStringLiteral("forderungslaufzeit"),
                                          QStringLiteral("debitorenlaufzeit"),
                                          QStringLiteral("outstanding"),
                                          QStringLiteral("inventory")};
        return std::count_if(m_tokens.cbegin(), m_tokens.cend(),
                             [](const QuestionToken &token) { return DayWords.contains(token.text); })
                   < 2
               && std::none_of(m_tokens.cbegin(), m_tokens.cend(), [](const QuestionToken &token) {
                      return DayWords.contains(token.text) && token.text != QLatin1String("day")
                             && token.text != QLatin1String("inventory");
                  });
    }

    void findTerms()
    {
        for (qsizetype place = 0; place < m_tokens.size();) {
            auto match = m_vocabulary.termAt(m_tokens, place);
            bool isWeak = false;
            if (!match) {
                match = m_vocabulary.weakTermAt(m_tokens, place);
                isWeak = match.has_value();
            }
            if (!match || !isFree({place, place + match->length - 1}) || isOtherWord(place, *match)) {
                ++place;
                continue;
            }
            TermMention term;
            term.at = {place, place + match->length - 1};
            term.meaning = match->meaning;
            term.isWeak = isWeak;
            term.isLoss = m_vocabulary.isLoss(m_tokens, place, match->length);
            cover(term.at, ClaimMentions::Cover::Term);
            m_result.terms.append(term);
            place += match->length;
        }
    }

    /// "turned over 5 billion" is no bound but a verb.
    void releaseBounds()
    {
        for (auto &amount : m_result.amounts) {
            for (auto place = amount.boundFirst; place < amount.at.first; ++place) {
                if (m_result.cover[place] != ClaimMentions::Cover::Term)
                    continue;
                amount.bound = ClaimBound::Exact;
                amount.boundFirst = amount.at.first;
            }
        }
    }

    /// "cash" and the like inside another phrase: "paid in cash", "AP" the news agency.
    [[nodiscard]] bool isOtherWord(qsizetype place, const PhraseIndex::Match &match) const
    {
        const auto &word = m_tokens[place];
        const bool isShortName =
            match.length == 1 && word.written.size() <= 3 && word.written != word.written.toUpper();
        const bool isInCash =
            word.isWord(QLatin1String("cash")) && match.length == 1 && place > 0
            && (m_tokens[place - 1].isWord(QLatin1String("in")) || m_tokens[place - 1].isWord(QLatin1String("net")))
            && place + 1 < m_tokens.size() && m_tokens[place + 1].isWord(QLatin1String("paid"));
        return isShortName || isInCash;
    }

    void findMultiples()
    {
        for (qsizetype place = 0; place < m_tokens.size(); ++place) {
            const auto multiple = m_vocabulary.multipleAt(m_tokens, place);
            if (!multiple || !isFree({place, place + multiple->length - 1}) || isFigureOfSpeech(place))
                continue;
            AmountMention amount;
            amount.at = {place, place + multiple->length - 1};
            amount.digits = place;
            amount.value = multiple->value;
            amount.unit = ClaimUnit::Times;
            amount.isWord = true;
            amount.boundFirst = place;
            readBound(amount);
            cover(amount.at, ClaimMentions::Cover::Amount);
            m_result.amounts.append(amount);
        }
        std::sort(m_result.amounts.begin(), m_result.amounts.end(),
                  [](const AmountMention &left, const AmountMention &right) { return left.at.first < right.at.first; });
    }

    /// "double-digit growth", "twice", "doubled down", "doubling of efforts".
    [[nodiscard]] bool isFigureOfSpeech(qsizetype place) const
    {
        if (place + 1 >= m_tokens.size())
            return false;
        const auto &next = m_tokens[place + 1];
        return next.isWord(QLatin1String("digit")) || next.isWord(QLatin1String("down"))
               || next.isWord(QLatin1String("a"));
    }

    void readBound(AmountMention &amount) const
    {
        const auto before = amount.at.first;
        for (auto place = std::max<qsizetype>(0, before - 2); place < before; ++place) {
            for (const auto &cue : m_result.cues[place]) {
                if (place + cue.length != before)
                    continue;
                if (cue.cue == ClaimCue::MoreThan)
                    amount.bound = ClaimBound::MoreThan;
                else if (cue.cue == ClaimCue::Nearly)
                    amount.bound = ClaimBound::Nearly;
                else if (cue.cue == ClaimCue::AtLeast)
                    amount.bound = ClaimBound::AtLeast;
                else if (cue.cue == ClaimCue::LessThan)
                    amount.bound = ClaimBound::LessThan;
                else if (cue.cue == ClaimCue::About)
                    amount.bound = ClaimBound::About;
                else
                    continue;
                amount.boundFirst = place;
                return;
            }
        }
    }

    const ClaimSentence &m_sentence;
    const QList<QuestionToken> &m_tokens;
    const ClaimVocabulary &m_vocabulary;
    const CompanyIndex &m_companies;
    ClaimMentions m_result;
};

} // namespace

CompanyIndex::CompanyIndex(const QList<Company> &companies)
{
    constexpr qsizetype ShortestTicker = 2;
    for (qsizetype i = 0; i < companies.size(); ++i) {
        for (const auto &words : companyPhrases(companies[i]))
            m_names[words.first()].append({words, i});
        if (companies[i].ticker.size() >= ShortestTicker)
            m_tickers.insert(companies[i].ticker, i);
    }
    // German genitives: "Teslas Umsatz" is folded to the name itself; "Apples" is, too.
}

CompanyMention CompanyIndex::at(const QList<QuestionToken> &tokens, qsizetype place, qsizetype &length) const
{
    CompanyMention mention;
    length = 0;
    const auto names = m_names.constFind(tokens[place].text);
    for (qsizetype i = 0; names != m_names.cend() && i < names->size(); ++i) {
        const auto &name = names->at(i);
        qsizetype at = place;
        bool fits = name.words.size() > 1 || isCapital(tokens[place]);
        for (qsizetype word = 0; word < name.words.size() && fits; ++at) {
            fits = at < tokens.size() && (tokens[at].text == name.words[word] || (tokens[at].isSign('.') && word > 0));
            word += fits && !tokens[at].isSign('.') ? 1 : 0;
        }
        if (fits && at - place > length) {
            length = at - place;
            mention = {{place, at - 1}, name.company};
        }
    }
    if (length == 0) {
        const auto ticker = m_tickers.constFind(tokens[place].written);
        if (ticker != m_tickers.cend()) {
            length = 1;
            mention = {{place, place}, *ticker};
        }
    }
    return mention;
}

qsizetype ClaimMentions::cueLength(ClaimCue cue, qsizetype place) const
{
    if (place < 0 || place >= cues.size())
        return 0;
    for (const auto &match : cues[place]) {
        if (match.cue == cue)
            return match.length;
    }
    return 0;
}

ClaimMentions claimMentions(const ClaimSentence &sentence, const ClaimVocabulary &vocabulary,
                            const CompanyIndex &companies)
{
    return MentionScanner(sentence, vocabulary, companies).run();
}

} // namespace consultantos
