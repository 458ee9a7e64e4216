// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace consultantos {

/// A name that stands twice in one object of a JSON text, of which QJsonDocument keeps the last in silence: where a person wrote
/// the text, that is a slip with consequences. The text must be valid JSON (RFC 8259). Pure and thread-safe.
[[nodiscard]] std::optional<QString> repeatedName(const QByteArray &json);

} // namespace consultantos
