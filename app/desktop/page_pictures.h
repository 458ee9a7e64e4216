// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QImage>
#include <QString>

namespace consultantos {

/// Page `page` (from 1) of the PDF at `path` as a picture, drawn by the PDF helper in a process of its own. NotFound for
/// a file of another format, a page that isn't there or where the helper is missing. Blocks; any thread.
[[nodiscard]] Result<QImage> drawnPage(const QString &path, int page, double dotsPerInch);

} // namespace consultantos
