// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_mentions.h"
#include "analysis/claims/number_words.h"

#include <algorithm>

namespace consultantos {

namespace {

using Kind = PeriodReference::Kind;

/// English words of time for German ones, so that periodAt() reads both.
const QHash<QString, QString> &englishWords()
{
    static const QHash<QString, QString> Words = [] {
        QHash<QString, QString> words;
        const auto add = [&words](const char *german, const char *english) {
            words.insert(foldedWord(QString::fromUtf8(german)), QString::fromLatin1(english));
        };
        for (const auto *year : {"Jahr", "Jahres", "Jahre"})
            add(year, "year");
        for (const auto *year : {"Geschäftsjahr", "Geschäftsjahres", "GJ", "Fiskaljahr", "Fiskaljahres"})
            add(year, "fiscal");
        for (const auto *quarter : {"Quartal", "Quartals", "Quartalen"})
            add(quarter, "quarter");
        for (const auto *ordinal : {"erste", "ersten", "erstes", "erster", "erstem"})
            add(ordinal, "first");
        for (const auto *ordinal : {"zweite", "zweiten", "zweites", "zweiter", "zweitem"})
            add(ordinal, "second");
        for (const auto *ordinal : {"dritte", "dritten", "drittes", "dritter", "drittem"})
            add(ordinal, "third");
        for (const auto *ordinal : {"vierte", "vierten", "viertes", "vierter", "viertem"})
            add(ordinal, "fourth");
        add("des", "of");
        add("im", "in");
        add("Schlussquartal", "fourth quarter");
        return words;
    }();
    return Words;
}

/// 1 … 12 by an English or German name or its beginning; 0 for none.
int monthOf(const QuestionToken &token)
{
    static const QStringList Months{QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"),
                                    QStringLiteral("apr"), QStringLiteral("may"), QStringLiteral("jun"),
                                    QStringLiteral("jul"), QStringLiteral("aug"), QStringLiteral("sep"),
                                    QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
    static const QHash<QString, int> German{{QStringLiteral("mär"), 3},
                                            {QStringLiteral("mai"), 5},
                                            {QStringLiteral("okt"), 10},
                                            {QStringLiteral("dez"), 12}};
    if (token.kind != QuestionToken::Kind::Word || token.written.size() < 3 || token.written[0].isLower())
        return 0;
    const auto begin = token.written.left(3).toLower();
    constexpr qsizetype LongestMonth = 9;
    if (token.written.size() > LongestMonth)
        return 0;
    const auto place = Months.indexOf(begin);
    return place >= 0 ? static_cast<int>(place) + 1 : German.value(begin, 0);
}

class PeriodScanner {
public:
    PeriodScanner(const ClaimSentence &sentence, const ClaimVocabulary::Cues &cues)
        : m_sentence(sentence)
        , m_cues(cues)
        , m_tokens(sentence.tokens)
    {
        for (auto &token : m_tokens) {
            const auto english = englishWords().constFind(token.text);
            if (english != englishWords().cend())
                token.text = *english;
        }
    }

    QList<PeriodMention> run()
    {
        for (qsizetype place = 0; place < m_tokens.size();) {
            auto mention = mentionAt(place);
            if (!mention) {
                ++place;
                continue;
            }
            place = mention->at.last + 1;
            m_mentions.append(*mention);
        }
        joinSpans();
        markBases();
        return m_mentions;
    }

private:
    [[nodiscard]] bool isNumber(qsizetype place, double least, double most) const
    {
        return place >= 0 && place < m_tokens.size() && m_sentence.numbers[place] && m_tokens[place].number >= least
               && m_tokens[place].number <= most && m_sentence.numbers[place]->decimals == 0;
    }

    [[nodiscard]] bool isSign(qsizetype place, char sign) const
    {
        return place >= 0 && place < m_tokens.size() && m_tokens[place].isSign(sign);
    }

    [[nodiscard]] bool isWord(qsizetype place, const char *word) const
    {
        return place >= 0 && place < m_tokens.size() && m_tokens[place].isWord(QLatin1String(word));
    }

    static PeriodMention mention(qsizetype place, qsizetype length, const PeriodReference &reference)
    {
        PeriodMention result;
        result.at = {place, place + length - 1};
        result.period.reference = reference;
        return result;
    }

    /// "31. Dezember 2021", "31 December 2021", "31.12.2021".
    [[nodiscard]] std::optional<PeriodMention> dateAt(qsizetype place) const
    {
        if (!isNumber(place, 1, 31))
            return std::nullopt;
        auto at = place + 1;
        at += isSign(at, '.') ? 1 : 0;
        const int month = at < m_tokens.size() ? monthOf(m_tokens[at]) : 0;
        if (month == 0 || !isNumber(at + 1, 1900, 2100))
            return std::nullopt;
        const QDate date(static_cast<int>(m_tokens[at + 1].number), month, static_cast<int>(m_tokens[place].number));
        return date.isValid() ? std::optional(mention(place, at + 2 - place, {Kind::Date, 0, 0, date})) : std::nullopt;
    }

    /// "2. Quartal 2020", "third quarter" without a year, "first-quarter 2020".
    [[nodiscard]] std::optional<PeriodMention> quarterAt(qsizetype place) const
    {
        static const QStringList Ordinals{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third"),
                                          QStringLiteral("fourth")};
        int quarter = 0;
        auto at = place;
        if (isNumber(place, 1, 4) && isSign(place + 1, '.') && isWord(place + 2, "quarter")) {
            quarter = static_cast<int>(m_tokens[place].number);
            at = place + 3;
        } else if (const auto ordinal = Ordinals.indexOf(m_tokens[place].text);
                   ordinal >= 0 && isWord(place + 1, "quarter")) {
            quarter = static_cast<int>(ordinal) + 1;
            at = place + 2;
        } else if (m_tokens[place].written.size() == 2 && m_tokens[place].text[0] == QLatin1Char('q')
                   && m_tokens[place].text[1] >= QLatin1Char('1') && m_tokens[place].text[1] <= QLatin1Char('4')) {
            quarter = m_tokens[place].text[1].digitValue();
            at = place + 1;
        }
        if (quarter == 0)
            return std::nullopt;
        auto yearAt = at;
        while (yearAt < m_tokens.size() && yearAt - at < 3
               && (isWord(yearAt, "of") || isWord(yearAt, "in") || isWord(yearAt, "the") || isSign(yearAt, ',')
                   || isSign(yearAt, '/') || isSign(yearAt, '-')))
            ++yearAt;
        PeriodReference reference{Kind::Quarter, 0, quarter, {}};
        if (const auto year = yearAt < m_tokens.size() ? periodAt(m_tokens, yearAt) : std::nullopt;
            year && year->period.kind == Kind::Year) {
            reference.year = year->period.year;
            return mention(place, yearAt + year->length - place, reference);
        }
        return mention(place, at - place, reference);
    }

    [[nodiscard]] std::optional<PeriodMention> relativeAt(qsizetype place) const
    {
        std::optional<PeriodMention> best;
        for (const auto &cue : m_cues[place]) {
            PeriodMention result;
            result.at = {place, place + cue.length - 1};
            if (cue.cue == ClaimCue::YearBefore || cue.cue == ClaimCue::YearOverYear)
                result.period.yearsBack = 1;
            else if (cue.cue == ClaimCue::YearAfter)
                result.period.yearsBack = -1;
            else if (cue.cue == ClaimCue::QuarterBefore)
                result.period.quartersBack = 1;
            else
                continue;
            // "im Vorjahr" is a time of its own, "year over year" only what is compared with.
            result.isBase = cue.cue == ClaimCue::YearOverYear;
            if (!best || result.at.last > best->at.last)
                best = result;
        }
        return best;
    }

    /// "the three years to FY2024", "5 years ended 2023", "drei Jahren bis 2024": a span.
    [[nodiscard]] std::optional<PeriodMention> yearsUpTo(qsizetype place) const
    {
        constexpr double MostYears = 40;
        const auto words = wordNumberAt(m_sentence.tokens, place);
        const double count = words ? words->value : isNumber(place, 2, MostYears) ? m_tokens[place].number : 0;
        auto at = place + (words ? words->length : 1);
        if (count < 2 || count > MostYears || !isWord(at, "year"))
            return std::nullopt;
        ++at;
        static const QStringList Links{
            QStringLiteral("to"),    QStringLiteral("until"),  QStringLiteral("through"),
            QStringLiteral("up"),    QStringLiteral("end"),    QStringLiteral("ended"),
            QStringLiteral("in"),    QStringLiteral("ending"), foldedWord(QStringLiteral("bis")),
            QStringLiteral("fiscal")};
        bool hasLink = false;
        for (; at < m_tokens.size() && Links.contains(m_tokens[at].text) && !hasPeriodAt(at); ++at)
            hasLink = true;
        const auto end = at < m_tokens.size() ? periodAt(m_tokens, at) : std::nullopt;
        if (!hasLink || !end || end->period.kind != Kind::Year)
            return std::nullopt;
        auto first = end->period;
        first.year -= static_cast<int>(count);
        auto span = mention(place, at + end->length - place, first);
        span.last = ClaimPeriod{end->period, 0, 0};
        return span;
    }

    [[nodiscard]] bool hasPeriodAt(qsizetype place) const { return periodAt(m_tokens, place).has_value(); }

    [[nodiscard]] std::optional<PeriodMention> mentionAt(qsizetype place) const
    {
        if (const auto span = yearsUpTo(place))
            return span;
        if (const auto relative = relativeAt(place))
            return relative;
        if (const auto date = dateAt(place))
            return date;
        if (const auto quarter = quarterAt(place))
            return quarter;
        const auto match = periodAt(m_tokens, place);
        if (!match || isAmount(place, match->length))
            return std::nullopt;
        return mention(place, match->length, match->period);
    }

    /// "2021 million", "$2,021", "2021 employees", "2000 %": four digits that are no year.
    [[nodiscard]] bool isAmount(qsizetype place, qsizetype length) const
    {
        if (length > 1 || !m_sentence.numbers[place])
            return false;
        const bool hasCurrency = isSign(place - 1, '$') || (place > 0 && m_tokens[place - 1].text == QChar(0x20AC))
                                 || (place > 0 && m_tokens[place - 1].text == QChar(0x00A3));
        const auto next = place + 1 < m_tokens.size() ? m_tokens[place + 1].text : QString();
        static const QStringList Units{
            QStringLiteral("million"),     QStringLiteral("billion"), QStringLiteral("mio"),
            QStringLiteral("mrd"),         QStringLiteral("%"),       QStringLiteral("percent"),
            QStringLiteral("prozent"),     QStringLiteral("dollar"),  QStringLiteral("euro"),
            QStringLiteral("usd"),         QStringLiteral("eur"),     QStringLiteral("employee"),
            QStringLiteral("mitarbeiter"), QStringLiteral("bp"),      QStringLiteral("millionen"),
            QStringLiteral("milliarden"),  QStringLiteral("share"),   QStringLiteral("basi")};
        return hasCurrency || m_sentence.numbers[place]->isGrouped || Units.contains(next);
    }

    /// "from 2019 to 2024", "between 2019 and 2024", "2019–2024", "von 2019 bis 2024".
    void joinSpans()
    {
        QList<PeriodMention> joined;
        for (const auto &mention : std::as_const(m_mentions)) {
            const bool isPlain = mention.period.reference && !mention.last;
            if (!joined.isEmpty() && isPlain && joined.last().period.reference && !joined.last().last
                && isSpan(joined.last().at, mention.at)) {
                joined.last().last = mention.period;
                joined.last().at.last = mention.at.last;
                continue;
            }
            joined.append(mention);
        }
        m_mentions = joined;
    }

    [[nodiscard]] bool isSpan(const TokenRange &left, const TokenRange &right) const
    {
        auto link = left.last + 1;
        if (link >= right.first || right.first - link > 2)
            return false;
        const auto &word = m_tokens[link];
        const bool isTo = word.isSign('-') || word.isWord(QLatin1String("to")) || word.isWord(QLatin1String("through"))
                          || word.isWord(QLatin1String("until")) || word.isWord(QLatin1String("auf"))
                          || word.text == foldedWord(QStringLiteral("bis"));
        const auto before = left.first > 0 ? m_tokens[left.first - 1].text : QString();
        const auto earlier = left.first > 1 ? m_tokens[left.first - 2].text : QString();
        const auto isBetween = [](const QString &text) {
            return text == QLatin1String("between") || text == QLatin1String("zwischen");
        };
        const bool isAnd = (word.isWord(QLatin1String("and")) || word.isWord(QLatin1String("und")))
                           && (isBetween(before) || isBetween(earlier));
        return isTo || isAnd;
    }

    /// "compared with 2020", "than in 2019", "the 2019 level".
    void markBases()
    {
        for (auto &mention : m_mentions) {
            if (mention.last)
                continue;
            constexpr qsizetype LongestBase = 6;
            for (auto place = mention.at.first - 1; place >= 0 && mention.at.first - place <= LongestBase; --place) {
                if (m_sentence.numbers[place])
                    break;
                // "year over year in 2024", "wies 2019 … aus"
                const bool isOther = isInMention(place) || m_tokens[place].written.toLower() == QLatin1String("wies");
                const auto length = isOther ? 0 : baseLength(place, mention.at.first);
                if (length > 0) {
                    mention.isBase = true;
                    break;
                }
            }
            const auto next = mention.at.last + 1;
            if (next < m_tokens.size()
                && (m_tokens[next].isWord(QLatin1String("level")) || m_tokens[next].isWord(QLatin1String("niveau"))))
                mention.isBase = true;
        }
    }

    [[nodiscard]] bool isInMention(qsizetype place) const
    {
        return std::any_of(m_mentions.cbegin(), m_mentions.cend(), [place](const PeriodMention &mention) {
            return mention.at.first <= place && place <= mention.at.last;
        });
    }

    /// A phrase of comparison at `place` that reaches, but for small words, up to `end`.
    [[nodiscard]] qsizetype baseLength(qsizetype place, qsizetype end) const
    {
        for (const auto &cue : m_cues[place]) {
            if (cue.cue != ClaimCue::Base || place + cue.length > end)
                continue;
            bool reaches = true;
            for (auto between = place + cue.length; between < end && reaches; ++between) {
                static const QStringList Small{QStringLiteral("in"),   QStringLiteral("the"),  QStringLiteral("fiscal"),
                                               QStringLiteral("im"),   QStringLiteral("dem"),  QStringLiteral("year"),
                                               QStringLiteral("jahr"), QStringLiteral("it"),   QStringLiteral("der"),
                                               QStringLiteral("of"),   QStringLiteral("for"),  QStringLiteral("end"),
                                               QStringLiteral("ende"), QStringLiteral("that"), QStringLiteral("den"),
                                               QStringLiteral("at"),   QStringLiteral("a"),    QStringLiteral("in")};
                reaches = Small.contains(m_tokens[between].text) || Small.contains(m_sentence.tokens[between].text);
            }
            if (reaches)
                return cue.length;
        }
        return 0;
    }

    const ClaimSentence &m_sentence;
    const ClaimVocabulary::Cues &m_cues;
    QList<QuestionToken> m_tokens;
    QList<PeriodMention> m_mentions;
};

} // namespace

QList<PeriodMention> periodMentions(const ClaimSentence &sentence, const ClaimVocabulary::Cues &cues)
{
    return PeriodScanner(sentence, cues).run();
}

} // namespace consultantos
