// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// The folder of shipped resources: CONSULTANTOS_RESOURCE_DIR if set, else ../share/consultantos beside the program's
/// bin folder, else the source tree's resources/ that this build came from. Empty if none exists.
[[nodiscard]] QString resourceDir();

/// `name` under resourceDir(), e.g. resourcePath("formulas.json").
[[nodiscard]] QString resourcePath(const QString &name);

/// The data folder: `explicitDir` if not empty, else CONSULTANTOS_DATA_DIR, else the platform's place for application
/// data. Not created here. Absolute.
[[nodiscard]] QString dataDir(const QString &explicitDir = {});

/// Makes the folder at `path` and what is missing above it, each for its owner alone (mode 0700 on POSIX systems, the
/// platform's default elsewhere); folders that are there already are left as they are. False if it isn't there then.
bool makePrivateFolder(const QString &path);

} // namespace consultantos
