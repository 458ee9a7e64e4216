// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/inline_transforms.h"

#include "evidence/filings/english_number_words.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>

namespace consultantos {

namespace {

constexpr int LargestScale = 30;
constexpr qsizetype LongestNumber = 64;

QString ruleName(QStringView format)
{
    auto name = format.trimmed().mid(format.trimmed().indexOf(u':') + 1).toString().toLower();
    return name.remove(u'-');
}

InlineNumber wrong()
{
    return {NumberReading::Wrong};
}

InlineNumber read(QByteArray decimal)
{
    return {NumberReading::Read, std::move(decimal)};
}

/// Digits with the given decimal separator; blanks, apostrophes and the other separator only group.
InlineNumber grouped(QStringView text, char16_t decimalSeparator)
{
    QByteArray decimal;
    bool hasDigit = false;
    bool hasPoint = false;
    const char16_t groupSeparator = decimalSeparator == u'.' ? u',' : u'.';
    for (const QChar c : text.trimmed()) {
        if (c.isDigit()) {
            decimal += char('0' + c.digitValue());
            hasDigit = true;
        } else if (c == decimalSeparator) {
            if (hasPoint)
                return wrong();
            hasPoint = true;
            decimal += '.';
        } else if ((c != groupSeparator && !c.isSpace() && c != u'\'' && c != u'\u2019') || !hasDigit || hasPoint) {
            return wrong();
        }
    }
    return hasDigit && decimal.size() <= LongestNumber ? read(decimal) : wrong();
}

/// "1 234 euros 56 cents": the last group of one or two digits behind a word is the part below one.
InlineNumber withUnits(QStringView text)
{
    static const QRegularExpression shape(
        QStringLiteral("^\\s*(\\d[\\d.,'\\s]*?)\\s*[^\\d.,'\\s]+\\s*(\\d{1,2})\\D*$"));
    const auto match = shape.match(text.toString());
    if (!match.hasMatch())
        return wrong();
    auto whole = match.captured(1);
    static const QRegularExpression groups(QStringLiteral("[^\\d]"));
    whole.remove(groups);
    return read(whole.toLatin1() + '.' + match.captured(2).rightJustified(2, u'0').toLatin1());
}

InlineNumber plain(QStringView text)
{
    static const QRegularExpression shape(QStringLiteral("^\\d*\\.?\\d+$|^\\d+\\.$"));
    const auto trimmed = text.trimmed().toString();
    return shape.match(trimmed).hasMatch() && trimmed.size() <= LongestNumber ? read(trimmed.toLatin1()) : wrong();
}

InlineNumber words(QStringView text)
{
    const auto number = numberOfEnglishWords(text);
    return number ? read(QByteArray::number(*number)) : wrong();
}

using NumberRule = InlineNumber (*)(QStringView);

const QHash<QString, NumberRule> &numberRules()
{
    static const auto dot = [](QStringView text) { return grouped(text, u'.'); };
    static const auto comma = [](QStringView text) { return grouped(text, u','); };
    static const auto zero = [](QStringView) { return read("0"); };
    static const auto nothing = [](QStringView) { return InlineNumber{NumberReading::Nothing}; };
    static const QHash<QString, NumberRule> rules{
        {QString(), plain},
        {QStringLiteral("numdotdecimal"), dot},
        {QStringLiteral("numdotdecimalin"), dot},
        {QStringLiteral("numdotdecimalapos"), dot},
        {QStringLiteral("numcommadot"), dot},
        {QStringLiteral("numspacedot"), dot},
        {QStringLiteral("numcommadecimal"), comma},
        {QStringLiteral("numcommadecimalapos"), comma},
        {QStringLiteral("numdotcomma"), comma},
        {QStringLiteral("numspacecomma"), comma},
        {QStringLiteral("numcomma"), comma},
        {QStringLiteral("numunitdecimal"), withUnits},
        {QStringLiteral("numunitdecimalin"), withUnits},
        {QStringLiteral("numunitdecimalapos"), withUnits},
        {QStringLiteral("zerodash"), zero},
        {QStringLiteral("numdash"), zero},
        {QStringLiteral("fixedzero"), zero},
        {QStringLiteral("nocontent"), nothing},
        {QStringLiteral("fixedempty"), nothing},
        {QStringLiteral("numwordsen"), words},
    };
    return rules;
}

} // namespace

InlineNumber readInlineNumber(QStringView format, QStringView text)
{
    const auto rule = numberRules().value(ruleName(format), nullptr);
    return rule == nullptr ? InlineNumber{NumberReading::Unknown} : rule(text);
}

std::optional<double> scaledNumber(const QByteArray &decimal, int scale, bool isNegative)
{
    if (std::abs(scale) > LargestScale)
        return std::nullopt;
    bool isNumber = false;
    const double value = (decimal + 'e' + QByteArray::number(scale)).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return isNegative && value != 0 ? -value : value;
}

} // namespace consultantos
