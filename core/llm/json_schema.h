// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace consultantos {

/// Whether `value` satisfies `schema`; else Malformed, whose detail names in English, for the model that is to mend it,
/// where the value fails and why. Internal if the schema itself can't be read.
///
/// Of JSON Schema 2020-12 what our agents use, checked by valijson as draft 7: type (also several), properties, required,
/// additionalProperties, items (one schema), minItems, maxItems, uniqueItems, enum, const, minimum, maximum, exclusive
/// bounds, minLength, maxLength, pattern, anyOf, oneOf, allOf, not, and $ref within the schema ("#/$defs/…"). Not:
/// prefixItems, dependentSchemas, unevaluated…, $dynamicRef, remote references, format. "integer" goes to ±2³¹ alone:
/// larger ones are "number". Thread-safe.
[[nodiscard]] Status checkAgainstSchema(const QJsonObject &value, const QJsonObject &schema);

/// Whether every object of the schema closes itself (additionalProperties false) and requires all its properties, and
/// no word stands in it but those that OpenAI's strict mode knows: what that mode demands.
[[nodiscard]] bool isStrictSchema(const QJsonObject &schema);

} // namespace consultantos
