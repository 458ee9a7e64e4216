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
    return QStringLiteral("%1").arg(qint64(seconds / unit), int(token.size()), 10, QLatin1Char('0'));
}

/// Where a quoted or bracketed stretch that begins at `at` ends; the code's end if nothing closes it.
qsizetype closing(QStringView code, qsizetype at, QChar mark)
{
    const auto end = code.indexOf(mark, at + 1);
    return end < 0 ? code.size() : end;
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

NumberFormat::NumberFormat(const QString &code)
{
    for (const auto &section : splitSections(code))
        m_sections.append(sectionOf(section));
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

NumberFormat::Section NumberFormat::sectionOf(QStringView code)
{
    Section section;
    const auto literal = [&](const QString &text) {
        if (section.isEmpty() || section.constLast().kind != Token::Kind::Literal)
            section.append({Token::Kind::Literal});
        section.last().text += text;
    };
    for (qsizetype at = 0; at < code.size(); ++at) {
        const QChar character = code[at];
        const QChar lower = character.toLower();
        if (code.sliced(at).startsWith(QLatin1String("General"), Qt::CaseInsensitive)) {
            section.append({Token::Kind::General});
            at += 6;
        } else if (character == QLatin1Char('"')) {
            const auto end = closing(code, at, QLatin1Char('"'));
            literal(code.mid(at + 1, end - at - 1).toString());
            at = end;
        } else if (character == QLatin1Char('\\')) {
            literal(code.mid(++at, 1).toString());
        } else if (character == QLatin1Char('_') || character == QLatin1Char('*')) {
            ++at; // room as wide as a character, or a fill with it
        } else if (character == QLatin1Char('[')) {
            const auto end = closing(code, at, QLatin1Char(']'));
            const auto inner = code.mid(at + 1, end - at - 1).toString();
            if (inner.startsWith(QLatin1Char('$')))
                literal(inner.mid(1).section(QLatin1Char('-'), 0, 0)); // a currency; the rest is a language
            else if (!inner.isEmpty() && inner.toLower().count(inner[0].toLower()) == inner.size()
                     && QStringView(u"hms").contains(inner[0].toLower()))
                section.append({Token::Kind::Elapsed, inner.toLower()});
            at = end;
        } else if (code.sliced(at).startsWith(QLatin1String("AM/PM"), Qt::CaseInsensitive)) {
            section.append({Token::Kind::AmPm});
            at += 4;
        } else if (QStringView(u"0#?.,/").contains(character)) {
            if (section.isEmpty() || section.constLast().kind != Token::Kind::Digits)
                section.append({Token::Kind::Digits});
            section.last().text += character;
        } else if (lower == QLatin1Char('e') && at + 1 < code.size() && QStringView(u"+-").contains(code[at + 1])) {
            section.append({Token::Kind::Exponent});
            ++at;
        } else if (QStringView(u"ymdhse").contains(lower)) {
            auto end = at + 1;
            while (end < code.size() && code[end].toLower() == lower)
                ++end;
            section.append({Token::Kind::Date, QString(end - at, lower)});
            at = end - 1;
        } else if (character == QLatin1Char('%')) {
            section.append({Token::Kind::Percent});
        } else if (character == QLatin1Char('@')) {
            section.append({Token::Kind::Text});
        } else {
            literal(QString(character));
        }
    }
    resolveMinutes(section);
    return section;
}

/// 'm' means minutes behind hours or before seconds, else months; hours are of twelve with AM/PM.
void NumberFormat::resolveMinutes(Section &section)
{
    QList<Token *> parts;
    bool hasAmPm = false;
    for (auto &token : section) {
        hasAmPm = hasAmPm || token.kind == Token::Kind::AmPm;
        if (token.kind == Token::Kind::Date || token.kind == Token::Kind::Elapsed)
            parts.append(&token);
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto &token = *parts[i];
        if (token.kind != Token::Kind::Date)
            continue;
        const bool afterHours = i > 0 && parts[i - 1]->text.startsWith(QLatin1Char('h'), Qt::CaseInsensitive);
        const bool beforeSeconds = i + 1 < parts.size() && parts[i + 1]->text.startsWith(QLatin1Char('s'));
        if (token.text[0] == QLatin1Char('m') && token.text.size() <= 2 && (afterHours || beforeSeconds))
            token.text.fill(QLatin1Char('n'));
        if (token.text[0] == QLatin1Char('h') && hasAmPm)
            token.text.fill(QLatin1Char('H'));
    }
}

NumberFormat::Kind NumberFormat::kind() const
{
    if (m_sections.isEmpty())
        return Kind::Number;
    bool isTime = false;
    for (const auto &token : m_sections.constFirst()) {
        if (token.kind == Token::Kind::Elapsed)
            return Kind::Duration;
        if (token.kind == Token::Kind::Text)
            return Kind::Text;
        if (token.kind == Token::Kind::Date && QStringView(u"ymde").contains(token.text[0]))
            return Kind::Date;
        isTime = isTime || token.kind == Token::Kind::Date;
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
        case Token::Kind::Digits:
            if (isExponent)
                pattern.exponentDigits = int(token.text.size());
            else if (!pattern.isEmpty())
                return generalNumber(value); // digits in several places: a telephone number, a fraction
            else
                pattern.read(token.text);
            break;
        case Token::Kind::Exponent:
            isExponent = true;
            break;
        case Token::Kind::Percent:
            ++pattern.percents;
            (pattern.isEmpty() ? before : after) += QLatin1Char('%');
            break;
        case Token::Kind::General:
            isGeneral = true;
            break;
        case Token::Kind::Literal:
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
        if (token.kind == Token::Kind::Elapsed)
            text += elapsedPart(token.text, value);
        else if (!time)
            return generalNumber(value);
        else if (token.kind == Token::Kind::Date)
            text += datePart(token.text, *time);
        else if (token.kind == Token::Kind::AmPm)
            text += time->time().hour() < 12 ? QStringLiteral("AM") : QStringLiteral("PM");
        else if (token.kind == Token::Kind::Literal)
            text += token.text;
        else if (token.kind == Token::Kind::Digits)
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
