// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_renderer.h"

#include <QJsonDocument>

namespace consultantos {

QByteArray renderJson(const Report &report, JsonStyle style)
{
    const QJsonDocument document(toJson(report));
    auto bytes = document.toJson(style == JsonStyle::Compact ? QJsonDocument::Compact : QJsonDocument::Indented);
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    return bytes;
}

} // namespace consultantos
