// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/translated_name.h"

#include <QCoreApplication>

namespace consultantos {

QString translatedName(const QString &english)
{
    return QCoreApplication::translate("ShownName", english.toUtf8().constData());
}

} // namespace consultantos
