// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_tokens.h"

#include "analysis/claims/number_words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

constexpr QChar Minus(0x2212);

bool isDash(QChar c)
{
    return c == QLatin1Char('-') || c == Minus || (c >= QChar(0x2010) && c <= QChar(0x2015));
}

/// German where more words of its grammar stand than of the English one.
NumberStyle styleOf(const QString &text)
{
    static const QSet<QString> German{
        QStringLiteral("der"),        QStringLiteral("die"),       QStringLiteral("das"),     QStringLiteral("und"),
        QStringLiteral("im"),         QStringLiteral("um"),        QStringLiteral("von"),     QStringLiteral("auf"),
        QStringLiteral("lag"),        QStringLiteral("betrug"),    QStringLiteral("mit"),     QStringLiteral("den"),
        QStringLiteral("dem"),        QStringLiteral("des"),       QStringLiteral("ein"),     QStringLiteral("eine"),
        QStringLiteral("einen"),      QStringLiteral("bei"),       QStringLiteral("bis"),     QStringLiteral("nach"),
        QStringLiteral("als"),        QStringLiteral("ist"),       QStringLiteral("umsatz"),  QStringLiteral("rund"),
        QStringLiteral("über"),       QStringLiteral("mio"),       QStringLiteral("mrd"),     QStringLiteral("jahr"),
        QStringLiteral("milliarden"), QStringLiteral("millionen"), QStringLiteral("prozent"), QStringLiteral("sich")};
    static const QSet<QString> English{
        QStringLiteral("the"),     QStringLiteral("of"),      QStringLiteral("and"),    QStringLiteral("to"),
        QStringLiteral("for"),     QStringLiteral("from"),    QStringLiteral("with"),   QStringLiteral("by"),
        QStringLiteral("at"),      QStringLiteral("than"),    QStringLiteral("is"),     QStringLiteral("were"),
        QStringLiteral("million"), QStringLiteral("revenue"), QStringLiteral("year"),   QStringLiteral("sales"),
        QStringLiteral("percent"), QStringLiteral("billion"), QStringLiteral("income"), QStringLiteral("its")};
    int german = 0;
    int english = 0;
    QString word;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i].isLetter()) {
            word += text[i].toLower();
            continue;
        }
        german += German.contains(word) ? 1 : 0;
        english += English.contains(word) ? 1 : 0;
        word.clear();
    }
    return german > english ? NumberStyle::German : NumberStyle::English;
}

/// The length of what a line begins with and what says nothing: "## 2.1 ", "- ", "1. ", "> ", "| ".
qsizetype markLength(QStringView line)
{
    static const QRegularExpression Mark(QStringLiteral(
        "^\\s*(?:>\\s*)*(?:#{1,6}\\s+(?:\\d+(?:\\.\\d+)*[.)]?\\s+(?=\\D))?|[-*+\\x{2022}]\\s+(?:\\[[ xX]\\]\\s+)?"
        "|\\(?\\d{1,3}(?:\\.\\d{1,2})*[.)]\\s+(?=[^\\d\\s])(?!Quartal|Halbjahr|Jan|Feb|M\\x{00E4}r|Apr|Mai|Jun|Jul|Aug|"
        "Sep|Okt|"
        "Nov|Dez))?"));
    constexpr qsizetype LongestMark = 60;
    return Mark.match(line.left(LongestMark).toString()).capturedLength();
}

/// Abbreviations whose full stop ends no sentence.
bool isAbbreviation(QStringView word)
{
    static const QSet<QString> Known{
        QStringLiteral("mio"),    QStringLiteral("mrd"), QStringLiteral("bio"),  QStringLiteral("tsd"),
        QStringLiteral("ca"),     QStringLiteral("rd"),  QStringLiteral("inc"),  QStringLiteral("corp"),
        QStringLiteral("co"),     QStringLiteral("ltd"), QStringLiteral("no"),   QStringLiteral("nr"),
        QStringLiteral("approx"), QStringLiteral("vs"),  QStringLiteral("bzw"),  QStringLiteral("mr"),
        QStringLiteral("ms"),     QStringLiteral("dr"),  QStringLiteral("st"),   QStringLiteral("jan"),
        QStringLiteral("feb"),    QStringLiteral("aug"), QStringLiteral("sept"), QStringLiteral("sep"),
        QStringLiteral("oct"),    QStringLiteral("nov"), QStringLiteral("dec"),  QStringLiteral("okt"),
        QStringLiteral("dez"),    QStringLiteral("fig"), QStringLiteral("abb"),  QStringLiteral("vgl"),
        QStringLiteral("bn"),     QStringLiteral("mn"),  QStringLiteral("p"),    QStringLiteral("u")};
    return word.size() == 1 || Known.contains(word.toString().toLower());
}

