// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// What makePrivateFolder() has each system do: makes the one folder at an absolute path, for its user alone. False if that
/// failed, also because it was there.
[[nodiscard]] bool makePrivateDirectory(const QString &folder);

} // namespace consultantos
