// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

/// JSON Schemas of the replies that models are asked for. Pure.
namespace consultantos::reply_schema {

[[nodiscard]] QJsonObject text();
[[nodiscard]] QJsonObject list(const QJsonObject &items);
/// An object that has all these properties and no others.
[[nodiscard]] QJsonObject object(const QJsonObject &properties);

} // namespace consultantos::reply_schema
