// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace consultantos::valuation_words {

/// A text about valuations, marked by QT_TRANSLATE_NOOP("Valuation", …), in the program's language.
inline QString inWords(const char *text)
{
    return QCoreApplication::translate("Valuation", text);
}

} // namespace consultantos::valuation_words
