// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folded_text.h"

namespace consultantos {

QString foldedText(const QString &text)
{
    QString folded;
    folded.reserve(text.size());
    for (const auto character : text) {
        const auto parts = character.decomposition();
        const auto base = character.decompositionTag() == QChar::Canonical && !parts.isEmpty() ? parts[0] : character;
        folded += base.toCaseFolded();
    }
    return folded;
}

} // namespace consultantos
