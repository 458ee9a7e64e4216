// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/text_line.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype LongestBold = 450;    // risk factors have headings of several lines
constexpr qsizetype ShortestRunIn = 8;    // "Note:" is none
constexpr qsizetype LongestSlanted = 120; // a longer one is emphasis
constexpr QStringView Bullets = u"\u2022\u25CF\u25AA\u25A0\u25E6\u00B7\u2023\u2043\u25CB\u27A2\u25B6\u2219";

/// Zero-width spaces and joiners, soft hyphens, byte order marks.
bool isUnseen(QChar c)
{
    return c == u'\u200B' || c == u'\u200C' || c == u'\u200D' || c == u'\u2060' || c == u'\uFEFF' || c == u'\u00AD'
           || (c < u' ' && !c.isSpace());
}

bool isCapitals(const QString &text)
{
    const auto isLower = [](QChar c) { return c.isLower(); };
    const auto isUpper = [](QChar c) { return c.isUpper(); };
    return std::none_of(text.begin(), text.end(), isLower) && std::any_of(text.begin(), text.end(), isUpper);
}

} // namespace

void TextLine::append(QStringView piece, const TextStyle &style)
{
    qsizetype added = 0;
    for (const QChar c : piece) {
        if (c.isSpace()) {
            appendBlank();
        } else if (!isUnseen(c)) {
            if (m_hasBlank)
                m_text += u' ';
            m_hasBlank = false;
            m_text += c;
            ++added;
        }
    }
    if (style.isBold && m_bold == m_characters)
        m_boldStart = m_text.size();
    m_characters += added;
    m_bold += style.isBold ? added : 0;
    m_italic += style.isItalic ? added : 0;
    m_underlined += style.isUnderlined ? added : 0;
}

void TextLine::append(const TextLine &other)
{
    if (other.isEmpty())
        return;
    if (!m_text.isEmpty())
        m_text += u' ';
    if (m_bold == m_characters)
        m_boldStart = m_text.size() + other.m_boldStart;
    m_text += other.m_text;
    m_hasBlank = other.m_hasBlank;
    m_characters += other.m_characters;
    m_bold += other.m_bold;
    m_italic += other.m_italic;
    m_underlined += other.m_underlined;
}

int TextLine::headingLevel() const
{
    const auto hasLetter = std::any_of(m_text.begin(), m_text.end(), [](QChar c) { return c.isLetter(); });
    if (!hasLetter || m_characters == 0)
        return 0;
    const bool isBold = m_bold == m_characters;
    const bool isSetOff = m_italic == m_characters || m_underlined == m_characters;
    if (isBold && m_text.size() <= LongestBold) {
        if (isSetOff)
            return 4;
        return isCapitals(m_text) ? 2 : 3;
    }
    return isSetOff && m_text.size() <= LongestSlanted && !m_text.endsWith(u'.') ? 5 : 0;
}

qsizetype TextLine::runInHeading() const
{
    if (m_boldStart < ShortestRunIn || m_boldStart > LongestBold || m_boldStart >= m_text.size())
        return 0;
    static constexpr QStringView ends = u".?!:\u2014";
    return ends.contains(m_text[m_boldStart - 1]) && m_text[m_boldStart].isSpace() ? m_boldStart : 0;
}

bool isListMark(QStringView text)
{
    if (text.size() == 1 && (Bullets.contains(text[0]) || text[0] == u'\u2013' || text[0] == u'-' || text[0] == u'*'))
        return true;
    static const QRegularExpression enumerator(QStringLiteral("^\\(?(?:\\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$"));
    return enumerator.match(text.toString()).hasMatch();
}

QString withoutBullet(const QString &text)
{
    return text.size() > 1 && Bullets.contains(text[0]) ? text.mid(1).trimmed() : QString();
}

} // namespace consultantos
