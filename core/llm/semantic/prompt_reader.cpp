// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/prompt_reader.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr double FirstYear = 1900;
constexpr double LastYear = 2100;

/// Phrases replaced by what means the same; capitals stay where a word stays.
QList<PromptToken> rewritten(const QList<PromptToken> &tokens, const SemanticWords &words)
{
    QStringList plain;
    for (const auto &token : tokens)
        plain.append(token.word);
    QList<PromptToken> result;
    for (qsizetype place = 0; place < tokens.size();) {
        const auto *rewrite = words.rewriteAt(plain, place);
        if (rewrite == nullptr) {
            result.append(tokens[place++]);
            continue;
        }
        for (const auto &word : rewrite->to) {
            PromptToken token;
            token.word = word;
            token.isFirst = tokens[place].isFirst;
            result.append(token);
        }
        place += rewrite->from.size();
    }
    return result;
}

QString numberKey(double value)
{
    return QString::number(value, 'g', 15);
}

double scaleOf(const QString &unit)
{
    if (unit == QLatin1String("thousand"))
        return 1e3;
    if (unit == QLatin1String("million"))
        return 1e6;
    if (unit == QLatin1String("billion"))
        return 1e9;
    return unit == QLatin1String("trillion") ? 1e12 : 1;
}

/// "to learn" is "for learning".
bool isTowards(const QString &preposition)
{
    return preposition == QLatin1String("into") || preposition == QLatin1String("for")
           || preposition == QLatin1String("fur");
}

bool isLong(const PromptToken &token)
{
    constexpr qsizetype Long = 4;
    return token.word.size() >= Long && !token.number;
}

bool isCurrencySign(const QString &word)
{
    return word.size() == 1 && word[0].category() == QChar::Symbol_Currency;
}

} // namespace

/// One prompt being read.
class PromptReader::Reading {
public:
    Reading(const QString &prompt, const SemanticWords &words, const PromptNames &names)
        : m_words(words)
        , m_names(names)
        , m_tokens(rewritten(promptTokens(prompt, words), words))
    {
        QStringList plain;
        bool hasSmall = false;
        int longWords = 0;
        int capitals = 0;
        for (const auto &token : std::as_const(m_tokens)) {
            plain.append(token.word);
            hasSmall = hasSmall || (!token.number && !token.isAllCapitals && token.word.size() > 1);
            longWords += isLong(token) ? 1 : 0;
            capitals += isLong(token) && token.isCapitalised ? 1 : 0;
        }
        m_isTitle = capitals * 2 > longWords;
        m_isGerman = words.isGerman(plain);
        m_capitalsTell = hasSmall;
    }

    PromptMeaning meaning()
    {
        while (m_at < m_tokens.size()) {
            if (!readName() && !readPeriod() && !readNumber())
                readWord();
        }
        if (m_meaning.questions.isEmpty())
            m_meaning.questions.append(isYesOrNo() ? QStringLiteral("whether") : QStringLiteral("what"));
        // "Should we?" asks something else than "can we?".
        if (m_meaning.questions.first() == QLatin1String("whether")) {
            for (auto &word : m_meaning.words)
                word.isLight = word.isLight && !m_words.isDuty(word.shown);
        }
        return std::move(m_meaning);
    }

private:
    [[nodiscard]] const SemanticWords::Language &language() const { return m_words.language(m_isGerman); }
    [[nodiscard]] const PromptToken *ahead(qsizetype steps = 1) const
    {
        return m_at + steps < m_tokens.size() ? &m_tokens[m_at + steps] : nullptr;
    }
    [[nodiscard]] bool aheadIs(const char *word, qsizetype steps = 1) const
    {
        const auto *token = ahead(steps);
        return token != nullptr && token->word == QLatin1String(word);
    }

    void add(const QString &key, PromptWordKind kind, const QString &shown, bool isName = false)
    {
        if (!m_preposition.isEmpty())
            m_meaning.prepositions.insert(key, m_preposition);
        m_preposition.clear();
        if (m_isCompared)
            m_meaning.compared.append(key);
        const bool isLight =
            !isName && m_words.isLight(shown) && (kind == PromptWordKind::Other || kind == PromptWordKind::Quantifier);
        m_meaning.words.append({key, shown, kind, isName, isLight, m_isJoined && !m_meaning.words.isEmpty()});
        m_isJoined = false;
    }

    bool readName()
    {
        // "$TSLA": the sign marks a ticker, no money.
        if (m_tokens[m_at].word == QLatin1String("$") && ahead() != nullptr && !ahead()->number)
            ++m_at;
        const auto match = m_names.at(m_tokens, m_at);
        if (!match)
            return false;
        QStringList shown;
        for (qsizetype place = m_at; place < m_at + match->length; ++place)
            shown.append(m_tokens[place].word);
        add(QStringLiteral("company:") + match->id, PromptWordKind::Name, shown.join(QLatin1Char(' ')), true);
        m_at += match->length;
        return true;
    }

