// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace consultantos {

/// Whether a Gemini model takes a JSON Schema as it is (responseJsonSchema: from 2.5 on).
[[nodiscard]] bool takesJsonSchema(const QString &model);

/// A schema in the words of Gemini's older responseSchema (Gemini API reference, "Schema": a part of OpenAPI 3.0): types in
/// capitals, null as `nullable`, references within the schema written out; what it doesn't know is left out. Empty if what is
/// left can't be said there: an object whose members have no names, a schema without a type. Replies are checked against
/// the whole schema in any case.
[[nodiscard]] QJsonObject geminiSchema(const QJsonObject &schema);

} // namespace consultantos
