// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/server_message.h"

namespace consultantos {

/// Shorter bodies aren't worth compressing.
inline constexpr qsizetype GzipFrom = 1'000;

/// Whether the client takes gzip (RFC 9110, 12.5.3): named, or by "*", with a weight above 0.
[[nodiscard]] bool acceptsGzip(const QByteArray &acceptEncoding);

/// gzip (RFC 1952). Level 6: of a report's JSON it leaves a twentieth; level 9 takes more than three times as
/// long to leave a fifteenth less than that (docs/benchmarks.md).
[[nodiscard]] QByteArray gzipped(const QByteArray &bytes);

/// Gives an answer of 200 with a body its ETag, answers 304 where the client has it, and compresses text for clients
/// that take that. Pure; thread-safe.
[[nodiscard]] ServerResponse encodedFor(const ServerRequest &request, ServerResponse response);

} // namespace consultantos
