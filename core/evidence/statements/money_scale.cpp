// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/money_scale.h"

#include <QRegularExpression>

#include <utility>

namespace consultantos::statements {

namespace {

constexpr double Thousand = 1e3;
constexpr double Million = 1e6;
constexpr double Billion = 1e9;

double factorOf(const QString &word)
{
    if (word.startsWith(QLatin1Char('b')))
        return Billion;
    return word.startsWith(QLatin1Char('m')) ? Million : Thousand;
}

struct Statement {
    double factor = 1;
    qsizetype end = 0;
};

/// The first scale that a line states.
std::optional<Statement> scaleIn(const QString &line)
{
    static const QRegularExpression scale(
        QStringLiteral("\\b(?:in|of)?\\s*(billions?|millions?|thousands?)\\b|\\(?\\b0?00'?s\\b|\\$\\s*000|(?:\\bus\\$|"
                       "[$\u20ac\u00a3])\\s*(m|k|bn)\\b"));
    const auto match = scale.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const auto word = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    return Statement{word.isEmpty() ? Thousand : factorOf(word), match.capturedEnd()};
}

bool speaksOfScale(const QString &line)
{
    constexpr qsizetype LongestScaleLine = 220;
    static const QRegularExpression sentence(
        QStringLiteral("\\b(?:was|were|had|we|our|increased|decreased|totaled)\\b"));
    return line.size() <= LongestScaleLine && !sentence.match(line).hasMatch();
}

std::optional<double> shareScale(const QString &line, const Statement &money)
{
    static const QRegularExpression inThousands(QStringLiteral(
        "shares?[^,;)]*\\bin (thousands|millions)|(?:number of )?shares[^;)]*reflected in (thousands|millions)"));
    const auto stated = inThousands.match(line, 0);
    if (line.contains(QLatin1String("shares in")) && stated.hasMatch() && !line.contains(QLatin1String("except")))
        return money.factor;
    static const QRegularExpression excepted(QStringLiteral("except\\b(.*)$"));
    const auto exception = excepted.match(line, money.end);
    if (!exception.hasMatch())
        return std::nullopt;
    const auto words = exception.captured(1);
    const auto own = inThousands.match(words);
    if (own.hasMatch())
        return factorOf(own.captured(1).isEmpty() ? own.captured(2) : own.captured(1));
    // "except share and per share data": the counts are whole; "except per share data": as the money.
    static const QRegularExpression counts(
        QStringLiteral("(?<!per )(?<!per-)\\b(?:shares?|units?)\\b(?! (?:price|amounts?))|share amounts"));
    static const QRegularExpression perShare(QStringLiteral("per[- ](?:common |ordinary )?(?:share|unit)"));
    auto rest = words;
    rest.remove(perShare);
    return counts.match(rest).hasMatch() ? std::optional(1.0) : std::nullopt;
}

QString currencyIn(const QString &line)
{
    static const QList<std::pair<QRegularExpression, QString>> marks{
        {QRegularExpression(QStringLiteral("\\bca?\\$|\\bcad\\b|canadian dollars")), QStringLiteral("CAD")},
        {QRegularExpression(QStringLiteral("\\bau?\\$|\\baud\\b|australian dollars")), QStringLiteral("AUD")},
        {QRegularExpression(QStringLiteral("\\bhk\\$|\\bhkd\\b|hong kong dollars")), QStringLiteral("HKD")},
        {QRegularExpression(QStringLiteral("\\br\\$|\\bbrl\\b|brazilian reais")), QStringLiteral("BRL")},
        {QRegularExpression(QStringLiteral("\u20ac|\\beur\\b|\\beuros?\\b")), QStringLiteral("EUR")},
        {QRegularExpression(QStringLiteral("\u00a3|\\bgbp\\b|pounds? sterling")), QStringLiteral("GBP")},
        {QRegularExpression(QStringLiteral("\\bchf\\b|swiss francs")), QStringLiteral("CHF")},
        {QRegularExpression(QStringLiteral("\\brmb\\b|\\bcny\\b|renminbi|yuan")), QStringLiteral("CNY")},
        {QRegularExpression(QStringLiteral("\u00a5|\\bjpy\\b|\\byen\\b")), QStringLiteral("JPY")},
        {QRegularExpression(QStringLiteral("\u20b9|\\binr\\b|rupees")), QStringLiteral("INR")},
        {QRegularExpression(QStringLiteral("\\$|\\busd\\b|u\\.?s\\.? dollars|\\bdollars\\b")), QStringLiteral("USD")}};
    for (const auto &[pattern, currency] : marks) {
        if (pattern.match(line).hasMatch())
            return currency;
    }
    return {};
}

} // namespace

MoneyScale moneyScale(const QStringList &lines)
{
    MoneyScale scale;
    for (const auto &original : lines) {
        const auto line = original.toLower().simplified().replace(QChar(0x2019), QLatin1Char('\''));
        if (!speaksOfScale(line))
            continue;
        if (scale.currency.isEmpty())
            scale.currency = currencyIn(line);
        const auto stated = scale.isStated ? std::nullopt : scaleIn(line);
        if (stated) {
            scale.money = stated->factor;
            scale.isStated = true;
            scale.shares = shareScale(line, *stated);
        }
    }
    return scale;
}

std::optional<double> scaleOfLabel(const QString &label)
{
    static const QRegularExpression scale(
        QStringLiteral("\\(?\\b0?00'?s\\b|\\bin (thousands|millions)\\b|\\((thousands|millions)\\)"));
    const auto match = scale.match(label.toLower().replace(QChar(0x2019), QLatin1Char('\'')));
    if (!match.hasMatch())
        return std::nullopt;
    const auto word = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    return word.isEmpty() ? Thousand : factorOf(word);
}

} // namespace consultantos::statements
