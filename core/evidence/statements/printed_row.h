// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// Taxonomy of the facts that keep a row for which concepts.json has no line: their tag is printedRowTag() of its label.
inline constexpr char16_t PrintedRowTaxonomy[] = u"row";

/// A row's label as the tag of a fact: without the slash, which separates the parts of a fact's id.
[[nodiscard]] QString printedRowTag(const QString &label);

} // namespace consultantos
