// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exact_text.h"

#include <QTextDocument>

namespace consultantos {

QString exactText(const QTextDocument &document)
{
    auto text = document.toRawText();
    for (auto &character : text) {
        if (character == QChar::ParagraphSeparator || character == QChar::LineSeparator)
            character = QLatin1Char('\n');
    }
    return text;
}

} // namespace consultantos
