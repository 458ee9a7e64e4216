// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;

namespace consultantos {

/// Paths of the files and folders of this machine that a drop carries; looks at none of them.
[[nodiscard]] QStringList localFiles(const QMimeData *data);

} // namespace consultantos
