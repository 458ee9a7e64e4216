// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/number_words.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace consultantos {

namespace {

constexpr int Ten = 10;
constexpr int Hundred = 100;
constexpr double Percent = 100;

/// In small letters; empty for a sign.
QString wordAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    return place < tokens.size() && tokens[place].kind != QuestionToken::Kind::Sign ? tokens[place].written.toLower()
                                                                                    : QString();
}

bool isOf(const QList<QuestionToken> &tokens, qsizetype place)
{
    static const QSet<QString> Of{QStringLiteral("of"),    QStringLiteral("des"),    QStringLiteral("der"),
                                  QStringLiteral("von"),   QStringLiteral("seines"), QStringLiteral("seiner"),
                                  QStringLiteral("ihres"), QStringLiteral("ihrer")};
    return Of.contains(wordAt(tokens, place));
}

const QStringList &englishBelowTwenty()
{
    static const QStringList Words{
        QStringLiteral("zero"),    QStringLiteral("one"),       QStringLiteral("two"),      QStringLiteral("three"),
        QStringLiteral("four"),    QStringLiteral("five"),      QStringLiteral("six"),      QStringLiteral("seven"),
        QStringLiteral("eight"),   QStringLiteral("nine"),      QStringLiteral("ten"),      QStringLiteral("eleven"),
        QStringLiteral("twelve"),  QStringLiteral("thirteen"),  QStringLiteral("fourteen"), QStringLiteral("fifteen"),
        QStringLiteral("sixteen"), QStringLiteral("seventeen"), QStringLiteral("eighteen"), QStringLiteral("nineteen")};
    return Words;
}

const QStringList &germanBelowTwenty()
{
    static const QStringList Words{
        QStringLiteral("null"),     QStringLiteral("ein"),      QStringLiteral("zwei"),     QStringLiteral("drei"),
        QStringLiteral("vier"),     QStringLiteral("fünf"),     QStringLiteral("sechs"),    QStringLiteral("sieben"),
        QStringLiteral("acht"),     QStringLiteral("neun"),     QStringLiteral("zehn"),     QStringLiteral("elf"),
        QStringLiteral("zwölf"),    QStringLiteral("dreizehn"), QStringLiteral("vierzehn"), QStringLiteral("fünfzehn"),
        QStringLiteral("sechzehn"), QStringLiteral("siebzehn"), QStringLiteral("achtzehn"), QStringLiteral("neunzehn")};
    return Words;
}

/// Tens from 20, by their place.
const QStringList &englishTens()
{
    static const QStringList Words{QStringLiteral("twenty"), QStringLiteral("thirty"), QStringLiteral("forty"),
                                   QStringLiteral("fifty"),  QStringLiteral("sixty"),  QStringLiteral("seventy"),
                                   QStringLiteral("eighty"), QStringLiteral("ninety")};
    return Words;
}

const QStringList &germanTens()
{
    static const QStringList Words{QStringLiteral("zwanzig"), QStringLiteral("dreißig"), QStringLiteral("vierzig"),
                                   QStringLiteral("fünfzig"), QStringLiteral("sechzig"), QStringLiteral("siebzig"),
                                   QStringLiteral("achtzig"), QStringLiteral("neunzig")};
    return Words;
}

