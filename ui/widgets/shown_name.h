// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace consultantos {

/// What the engine or a file of resources/ calls a figure, assumption, driver, rule or section, in the window's language:
/// "Gross margin" → "Bruttomarge"; a period behind it ("Revenue, FY2026") in the window's form, too. A name that somebody
/// gave, or one without a translation, as it is. Thread-safe.
[[nodiscard]] QString shownName(const QString &english);
/// All names that have translations, in English: what is new in resources/ must be among them.
[[nodiscard]] QStringList namesWithTranslations();

} // namespace consultantos