/// "twelve percent", "two and a half billion": one number instead of its words.
void mergeNumberWords(ClaimSentence &sentence)
{
    for (qsizetype place = 0; place < sentence.tokens.size(); ++place) {
        if (sentence.tokens[place].kind != QuestionToken::Kind::Word)
            continue;
        // "one in four dollars"
        const bool isOneIn = place > 1 && sentence.tokens[place - 1].isWord(QLatin1String("in"))
                             && (sentence.tokens[place - 2].isWord(QLatin1String("one"))
                                 || sentence.tokens[place - 2].text == QLatin1String("1"));
        const auto words = isOneIn ? std::nullopt : wordNumberAt(sentence.tokens, place);
        const auto end = words ? place + words->length : 0;
        auto unit = end;
        const bool isPerCent = words && unit + 1 < sentence.tokens.size()
                               && sentence.tokens[unit].isWord(QLatin1String("per"))
                               && sentence.tokens[unit + 1].isWord(QLatin1String("cent"));
        if (!words || end >= sentence.tokens.size() || !(isPerCent || isUnitWord(sentence.tokens[unit])))
            continue;
        WrittenNumber number;
        number.value = words->value;
        number.decimals = words->decimals;
        number.length = sentence.spans[end - 1].end - sentence.spans[place].start;
        constexpr int Ten = 10;
        const int whole = static_cast<int>(words->value);
        number.trailingZeros = words->decimals == 0 && whole >= Ten && whole % Ten == 0 ? 1 : 0;
        auto &token = sentence.tokens[place];
        token.kind = QuestionToken::Kind::Number;
        token.number = words->value;
        token.text = QString::number(words->value);
        sentence.numbers[place] = number;
        sentence.spans[place].end = sentence.spans[end - 1].end;
        sentence.tokens.remove(place + 1, words->length - 1);
        sentence.spans.remove(place + 1, words->length - 1);
        sentence.numbers.remove(place + 1, words->length - 1);
    }
}

/// Where a German compound of a line and a word of rise or fall parts; 0 for another word.
qsizetype compoundSplit(const QString &word)
{
    static const QRegularExpression Compound(
        QStringLiteral("^(Umsatz|Gewinn|Ergebnis|Ertrags|Cashflow)(wachstums?|plus|anstiegs?|r\\x{00FC}ckgangs?|minus|"
                       "einbruchs?|steigerung|sprungs?|zuwachs|zuw\\x{00E4}chse)$"));
    if (word.size() < 8 || !word[0].isUpper())
        return 0;
    const auto match = Compound.match(word);
    return match.hasMatch() ? match.capturedLength(1) : 0;
}

class Tokeniser {
public:
    explicit Tokeniser(const QString &text)
        : m_text(text)
    {
    }

    QList<ClaimSentence> run()
    {
        qsizetype start = 0;
        bool isCode = false;
        while (start < m_text.size()) {
            auto end = m_text.indexOf(QLatin1Char('\n'), start);
            end = end < 0 ? m_text.size() : end;
            const auto line = QStringView(m_text).mid(start, end - start);
            const bool isFence = line.trimmed().startsWith(QLatin1String("```"));
            isCode = isCode != isFence;
            const auto mark = markLength(line);
            const bool isBreak = line.trimmed().isEmpty() || isFence || isListOrHeading(line.left(mark));
            if (isBreak) {
                finish();
                m_style.reset();
                m_isParagraphStart = true;
            }
            const bool isRow = line.trimmed().startsWith(QLatin1Char('|'));
            if (isRow || m_isRow)
                finish();
            m_isRow = isRow;
            if (!isCode && !isFence && !(isRow && isRule(line)))
                read(start + mark, end);
            if (isBreak && line.trimmed().startsWith(QLatin1Char('#')))
                finish();
            start = end + 1;
        }
        finish();
        return m_sentences;
    }

private:
    static bool isListOrHeading(QStringView mark) { return !mark.trimmed().isEmpty(); }

