// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// The text of a framework's file as one of another id and title, with evidence queries of its own where it had any; all else
/// stays as it is written. Malformed where the text is no JSON object with a "framework" and a "title".
[[nodiscard]] Result<QString> copiedFramework(const QString &text, const QString &id, const QString &title);

/// `id` with "_copy" behind it, or "_copy_2" and so on: the first that isn't taken.
[[nodiscard]] QString freeFrameworkId(const QString &id, const QStringList &taken);

/// A text as JSON writes it, with its quotation marks.
[[nodiscard]] QString jsonLiteral(const QString &text);

} // namespace consultantos
