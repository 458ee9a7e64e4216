// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/number_format_tokens.h"

namespace consultantos {

namespace {

using Kind = FormatToken::Kind;

/// Where a stretch that begins at `at` is closed by `mark`; the code's end if nothing closes it.
qsizetype closing(QStringView code, qsizetype at, QChar mark)
{
    const auto end = code.indexOf(mark, at + 1);
    return end < 0 ? code.size() : end;
}

bool isElapsed(const QString &text)
{
    return !text.isEmpty() && QStringView(u"hms").contains(text[0]) && text.count(text[0]) == text.size();
}

/// Reads one section.
class Lexer {
public:
    explicit Lexer(QStringView code)
        : m_code(code)
    {
    }

    QList<FormatToken> tokens()
    {
        while (m_at < m_code.size()) {
            if (!readWord() && !readQuoted() && !readRun())
                readSign();
        }
        return std::move(m_tokens);
    }

private:
    void add(Kind kind, const QString &text = {}) { m_tokens.append({kind, text}); }
    void addLiteral(const QString &text);
    [[nodiscard]] bool isAt(QLatin1String word) const;
    bool readWord();
    bool readQuoted();
    void readBracket();
    bool readRun();
    void readSign();

    QStringView m_code;
    qsizetype m_at = 0;
    QList<FormatToken> m_tokens;
};

void Lexer::addLiteral(const QString &text)
{
    if (m_tokens.isEmpty() || m_tokens.constLast().kind != Kind::Literal)
        add(Kind::Literal);
    m_tokens.last().text += text;
}

bool Lexer::isAt(QLatin1String word) const
{
    return m_code.sliced(m_at).startsWith(word, Qt::CaseInsensitive);
}

bool Lexer::readWord()
{
    const struct {
        QLatin1String word;
        Kind kind;
    } words[]{{QLatin1String("General"), Kind::General},
              {QLatin1String("AM/PM"), Kind::AmPm},
              {QLatin1String("E+"), Kind::Exponent},
              {QLatin1String("E-"), Kind::Exponent}};
    for (const auto &[word, kind] : words) {
        if (isAt(word)) {
            add(kind);
            m_at += word.size();
            return true;
        }
    }
    return false;
}

/// What stands in quotes or brackets, or behind a sign that makes the next one plain.
bool Lexer::readQuoted()
{
    const QChar sign = m_code[m_at];
    if (sign == QLatin1Char('"')) {
        const auto end = closing(m_code, m_at, sign);
        addLiteral(m_code.mid(m_at + 1, end - m_at - 1).toString());
        m_at = end + 1;
    } else if (sign == QLatin1Char('[')) {
        readBracket();
    } else if (sign == QLatin1Char('\\')) {
        addLiteral(m_code.mid(m_at + 1, 1).toString());
        m_at += 2;
    } else if (sign == QLatin1Char('_') || sign == QLatin1Char('*')) {
        m_at += 2; // room as wide as the next character, or a fill with it
    } else {
        return false;
    }
    return true;
}

/// A currency with a language, "[$€-407]"; elapsed time, "[h]"; a colour or condition, which show nothing.
void Lexer::readBracket()
{
    const auto end = closing(m_code, m_at, QLatin1Char(']'));
    const auto inner = m_code.mid(m_at + 1, end - m_at - 1).toString();
    if (inner.startsWith(QLatin1Char('$')))
        addLiteral(inner.mid(1).section(QLatin1Char('-'), 0, 0));
    else if (isElapsed(inner.toLower()))
        add(Kind::Elapsed, inner.toLower());
    m_at = end + 1;
}

/// Digits, or letters of a date: as many as are of one kind.
bool Lexer::readRun()
{
    const QStringView digits(u"0#?.,/");
    const QChar letter = m_code[m_at].toLower();
    const bool isDigits = digits.contains(letter);
    if (!isDigits && !QStringView(u"ymdhse").contains(letter))
        return false;
    QString run;
    while (m_at < m_code.size()) {
        const QChar next = m_code[m_at].toLower();
        if (isDigits ? !digits.contains(next) : next != letter)
            break;
        run += next;
        ++m_at;
    }
    add(isDigits ? Kind::Digits : Kind::Date, run);
    return true;
}

void Lexer::readSign()
{
    const QChar sign = m_code[m_at++];
    if (sign == QLatin1Char('%'))
        add(Kind::Percent);
    else if (sign == QLatin1Char('@'))
        add(Kind::Text);
    else
        addLiteral(sign);
}

/// 'm' means minutes behind hours or before seconds, else months; hours are of twelve with AM/PM.
void resolveMinutes(QList<FormatToken> &section)
{
    QList<FormatToken *> parts;
    bool hasAmPm = false;
    for (auto &token : section) {
        hasAmPm = hasAmPm || token.kind == Kind::AmPm;
        if (token.kind == Kind::Date || token.kind == Kind::Elapsed)
            parts.append(&token);
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto &token = *parts[i];
        if (token.kind != Kind::Date)
            continue;
        const bool afterHours = i > 0 && parts[i - 1]->text.startsWith(QLatin1Char('h'), Qt::CaseInsensitive);
        const bool beforeSeconds = i + 1 < parts.size() && parts[i + 1]->text.startsWith(QLatin1Char('s'));
        if (token.text[0] == QLatin1Char('m') && token.text.size() <= 2 && (afterHours || beforeSeconds))
            token.text.fill(QLatin1Char('n'));
        if (token.text[0] == QLatin1Char('h') && hasAmPm)
            token.text.fill(QLatin1Char('H'));
    }
}

QStringList splitSections(QStringView code)
{
    QStringList sections{QString()};
    for (qsizetype at = 0; at < code.size(); ++at) {
        const auto start = at;
        if (code[at] == QLatin1Char(';')) {
            sections << QString();
            continue;
        }
        if (code[at] == QLatin1Char('"'))
            at = closing(code, at, QLatin1Char('"'));
        else if (code[at] == QLatin1Char('\\'))
            ++at;
        sections.last() += code.mid(start, at - start + 1);
    }
    return sections;
}

} // namespace

QList<QList<FormatToken>> formatSections(QStringView code)
{
    QList<QList<FormatToken>> sections;
    for (const auto &text : splitSections(code)) {
        auto section = Lexer(text).tokens();
        resolveMinutes(section);
        sections.append(std::move(section));
    }
    return sections;
}

} // namespace consultantos