    /// The line under a table's head.
    static bool isRule(QStringView line)
    {
        return std::all_of(line.cbegin(), line.cend(), [](QChar c) {
            return c.isSpace() || c == QLatin1Char('|') || c == QLatin1Char('-') || c == QLatin1Char(':');
        });
    }

    [[nodiscard]] QChar at(qsizetype place) const
    {
        return place >= 0 && place < m_text.size() ? m_text[place] : QChar();
    }

    void finish()
    {
        if (!m_current.tokens.isEmpty()) {
            mergeNumberWords(m_current);
            m_sentences.append(m_current);
        }
        m_current = {};
    }

    void add(QuestionToken token, qsizetype start, qsizetype end, std::optional<WrittenNumber> number = {})
    {
        if (m_current.tokens.size() >= MostTokensOfSentence)
            finish();
        if (m_current.tokens.isEmpty()) {
            m_current.style = style(start);
            m_current.beginsParagraph = std::exchange(m_isParagraphStart, false);
            m_current.isTableRow = m_isRow;
        }
        m_current.tokens.append(std::move(token));
        m_current.spans.append({start, end, start == m_lastEnd});
        m_current.numbers.append(number);
        m_lastEnd = end;
    }

    /// Of the paragraph that begins at `place`, up to some length: one sentence alone may have no telling word.
    NumberStyle style(qsizetype place)
    {
        constexpr qsizetype Sample = 400;
        if (!m_style || place > m_styleEnd) {
            const auto sample = QStringView(m_text).mid(place, Sample);
            const auto paragraph = sample.indexOf(QLatin1String("\n\n"));
            const auto end = place + (paragraph < 0 ? sample.size() : paragraph);
            m_style = styleOf(m_text.mid(place, end - place));
            m_styleEnd = end;
        }
        return *m_style;
    }

    void read(qsizetype place, qsizetype end)
    {
        m_at = place;
        m_end = end;
        while (m_at < m_end) {
            const auto c = m_text[m_at];
            if (c.isLetter())
                word();
            else if (c.isDigit())
                number();
            else
                sign(c);
        }
    }

    void word()
    {
        const auto start = m_at;
        while (m_at < m_end) {
            const auto c = m_text[m_at];
            const bool isInside = c == QLatin1Char('&') && at(m_at + 1).isLetter() && m_at + 1 < m_end;
            if (!c.isLetterOrNumber() && !isInside)
                break;
            ++m_at;
        }
        auto written = m_text.mid(start, m_at - start);
        if (isAddress(written)) {
            while (m_at < m_end && !m_text[m_at].isSpace() && m_text[m_at] != QLatin1Char(')'))
                ++m_at;
            return;
        }
        // "Umsatzwachstum" is the growth of "Umsatz".
        if (const auto split = compoundSplit(written); split > 0) {
            add({QuestionToken::Kind::Word, foldedWord(written.left(split)), written.left(split), 0, false}, start,
                start + split);
            add({QuestionToken::Kind::Word, foldedWord(written.mid(split)), written.mid(split), 0, false},
                start + split, m_at);
            return;
        }
        QuestionToken token;
        token.written = written;
        token.text = foldedWord(written);
        const auto next = at(m_at);
        if (next == QLatin1Char('\'') || next == QChar(0x2019)) {
            const bool isGenitive = at(m_at + 1).toLower() == QLatin1Char('s') && !at(m_at + 2).isLetterOrNumber();
            token.isPossessive =
                isGenitive || (written.endsWith(QLatin1Char('s')) || written.endsWith(QLatin1Char('x')));
            m_at += isGenitive ? 2 : 1;
        }
        add(token, start, m_at);
    }

