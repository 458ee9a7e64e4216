// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/asked_definitions.h"

#include "analysis/asking/period_reference.h"

#include <algorithm>

namespace consultantos {

namespace {

using Tokens = QList<QuestionToken>;

/// Words of a name that stands before a colon alone; more is a sentence.
constexpr qsizetype LongestPlainName = 8;

/// Where a definition stands in a sentence: its name and its formula, as ranges of tokens.
struct Marker {
    qsizetype nameBegin = 0;
    qsizetype nameEnd = 0;
    qsizetype body = 0;
    bool isBracketed = false; ///< "(defined as …)"
    qsizetype begin = 0;      ///< of the whole: its name, or the word before it ("define", "where")
};

bool isAnyWord(const QuestionToken &token, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(words, [&](const char *word) { return token.isWord(QLatin1String(word)); });
}

bool isSentenceEnd(const QuestionToken &token)
{
    return token.isSign('.') || token.isSign('?') || token.isSign('!') || token.isSign(';');
}

/// Behind "as", "by" and a colon.
qsizetype behindColon(const Tokens &sentence, qsizetype at)
{
    while (at < sentence.size() && (sentence[at].isSign(':') || sentence[at].isSign('=')))
        ++at;
    return at;
}

/// The beginning of the name that ends before `end`: back to a comma, colon, bracket or "where".
qsizetype nameBegin(const Tokens &sentence, qsizetype end, qsizetype from)
{
    auto begin = end;
    int depth = 0;
    while (begin > from) {
        const auto &token = sentence[begin - 1];
        if (token.isSign(')'))
            ++depth;
        else if (token.isSign('('))
            --depth;
        const bool isBorder =
            (depth <= 0 && (token.isSign(',') || token.isSign(':') || (token.isSign('(') && depth < 0)))
            || isAnyWord(token, {"where", "with", "and", "while", "assume", "given"});
        if (isBorder)
            break;
        --begin;
    }
    return begin;
}

/// "as" behind `from`, but not that of "as a % of".
qsizetype findAs(const Tokens &sentence, qsizetype from)
{
    for (auto i = from; i + 1 < sentence.size(); ++i) {
        if (!sentence[i].isWord(QLatin1String("as")))
            continue;
        const auto &next = sentence[i + 1];
        const bool isShare =
            next.isSign('%') || isAnyWord(next, {"percent", "percentage"})
            || (next.written == QLatin1String("a") && i + 2 < sentence.size()
                && (sentence[i + 2].isSign('%')
                    || isAnyWord(sentence[i + 2], {"percent", "percentage", "share", "proportion", "fraction"})));
        if (!isShare)
            return i;
    }
    return -1;
}

/// "Calculate … as an analyst" defines nothing: a formula has an operator, in signs or words.
bool looksLikeFormula(const Tokens &sentence, qsizetype from)
{
    for (auto i = from; i < sentence.size(); ++i) {
        const auto &token = sentence[i];
        const bool isSign = token.isSign('+') || token.isSign('-') || token.isSign('*') || token.isSign('/');
        if (isSign || isAnyWord(token, {"divided", "over", "plus", "minus", "less", "time", "sum", "average", "ratio"}))
            return true;
    }
    return false;
}

bool isQuestionWord(const QuestionToken &token)
{
    return isAnyWord(token, {"what", "how", "which", "when", "calculate", "compute"});
}

std::optional<Marker> markerAt(const Tokens &sentence, qsizetype at, qsizetype from)
{
    const auto &token = sentence[at];
    const auto next = [&](qsizetype distance) {
        return at + distance < sentence.size() ? sentence[at + distance] : QuestionToken();
    };
    // "Define X as …", "calculate X as …"
    if (isAnyWord(token, {"define", "calculate", "compute", "treat", "take"})) {
        const auto as = findAs(sentence, at + 1);
        if (as > at + 1 && (token.isWord(QLatin1String("define")) || looksLikeFormula(sentence, as + 1)))
            return Marker{at + 1, as, behindColon(sentence, as + 1), false, at};
        return std::nullopt;
    }
    // "X is defined as …", "(calculated as …)"
    if (isAnyWord(token, {"defined", "calculated", "computed", "given", "measured"})
        && (next(1).isWord(QLatin1String("as")) || next(1).isSign(':') || next(1).isWord(QLatin1String("by")))) {
        auto nameEnd = at;
        while (nameEnd > from
               && isAnyWord(sentence[nameEnd - 1], {"is", "are", "be", "here", "being", "can", "should"}))
            --nameEnd;
        const bool isBracketed = nameEnd > from && sentence[nameEnd - 1].isSign('(');
        const auto begin = isBracketed ? nameEnd : nameBegin(sentence, nameEnd, from);
        return Marker{begin, nameEnd, behindColon(sentence, at + 2), isBracketed, begin};
    }
    if (token.isSign('=') || isAnyWord(token, {"equal", "equals"})) {
        auto nameEnd = at;
        while (nameEnd > from && isAnyWord(sentence[nameEnd - 1], {"is", "are"}))
            --nameEnd;
        const bool isTo = next(1).isWord(QLatin1String("to"));
        const auto begin = nameBegin(sentence, nameEnd, from);
        return begin < nameEnd
                   ? std::optional(Marker{begin, nameEnd, behindColon(sentence, at + (isTo ? 2 : 1)), false, begin})
                   : std::nullopt;
    }
    // "using the formula A / B"
    if (token.isWord(QLatin1String("formula"))) {
        auto body = at + 1;
        while (body < sentence.size() && (sentence[body].isSign(':') || isAnyWord(sentence[body], {"is", "of"})))
            ++body;
        auto begin = at;
        while (begin > from
               && isAnyWord(sentence[begin - 1], {"the", "using", "use", "by", "with", "this", "following"}))
            --begin;
        if (begin < at && looksLikeFormula(sentence, body))
            return Marker{begin, begin, body, false, begin};
    }
    // "Effective tax rate: provision for income taxes / income before taxes"
    if (token.isSign(':') && at > from && at - from <= LongestPlainName && looksLikeFormula(sentence, at + 1)
        && std::none_of(sentence.cbegin() + from, sentence.cend(), isQuestionWord))
        return Marker{from, at, at + 1, false, from};
    // "where X is … and Y is …"
    const bool followsWhere =
        token.isWord(QLatin1String("and")) && at > 0
        && std::any_of(sentence.cbegin(), sentence.cbegin() + at,
                       [](const QuestionToken &earlier) { return earlier.isWord(QLatin1String("where")); });
    if (token.isWord(QLatin1String("where")) || followsWhere) {
        for (auto i = at + 1; i < sentence.size() && i <= at + LongestPlainName; ++i) {
            if (isAnyWord(sentence[i], {"defined", "calculated", "computed", "equal"}) || sentence[i].isSign('='))
                break;
            const bool isVerb = isAnyWord(sentence[i], {"is", "are", "mean"});
            const bool isPlain =
                i + 1 < sentence.size() && !isAnyWord(sentence[i + 1], {"defined", "calculated", "computed", "equal"});
            if (isVerb && isPlain && i > at + 1)
                return Marker{at + 1, i, behindColon(sentence, i + 1), false, at};
        }
    }
    return std::nullopt;
}

std::optional<Marker> firstMarker(const Tokens &sentence, qsizetype from)
{
    for (auto at = from; at < sentence.size(); ++at) {
        if (const auto marker = markerAt(sentence, at, from))
            return marker;
    }
    return std::nullopt;
}

qsizetype bodyEnd(const Tokens &sentence, qsizetype from)
{
    const auto following = firstMarker(sentence, from);
    int depth = 0;
    for (auto at = from; at < sentence.size(); ++at) {
        depth += sentence[at].isSign('(') ? 1 : sentence[at].isSign(')') ? -1 : 0;
        if (depth < 0)
            return at;
        if (following && at >= following->begin)
            return at;
        const bool beginsClause = sentence[at].isSign(',') && depth == 0 && at + 1 < sentence.size()
                                  && isAnyWord(sentence[at + 1], {"where", "and", "with", "round", "use", "using",
                                                                  "answer", "give", "what", "how", "please", "while"});
        if (beginsClause)
            return at;
    }
    return sentence.size();
}

/// The phrases of a name: without articles and years, brackets apart, with and without "ratio" at its end.
QList<QStringList> phrasesOf(const Tokens &name)
{
    QList<QStringList> phrases{QStringList()};
    for (qsizetype i = 0; i < name.size();) {
        const auto &token = name[i];
        if (const auto period = periodAt(name, i)) {
            i += period->length;
            continue;
        }
        if (token.isSign('(') || token.isSign(')'))
            phrases.append(QStringList());
        else if (token.kind != QuestionToken::Kind::Sign && token.written != QLatin1String("a")
                 && !isAnyWord(token, {"the", "here", "this", "an"}) && !token.isPossessive)
            phrases.last().append(token.text);
        ++i;
    }
    phrases.removeAll(QStringList());
    const auto given = phrases;
    for (auto phrase : given) {
        if (phrase.size() > 1 && phrase.first() == QLatin1String("unadjusted")) {
            phrase.removeFirst();
            phrases.append(phrase);
        }
        if (phrase.size() > 1 && phrase.last() == QLatin1String("ratio"))
            phrases.append(phrase.mid(0, phrase.size() - 1));
    }
    return phrases;
}

GivenDefinition definitionOf(const Tokens &name, const Tokens &body)
{
    GivenDefinition definition;
    QStringList written;
    for (const auto &token : name)
        written.append(token.written);
    definition.name = written.join(QLatin1Char(' '));
    definition.phrases = phrasesOf(name);
    definition.body = body;
    return definition;
}

class Splitter {
public:
    explicit Splitter(const Tokens &tokens)
        : m_tokens(tokens)
    {
    }

