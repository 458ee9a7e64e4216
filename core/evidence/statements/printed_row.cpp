// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/printed_row.h"

namespace consultantos {

QString printedRowTag(const QString &label)
{
    return label.simplified().replace(QLatin1Char('/'), QChar(u'∕'));
}

} // namespace consultantos
