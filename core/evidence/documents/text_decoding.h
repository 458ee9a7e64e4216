// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Text with how it was read.
struct DecodedText {
    QString text{};
    QString charset{};      ///< "UTF-8", "Shift_JIS", …
    bool hasFaults = false; ///< some bytes meant nothing in that charset and stand as U+FFFD
};

/// Text of unknown encoding. The order of belief: a byte order mark, UTF-8 if all of it is valid, what the file declares
/// (`declared`, may be empty or wrong), what libuchardet finds, Windows-1252. Pure; thread-safe.
[[nodiscard]] DecodedText decodeText(const QByteArray &bytes, const QString &declared = {});

/// Text whose charset is given by the format: only an unknown name falls back on decodeText(). Pure; thread-safe.
[[nodiscard]] DecodedText decodeDeclaredText(const QByteArray &bytes, const QString &charset);

/// The encoding that an XML declaration or an HTML meta element in the first kilobyte names, empty if none.
[[nodiscard]] QString declaredCharset(const QByteArray &bytes);

/// Whether bytes look like text in any encoding: no zero bytes but of UTF-16 or UTF-32 with a mark, hardly any control
/// characters.
[[nodiscard]] bool looksLikeText(const QByteArray &head);

/// A warning where `text` has faults, else nothing.
[[nodiscard]] QStringList decodingWarnings(const DecodedText &text);

} // namespace consultantos
