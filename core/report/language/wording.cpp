// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/wording.h"

#include "model/exact_number.h"
#include "model/units.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

QString spaced(QString code)
{
    return code.replace(QLatin1Char('_'), QLatin1Char(' '));
}

/// A unit of model/units.h in a word; currencies as they are.
QString unitWord(const Wording &wording, const QString &unit)
{
    const auto named = QStringLiteral("unit: ") + unit;
    return wording.book() && wording.book()->hasPhrase(named) ? wording.say(named) : unit;
}

} // namespace

QString Wording::language() const
{
    return m_book ? m_book->language() : QStringLiteral("en");
}

QString Wording::say(const QString &english) const
{
    if (!m_book || english.isEmpty())
        return english;
    const auto found = m_book->translate(english);
    return found ? found->text : english;
}

QString Wording::sayParts(const QString &text) const
{
    static const QRegularExpression Between(QStringLiteral("(: |; |, | \\(|\\)|\\. )"));
    if (!m_book || text.isEmpty())
        return text;
    if (const auto whole = m_book->translate(text))
        return whole->text;
    // What is called something in the language already, and a sentence of ours about it.
    if (const auto colon = text.indexOf(QLatin1String(": ")); colon > 0) {
        const auto rest = text.mid(colon + 2);
        if (const auto known = rest.contains(QLatin1Char(' ')) ? m_book->translate(rest) : std::nullopt)
            return sayParts(text.left(colon)) + QStringLiteral(": ") + known->text;
    }
    QString said;
    qsizetype from = 0;
    const auto add = [&](qsizetype end) {
        const auto part = text.mid(from, end - from);
        said += m_book->hasPhrase(part) ? say(part) : restyledPeriod(part, m_book->style());
    };
    for (auto matches = Between.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        add(match.capturedStart());
        said += match.captured();
        from = match.capturedEnd();
    }
    add(text.size());
    return said;
}

QStringList Wording::say(const QStringList &english) const
{
    QStringList said;
    said.reserve(english.size());
    for (const auto &text : english)
        said.append(say(text));
    return said;
}

QString Wording::label(const QString &code) const
{
    auto text = spaced(code);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return say(text);
}

QString Wording::word(const QString &code) const
{
    // Only English writes all its words small.
    if (!m_book)
        return spaced(code).toLower();
    if (const auto whole = m_book->translate(spaced(code)))
        return whole->text;
    // Topics are a list of words.
    const auto words = spaced(code).split(QLatin1Char(' '));
    const bool areWords =
        std::all_of(words.cbegin(), words.cend(), [this](const QString &word) { return m_book->hasPhrase(word); });
    return areWords ? say(words).join(QStringLiteral(", ")) : spaced(code);
}

QString Wording::value(double value, const QString &unit) const
{
    return restyle(formatValue(value, unit), unit);
}

QString Wording::restyle(const QString &written, const QString &unit) const
{
    return m_book ? restyled(written, unit, m_book->style()) : written;
}

QString Wording::number(double value, int decimals) const
{
    const auto text = QString::number(value, 'f', decimals);
    return m_book ? restyledNumber(text, m_book->style()) : text;
}

QString Wording::exact(double value, const QString &unit) const
{
    auto number = exactNumber(value, unit);
    if (m_book)
        number = restyledNumber(number, m_book->style());
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unitWord(*this, unit);
}

QString Wording::period(const Period &period) const
{
    return m_book ? restyledPeriod(period.label(), m_book->style()) : period.label();
}

QString Wording::date(const QDate &date) const
{
    const auto text = date.toString(Qt::ISODate);
    return m_book ? restyledPeriod(text, m_book->style()) : text;
}

} // namespace consultantos
