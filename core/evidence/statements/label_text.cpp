// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/label_text.h"

#include <QRegularExpression>

namespace consultantos::statements {

namespace {

const QRegularExpression &leaderDots()
{
    static const QRegularExpression dots(QStringLiteral("(?:\\s*\\.){3,}|[\u2026_]{2,}|\u2026"));
    return dots;
}

/// Marks that lead to a footnote or a note. "(1)" in the midst of a label is one too; "(loss)" isn't.
const QRegularExpression &footnoteMarks()
{
    static const QRegularExpression marks(
        QStringLiteral("\\s*\\((?:see\\s+)?notes?\\s[^)]*\\)"
                       "|\\s*\\((?:[0-9]{1,2}|[a-z])\\)(?:\\s*,?\\s*\\((?:[0-9]{1,2}|[a-z])\\))*(?=\\s|$|[,:;])"
                       "|[*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079\u00ae\u2122]+"),
        QRegularExpression::CaseInsensitiveOption);
    return marks;
}

QString plainMarks(QString text)
{
    for (auto &mark : text) {
        switch (mark.unicode()) {
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0x00B4:
        case 0x0060:
            mark = u'\'';
            break;
        case 0x201C:
        case 0x201D:
            mark = u'"';
            break;
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
            mark = u'-';
            break;
        default:
            break;
        }
    }
    return text.remove(QChar(0x00AD));
}

} // namespace

QString displayLabel(const QString &label)
{
    auto text = label;
    text.remove(leaderDots());
    text.remove(footnoteMarks());
    return text.simplified();
}

QString normalisedLabel(const QString &label)
{
    auto text = plainMarks(displayLabel(label)).toLower();
    text.replace(QLatin1Char('&'), QLatin1String(" and "));
    static const QRegularExpression hyphen(QStringLiteral("\\s+-+\\s*|--+"));
    text.replace(hyphen, QStringLiteral(" - "));
    static const QRegularExpression slash(QStringLiteral("\\s*/\\s*"));
    text.replace(slash, QStringLiteral("/"));
    text = text.simplified();
    while (!text.isEmpty() && QStringLiteral(":;,.-=").contains(text.back()))
        text = text.chopped(1).trimmed();
    return text;
}

QString lettersOf(const QString &text)
{
    QString letters;
    letters.reserve(text.size());
    for (const auto &mark : text) {
        if (mark.isLetter())
            letters.append(mark.toLower());
    }
    return letters;
}

} // namespace consultantos::statements
