// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/alert.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

enum class DigestFormat { Markdown, Html, Json };
/// "md", "html", "json"; InvalidArgument names those there are.
[[nodiscard]] Result<DigestFormat> digestFormatFromName(const QString &name);

/// A digest as a report: by company what came up, why it matters, and where the evidence stands. The HTML is whole and
/// loads nothing. Pure.
[[nodiscard]] QByteArray renderDigest(const AlertDigest &digest, DigestFormat format);

} // namespace consultantos
