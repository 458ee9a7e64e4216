// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_mentions.h"

#include <algorithm>

namespace consultantos {

namespace {

struct Currency {
    QString code;
    bool isGeneric = false;
};

std::optional<Currency> currencyOf(const QuestionToken &token)
{
    static const QHash<QString, Currency> Known{{QStringLiteral("$"), {QStringLiteral("USD"), true}},
                                                {QStringLiteral("dollar"), {QStringLiteral("USD"), true}},
                                                {QStringLiteral("usd"), {QStringLiteral("USD"), false}},
                                                {QStringLiteral("eur"), {QStringLiteral("EUR"), false}},
                                                {QString(QChar(0x20AC)), {QStringLiteral("EUR"), false}},
                                                {QStringLiteral("euro"), {QStringLiteral("EUR"), false}},
                                                {QString(QChar(0x00A3)), {QStringLiteral("GBP"), false}},
                                                {QStringLiteral("gbp"), {QStringLiteral("GBP"), false}},
                                                {QStringLiteral("pound"), {QStringLiteral("GBP"), false}},
                                                {QStringLiteral("pfund"), {QStringLiteral("GBP"), false}},
                                                {QString(QChar(0x00A5)), {QStringLiteral("JPY"), false}},
                                                {QStringLiteral("yen"), {QStringLiteral("JPY"), false}},
                                                {QStringLiteral("jpy"), {QStringLiteral("JPY"), false}},
                                                {QStringLiteral("chf"), {QStringLiteral("CHF"), false}},
                                                {QStringLiteral("franken"), {QStringLiteral("CHF"), false}},
                                                {QStringLiteral("franc"), {QStringLiteral("CHF"), false}},
                                                {QStringLiteral("cny"), {QStringLiteral("CNY"), false}},
                                                {QStringLiteral("rmb"), {QStringLiteral("CNY"), false}},
                                                {QStringLiteral("yuan"), {QStringLiteral("CNY"), false}},
                                                {QStringLiteral("renminbi"), {QStringLiteral("CNY"), false}},
                                                {QStringLiteral("cad"), {QStringLiteral("CAD"), false}},
                                                {QStringLiteral("aud"), {QStringLiteral("AUD"), false}},
                                                {QStringLiteral("inr"), {QStringLiteral("INR"), false}},
                                                {QStringLiteral("rupee"), {QStringLiteral("INR"), false}},
                                                {QStringLiteral("krw"), {QStringLiteral("KRW"), false}},
                                                {QStringLiteral("sek"), {QStringLiteral("SEK"), false}},
                                                {QStringLiteral("nok"), {QStringLiteral("NOK"), false}},
                                                {QStringLiteral("dkk"), {QStringLiteral("DKK"), false}},
                                                {QStringLiteral("hkd"), {QStringLiteral("HKD"), false}},
                                                {QStringLiteral("sgd"), {QStringLiteral("SGD"), false}}};
    const auto found = Known.constFind(token.text);
    return found == Known.cend() ? std::nullopt : std::optional(*found);
}

/// The factor of a scale word; 0 for another word. `mayBeLetter` where a single letter can only be a scale.
double scaleOf(const QuestionToken &token, NumberStyle style, bool mayBeLetter)
{
    static const QHash<QString, double> Words{
        {QStringLiteral("million"), 1e6},    {QStringLiteral("millionen"), 1e6},  {QStringLiteral("mio"), 1e6},
        {QStringLiteral("mn"), 1e6},         {QStringLiteral("mm"), 1e6},         {QStringLiteral("mil"), 1e6},
        {QStringLiteral("milliarde"), 1e9},  {QStringLiteral("milliarden"), 1e9}, {QStringLiteral("mrd"), 1e9},
        {QStringLiteral("bn"), 1e9},         {QStringLiteral("thousand"), 1e3},   {QStringLiteral("tausend"), 1e3},
        {QStringLiteral("tsd"), 1e3},        {QStringLiteral("trillion"), 1e12},  {QStringLiteral("tn"), 1e12},
        {QStringLiteral("billionen"), 1e12}, {QStringLiteral("bio"), 1e12},       {QStringLiteral("trn"), 1e12}};
    if (token.kind != QuestionToken::Kind::Word)
        return 0;
    if (token.text == QLatin1String("billion"))
        return style == NumberStyle::German ? 1e12 : 1e9;
    if (const auto found = Words.constFind(token.text); found != Words.cend())
        return *found;
    if (!mayBeLetter || token.written.size() != 1)
        return 0;
    switch (token.written[0].toLower().unicode()) {
    case u'k':
        return 1e3;
    case u'm':
        return 1e6;
    case u'b':
        return 1e9;
    case u't':
        return 1e12;
    default:
        return 0;
    }
}

class AmountReader {
public:
    AmountReader(const ClaimSentence &sentence, const ClaimVocabulary::Cues &cues)
        : m_sentence(sentence)
        , m_tokens(sentence.tokens)
        , m_cues(cues)
    {
    }

