// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/number_format.h"

#include "evidence/documents/number_text.h"

#include <QHash>
#include <QLocale>

#include <cmath>

namespace consultantos {

namespace {

constexpr double SecondsPerDay = 86'400;
constexpr double LastSerial = 2'958'466; // the first day of the year 10000
constexpr int FirstEastAsianDate = 27;
constexpr int LastEastAsianDate = 58;

const QHash<int, QString> &builtInCodes()
{
    static const QHash<int, QString> codes{
        {1, QStringLiteral("0")},
        {2, QStringLiteral("0.00")},
        {3, QStringLiteral("#,##0")},
        {4, QStringLiteral("#,##0.00")},
        {9, QStringLiteral("0%")},
        {10, QStringLiteral("0.00%")},
        {11, QStringLiteral("0.00E+00")},
        // 14 and 22 follow the machine's own order of day and month: ISO is the one that can't be misread.
        {14, QStringLiteral("yyyy-mm-dd")},
        {15, QStringLiteral("d-mmm-yy")},
        {16, QStringLiteral("d-mmm")},
        {17, QStringLiteral("mmm-yy")},
        {18, QStringLiteral("h:mm AM/PM")},
        {19, QStringLiteral("h:mm:ss AM/PM")},
        {20, QStringLiteral("h:mm")},
        {21, QStringLiteral("h:mm:ss")},
        {22, QStringLiteral("yyyy-mm-dd h:mm")},
        {37, QStringLiteral("#,##0;(#,##0)")},
        {38, QStringLiteral("#,##0;(#,##0)")},
        {39, QStringLiteral("#,##0.00;(#,##0.00)")},
        {40, QStringLiteral("#,##0.00;(#,##0.00)")},
        {41, QStringLiteral("#,##0;(#,##0);-")},
        {42, QStringLiteral("$#,##0;$(#,##0);$-")},
        {43, QStringLiteral("#,##0.00;(#,##0.00);-")},
        {44, QStringLiteral("$#,##0.00;$(#,##0.00);$-")},
        {45, QStringLiteral("mm:ss")},
        {46, QStringLiteral("[h]:mm:ss")},
        {47, QStringLiteral("mm:ss.0")},
        {48, QStringLiteral("##0.0E+0")},
        {49, QStringLiteral("@")},
    };
    return codes;
}

QString datePart(const QString &token, const QDateTime &time)
{
    const auto locale = QLocale::c();
    const auto number = [&](int value) {
        return QStringLiteral("%1").arg(value, int(token.size()), 10, QLatin1Char('0'));
    };
    const auto date = time.date();
    switch (token[0].unicode()) {
    case 'y':
        return token.size() > 2 ? QString::number(date.year())
                                : QStringLiteral("%1").arg(date.year() % 100, 2, 10, QLatin1Char('0'));
    case 'e':
        return QString::number(date.year());
    case 'm':
        return token.size() < 3
                   ? number(date.month())
                   : locale.monthName(date.month(), token.size() == 3 ? QLocale::ShortFormat : QLocale::LongFormat);
    case 'd':
        return token.size() < 3
                   ? number(date.day())
                   : locale.dayName(date.dayOfWeek(), token.size() == 3 ? QLocale::ShortFormat : QLocale::LongFormat);
    case 'h':
        return number(time.time().hour());
    case 'H': // of twelve
        return number((time.time().hour() + 11) % 12 + 1);
    case 'n': // minutes, so named once they are told from months
        return number(time.time().minute());
    case 's':
        return number(time.time().second());
    default:
        return {};
    }
}

QString elapsedPart(const QString &token, double value)
{
    const double seconds = std::round(std::abs(value) * SecondsPerDay);
    const double unit = token[0] == QLatin1Char('h') ? 3600 : token[0] == QLatin1Char('s') ? 1 : 60;
    // As a decimal of any length: a cell may hold more hours than an integer.
    return QString::number(std::floor(seconds / unit), 'f', 0).rightJustified(token.size(), QLatin1Char('0'));
}

} // namespace

NumberFormat::NumberFormat(const QString &code)
    : m_sections(formatSections(code))
{
}

NumberFormat NumberFormat::builtIn(int id)
{
    const auto &codes = builtInCodes();
    if (const auto code = codes.constFind(id); code != codes.constEnd())
        return NumberFormat(*code);
    // The dates of East Asian versions; 37 to 49 among them have codes above.
    const bool isEastAsianDate = id >= FirstEastAsianDate && id <= LastEastAsianDate;
    return isEastAsianDate ? NumberFormat(QStringLiteral("yyyy-mm-dd")) : NumberFormat();
}

NumberFormat::Kind NumberFormat::kind() const
{
    if (m_sections.isEmpty())
        return Kind::Number;
    bool isTime = false;
    for (const auto &token : m_sections.constFirst()) {
        if (token.kind == FormatToken::Kind::Elapsed)
            return Kind::Duration;
        if (token.kind == FormatToken::Kind::Text)
            return Kind::Text;
        if (token.kind == FormatToken::Kind::Date && QStringView(u"ymde").contains(token.text[0]))
            return Kind::Date;
        isTime = isTime || token.kind == FormatToken::Kind::Date;
    }
    return isTime ? Kind::Time : Kind::Number;
}

QString NumberFormat::text(double value, bool is1904) const
{
    if (m_sections.isEmpty())
        return generalNumber(value);
    const bool hasNegative = m_sections.size() > 1 && value < 0;
    const bool hasZero = m_sections.size() > 2 && value == 0;
    const auto &section = m_sections[hasZero ? 2 : hasNegative ? 1 : 0];
    const auto shown = hasNegative ? -value : value; // the section itself says how a minus looks
    switch (kind()) {
    case Kind::Number:
        return numberText(section, shown);
    case Kind::Text:
        return generalNumber(value);
    default:
        return dateText(section, shown, is1904);
    }
}

QString NumberFormat::numberText(const Section &section, double value)
{
    NumberPattern pattern;
    QString before;
    QString after;
    bool isExponent = false;
    bool isGeneral = section.isEmpty();
    for (const auto &token : section) {
        switch (token.kind) {
        case FormatToken::Kind::Digits:
            if (isExponent)
                pattern.exponentDigits = int(token.text.size());
            else if (!pattern.isEmpty())
                return generalNumber(value); // digits in several places: a telephone number, a fraction
            else
                pattern.read(token.text);
            break;
        case FormatToken::Kind::Exponent:
            isExponent = true;
            break;
        case FormatToken::Kind::Percent:
            ++pattern.percents;
            (pattern.isEmpty() ? before : after) += QLatin1Char('%');
            break;
        case FormatToken::Kind::General:
            isGeneral = true;
            break;
        case FormatToken::Kind::Literal:
            (pattern.isEmpty() && !isGeneral ? before : after) += token.text;
            break;
        default:
            break;
        }
    }
    QString number;
    if (isGeneral && pattern.isEmpty())
        number = generalNumber(value);
    else if (!pattern.isEmpty())
        number = pattern.text(value);
    // The sign stands before a currency.
    const bool isNegative = number.startsWith(QLatin1Char('-'));
    return (isNegative ? QStringLiteral("-") : QString()) + before + number.mid(isNegative ? 1 : 0) + after;
}

QString NumberFormat::dateText(const Section &section, double value, bool is1904)
{
    const auto time = dateOfSerial(value, is1904);
    QString text;
    for (const auto &token : section) {
        if (token.kind == FormatToken::Kind::Elapsed)
            text += elapsedPart(token.text, value);
        else if (!time)
            return generalNumber(value);
        else if (token.kind == FormatToken::Kind::Date)
            text += datePart(token.text, *time);
        else if (token.kind == FormatToken::Kind::AmPm)
            text += time->time().hour() < 12 ? QStringLiteral("AM") : QStringLiteral("PM");
        else if (token.kind == FormatToken::Kind::Literal)
            text += token.text;
        else if (token.kind == FormatToken::Kind::Digits)
            text += QString(token.text).remove(QLatin1Char('0')); // tenths of seconds are left out
    }
    return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
}

std::optional<QDateTime> dateOfSerial(double serial, bool is1904)
{
    constexpr int LastRealDay = 60; // 29 February 1900, which never was
    if (!(serial >= 0) || serial >= LastSerial)
        return std::nullopt;
    const double whole = std::floor(serial);
    const auto days = qint64(whole);
    const qint64 seconds = std::min(qint64(std::round((serial - whole) * SecondsPerDay)), qint64(SecondsPerDay) - 1);
    QDate date;
    if (is1904)
        date = QDate(1904, 1, 1).addDays(days);
    else
        date = QDate(1899, 12, days < LastRealDay ? 31 : 30).addDays(days);
    return QDateTime(date, QTime(0, 0).addSecs(int(seconds)), Qt::UTC);
}

} // namespace consultantos
