// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace consultantos {

struct Source;

/// As it stands in a report's `sources`.
[[nodiscard]] QJsonObject toJson(const Source &source);
[[nodiscard]] Source sourceFromJson(const QJsonObject &object);

} // namespace consultantos