std::optional<WordNumber> germanNumber(const QString &word)
{
    static const QSet<QString> Ones{QStringLiteral("eine"), QStringLiteral("einer"), QStringLiteral("einen"),
                                    QStringLiteral("eins")};
    if (Ones.contains(word))
        return WordNumber{1, 0, 1};
    if (const auto place = germanBelowTwenty().indexOf(word); place >= 0)
        return WordNumber{static_cast<double>(place), 0, 1};
    if (word == QLatin1String("anderthalb") || word == QLatin1String("eineinhalb"))
        return WordNumber{1.5, 1, 1};
    if (word.endsWith(QLatin1String("einhalb"))) {
        const auto whole = germanBelowTwenty().indexOf(word.chopped(7));
        return whole > 0 ? std::optional(WordNumber{static_cast<double>(whole) + 0.5, 1, 1}) : std::nullopt;
    }
    for (qsizetype ten = 0; ten < germanTens().size(); ++ten) {
        if (!word.endsWith(germanTens()[ten]))
            continue;
        const double tens = static_cast<double>(ten + 2) * Ten;
        const auto rest = word.chopped(germanTens()[ten].size());
        if (rest.isEmpty())
            return WordNumber{tens, 0, 1};
        const auto unit = rest.endsWith(QLatin1String("und")) ? germanBelowTwenty().indexOf(rest.chopped(3)) : -1;
        return unit > 0 && unit < Ten ? std::optional(WordNumber{tens + static_cast<double>(unit), 0, 1})
                                      : std::nullopt;
    }
    if (word == QLatin1String("hundert"))
        return WordNumber{Hundred, 0, 1};
    return std::nullopt;
}

class EnglishReader {
public:
    explicit EnglishReader(const QList<QuestionToken> &tokens)
        : m_tokens(tokens)
    {
    }

    [[nodiscard]] std::optional<WordNumber> at(qsizetype place) const
    {
        if (word(place) == QLatin1String("half") && word(place + 1) == QLatin1String("a"))
            return WordNumber{0.5, 1, 2};
        if (word(place) == QLatin1String("a") && word(place + 1) == QLatin1String("half")
            && isUnitWord(token(place + 2)))
            return WordNumber{0.5, 1, 2};
        if (word(place) == QLatin1String("a") && word(place + 1) == QLatin1String("hundred"))
            return withRest({Hundred, 0, 2}, place);
        auto number = belowHundred(place);
        if (!number)
            return std::nullopt;
        if (word(place + number->length) == QLatin1String("hundred") && number->value < Ten)
            return withRest({number->value * Hundred, 0, number->length + 1}, place);
        const auto next = place + number->length;
        if (word(next) == QLatin1String("and") && word(next + 1) == QLatin1String("a")
            && word(next + 2) == QLatin1String("half"))
            return WordNumber{number->value + 0.5, 1, number->length + 3};
        return number;
    }

private:
    [[nodiscard]] QString word(qsizetype place) const
    {
        return place < m_tokens.size() && m_tokens[place].kind == QuestionToken::Kind::Word
                   ? m_tokens[place].written.toLower()
                   : QString();
    }

    [[nodiscard]] QuestionToken token(qsizetype place) const
    {
        return place < m_tokens.size() ? m_tokens[place] : QuestionToken();
    }

    [[nodiscard]] std::optional<WordNumber> belowHundred(qsizetype place) const
    {
        if (const auto small = englishBelowTwenty().indexOf(word(place)); small >= 0)
            return WordNumber{static_cast<double>(small), 0, 1};
        const auto ten = englishTens().indexOf(word(place));
        if (ten < 0)
            return std::nullopt;
        const double tens = static_cast<double>(ten + 2) * Ten;
        const auto unit = englishBelowTwenty().indexOf(word(place + 1));
        return unit > 0 && unit < Ten ? WordNumber{tens + static_cast<double>(unit), 0, 2} : WordNumber{tens, 0, 1};
    }

    [[nodiscard]] WordNumber withRest(WordNumber number, qsizetype place) const
    {
        auto next = place + number.length;
        next += word(next) == QLatin1String("and") ? 1 : 0;
        if (const auto rest = belowHundred(next)) {
            number.value += rest->value;
            number.length = next + rest->length - place;
        }
        return number;
    }

    const QList<QuestionToken> &m_tokens;
};

} // namespace

std::optional<WordNumber> wordNumberAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    if (place < 0 || place >= tokens.size() || tokens[place].kind != QuestionToken::Kind::Word)
        return std::nullopt;
    if (const auto number = EnglishReader(tokens).at(place))
        return number;
    return germanNumber(tokens[place].written.toLower());
}

