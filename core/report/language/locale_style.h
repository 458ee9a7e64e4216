// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QMap>
#include <QString>

namespace consultantos {

/// How a language writes numbers, units, periods and dates. A value type; empty means English.
struct LocaleStyle {
    QChar decimal = QLatin1Char('.');
    QChar group = QLatin1Char(',');
    /// By unit, and "currency", "currency_millions", "per_share", "shares_millions": a text with the places {n} and {code}.
    QMap<QString, QString> units;
    QMap<QString, QString> periods; ///< "FY", "Q1" …: a text with the place {y}
    QString date;                   ///< as QDate::toString() takes it; empty: ISO

    bool operator==(const LocaleStyle &) const = default;
};

/// What formatValue() wrote, in another style: the same digits, so that both languages round alike. What isn't of that
/// form comes back as it is.
[[nodiscard]] QString restyled(const QString &written, const QString &unit, const LocaleStyle &style);
/// Only the separators of a plain number, "1,234.5" → "1.234,5".
[[nodiscard]] QString restyledNumber(const QString &number, const LocaleStyle &style);
/// "FY2024", "Q3 FY2024", "2024-12-31" in another style; anything else as it is.
[[nodiscard]] QString restyledPeriod(const QString &label, const LocaleStyle &style);

} // namespace consultantos
