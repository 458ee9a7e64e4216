// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace consultantos {

/// Bytes in a charset that QStringDecoder doesn't know where Qt comes without ICU (Windows, macOS), read by iconv: a name of
/// IANA's or of a browser's ("windows-949"). A byte that means nothing there stands as U+FFFD. Nothing if iconv doesn't know
/// the charset either. Thread-safe.
[[nodiscard]] std::optional<QString> decodedByIconv(const QByteArray &bytes, const QString &charset);

} // namespace consultantos
