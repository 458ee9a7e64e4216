// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/period.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>

class QLocale;

/// How the window writes figures: in the form of its own language, with the digits of formatValue(), so that a figure is
/// rounded alike wherever it is read. Sentences of a report keep the form of the report's language. All are thread-safe
/// and follow the language that is in force when they are called.
namespace consultantos {

/// "USD 100,959 M", in a German window "100.959 Mio. USD"; units as in model/units.h.
[[nodiscard]] QString shownValue(double value, const QString &unit);
/// A share of one as percent, rounded to `decimals`: 0.253 → "25 %".
[[nodiscard]] QString shownPercent(double share, int decimals);
/// How likely something is, of one, as percent with a decimal; what is next to impossible or next to certain is rounded
/// to the whole, as no computation is as sure as a decimal would say: 0.253 → "25.3 %", 0.9996 → "100 %".
[[nodiscard]] QString shownProbability(double probability);
/// A number that was written in the C form ("-1.5e-05"), with the window's decimal sign and a real minus.
[[nodiscard]] QString shownNumber(const QString &number);
/// What formatValue() wrote, one figure or several joined by "and", in the window's form; other texts as they are.
[[nodiscard]] QString shownFigures(const QString &written);
/// A sentence of the window's own language in which formatValue() and Period::label() wrote, as the engine's remarks: its
/// figures and fiscal years in the window's form. Not for reports, which have their own language, nor for quotations.
[[nodiscard]] QString shownSentence(const QString &sentence);
/// "FY2023", in a German window "GJ 2023"; a label of a date as shownDate() writes it; other labels as they are.
[[nodiscard]] QString shownPeriod(const Period &period);
[[nodiscard]] QString shownPeriod(const QString &label);
/// A text that names fiscal years, quarters and days ("10-K, 2020-07-31"), such as where an assumption is from, with these in
/// the window's form.
[[nodiscard]] QString shownPeriods(const QString &text);
[[nodiscard]] QString shownYear(int fiscalYear); ///< of the company's own numbering
/// In the short form of the window's locale, the year in four digits. Empty for a date that is none.
[[nodiscard]] QString shownDate(const QDate &date);
/// Of a day with its month in letters, for QLocale::toString(): "d MMM", in German "d. MMM".
[[nodiscard]] QString dayFormat(const QLocale &locale);
/// From the first to the last day, or the day that a value stands at.
[[nodiscard]] QString shownDates(const std::optional<QDate> &start, const QDate &end);
/// Date and time of day, with seconds, in the time zone that `moment` has.
[[nodiscard]] QString shownMoment(const QDateTime &moment);

} // namespace consultantos
