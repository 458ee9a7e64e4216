// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_entities.h"

#include <libxml/HTMLparser.h>

namespace consultantos {

QString htmlEntity(QStringView name)
{
    if (name.startsWith(QLatin1Char('#'))) {
        const bool isHex = name.size() > 1 && name[1].toLower() == QLatin1Char('x');
        bool isNumber = false;
        const uint code = isHex ? name.sliced(2).toUInt(&isNumber, 16) : name.sliced(1).toUInt(&isNumber, 10);
        const bool isCharacter = isNumber && code > 0 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
        const auto character = char32_t(code);
        return isCharacter ? QString::fromUcs4(&character, 1) : QString();
    }
    const auto latin = name.toLatin1();
    const auto *entity = htmlEntityLookup(reinterpret_cast<const xmlChar *>(latin.constData()));
    return entity ? QString(QChar(ushort(entity->value))) : QString();
}

} // namespace consultantos
