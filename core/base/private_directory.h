// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// What makePrivateFolder() has each system do: makes the one folder at an absolute path, for its user alone. True also where
/// another process made it in between. After false the system's last error is the cause.
[[nodiscard]] bool makePrivateDirectory(const QString &folder);

} // namespace consultantos
