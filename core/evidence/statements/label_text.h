// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Texts of printed statements brought into one form, so that patterns need not know how a typesetter wrote them.
/// Pure and thread-safe.
namespace consultantos::statements {

/// Lower case; straight quotes, plain hyphens and "and" for "&"; one blank for runs of white space; no leader dots, no
/// note references ("(Note 5)"), no footnote marks ("(1)", "(a)", "*", superscript digits), no colon at the end.
[[nodiscard]] QString normalisedLabel(const QString &label);

/// The label as shown, on one line, without leader dots and footnote marks.
[[nodiscard]] QString displayLabel(const QString &label);

/// Letters alone, in lower case: a heading whose words the typesetter has torn apart ("Incom e") still compares.
[[nodiscard]] QString lettersOf(const QString &text);

} // namespace consultantos::statements
