// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What an OLE container holds, told by the names of its streams ([MS-CFB]).
enum class OleKind { Excel, Word, PowerPoint, OutlookMessage, EncryptedOffice, Other };

[[nodiscard]] bool isOleContainer(const QByteArray &head);

/// Other where the container is damaged. Does I/O; thread-safe.
[[nodiscard]] OleKind oleKind(const QString &path);

} // namespace consultantos
