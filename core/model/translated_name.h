// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// What the engine or a file of resources/ calls a figure, assumption, driver, rule or section, in the program's language:
/// "Gross margin" → "Bruttomarge". Texts of translation are of the context "ShownName", which the window lists
/// (ui/widgets/shown_name.cpp). A name without a translation as it is. Thread-safe.
[[nodiscard]] QString translatedName(const QString &english);

} // namespace consultantos