    SplitQuestion run()
    {
        Tokens sentence;
        for (const auto &token : m_tokens) {
            if (!isSentenceEnd(token)) {
                sentence.append(token);
                continue;
            }
            take(sentence);
            m_result.rest.append(token);
            sentence.clear();
        }
        take(sentence);
        return m_result;
    }

private:
    void take(const Tokens &sentence)
    {
        qsizetype from = 0;
        while (const auto marker = firstMarker(sentence, from)) {
            const auto end = bodyEnd(sentence, marker->body);
            if (end <= marker->body)
                break;
            const auto name = sentence.mid(marker->nameBegin, marker->nameEnd - marker->nameBegin);
            // "What is the quick ratio defined as …": the name is the question, and stays in it.
            const bool isAsked = !name.isEmpty() && isQuestionWord(name.first());
            auto kept = sentence.mid(from, (isAsked ? marker->nameEnd : marker->nameBegin) - from);
            if (marker->isBracketed && !kept.isEmpty())
                kept.removeLast();
            const bool isCommand =
                !kept.isEmpty() && isAnyWord(kept.last(), {"define", "calculate", "compute", "treat", "take"});
            if (isCommand)
                kept.removeLast();
            m_result.rest += kept;
            m_result.definitions.append(
                definitionOf(isAsked ? Tokens() : name, sentence.mid(marker->body, end - marker->body)));
            from = end + (marker->isBracketed && end < sentence.size() ? 1 : 0);
        }
        m_result.rest += sentence.mid(from);
    }

    const Tokens &m_tokens;
    SplitQuestion m_result;
};

} // namespace

SplitQuestion splitDefinitions(const QList<QuestionToken> &tokens)
{
    return Splitter(tokens).run();
}

} // namespace consultantos