    /// Currency before, digits, scale, unit behind, without the words that loosen it.
    [[nodiscard]] std::optional<AmountMention> plainAt(qsizetype place) const
    {
        if (place >= m_tokens.size() || !m_sentence.numbers[place])
            return std::nullopt;
        const auto &number = *m_sentence.numbers[place];
        AmountMention amount;
        amount.digits = place;
        amount.at = {place, place};
        amount.value = number.value;
        amount.decimals = number.decimals;
        amount.trailingZeros = number.trailingZeros;
        readBefore(amount);
        readBehind(amount);
        return amount;
    }

private:
    [[nodiscard]] const QuestionToken *token(qsizetype place) const
    {
        return place >= 0 && place < m_tokens.size() ? &m_tokens[place] : nullptr;
    }

    [[nodiscard]] bool isSign(qsizetype place, char sign) const { return token(place) && token(place)->isSign(sign); }

    [[nodiscard]] bool isWord(qsizetype place, const char *word) const
    {
        return token(place) && token(place)->isWord(QLatin1String(word));
    }

    void readBefore(AmountMention &amount) const
    {
        auto &first = amount.at.first;
        // "$(12,767) million"
        const auto *open = token(first - 2);
        if (isSign(first - 1, '(') && open && currencyOf(*open) && m_sentence.spans[first - 1].isGlued
            && isSign(amount.at.last + 1, ')')) {
            amount.isNegative = true;
            --first;
            ++amount.at.last;
        }
        if (isSign(first - 1, '-') && m_sentence.spans[first].isGlued && isMinus(first - 1)) {
            amount.isNegative = true;
            --first;
        }
        amount.isPositive = isSign(first - 1, '+') && m_sentence.spans[first].isGlued;
        const auto *before = token(first - 1);
        const auto currency = before ? currencyOf(*before) : std::nullopt;
        const bool isPrefix = currency && before->text != QLatin1String("dollar")
                              && before->text != QLatin1String("euro") && before->text != QLatin1String("pound")
                              && before->text != QLatin1String("franken") && before->text != QLatin1String("yen");
        if (isPrefix) {
            amount.currency = currency->code;
            amount.isGenericDollar = currency->isGeneric;
            amount.unit = ClaimUnit::Money;
            --first;
            if (before->isSign('$') && isWord(first - 1, "us") && m_sentence.spans[first].isGlued) {
                amount.isGenericDollar = false;
                --first;
            }
        }
        if (!amount.isNegative && isSign(first - 1, '-') && m_sentence.spans[first].isGlued && isMinus(first - 1)) {
            amount.isNegative = true;
            --first;
        }
    }

    /// Not a hyphen between two numbers.
    [[nodiscard]] bool isMinus(qsizetype place) const
    {
        if (place == 0 || !m_sentence.spans[place].isGlued)
            return true;
        const auto &before = m_tokens[place - 1];
        return before.isSign('(') || before.isSign(':') || before.isSign('|') || before.isSign('~');
    }

    void readBehind(AmountMention &amount) const
    {
        auto &last = amount.at.last;
        const auto *next = token(last + 1);
        const bool isGlued = next && m_sentence.spans[last + 1].isGlued;
        const double scale = next ? scaleOf(*next, m_sentence.style, isGlued || amount.unit == ClaimUnit::Money) : 0;
        if (scale > 0) {
            amount.scale = scale;
            ++last;
            last += isSign(last + 1, '.') && m_sentence.spans[last + 1].isGlued && token(last + 2) ? 1 : 0;
        }
        readUnit(amount);
        if (amount.unit == ClaimUnit::Money || amount.unit == ClaimUnit::Plain) {
            const auto length = cueLength(ClaimCue::EachShare, last + 1);
            if (length > 0) {
                amount.isEachShare = true;
                amount.unit = ClaimUnit::Money;
                last += length;
            }
        }
    }

