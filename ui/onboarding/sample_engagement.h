// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace consultantos {

/// Begins the sample engagement in the data folder where there is none yet, with its brief as the draft of its window and
/// its memo beside it; one that is there stays as the user left it. `language` is that of its words, ISO 639; English where
/// they aren't there in it. Gives the engagement's name. Does I/O.
[[nodiscard]] Result<QString> prepareSampleEngagement(const QString &dataDir, const QString &resourceDir,
                                                      const QString &language);

} // namespace consultantos
