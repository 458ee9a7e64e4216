// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::pdf {

/// Whether a line begins a numbered part of a filing: "Item 7. …", "PART II", "Note 3 …".
[[nodiscard]] bool beginsPart(const QString &line);
/// Whether a line is nothing but names of parts, as the heads of pages are: "PART II", "Item 1A, 1B, 2".
[[nodiscard]] bool isPartNames(const QString &line);
/// "Item 7" of a heading "ITEM 7. Discussion …", else the heading.
[[nodiscard]] QString sectionName(const QString &heading);

} // namespace consultantos::pdf