    void readUnit(AmountMention &amount) const
    {
        auto &last = amount.at.last;
        const auto take = [&](ClaimUnit unit, qsizetype length) {
            amount.unit = unit;
            last += length;
        };
        const auto *next = token(last + 1);
        if (!next)
            return;
        static const QStringList Percent{QStringLiteral("percent"), QStringLiteral("prozent"), QStringLiteral("pct")};
        static const QStringList Points{QStringLiteral("pp"),
                                        QStringLiteral("ppt"),
                                        QStringLiteral("prozentpunkte"),
                                        QStringLiteral("prozentpunkt"),
                                        QStringLiteral("prozentpunkten"),
                                        QStringLiteral("pt")};
        static const QStringList BasisPoints{QStringLiteral("bp"), QStringLiteral("bps"), QStringLiteral("basispunkte"),
                                             QStringLiteral("basispunkten"), QStringLiteral("basispunkt")};
        static const QStringList Times{QStringLiteral("x"),     QStringLiteral("time"), QStringLiteral("fold"),
                                       QStringLiteral("fache"), QStringLiteral("fach"), QStringLiteral("mal"),
                                       QStringLiteral("fachen")};
        static const QStringList Shares{QStringLiteral("share"), QStringLiteral("aktien"), QStringLiteral("aktie")};
        static const QStringList Days{QStringLiteral("day"), QStringLiteral("tage"), QStringLiteral("tagen"),
                                      QStringLiteral("tag")};
        const bool isMoney = amount.unit == ClaimUnit::Money;
        if ((next->isWord(QLatin1String("cent")) || next->isWord(QLatin1String("cents"))) && !isMoney
            && amount.scale == 1) {
            amount.scale = 0.01;
            return take(ClaimUnit::Money, 1);
        }
        if (const auto currency = currencyOf(*next); currency && !isMoney) {
            amount.currency = currency->code;
            amount.isGenericDollar = currency->isGeneric;
            return take(ClaimUnit::Money, 1);
        }
        if (next->isWord(QLatin1String("us")) && !isMoney && token(last + 2) && currencyOf(*token(last + 2))) {
            amount.currency = QStringLiteral("USD");
            return take(ClaimUnit::Money, 2);
        }
        if (isMoney)
            return;
        if (next->isSign('%') || Percent.contains(next->text)) {
            const auto *behind = token(last + 2);
            const bool isPoints = behind
                                  && (behind->isWord(QLatin1String("point")) || behind->isWord(QLatin1String("punkte"))
                                      || behind->isWord(QLatin1String("punkt")) || behind->isWord(QLatin1String("pt")));
            return isPoints ? take(ClaimUnit::Points, 2) : take(ClaimUnit::Percent, 1);
        }
        if (isWord(last + 1, "per") && isWord(last + 2, "cent"))
            return take(ClaimUnit::Percent, 2);
        if (isWord(last + 1, "percentage") && isWord(last + 2, "point"))
            return take(ClaimUnit::Points, 2);
        if (isWord(last + 1, "basi") || isWord(last + 1, "basis")) {
            if (isWord(last + 2, "point"))
                return take(ClaimUnit::BasisPoints, 2);
        }
        if (Points.contains(next->text))
            return take(ClaimUnit::Points, 1);
        if (BasisPoints.contains(next->text))
            return take(ClaimUnit::BasisPoints, 1);
        if (Times.contains(next->text))
            return take(ClaimUnit::Times, 1);
        if (Shares.contains(next->text))
            return take(ClaimUnit::Shares, 1);
        if (Days.contains(next->text))
            return take(ClaimUnit::Days, 1);
        if (cueLength(ClaimCue::Employees, last + 1) > 0)
            return take(ClaimUnit::Employees, 1);
    }

    [[nodiscard]] qsizetype cueLength(ClaimCue wanted, qsizetype place) const
    {
        if (place >= m_tokens.size())
            return 0;
        for (const auto &match : m_cues[place]) {
            if (match.cue == wanted)
                return match.length;
        }
        return 0;
    }

