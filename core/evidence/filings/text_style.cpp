// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/text_style.h"

namespace consultantos {

namespace {

constexpr int BoldWeight = 600;
constexpr qsizetype MostKnown = 50'000; // a file that makes up a style a paragraph must not fill the memory

bool isBoldWeight(const QString &value)
{
    return value.startsWith(QLatin1String("bold")) || value.toInt() >= BoldWeight;
}

bool isPositiveLength(const QString &value)
{
    const auto first = value.section(u' ', -1); // of a shorthand the last is the left side
    return !first.isEmpty() && first[0].isDigit() && !first.startsWith(u'0');
}

bool isPageBreak(const QString &value)
{
    return value == QLatin1String("always") || value == QLatin1String("page") || value == QLatin1String("left")
           || value == QLatin1String("right");
}

} // namespace

TextStyle TextStyles::within(const TextStyle &parent, QStringView style)
{
    TextStyle inherited = parent;
    inherited.hasGap = false;
    inherited.breaksPageBefore = false;
    inherited.breaksPageAfter = false;
    if (style.isEmpty())
        return inherited;
    const auto key = style.toString();
    auto known = m_known.constFind(key);
    if (known == m_known.constEnd()) {
        if (m_known.size() >= MostKnown)
            m_known.clear();
        known = m_known.insert(key, read(style));
    }
    const auto applied = [](int change, bool before) { return change < 0 ? before : change == 1; };
    inherited.isBold = applied(known->bold, parent.isBold);
    inherited.isItalic = applied(known->italic, parent.isItalic);
    inherited.isUnderlined = applied(known->underline, parent.isUnderlined);
    inherited.isHidden = parent.isHidden || known->isHidden;
    inherited.hasGap = known->hasGap;
    inherited.breaksPageBefore = known->breaksPageBefore;
    inherited.breaksPageAfter = known->breaksPageAfter;
    return inherited;
}

TextStyles::Change TextStyles::read(QStringView style)
{
    Change change;
    for (const auto &declaration : style.split(u';')) {
        const auto colon = declaration.indexOf(u':');
        if (colon > 0)
            readProperty(change, declaration.left(colon).trimmed().toString().toLower(),
                         declaration.mid(colon + 1).trimmed().toString().toLower());
    }
    return change;
}

void TextStyles::readProperty(Change &change, const QString &property, const QString &value)
{
    if (property == QLatin1String("font-weight")) {
        change.bold = isBoldWeight(value) ? 1 : 0;
    } else if (property == QLatin1String("font-style")) {
        change.italic = value == QLatin1String("italic") || value == QLatin1String("oblique") ? 1 : 0;
    } else if (property == QLatin1String("font")) {
        change.bold = value.contains(QLatin1String("bold")) ? 1 : 0;
        change.italic = value.contains(QLatin1String("italic")) ? 1 : 0;
    } else if (property.startsWith(QLatin1String("text-decoration"))) {
        // It reaches into children whatever they say of themselves.
        if (value.contains(QLatin1String("underline")))
            change.underline = 1;
    } else if (property == QLatin1String("display")) {
        change.isHidden = value == QLatin1String("none");
    } else if (property == QLatin1String("visibility")) {
        change.isHidden = value == QLatin1String("hidden");
    } else if (property == QLatin1String("padding-left") || property == QLatin1String("margin-left")
               || property == QLatin1String("padding") || property == QLatin1String("margin")) {
        change.hasGap = change.hasGap || isPositiveLength(value);
    } else if (property == QLatin1String("page-break-before") || property == QLatin1String("break-before")) {
        change.breaksPageBefore = isPageBreak(value);
    } else if (property == QLatin1String("page-break-after") || property == QLatin1String("break-after")) {
        change.breaksPageAfter = isPageBreak(value);
    }
}

} // namespace consultantos