    [[nodiscard]] bool isAddress(const QString &word) const
    {
        return (word == QLatin1String("http") || word == QLatin1String("https"))
               && m_text.mid(m_at, 3) == QLatin1String("://");
    }

    void number()
    {
        const auto start = m_at;
        auto number = writtenNumberAt(m_text, m_at, style(m_at));
        if (!number) {
            while (m_at < m_end && m_text[m_at].isDigit())
                ++m_at;
            return;
        }
        m_at += number->length;
        // "3M", "10K", "1st", "4Q22": a word that begins with digits; "53.8bn" is a number with its scale.
        if (at(m_at).isLetter() && m_at < m_end && isName(start)) {
            while (m_at < m_end && m_text[m_at].isLetterOrNumber())
                ++m_at;
            const auto written = m_text.mid(start, m_at - start);
            add({QuestionToken::Kind::Word, foldedWord(written), written, 0, false}, start, m_at);
            return;
        }
        const auto written = m_text.mid(start, m_at - start);
        const bool isGenitive = (at(m_at) == QLatin1Char('\'') || at(m_at) == QChar(0x2019))
                                && at(m_at + 1) == QLatin1Char('s') && !at(m_at + 2).isLetterOrNumber();
        m_at += isGenitive ? 2 : 0;
        add({QuestionToken::Kind::Number, written, written, number->value, isGenitive}, start, m_at, number);
    }

    [[nodiscard]] bool isName(qsizetype start) const
    {
        static const QRegularExpression Unit(
            QStringLiteral(
                "^(?:bn|mn|mm|tn|k|m|b|t|x|pp|ppt|ppts|bp|bps|pct|mio|mrd|tsd|million|billion|trillion|percent)"
                "(?![\\p{L}\\d])"),
            QRegularExpression::CaseInsensitiveOption);
        const auto unit = Unit.match(m_text.mid(m_at, 12));
        if (!unit.hasMatch())
            return true;
        // "3M" is a company; a currency before it or decimals make it an amount.
        const bool isShort = unit.capturedLength() == 1 && m_text[m_at].isUpper() && m_at - start == 1;
        const auto before = at(start - 1);
        return isShort && !(before == QLatin1Char('$') || before == QChar(0x20AC) || before == QChar(0x00A3));
    }

    void sign(QChar c)
    {
        const auto start = m_at++;
        if (c == QLatin1Char('\\') || c == QLatin1Char('*') || c == QLatin1Char('_') || c == QLatin1Char('`')
            || c.isSpace() || !c.isPrint() || c == QLatin1Char('"') || c == QChar(0x201C) || c == QChar(0x201D)
            || c == QChar(0x201E) || c == QLatin1Char('\'') || c == QChar(0x2019) || c == QChar(0x2018)) {
            // Emphasis and quotation marks part nothing.
            if (!c.isSpace() && start == m_lastEnd)
                m_lastEnd = m_at;
            return;
        }
        if (isDash(c)) {
            const bool isJoint = at(start - 1).isLetterOrNumber() && at(m_at).isLetter() && c != QChar(0x2014);
            const bool isLetterBefore = at(start - 1).isLetter();
            // "first-quarter", "10-K": one name; the second keeps no number of its own.
            if (isJoint && !isLetterBefore && !m_current.tokens.isEmpty() && isHyphenName()) {
                auto &last = m_current.tokens.last();
                last.kind = QuestionToken::Kind::Word;
                m_current.numbers.last().reset();
                return;
            }
            if (isJoint || (isLetterBefore && at(m_at).isDigit() && isNameWithNumber()))
                return;
            const bool isPause = at(start - 1).isSpace() && at(m_at).isSpace();
            add({QuestionToken::Kind::Sign, isPause ? QStringLiteral(";") : QStringLiteral("-"), c, 0, false}, start,
                m_at);
            return;
        }
        if (c == QLatin1Char('[') && isFootNote(start)) {
            m_at = m_text.indexOf(QLatin1Char(']'), start) + 1;
            return;
        }
        if (c == QLatin1Char('&')) {
            add({QuestionToken::Kind::Word, QStringLiteral("and"), c, 0, false}, start, m_at);
            return;
        }
        const bool isStop = c == QLatin1Char('.') || c == QLatin1Char('!') || c == QLatin1Char('?');
        add({QuestionToken::Kind::Sign,
             c == QLatin1Char('[')   ? QStringLiteral("(")
             : c == QLatin1Char(']') ? QStringLiteral(")")
                                     : QString(c),
             c, 0, false},
            start, m_at);
        if (isStop && endsSentence(start))
            finish();
    }

