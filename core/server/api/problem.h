// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "server/http/server_message.h"

#include <QJsonObject>
#include <QString>

namespace consultantos {

/// A JSON answer, compact.
[[nodiscard]] ServerResponse jsonResponse(int status, const QJsonObject &body);

/// An error as a problem document (RFC 9457): {type, title, status, detail, code?}. `detail` is for people.
[[nodiscard]] ServerResponse problem(int status, const QString &detail, const QString &code = {});
/// An Error as one. Of internal failures nothing is told but that there was one: their words may name files.
[[nodiscard]] ServerResponse problem(const Error &error);
[[nodiscard]] int statusOf(ErrorCode code);

} // namespace consultantos
