// SPDX-License-Identifier: GPL-3.0-or-later
// The transformations of texts: dates as readers see them, and truth values.
#include "evidence/filings/inline_transforms.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace consultantos {

namespace {

/// 0 if it is none; any beginning of three letters or more will do, as in the registries.
int monthOf(const QString &name)
{
    static const std::array<QLatin1String, 12> months{
        QLatin1String("january"),   QLatin1String("february"), QLatin1String("march"),    QLatin1String("april"),
        QLatin1String("may"),       QLatin1String("june"),     QLatin1String("july"),     QLatin1String("august"),
        QLatin1String("september"), QLatin1String("october"),  QLatin1String("november"), QLatin1String("december")};
    constexpr qsizetype shortest = 3;
    const auto folded = name.toLower();
    for (std::size_t i = 0; folded.size() >= shortest && i < months.size(); ++i) {
        if (QString(months[i]).startsWith(folded))
            return int(i) + 1;
    }
    return 0;
}

int yearOf(const QString &digits)
{
    constexpr int century = 2000; // two digits: XBRL began in 2000
    const int year = digits.toInt();
    return digits.size() <= 2 ? century + year : year;
}

/// The order of the parts in a rule: d, m, y.
QString orderOf(const QString &rule)
{
    static const QHash<QString, QString> orders{
        {QStringLiteral("dateslasheu"), QStringLiteral("dmy")},
        {QStringLiteral("datedoteu"), QStringLiteral("dmy")},
        {QStringLiteral("datelonguk"), QStringLiteral("dmy")},
        {QStringLiteral("dateshortuk"), QStringLiteral("dmy")},
        {QStringLiteral("datedaymonthyear"), QStringLiteral("dmy")},
        {QStringLiteral("datedaymonthyearen"), QStringLiteral("dmy")},
        {QStringLiteral("datedaymonthnameyearen"), QStringLiteral("dmy")},
        {QStringLiteral("dateslashus"), QStringLiteral("mdy")},
        {QStringLiteral("datedotus"), QStringLiteral("mdy")},
        {QStringLiteral("datelongus"), QStringLiteral("mdy")},
        {QStringLiteral("dateshortus"), QStringLiteral("mdy")},
        {QStringLiteral("datemonthdayyear"), QStringLiteral("mdy")},
        {QStringLiteral("datemonthdayyearen"), QStringLiteral("mdy")},
        {QStringLiteral("datemonthnamedayyearen"), QStringLiteral("mdy")},
        {QStringLiteral("dateyearmonthday"), QStringLiteral("ymd")},
        {QStringLiteral("datedaymonth"), QStringLiteral("dm")},
        {QStringLiteral("datedaymonthen"), QStringLiteral("dm")},
        {QStringLiteral("datedaymonthnameen"), QStringLiteral("dm")},
        {QStringLiteral("datemonthday"), QStringLiteral("md")},
        {QStringLiteral("datemonthdayen"), QStringLiteral("md")},
        {QStringLiteral("datemonthnamedayen"), QStringLiteral("md")},
        {QStringLiteral("datemonthyear"), QStringLiteral("my")},
        {QStringLiteral("datemonthyearen"), QStringLiteral("my")},
        {QStringLiteral("datemonthnameyearen"), QStringLiteral("my")},
        {QStringLiteral("dateyearmonth"), QStringLiteral("ym")},
        {QStringLiteral("dateyearmonthen"), QStringLiteral("ym")},
        {QStringLiteral("dateyearmonthnameen"), QStringLiteral("ym")},
    };
    return orders.value(rule);
}

QString dated(const QString &order, const QString &text)
{
    static const QRegularExpression part(QStringLiteral("\\d+|\\p{L}+"));
    static const QRegularExpression ordinal(QStringLiteral("(?<=\\d)(st|nd|rd|th)\\b"));
    QStringList parts;
    auto matches = part.globalMatch(QString(text).remove(ordinal));
    while (matches.hasNext())
        parts.append(matches.next().captured());
    if (parts.size() != order.size())
        return text;
    constexpr int leapYear = 2000; // so that February 29 is a day where no year is said
    int year = leapYear;
    int month = 1;
    int day = 1;
    for (qsizetype i = 0; i < order.size(); ++i) {
        if (order[i] == u'y')
            year = yearOf(parts[i]);
        else if (order[i] == u'd')
            day = parts[i].toInt();
        else
            month = parts[i][0].isDigit() ? parts[i].toInt() : monthOf(parts[i]);
    }
    const QDate date(year, month, day);
    if (!date.isValid())
        return text;
    if (!order.contains(u'y'))
        return date.toString(QStringLiteral("--MM-dd"));
    return date.toString(order.contains(u'd') ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM"));
}

} // namespace

QString readInlineText(QStringView format, QStringView text)
{
    const auto simplified = text.toString().simplified();
    const auto name = format.trimmed();
    auto rule = name.mid(name.indexOf(u':') + 1).toString().toLower();
    rule.remove(u'-');
    if (rule == QLatin1String("fixedtrue") || rule == QLatin1String("booleantrue"))
        return QStringLiteral("true");
    if (rule == QLatin1String("fixedfalse") || rule == QLatin1String("booleanfalse"))
        return QStringLiteral("false");
    if (rule == QLatin1String("fixedempty") || rule == QLatin1String("nocontent"))
        return {};
    if (rule == QLatin1String("boolballotbox"))
        return simplified.contains(u'\u2612') || simplified.contains(u'\u2611') || simplified.contains(u'\u00fe')
                   ? QStringLiteral("true")
                   : QStringLiteral("false");
    const auto order = orderOf(rule);
    return order.isEmpty() ? simplified : dated(order, simplified);
}

} // namespace consultantos
