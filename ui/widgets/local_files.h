// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;

namespace consultantos {

/// Paths of the files and folders of this machine that a drop carries; looks at none of them. None of a drag that began in
/// this program: what it writes for others is no news to it, and may not be written yet.
[[nodiscard]] QStringList localFiles(const QMimeData *data);

} // namespace consultantos
