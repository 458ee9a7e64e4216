// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"

#include <QString>

class QIODevice;

namespace consultantos::pdf {

/// Reads the file at `path` and writes properties, the first `maxPages` pages and the end mark to `out`, each page as
/// soon as it is read.
[[nodiscard]] Failure streamPdf(const QString &path, int maxPages, QIODevice &out);

/// Draws page `page` (from 1) of the file at `path` as a PNG at `picture`.
[[nodiscard]] Failure drawPdfPage(const QString &path, int page, int dotsPerInch, const QString &picture);

} // namespace consultantos::pdf