    /// "10-K", "20-F", "737-MAX"; but not "5-year" or "12-month".
    [[nodiscard]] bool isHyphenName() const
    {
        return m_current.numbers.last() && at(m_at).isUpper() && !at(m_at + 1).isLower();
    }

    /// "COVID-19", "A-320": in capitals alone.
    [[nodiscard]] bool isNameWithNumber()
    {
        if (m_current.tokens.isEmpty())
            return false;
        const auto &word = m_current.tokens.last().written;
        const bool isCapitals = word == word.toUpper() && word.size() > 1 && !word.startsWith(QLatin1String("FY"))
                                && !(word[0] == QLatin1Char('Q') && word.size() == 2) && word != QLatin1String("USD")
                                && word != QLatin1String("EUR");
        if (!isCapitals)
            return false;
        while (m_at < m_end && m_text[m_at].isLetterOrNumber())
            ++m_at;
        m_lastEnd = m_at;
        return true;
    }

    [[nodiscard]] bool isFootNote(qsizetype place) const
    {
        static const QRegularExpression Note(QStringLiteral("^\\[\\^?\\d{1,3}\\]"));
        return Note.match(m_text.mid(place, 8)).hasMatch();
    }

    [[nodiscard]] bool endsSentence(qsizetype stop) const
    {
        const auto next = at(stop + 1);
        if (!next.isNull() && !next.isSpace() && next != QLatin1Char(')') && next != QLatin1Char('"')
            && next != QChar(0x201D) && next != QLatin1Char('*'))
            return false;
        if (m_text[stop] != QLatin1Char('.'))
            return true;
        const auto &tokens = m_current.tokens;
        if (tokens.size() < 2)
            return true;
        const auto &before = tokens[tokens.size() - 2];
        auto following = stop + 1;
        while (at(following).isSpace())
            ++following;
        const bool isNewStart = at(following).isNull() || at(following).isUpper() || at(following).isDigit()
                                || at(following) == QLatin1Char('$') || at(following) == QLatin1Char('*');
        if (before.kind == QuestionToken::Kind::Word)
            return isNewStart && !(isAbbreviation(before.written) && !isLastOfText(following));
        // "2. Quartal", "31. Dezember"; in English a sentence may end in a number.
        static const QRegularExpression Ordinal(
            QStringLiteral("^(?:Quartal|Halbjahr|Jan|Feb|M\\x{00E4}r|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"));
        const bool isOrdinal =
            before.kind == QuestionToken::Kind::Number && before.written.size() <= 2
            && (m_current.style == NumberStyle::German || Ordinal.match(m_text.mid(following, 10)).hasMatch());
        return isNewStart && !isOrdinal;
    }

    [[nodiscard]] bool isLastOfText(qsizetype place) const { return place >= m_text.size(); }

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    qsizetype m_lastEnd = -1;
    bool m_isParagraphStart = true;
    bool m_isRow = false;
    std::optional<NumberStyle> m_style;
    qsizetype m_styleEnd = 0;
    ClaimSentence m_current;
    QList<ClaimSentence> m_sentences;
};

} // namespace

qsizetype ClaimSentence::columnOf(qsizetype token) const
{
    return std::count_if(tokens.cbegin(), tokens.cbegin() + token,
                         [](const QuestionToken &before) { return before.isSign('|'); });
}

QList<ClaimSentence> claimSentences(const QString &text)
{
    return Tokeniser(text).run();
}

} // namespace consultantos
