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

} // namespace consultantos