    const ClaimSentence &m_sentence;
    const QList<QuestionToken> &m_tokens;
    const ClaimVocabulary::Cues &m_cues;
};

bool isBetweenBefore(const ClaimSentence &sentence, qsizetype place)
{
    const auto word = place > 0 ? sentence.tokens[place - 1].text : QString();
    return word == QLatin1String("between") || word == QLatin1String("zwischen");
}

/// "from 3 to 4 %", "rose by 3 to 4 %" may be a change, "3 to 4 %" is a range.
bool isMoveBefore(qsizetype place, const ClaimVocabulary::Cues &cues)
{
    const auto before = place > 0 ? cues[place - 1] : QList<ClaimVocabulary::CueMatch>();
    return std::any_of(before.cbegin(), before.cend(), [](const ClaimVocabulary::CueMatch &match) {
        return match.cue == ClaimCue::From || match.cue == ClaimCue::By || match.cue == ClaimCue::Rise
               || match.cue == ClaimCue::Fall;
    });
}

std::optional<ClaimBound> boundOf(ClaimCue cue)
{
    switch (cue) {
    case ClaimCue::About:
        return ClaimBound::About;
    case ClaimCue::Nearly:
        return ClaimBound::Nearly;
    case ClaimCue::JustOver:
        return ClaimBound::JustOver;
    case ClaimCue::MoreThan:
        return ClaimBound::MoreThan;
    case ClaimCue::AtLeast:
        return ClaimBound::AtLeast;
    case ClaimCue::LessThan:
        return ClaimBound::LessThan;
    case ClaimCue::AtMost:
        return ClaimBound::AtMost;
    default:
        return std::nullopt;
    }
}

/// The longest phrase that ends right before the amount loosens it: "no less than", "just over".
void readBound(AmountMention &amount, const ClaimSentence &sentence, const ClaimVocabulary::Cues &cues)
{
    constexpr qsizetype LongestPhrase = 5;
    auto end = amount.at.first;
    // "passed the $400 billion mark"
    static const QStringList Marks{QStringLiteral("mark"),    QStringLiteral("threshold"), QStringLiteral("line"),
                                   QStringLiteral("barrier"), QStringLiteral("marke"),     QStringLiteral("schwelle"),
                                   QStringLiteral("grenze")};
    const auto behind = amount.at.last + 1;
    const bool isMark = behind < sentence.tokens.size() && Marks.contains(sentence.tokens[behind].text);
    static const QStringList Articles{QStringLiteral("the"), QStringLiteral("die"), QStringLiteral("der")};
    const auto article = end > 0 ? sentence.tokens[end - 1].text : QString();
    if (article == QLatin1String("a") || (isMark && Articles.contains(article)))
        --end;
    amount.boundFirst = amount.at.first;
    for (auto place = std::max<qsizetype>(0, end - LongestPhrase); place < end; ++place) {
        for (const auto &match : cues[place]) {
            const auto bound = boundOf(match.cue);
            // "79 % below 8 billion" is a comparison with what follows.
            const bool isComparison = place > 0
                                      && (sentence.tokens[place - 1].isSign('%')
                                          || sentence.tokens[place - 1].isWord(QLatin1String("percent"))
                                          || sentence.tokens[place - 1].isWord(QLatin1String("prozent")));
            if (bound && !isComparison && place + match.length == end) {
                amount.bound = *bound;
                amount.boundFirst = place;
                return;
            }
        }
    }
}

} // namespace

std::optional<AmountMention> amountAt(const ClaimSentence &sentence, qsizetype place, const ClaimVocabulary::Cues &cues)
{
    const AmountReader reader(sentence, cues);
    auto amount = reader.plainAt(place);
    if (!amount)
        return std::nullopt;
    const auto link = amount->at.last + 1;
    if (link + 1 < sentence.tokens.size()) {
        static const QStringList RangeWords{QStringLiteral("to"), QStringLiteral("bis"), QStringLiteral("bi"),
                                            QStringLiteral("-")};
        const auto &word = sentence.tokens[link].text;
        const bool isAnd = word == QLatin1String("and") || word == QLatin1String("und");
        const bool isRange =
            isAnd ? isBetweenBefore(sentence, amount->at.first)
                  : RangeWords.contains(word) && !(word == QLatin1String("to") && isMoveBefore(amount->at.first, cues));
        auto next = link + 1;
        while (next < sentence.tokens.size() && next - link <= 3 && !sentence.numbers[next]
               && (currencyOf(sentence.tokens[next]) || sentence.tokens[next].isWord(QLatin1String("us"))))
            ++next;
        const auto high = isRange && next < sentence.tokens.size() ? reader.plainAt(next) : std::nullopt;
        const bool isSameKind =
            high && (amount->unit == high->unit || amount->unit == ClaimUnit::Plain || high->unit == ClaimUnit::Plain);
        const bool isSameScale = high && (amount->scale == high->scale || amount->scale == 1);
        if (high && isSameKind && isSameScale && high->value > amount->value && !high->isNegative) {
            amount->highest = high->value;
            amount->scale = high->scale;
            amount->decimals = std::max(amount->decimals, high->decimals);
            if (amount->unit == ClaimUnit::Plain || amount->currency.isEmpty()) {
                amount->unit = high->unit == ClaimUnit::Plain ? amount->unit : high->unit;
                amount->currency = amount->currency.isEmpty() ? high->currency : amount->currency;
                amount->isGenericDollar = amount->isGenericDollar || high->isGenericDollar;
            }
            amount->isEachShare = amount->isEachShare || high->isEachShare;
            amount->at.last = high->at.last;
        }
    }
    readBound(*amount, sentence, cues);
    return amount;
}

} // namespace consultantos
