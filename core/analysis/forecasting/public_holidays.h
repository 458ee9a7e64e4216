// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

namespace consultantos::forecasting {

/// Easter Sunday of a year: Meeus (1991), Astronomical Algorithms, chapter 8.
[[nodiscard]] QDate easterOf(int year);

/// Whether the whole country has that day off, as the law of today says it, with the day in place of one on a weekend where the law
/// gives one. `country` by ISO 3166: US (5 U.S.C. 6103), DE (the nine days of all states), FR (Code du travail, L3133-1) and GB (England
/// and Wales: Banking and Financial Dealings Act 1971). Single days that were decreed, as for a jubilee, are not known. False
/// for other countries.
[[nodiscard]] bool isPublicHoliday(const QString &country, QDate day);

/// Those that it knows.
[[nodiscard]] QStringList holidayCountries();

} // namespace consultantos::forecasting
