// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "egress/http_message.h"

namespace consultantos {

/// The media type of a Content-Type header, lower case, without parameters.
[[nodiscard]] QString mediaTypeOf(const QByteArray &contentType);

/// Whether an answer is of the kind expected. Servers mislabel JSON as text and errors as JSON, so the body's beginning
/// counts for more than its label. Malformed where it isn't.
[[nodiscard]] Status checkContent(ExpectedContent expected, const QString &mediaType, const QByteArray &body,
                                  const QString &host);

/// Whether all that was opened in a JSON text is closed again. It doesn't check the syntax: it finds what broke off.
[[nodiscard]] bool isWholeJson(const QByteArray &body);

} // namespace consultantos
