// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QIODevice;

namespace consultantos {

/// What an OLE container holds, told by the names of its streams ([MS-CFB]).
enum class OleKind { Excel, Word, PowerPoint, OutlookMessage, EncryptedOffice, Other };

[[nodiscard]] bool isOleContainer(const QByteArray &head);

/// Other where the container is damaged. `device` is open and random-access.
[[nodiscard]] OleKind oleKind(QIODevice &device);

} // namespace consultantos