    void addPeriod(const QString &unit, double value, qsizetype tokens)
    {
        const auto key = unit + QLatin1Char(' ') + numberKey(value);
        m_at += tokens;
        add(key, PromptWordKind::Period, key);
    }

    bool readPeriod()
    {
        const auto &token = m_tokens[m_at];
        const auto *next = ahead();
        const bool isPart = next != nullptr && next->number && *next->number >= 1 && *next->number <= 4;
        if (isPart && next->isJoined && token.word == QLatin1String("q"))
            return addPeriod(QStringLiteral("quarter"), *next->number, 2), true;
        if (isPart && next->isJoined && *next->number <= 2 && token.word == QLatin1String("h"))
            return addPeriod(QStringLiteral("half"), *next->number, 2), true;
        if (isPart && (token.word == QLatin1String("quarter") || token.word == QLatin1String("quartal")))
            return addPeriod(QStringLiteral("quarter"), *next->number, 2), true;
        if (token.number && *token.number >= 1 && *token.number <= 4 && next != nullptr && next->isJoined) {
            if (next->word == QLatin1String("q"))
                return addPeriod(QStringLiteral("quarter"), *token.number, 2), true;
            if (next->word == QLatin1String("h"))
                return addPeriod(QStringLiteral("half"), *token.number, 2), true;
        }
        if (const auto ordinal = ordinalHere(); ordinal && readOrdinal(*ordinal))
            return true;
        if (token.word == QLatin1String("fiscal") && next != nullptr && next->number && next->word.size() == 2) {
            constexpr double Century = 2000;
            add(QStringLiteral("fiscal"), PromptWordKind::Period, token.word);
            addPeriod(QStringLiteral("year"), Century + *next->number, 2);
            return true;
        }
        return readMonthOrYear(token);
    }

    [[nodiscard]] std::optional<double> ordinalHere() const
    {
        const auto &token = m_tokens[m_at];
        const bool hasEnding =
            token.number && ahead() != nullptr && ahead()->isJoined
            && QStringList{QStringLiteral("st"), QStringLiteral("nd"), QStringLiteral("rd"), QStringLiteral("th")}
                   .contains(ahead()->word);
        return hasEnding ? token.number : m_words.ordinal(token.word);
    }

    /// "first quarter", "3rd"; an ordinal in words that counts no period is an ordinary word.
    bool readOrdinal(double ordinal)
    {
        const qsizetype length = m_tokens[m_at].number ? 2 : 1;
        if (aheadIs("quarter", length) || aheadIs("quartal", length))
            return addPeriod(QStringLiteral("quarter"), ordinal, length + 1), true;
        if (aheadIs("half", length) || aheadIs("halbjahr", length))
            return addPeriod(QStringLiteral("half"), ordinal, length + 1), true;
        if (length == 1)
            return false;
        m_at += length;
        const auto key = QStringLiteral("place ") + numberKey(ordinal);
        add(key, PromptWordKind::Number, key);
        return true;
    }

    bool readMonthOrYear(const PromptToken &token)
    {
        const auto *next = ahead();
        const bool isMay = token.word == QLatin1String("may") && token.isCapitalised
                           && (!token.isFirst || (next != nullptr && next->number));
        const auto month = isMay ? std::optional<double>(5) : m_words.month(token.word);
        if (month && (token.isCapitalised || isMay || (next != nullptr && next->number)))
            return addPeriod(QStringLiteral("month"), *month, 1), true;
        if (!token.number || token.word.size() != 4 || *token.number < FirstYear || *token.number > LastYear)
            return false;
        if (m_at > 0 && isCurrencySign(m_tokens[m_at - 1].word))
            return false;
        if (next != nullptr && (m_words.isUnit(m_words.unitOf(next->word)) && !m_words.isPeriod(next->word)))
            return false;
        return addPeriod(QStringLiteral("year"), *token.number, 1), true;
    }

    bool readNumber()
    {
        const auto &token = m_tokens[m_at];
        auto value = token.number ? token.number : m_words.number(token.word);
        if (!value)
            return false;
        auto shown = token.word;
        const auto *before = m_at > 0 ? &m_tokens[m_at - 1] : nullptr;
        QStringList units;
        if (before != nullptr && isCurrencySign(before->word))
            units.append(m_words.unitOf(before->word));
        ++m_at;
        for (; m_at < m_tokens.size(); ++m_at) {
            const auto &after = m_tokens[m_at];
            const auto unit = after.isJoined ? m_words.unitAfterNumber(after.word) : m_words.unitOf(after.word);
            if (scaleOf(unit) > 1)
                *value *= scaleOf(unit);
            else if (m_words.isUnit(unit))
                units.append(unit);
            else
                break;
            shown += QLatin1Char(' ') + after.word;
        }
        units.sort();
        units.removeDuplicates();
        add(numberKey(*value), PromptWordKind::Number, shown);
        for (const auto &unit : std::as_const(units))
            add(numberKey(*value) + QLatin1Char(' ') + unit, PromptWordKind::Unit, unit);
        return true;
    }

