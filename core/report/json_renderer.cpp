// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_renderer.h"

#include "model/json_text.h"

namespace consultantos {

QByteArray renderJson(const Report &report, JsonStyle style)
{
    JsonWriter writer(style == JsonStyle::Compact ? JsonWriter::Style::Compact : JsonWriter::Style::Indented);
    writeJson(writer, report);
    auto bytes = writer.take();
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    return bytes;
}

} // namespace consultantos
