// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::statements {

/// Whether a row's label, which has no figures, goes on in the row below: it ends in the midst of a phrase or the next
/// one begins in one. Pure.
[[nodiscard]] bool goesOn(const QString &label, const QString &next);

/// Whether a label ends in the midst of a phrase: with a comma, a preposition, an open parenthesis. Pure.
[[nodiscard]] bool isUnfinished(const QString &label);

/// What a total that bears no label is called: "Total revenues" under "Revenues:", "Property, net" where a deduction of
/// depreciation stands among its parts. Pure.
[[nodiscard]] QString nameOfTotal(const QString &heading, bool isAfterDepreciation);

} // namespace consultantos::statements
