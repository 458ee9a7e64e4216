// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/locale_style.h"

#include "model/units.h"

#include <QDate>
#include <QRegularExpression>

namespace consultantos {

namespace {

const QChar Minus(0x2212);

QString patternOf(const QString &unit, bool isMillions, const LocaleStyle &style)
{
    if (isCurrency(unit))
        return style.units.value(isMillions ? QStringLiteral("currency_millions") : QStringLiteral("currency"));
    if (unit.contains(QLatin1Char('/')))
        return style.units.value(QStringLiteral("per_share"));
    return style.units.value(isMillions && unit == units::Shares ? QStringLiteral("shares_millions") : unit,
                             QStringLiteral("{n}"));
}

} // namespace

QString restyledNumber(const QString &number, const LocaleStyle &style)
{
    QString text;
    text.reserve(number.size());
    for (const auto c : number) {
        if (c == QLatin1Char('.'))
            text.append(style.decimal);
        else if (c == QLatin1Char(','))
            text.append(style.group);
        else
            text.append(c);
    }
    return text;
}

QString restyled(const QString &written, const QString &unit, const LocaleStyle &style)
{
    static const QRegularExpression Number(QStringLiteral("[0-9][0-9,]*(?:\\.[0-9]+)?"));
    if (style.units.isEmpty())
        return written;
    const auto number = Number.match(written);
    if (!number.hasMatch())
        return written;
    const auto pattern =
        patternOf(unit, written.endsWith(QLatin1String(" M")) || written.contains(QLatin1String(" M ")), style);
    if (pattern.isEmpty())
        return written;
    auto text = pattern;
    text.replace(QLatin1String("{n}"), restyledNumber(number.captured(), style));
    text.replace(QLatin1String("{code}"), unit.section(QLatin1Char('/'), 0, 0));
    return written.startsWith(Minus) ? Minus + text : text;
}

QString restyledPeriod(const QString &label, const LocaleStyle &style)
{
    static const QRegularExpression Fiscal(QStringLiteral("^(?:(Q[1-4]|H[12]) )?FY(\\d{4})$"));
    if (const auto match = Fiscal.match(label); match.hasMatch()) {
        const auto part = match.captured(1);
        const auto pattern = style.periods.value(part.isEmpty() ? QStringLiteral("FY") : part);
        return pattern.isEmpty() ? label : QString(pattern).replace(QLatin1String("{y}"), match.captured(2));
    }
    const auto date = QDate::fromString(label, Qt::ISODate);
    return date.isValid() && !style.date.isEmpty() ? date.toString(style.date) : label;
}

} // namespace consultantos
