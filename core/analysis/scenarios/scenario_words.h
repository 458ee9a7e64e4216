// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace consultantos::scenario_words {

/// A text about driver trees and their figures, marked by QT_TRANSLATE_NOOP("Scenarios", …), in the program's language.
inline QString inWords(const char *text)
{
    return QCoreApplication::translate("Scenarios", text);
}

} // namespace consultantos::scenario_words
