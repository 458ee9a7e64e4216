// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace consultantos {

/// A text as it is compared: without case, accents, punctuation and a leading article; words apart. "L'Oréal, S.A." →
/// {"loreal", "sa"}. Pure.
[[nodiscard]] QStringList foldedWords(const QString &text);
/// foldedWords() written together, so that "Coca-Cola", "COCA COLA" and "cocacola" are one.
[[nodiscard]] QString foldedName(const QString &text);
/// foldedName() without the legal form at the end ("Inc.", "& Co. KGaA", "plc"), unless nothing else is there.
[[nodiscard]] QString nameWithoutLegalForm(const QString &text);

/// A legal name as users say it: without legal form and the SEC's marks ("/NEW"), and if it is written in capitals, with
/// capitals at the beginning of words only. "COSTCO WHOLESALE CORP /NEW" → "Costco Wholesale".
[[nodiscard]] QString everydayName(const QString &legalName);

/// The id of a company that has no number of an authority: "x-" and its name in small letters and digits.
[[nodiscard]] QString companySlug(const QString &name);

} // namespace consultantos
