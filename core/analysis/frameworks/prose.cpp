// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/prose.h"

namespace consultantos {

Prose &Prose::set(const QString &name, const QString &text)
{
    m_texts.insert(name, text);
    return *this;
}

Prose &Prose::set(const QString &name, const Figure &figure)
{
    m_figures.insert(name, figure);
    return *this;
}

Prose &Prose::setPart(const QString &name, Writer writer)
{
    m_parts.insert(name, std::move(writer));
    return *this;
}

void Prose::write(ClaimBuilder &claim, const QString &sentence) const
{
    qsizetype from = 0;
    while (from < sentence.size()) {
        const auto open = sentence.indexOf(QLatin1Char('{'), from);
        const auto close = open < 0 ? -1 : sentence.indexOf(QLatin1Char('}'), open);
        if (close < 0) {
            claim.text(sentence.mid(from));
            return;
        }
        if (open > from)
            claim.text(sentence.mid(from, open - from));
        writePlace(claim, sentence.mid(open + 1, close - open - 1));
        from = close + 1;
    }
}

void Prose::writePlace(ClaimBuilder &claim, const QString &place) const
{
    const auto question = place.indexOf(QLatin1Char('?'));
    if (question > 0) {
        const auto figure = m_figures.constFind(place.left(question));
        const auto choices = place.mid(question + 1).split(QLatin1Char(':'));
        if (figure != m_figures.cend() && choices.size() == 2)
            claim.text(figure->value >= 0 ? choices[0] : choices[1]);
        return;
    }
    if (place.startsWith(QLatin1Char('|'))) {
        const auto figure = m_figures.constFind(place.mid(1, place.size() - 2));
        if (figure != m_figures.cend())
            claim.magnitude(*figure);
        return;
    }
    const auto figure = m_figures.constFind(place);
    const auto part = m_parts.constFind(place);
    if (figure != m_figures.cend())
        claim.figure(*figure);
    else if (part != m_parts.cend())
        (*part)(claim);
    else
        claim.text(m_texts.value(place));
}

QString withText(QString text, const char *name, const QString &value)
{
    return text.replace(QStringLiteral("{%1}").arg(QLatin1String(name)), value);
}

QString possessive(const QString &name)
{
    return name.endsWith(QLatin1Char('s')) ? name + QLatin1Char('\'') : name + QStringLiteral("'s");
}

QString capitalised(const QString &text)
{
    return text.isEmpty() ? text : text.left(1).toUpper() + text.mid(1);
}

QString joined(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.value(0);
    return parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" and ") + parts.last();
}

QString withoutStop(const QString &text)
{
    return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
}

} // namespace consultantos