std::optional<WordNumber> bareFractionAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    static const QHash<QString, int> Parts{
        {QStringLiteral("third"), 3},    {QStringLiteral("thirds"), 3},  {QStringLiteral("quarter"), 4},
        {QStringLiteral("quarters"), 4}, {QStringLiteral("fifth"), 5},   {QStringLiteral("fifths"), 5},
        {QStringLiteral("sixth"), 6},    {QStringLiteral("tenth"), 10},  {QStringLiteral("drittel"), 3},
        {QStringLiteral("viertel"), 4},  {QStringLiteral("fünftel"), 5}, {QStringLiteral("sechstel"), 6},
        {QStringLiteral("zehntel"), 10}, {QStringLiteral("hälfte"), 2}};
    static const QSet<QString> Articles{QStringLiteral("a"), QStringLiteral("die"), QStringLiteral("einem")};
    const auto first = wordAt(tokens, place);
    if (first == QLatin1String("half"))
        return WordNumber{Percent / 2, 0, 1};
    const auto count = Articles.contains(first) ? std::optional(WordNumber{1, 0, 1}) : wordNumberAt(tokens, place);
    if (!count)
        return std::nullopt;
    const auto part = Parts.value(wordAt(tokens, place + count->length), 0);
    if (part == 0 || count->value >= part || count->value <= 0)
        return std::nullopt;
    return WordNumber{Percent * count->value / part, 0, count->length + 1};
}

std::optional<WordNumber> fractionAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    const auto first = wordAt(tokens, place);
    const bool isOneIn = (first == QLatin1String("one") || first == QLatin1String("1"))
                         && wordAt(tokens, place + 1) == QLatin1String("in");
    if (!isOneIn) {
        const auto fraction = bareFractionAt(tokens, place);
        return fraction && isOf(tokens, place + fraction->length) ? fraction : std::nullopt;
    }
    const auto words = wordNumberAt(tokens, place + 2);
    const bool isDigit = place + 2 < tokens.size() && tokens[place + 2].kind == QuestionToken::Kind::Number;
    const double whole = words ? words->value : isDigit ? tokens[place + 2].number : 0;
    auto end = place + 2 + (words ? words->length : 1);
    end += isOf(tokens, end) ? 0 : 1;
    constexpr double MostParts = 20;
    if (whole < 2 || whole > MostParts || !isOf(tokens, end))
        return std::nullopt;
    return WordNumber{Percent / whole, 0, end - place};
}

bool isUnitWord(const QuestionToken &token)
{
    static const QSet<QString> Units{QStringLiteral("percent"),
                                     QStringLiteral("prozent"),
                                     QStringLiteral("percentage"),
                                     QStringLiteral("pct"),
                                     QStringLiteral("prozentpunkte"),
                                     QStringLiteral("prozentpunkten"),
                                     QStringLiteral("prozentpunkt"),
                                     QStringLiteral("basis"),
                                     QStringLiteral("basispunkte"),
                                     QStringLiteral("basispunkten"),
                                     QStringLiteral("million"),
                                     QStringLiteral("millions"),
                                     QStringLiteral("billion"),
                                     QStringLiteral("billions"),
                                     QStringLiteral("trillion"),
                                     QStringLiteral("thousand"),
                                     QStringLiteral("millionen"),
                                     QStringLiteral("milliarde"),
                                     QStringLiteral("milliarden"),
                                     QStringLiteral("billionen"),
                                     QStringLiteral("mrd"),
                                     QStringLiteral("mio"),
                                     QStringLiteral("bn"),
                                     QStringLiteral("dollar"),
                                     QStringLiteral("dollars"),
                                     QStringLiteral("euro"),
                                     QStringLiteral("euros"),
                                     QStringLiteral("%")};
    return Units.contains(token.written.toLower());
}

} // namespace consultantos
