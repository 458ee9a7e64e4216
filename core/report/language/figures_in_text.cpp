// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/figures_in_text.h"

#include "model/units.h"

#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

const QRegularExpression &figures()
{
    static const QRegularExpression Figures(
        QStringLiteral("\\x{2212}?(?:\\b([A-Z]{3}) [0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?: M\\b)?(?![\\w-])"
                       "|\\b[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?( %|x\\b| pp\\b| days\\b| years\\b))"));
    return Figures;
}

/// Three capitals before a number are money if a country has it: "USD 5", not "CIK 5".
bool isMoney(const QString &code)
{
    static const auto Codes = [] {
        QSet<QString> codes;
        const auto locales = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry);
        for (const auto &locale : locales)
            codes.insert(locale.currencySymbol(QLocale::CurrencyIsoCode));
        return codes;
    }();
    return Codes.contains(code);
}

} // namespace

QString restyledWithin(const QString &text, const LocaleStyle &style)
{
    static const QHash<QString, QString> Units{{QStringLiteral(" %"), units::Ratio},
                                               {QStringLiteral("x"), units::Multiple},
                                               {QStringLiteral(" pp"), units::Points},
                                               {QStringLiteral(" days"), units::Days},
                                               {QStringLiteral(" years"), units::Years}};
    QString made;
    qsizetype from = 0;
    for (auto matches = figures().globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto currency = match.captured(1);
        const bool isFigure = currency.isEmpty() || isMoney(currency);
        made += text.mid(from, match.capturedStart() - from)
                + (isFigure ? restyled(match.captured(), currency.isEmpty() ? Units.value(match.captured(2)) : currency,
                                       style)
                            : match.captured());
        from = match.capturedEnd();
    }
    return made + text.mid(from);
}

QString restyledFigures(const QString &text, const LocaleStyle &style)
{
    const auto between = QString(text).remove(figures()).remove(QLatin1String(" and "));
    if (std::any_of(between.cbegin(), between.cend(), [](QChar c) { return c.isLetterOrNumber(); }))
        return text;
    return restyledWithin(text, style);
}

} // namespace consultantos
