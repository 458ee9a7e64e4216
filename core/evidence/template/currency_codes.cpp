// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/currency_codes.h"

#include <QLocale>
#include <QSet>

namespace consultantos {

bool isKnownCurrency(const QString &code)
{
    static const QSet<QString> known = [] {
        QSet<QString> codes;
        for (const auto &locale :
             QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry))
            codes.insert(locale.currencySymbol(QLocale::CurrencyIsoCode));
        codes.remove({});
        return codes;
    }();
    return known.contains(code);
}

} // namespace consultantos