    void readWord()
    {
        const auto &token = m_tokens[m_at];
        const auto word = token.word;
        const bool isLast = ++m_at == m_tokens.size();
        if (isCurrencySign(word) && !isLast && m_tokens[m_at].number)
            return; // read with its number
        if (word == QLatin1String("than"))
            m_isCompared = true;
        m_isJoined = m_isJoined || m_words.isJoining(word);
        if (m_words.isSymmetric(word))
            m_meaning.isSymmetric = true;
        if (m_meaning.tense == PromptTense::None)
            m_meaning.tense = tenseOf(word);
        if (const auto question = language().questions.constFind(word); question != language().questions.cend()) {
            if (isLast && !m_meaning.questions.isEmpty())
                m_meaning.lastQuestion = *question;
            else if (!m_meaning.questions.contains(*question))
                m_meaning.questions.append(*question);
            m_meaning.fillers.append(word);
            return;
        }
        // "IT", "US": no pronouns.
        const bool isAcronym = m_capitalsTell && token.isAllCapitals;
        // "Best Buy", within a sentence.
        const bool isProper =
            m_capitalsTell && token.isCapitalised && isLong(token) && !token.isFirst && !m_isTitle && !m_isGerman;
        if (isAcronym && word == QLatin1String("us")) {
            add(m_words.keyOf(QStringLiteral("usa"), false), PromptWordKind::Name, word, true);
            return;
        }
        if (!isAcronym && !isProper && language().fillers.contains(word)) {
            if (!language().openers.contains(word))
                m_meaning.fillers.append(word);
            if (m_words.isWeak(word))
                m_meaning.weakQuantifiers.append(word == QLatin1String("any") ? QStringLiteral("some") : word);
            if (m_words.isPreposition(word))
                m_preposition = isTowards(word) ? QStringLiteral("to") : word;
            return;
        }
        addWord(token, word, isAcronym);
    }

    [[nodiscard]] PromptTense tenseOf(const QString &word) const
    {
        if (m_words.isPast(word))
            return PromptTense::Past;
        if (m_words.isFuture(word))
            return PromptTense::Future;
        if (m_words.isDuty(word))
            return PromptTense::Duty;
        return m_words.isPresent(word) ? PromptTense::Present : PromptTense::None;
    }

    void addWord(const PromptToken &token, const QString &word, bool isAcronym)
    {
        const bool isName = isAcronym || (m_capitalsTell && token.isCapitalised && !token.isFirst && !m_isGerman);
        if (m_words.isNegation(word)) {
            // No stem of a word can be this: "notes" has the stem "not".
            add(QStringLiteral("not!"), PromptWordKind::Negation, word);
            return;
        }
        const auto unit = m_words.unitOf(word);
        if (m_words.isUnit(unit)) {
            add(unit, PromptWordKind::Unit, word);
            return;
        }
        auto kind = isName ? PromptWordKind::Name : PromptWordKind::Other;
        if (m_words.isPeriod(word))
            kind = PromptWordKind::Period;
        else if (m_words.isQuantifier(word))
            kind = PromptWordKind::Quantifier;
        else if (m_words.isDirection(word))
            kind = PromptWordKind::Direction;
        const auto key = m_words.keyOf(word, m_isGerman);
        if (m_words.isPreposition(word)) {
            add(key, kind, word, isName);
            m_preposition = word;
            return;
        }
        add(key, kind, word, isName);
    }

    [[nodiscard]] bool isYesOrNo() const
    {
        if (m_tokens.isEmpty() || !language().openers.contains(m_tokens.first().word))
            return false;
        // "Can you describe …" asks for the description.
        return m_tokens.size() < 2 || m_tokens[1].word != QLatin1String("you")
               || !QStringList{QStringLiteral("can"), QStringLiteral("could"), QStringLiteral("will"),
                               QStringLiteral("would")}
                       .contains(m_tokens.first().word);
    }

    const SemanticWords &m_words;
    const PromptNames &m_names;
    QList<PromptToken> m_tokens;
    PromptMeaning m_meaning;
    QString m_preposition; ///< that waits for its word
    qsizetype m_at = 0;
    bool m_isGerman = false;
    bool m_isTitle = false;      ///< written with capitals as titles are
    bool m_capitalsTell = false; ///< the prompt isn't all in capitals
    bool m_isCompared = false;
    bool m_isJoined = false; ///< the next word, to the last
};

PromptReader::PromptReader(std::shared_ptr<const SemanticWords> words, const QList<Company> &companies)
    : m_words(std::move(words))
    , m_names(companies, *m_words)
{
}

PromptMeaning PromptReader::read(const QString &prompt) const
{
    return Reading(prompt, *m_words, m_names).meaning();
}

} // namespace consultantos
